// What comes when while an exercise is done: a dose in, phases out. Pure: no clock, no page.
//
// A phase is {kind, seconds, set, sets, rep, reps, side}. Kinds: ready, move (into the pose), hold,
// back, rest, side (change sides) and minutes. A side is "" (none), "first" or "other".

export const READY = 5;
export const SETTLE = 15; // to lie down, get up or put the phone on the floor
export const MOVE = 1.75; // as the figures move: exercises/figure/moving.py
export const PAUSE = 2; // between repeats, where the dose asks for no other rest
export const CHANGE = 2; // from one side to the other, each repeat
export const TURN = 8; // to the other side once, which may mean rolling over
export const SET_REST = 30; // between sets, where the dose names none
export const STEP = 5; // by how much a rest or a hold is made longer or shorter
const SHORT_REST = 10;
const LONG_HOLD = 10;

// What a therapist wrote as "3 sets, hold 20 seconds" without repeats is three repeats.
function counted(dose) {
  const { sets = 1, reps = null, hold = 0, minutes = null } = dose;
  if (minutes || reps || !hold) return { sets, reps: reps ?? 1 };
  return { sets: 1, reps: sets };
}

// Rest is between sets, and between repeats where there is one set. But half a minute after each
// short hold of ten is meant for between sets: nobody rests so long after a bird-dog.
function restBetweenReps({ sets = 1, reps = null, hold = 0, holdMost = hold, rest = null }) {
  if (rest === null || (sets > 1 && reps)) return PAUSE;
  if (sets > 1) return rest; // each set is one long hold
  return rest > SHORT_REST && holdMost < LONG_HOLD ? PAUSE : rest;
}

const restBetweenSets = ({ rest = null }) => rest ?? SET_REST;

// Which repeats are done one after the other, each as {rep, side}, in blocks: within a block comes
// rest; before the next one the sides are changed once.
function blocks({ reps, perSide, laterality }) {
  const numbers = (n) => Array.from({ length: n }, (_, i) => i + 1);
  if (laterality === "alternating") {
    const rounds = perSide ? reps : Math.ceil(reps / 2);
    const both = numbers(rounds).flatMap((rep) => ["first", "other"].map((side) => ({ rep, side })));
    return [perSide ? both : both.slice(0, reps).map((one, i) => ({ ...one, rep: i + 1 }))];
  }
  if (!perSide && laterality !== "unilateral") return [numbers(reps).map((rep) => ({ rep, side: "" }))];
  const half = perSide ? reps : Math.ceil(reps / 2);
  const first = numbers(half).map((rep) => ({ rep, side: "first" }));
  const other = numbers(perSide ? reps : reps - half).map((rep) => ({ rep, side: "other" }));
  return [first, other].filter((block) => block.length);
}

function oneRep({ hold, move }, place) {
  const held = hold ? [{ kind: "hold", seconds: hold, ...place }] : [];
  return [
    { kind: "move", seconds: move, ...place },
    ...held,
    { kind: "back", seconds: move, ...place },
  ];
}

// One set on one side, or on both in turn.
function oneSet(how, block, place) {
  return block.flatMap(({ rep, side }, i) => {
    const here = { ...place, rep, side };
    if (i === 0) return oneRep(how, here);
    const turns = side !== block[i - 1].side;
    const between = turns
      ? { kind: "side", seconds: Math.max(how.between, CHANGE), ...here }
      : { kind: "rest", seconds: how.between, ...place, rep: block[i - 1].rep, side };
    return [...(between.seconds ? [between] : []), ...oneRep(how, here)];
  });
}

// The minutes of walking or of lying still, for each side where the dose says so.
function inMinutes(dose) {
  const { sets = 1, minutes, perSide = false } = dose;
  const sides = perSide ? ["first", "other"] : [""];
  const place = { sets, rep: 1, reps: 1 };
  return sides.map((side) =>
    Array.from({ length: sets }, (_, i) => [
      { kind: "minutes", seconds: 60 * minutes, ...place, set: i + 1, side },
    ]),
  );
}

function inReps(dose) {
  const { hold = 0, move = MOVE, perSide = false, laterality = "bilateral" } = dose;
  const { sets, reps } = counted(dose);
  const how = { hold, move, between: restBetweenReps(dose) };
  return blocks({ reps, perSide, laterality }).map((block) => {
    const total = Math.max(...block.map(({ rep }) => rep));
    return Array.from({ length: sets }, (_, i) =>
      oneSet(how, block, { set: i + 1, sets, reps: total }),
    );
  });
}

