// Sessions that were done and must still reach the server: kept on this device, each person's apart,
// until the server answers with a session's own key (docs/sync.md).

import { meaningOf } from "./answers.js";
import { allOf, drop, get, set, surely, within } from "./store.js";

const ADDRESS = "/sessions/sync/";
const PATIENCE = 20_000; // milliseconds for one answer
const TOLD_FOR = 24 * 60 * 60 * 1000;

// What the device was too full to write; it is sent all the same while its page is open.
const unwritten = new Map();

const changed = () => globalThis.dispatchEvent?.(new Event("outbox"));
export const isFull = () => unwritten.size > 0;

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Other content under a key that waits already, as of two tabs, stands beside it: the server keeps
// both. What was written is never written over.
async function write(one) {
  const there = await get("outbox", [one.owner, one.key]);
  if (!there || !isSame(there.session, one.session)) {
    const key = there ? crypto.randomUUID() : one.key;
    await within("outbox", "readwrite", (outbox) => outbox.add({ ...one, key }));
  }
  unwritten.delete(one.key);
}

// Resolves once it is on the disk. Rejects when the device is full; what waits already stays.
export async function put(owner, session) {
  const waits = { owner, key: session.key, session, at: Date.now(), mark: crypto.randomUUID() };
  try {
    await surely(() => write(waits));
    navigator.storage?.persist?.(); // ask that nobody tidies it away
  } catch (error) {
    unwritten.set(waits.key, waits);
    throw error;
  } finally {
    changed();
  }
}

const unwrittenOf = (owner) => [...unwritten.values()].filter((one) => one.owner === owner);

async function waiting(owner) {
  const written = await allOf("outbox", owner).catch(() => []);
  const others = unwrittenOf(owner).filter((one) => !written.some(({ mark }) => mark === one.mark));
  return [...written, ...others].sort((one, other) => one.at - other.at);
}

export const count = async (owner) => (await waiting(owner)).length;

// A quick check that stopped somebody waits too, and is no session.
export const countSessions = async (owner) =>
  (await waiting(owner)).filter(({ session }) => session.how !== "check").length;
export const sessionsOf = async (owner) => (await waiting(owner)).map(({ session }) => session);

// Only what was sent: whoever has put other content under the key meanwhile sends that too.
async function leave({ owner, key, mark }, answer) {
  if (unwritten.get(key)?.mark === mark) unwritten.delete(key);
  await within("outbox", "readwrite", (outbox) => {
    outbox.get([owner, key]).onsuccess = ({ target }) => {
      if (target.result?.mark === mark) outbox.delete([owner, key]);
    };
  });
  await set("answers", { owner, key, answer, at: Date.now() }).catch(() => {}); // for other tabs
}

async function ask(options) {
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(ADDRESS, { ...options, signal, cache: "no-store", redirect: "manual" });
  const content = await answer.json().catch((error) => {
    if (error.name !== "SyntaxError") throw error; // the connection broke
    return null;
  });
  return { answer, content };
}

// A new token for whoever is signed in here, or why there is none.
async function enter(owner) {
  const { answer, content } = await ask();
  if (answer.type === "opaqueredirect") return { why: "sign-in" };
  if (!content?.token) return { why: answer.ok ? "away" : "later" };
  return content.owner === owner ? { token: content.token } : { why: "sign-in" };
}

async function post(session, token) {
  const { answer, content } = await ask({
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ ...session, sent_at: new Date().toISOString() }),
  });
  return { why: meaningOf(answer, content, session.key), content };
}

// Once more with a new token where the old one may be why it was refused.
async function postTwice(session, entered, owner) {
  const result = await post(session, entered.token);
  if (result.why !== "token") return result;
  Object.assign(entered, await enter(owner));
  if (entered.why) return entered;
  const again = await post(session, entered.token);
  return again.why === "token" ? { why: "later" } : again;
}

// One at a time, the oldest first. One that the server cannot take does not hold up the others.
async function deliver(owner, said) {
  const entered = await enter(owner);
  said.why = entered.why;
  for (const one of entered.why ? [] : await waiting(owner)) {
    const { why, content } = await postTwice(one.session, entered, owner);
    if (why === "ours") {
      said.answers.push(content);
      await leave(one, content);
    } else said.why = why;
    if (why === "sign-in" || why === "away") break;
  }
  for (const one of unwrittenOf(owner)) await write(one).catch(() => {});
}

const alone = (owner, work) =>
  navigator.locks ? navigator.locks.request(`outbox-${owner}`, work) : work();

// What another tab was answered since a moment.
async function answersSince(since, owner) {
  const all = await allOf("answers", owner).catch(() => []);
  const old = all.filter(({ at }) => Math.abs(since - at) > TOLD_FOR);
  await Promise.all(old.map(({ key }) => drop("answers", [owner, key]).catch(() => {})));
  return all.filter(({ at }) => at >= since).map(({ answer }) => answer);
}

// Tries to deliver all that waits for this person. Resolves with how many were `sent` and are
// `left`, the server's `answers`, and `why` some are left: "away", "sign-in" or "later".
export async function send(owner) {
  const said = { answers: [], why: null };
  if (!(await count(owner))) return { sent: 0, left: 0, ...said };
  const since = Date.now();
  await alone(owner, () => deliver(owner, said)).catch(() => (said.why = "away"));
  const others = await answersSince(since, owner);
  const answers = [...new Map([...others, ...said.answers].map((one) => [one.key, one])).values()];
  const left = await count(owner);
  changed();
  return { sent: answers.length, left, answers, why: left ? (said.why ?? "later") : null };
}
