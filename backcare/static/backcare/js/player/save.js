// What was done is put into the phone's outbox first, and sent from there.

import { toSession } from "./course.js";
import { put, send } from "../phone/outbox.js";

// Resolves with {answer} (the server's), with {kept: true} while it could not be sent, or with
// {full: true} when it could neither be sent nor kept.
export async function save(course, felt, finished) {
  const { owner, key } = course.data;
  const isWritten = await put(owner, toSession(course, felt, finished)).then(() => true, () => false);
  const { answers = [] } = await send(owner).catch(() => ({}));
  const answer = answers.find((one) => one.key === key);
  if (answer) return { answer };
  return isWritten ? { kept: true } : { full: true };
}
