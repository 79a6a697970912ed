// What was done is put into the phone's outbox first, and sent from there.

import { toSession } from "./course.js";
import { put, send } from "../phone/outbox.js";

// Resolves with {answer} (the server's), {kept: true} while it could not be sent, or {full: true}
// when the phone has no room for it either: then it is only in this page.
export async function save(course, felt, finished = new Date()) {
  const { owner, key } = course.data;
  const isKept = await put(owner, toSession(course, felt, finished)).then(
    () => true,
    () => false,
  );
  const { answers = [] } = await send(owner).catch(() => ({}));
  const answer = answers.find((one) => one.key === key);
  if (answer) return { answer };
  return isKept ? { kept: true } : { full: true };
}
