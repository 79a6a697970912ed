// Leads through the phases of one exercise by a clock. No page: it says what is, and what begins.

import { adjusted, at, cut, lengthOf, nextStart, repStart, startOf, withReady } from "./timeline.js";
import { current, passed } from "./tally.js";

export const AWAY = 90_000; // a throttled tab is woken once a minute; a phone that slept is not
const LONG_PAUSE = 5_000; // after it one has left the pose

// `course` is kept up to date: {phases, ms, names}. tell.begins(place), tell.over() and tell.away()
// say what happens; looking twice says nothing twice.
export function makeEngine({ clock, course, tell, now = () => performance.now() }) {
  let index = -1;
  let pausedAt = 0;
  let isOver = false;

  const placeNow = () => at(course.phases, course.ms);

  function jump(ms) {
    clock.seek(ms);
    course.ms = ms;
    index = -1;
    look();
  }

  // Whoever walks, or lies still for minutes, may lock the phone: the minutes pass meanwhile, and
  // nothing after them. Returns whether it was so.
  function passMinutes() {
    const { index: here, phase } = placeNow();
    const minutes = phase.kind === "ready" ? here + 1 : here;
    if (course.phases[minutes]?.kind !== "minutes") return false;
    clock.seek(Math.min(course.ms + clock.awayFor, startOf(course.phases, minutes + 1)));
    clock.resume();
    course.ms = clock.elapsed();
    return true;
  }

  // See where one is; say what began since the last look.
  function look() {
    if (isOver) return placeNow();
    const wasRunning = clock.isRunning;
    course.ms = clock.elapsed();
    if (wasRunning && clock.awayFor && !passMinutes()) {
      pausedAt = -Infinity;
      tell.away();
    }
    const place = at(course.phases, course.ms);
    const to = place.isOver ? course.phases.length - 1 : place.index;
    if (index >= 0 && to > index) course.names.push(...passed(course.phases, index, to));
    if (place.isOver) {
      isOver = true;
      tell.over();
    } else if (to !== index) {
      index = to;
      tell.begins(place);
    }
    return place;
  }

  return {
    look,
    get isRunning() {
      return clock.isRunning;
    },
    place: placeNow,
    // Begin, at the start or where one left off. After an exercise whose end was noticed late, what
    // of this one has passed meanwhile has been done.
    start() {
      isOver = false;
      index = -1;
      if (course.late > 0) course.names.push(...passed(course.phases, 0, placeNow().index));
      clock.seek(course.ms);
      clock.resume();
      look();
    },
    // Begin anew the repeat that was broken off.
    startAgain() {
      const place = placeNow();
      const ready = withReady(course.phases, place.index, place.spent);
      if (ready.phases !== course.phases) course.ms = startOf(ready.phases, ready.index);
      course.phases = ready.phases;
      this.start();
    },
    pause() {
      if (!isOver) course.ms = clock.elapsed();
      clock.pause();
      pausedAt = now();
    },
    resume() {
      const { phase } = at(course.phases, course.ms);
      const isInPose = ["move", "hold", "back"].includes(phase.kind);
      if (isInPose && now() - pausedAt > LONG_PAUSE) return this.startAgain();
      clock.resume();
      look();
      return undefined;
    },
    again() {
      const { index: here } = at(course.phases, course.ms);
      jump(startOf(course.phases, repStart(course.phases, here)));
    },
    // On to the next repeat. Whoever held it has done it; minutes end as long as they were.
    next() {
      const place = at(course.phases, course.ms);
      const { kind } = place.phase;
      if (["hold", "back"].includes(kind)) course.names.push(current(course.phases, place.index));
      if (kind === "minutes") course.phases = cut(course.phases, place.index, place.spent);
      const on = nextStart(course.phases, place.index);
      jump(on < course.phases.length ? startOf(course.phases, on) : lengthOf(course.phases));
    },
    adjust(by) {
      const place = at(course.phases, course.ms);
      course.phases = adjusted(course.phases, place.index, place.spent, by);
      look();
    },
  };
}
