// "Five minutes only": the shortest useful part of a routine. Pure.

import { SETTLE, lengthOf, phasesOf } from "./timeline.js";

export const FIVE_MINUTES = 5 * 60;

export const secondsOf = (dose) => lengthOf(phasesOf(dose, { ready: SETTLE })) / 1000;

// Which exercises fit, by their place in the routine and in its order; the shortest if none does.
export function partOf(doses, limit = FIVE_MINUTES) {
  const seconds = doses.map(secondsOf);
  let left = limit;
  const chosen = seconds.flatMap((one, i) => {
    if (one > left) return [];
    left -= one;
    return [i];
  });
  return chosen.length ? chosen : [seconds.indexOf(Math.min(...seconds))];
}
