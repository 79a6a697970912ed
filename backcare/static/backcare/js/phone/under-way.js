// Says on Today that a session was begun and is not finished: <section data-under-way>.

import { kept } from "./progress.js";

const part = (box, name) => box.querySelector(`[data-part="${name}"]`);

// Resolves once the box says so, or stays hidden because nothing was begun.
export async function showUnderWay(box, owner) {
  const { state } = (await kept(owner).catch(() => null)) ?? {};
  if (!state) return;
  const { isBegun, taken } = await import("../player/course.js");
  const course = taken(state);
  if (!course || !isBegun(course)) return;
  part(box, "begun").textContent = course.data.name;
  part(box, "on").href = course.data.urls.here;
  box.hidden = false;
}

const { owner } = document.documentElement.dataset;
const box = document.querySelector("[data-under-way]");
if (owner && box) showUnderWay(box, owner);
