// What was done of an exercise: which repeats were held, and how long one walked. Pure.

// The name of a repeat; done twice it is still one.
const nameOf = ({ set, side, rep }) => `${set}.${side}.${rep}`;

// A repeat counts once its hold is over, so when the way back begins.
export function passed(phases, from, to) {
  return phases.slice(from + 1, to + 1).filter(({ kind }) => kind === "back").map(nameOf);
}

// The repeat that is under way.
export const current = (phases, index) => nameOf(phases[index]);

function minutesDone(phases, { index, spent, isOver }) {
  const all = phases.map((phase, i) => {
    if (phase.kind !== "minutes" || (i > index && !isOver)) return [phase.set, 0];
    return [phase.set, i === index && !isOver ? spent : phase.seconds];
  });
  const begun = all.filter(([, seconds]) => seconds > 0);
  const sets = new Set(begun.map(([set]) => set)).size;
  const seconds = begun.reduce((total, [, one]) => total + one, 0);
  const sides = new Set(phases.filter(({ kind }) => kind === "minutes").map(({ side }) => side)).size;
  return sets ? { done_minutes: Math.max(1, Math.round(seconds / 60 / sets / sides)), done_sets: sets } : {};
}

// The numbers of a log, under the names the server has for them. `names` are the repeats done.
export function tally(dose, phases, place, names) {
  if (dose.minutes) return minutesDone(phases, place);
  const done = [...new Set(names)];
  if (!done.length) return {};
  const sets = new Set(done.map((name) => name.split(".")[0])).size;
  const holds = phases.filter(({ kind }) => kind === "hold").map(({ seconds }) => seconds);
  const held = holds.length ? { done_hold_seconds: Math.round(Math.max(...holds)) } : {};
  const each = done.length / (dose.perSide ? 2 : 1);
  if (!dose.reps) return { done_sets: Math.max(1, Math.round(each)), ...held };
  return { done_sets: sets, done_reps: Math.max(1, Math.round(each / sets)), ...held };
}
