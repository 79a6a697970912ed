// A session that can go on no more, because somebody was stopped or it is in no plan now: what was
// done of it is kept, and sent like any other.

import { put } from "./outbox.js";
import { forget, kept } from "./progress.js";

// Nobody was asked how it went.
const NOT_ASKED = { pain_after: null, exertion: null, new_symptoms: "", note: "" };

async function wrapUp(owner) {
  const { state } = (await kept(owner)) ?? {};
  if (!state) return false;
  const course = await import("../player/course.js");
  const whole = course.taken(state);
  if (whole && (state.felt || course.isBegun(whole))) {
    const felt = state.felt ?? NOT_ASKED;
    await put(owner, course.toSession(course.wrapUp(whole), felt, new Date(state.last_at)));
  }
  await forget(owner);
  return true;
}

// What the server has is under way no more, however it came there: as from the list of the page.
export async function forgetSaved(owner, keys) {
  const { state } = (await kept(owner)) ?? {};
  if (!state || !keys.includes(state.data.key)) return;
  await forget(owner);
  document.querySelector("[data-under-way]")?.setAttribute("hidden", "");
}

// The routines that may still be done are `there`; a session that a page leads through right now is
// left to that page. Resolves once it is on the disk, with whether there was one.
export async function endUnderWay(owner, there = []) {
  const { state } = (await kept(owner)) ?? {};
  if (!state || there.includes(state.data.routine)) return false;
  const name = `session-${owner}`; // js/player/page.js holds it
  if (!navigator.locks) return wrapUp(owner);
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => lock && wrapUp(owner));
}