const after = (phase, kind, seconds) => ({ ...phase, kind, seconds });

// dose: {sets, reps, hold, holdMost, rest, minutes, perSide, laterality}; null means it asks for none.
export function phasesOf(dose, { ready = READY } = {}) {
  const turn = dose.minutes ? TURN : Math.max(restBetweenReps(dose), TURN);
  const phases = [];
  for (const [b, sets] of (dose.minutes ? inMinutes(dose) : inReps(dose)).entries()) {
    for (const [s, set] of sets.entries()) {
      const last = phases.at(-1);
      if (last && s === 0 && b > 0) phases.push(after(set[0], "side", turn));
      else if (last && restBetweenSets(dose)) phases.push(after(last, "rest", restBetweenSets(dose)));
      phases.push(...set);
    }
  }
  return [after(phases[0], "ready", ready), ...phases];
}

const sum = (phases) => phases.reduce((total, { seconds }) => total + seconds, 0);

// How long phases take, in milliseconds.
export const lengthOf = (phases) => 1000 * sum(phases);

// When a phase begins, in milliseconds.
export const startOf = (phases, index) => lengthOf(phases.slice(0, index));

// What is to be seen at a moment: the phase, the second that is shown, and how much of it is over.
export function at(phases, elapsedMs) {
  let began = 0;
  for (const [index, phase] of phases.entries()) {
    const ends = began + 1000 * phase.seconds;
    if (elapsedMs < ends) {
      const spent = Math.max(0, elapsedMs - began) / 1000;
      const left = phase.seconds - spent;
      const fraction = spent / phase.seconds;
      return { index, phase, spent, left, second: Math.ceil(left - 1e-6), fraction, isOver: false };
    }
    began = ends;
  }
  const index = phases.length - 1;
  const { seconds } = phases[index];
  return { index, phase: phases[index], spent: seconds, left: 0, second: 0, fraction: 1, isOver: true };
}

// Which phase a repeat, or the minutes, began with; while resting that is the one just done.
export function repStart(phases, index) {
  if (phases[index].kind === "ready") return index;
  for (let i = index; i >= 0; i -= 1) if (["move", "minutes"].includes(phases[i].kind)) return i;
  return 0;
}

// Where "next" leads: from rest to the next repeat, from a repeat to the one after it, or to the end.
export function nextStart(phases, index) {
  const i = phases.findIndex(({ kind }, n) => n > index && ["move", "minutes"].includes(kind));
  return i === -1 ? phases.length : i;
}

const LEAST = { hold: 1, minutes: 60 };
const MOST = { hold: 300, minutes: 180 * 60, rest: 600, ready: 600, side: 600 }; // sessions/forms.py

// Make this phase longer or shorter, and with it all later ones that are like it. What is over
// stays over: a phase that is cut below what was spent of it ends at once.
export function adjusted(phases, index, spent, by) {
  const { kind, seconds } = phases[index];
  const wanted = Math.min(Math.max(LEAST[kind] ?? 0, seconds + by), Math.max(MOST[kind], seconds));
  const isLasting = ["hold", "rest"].includes(kind);
  return phases.map((phase, i) => {
    if (i === index) return { ...phase, seconds: Math.max(wanted, spent) };
    const isAlike = isLasting && i > index && phase.kind === kind && phase.seconds === seconds;
    return isAlike ? { ...phase, seconds: wanted } : phase;
  });
}

// End a phase here: it lasted as long as it did.
export const cut = (phases, index, spent) =>
  phases.map((phase, i) => (i === index ? { ...phase, seconds: spent } : phase));

// Put "get ready" before the repeat that was broken off, so that it is begun anew; of minutes, what
// is left of them. Returns the phases and where to go on.
export function withReady(phases, index, spent, ready = READY) {
  const begins = repStart(phases, index);
  const phase = phases[begins];
  if (["ready", "rest", "side"].includes(phases[index].kind)) return { phases, index };
  const isPart = phase.kind === "minutes" && begins === index && spent > 0;
  const before = phases.slice(0, begins);
  if (isPart) before.push({ ...phase, seconds: spent });
  const rest = isPart ? { ...phase, seconds: phase.seconds - spent } : phase;
  const again = [...before, after(phase, "ready", ready), rest, ...phases.slice(begins + 1)];
  return { phases: again, index: before.length };
}
