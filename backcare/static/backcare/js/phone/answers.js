// What an answer to a sent session means, and how long to wait after a failure. Pure.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const FIRST_WAIT = 5 * SECOND;
const LONGEST_WAIT = 30 * MINUTE;

const SAVED = 200;
const SET_ASIDE = [409, 422];

// A session leaves the phone only on an answer that carries its own key and says what became of it.
export function isAcknowledgement(status, content, key) {
  if (content?.key !== key) return false;
  if (status === SAVED) return content.saved === true;
  return SET_ASIDE.includes(status) && content.set_aside === true;
}

// "ours": the answer is final; "sign-in": nobody is signed in; "token": refused, perhaps because of
// an old token; "later": this one failed, another may not; "away": nothing gets through.
export function meaningOf({ status, type }, content, key) {
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) return "sign-in";
  if (isAcknowledgement(status, content, key)) return "ours";
  if (status === 403) return "token";
  // No page of ours answers a session with success but without its key: somebody else's network.
  return status >= 200 && status < 300 ? "away" : "later";
}

// Twice as long after each failure, and never all phones at once: between half of it and all of it.
export function waitAfter(failures, random = Math.random()) {
  const most = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, failures - 1));
  return most * (0.5 + random / 2);
}
