// The words that the page brings along (tracker/sessions/guided_words.py), with numbers put in.

let words = {};

export const learn = (told) => (words = told);

export const say = (key, values = {}) =>
  (words[key] ?? "").replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");

// How many exercises were done, in a sentence.
export const did = (n, all) => say(all === 1 ? (n ? "did_the_one" : "did_not_yet") : "did", { n, all });

// "6:40" of minutes; the number alone of seconds.
export function digits(kind, second) {
  if (kind !== "minutes") return String(second);
  return `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`;
}
