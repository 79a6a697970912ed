// What a log says was done, and which exercises fit into five minutes.

import assert from "node:assert/strict";
import test from "node:test";

import { partOf, secondsOf } from "../../backcare/static/backcare/js/player/part.js";
import { passed, tally } from "../../backcare/static/backcare/js/player/tally.js";
import { at, lengthOf, phasesOf, startOf } from "../../backcare/static/backcare/js/player/timeline.js";

// The log of somebody who went on until the n-th repeat began, or to the end.
function doneUntil(dose, moves) {
  const phases = phasesOf(dose);
  const begins = phases.flatMap(({ kind }, i) => (["move", "minutes"].includes(kind) ? [i] : []));
  const place = at(phases, moves === undefined ? lengthOf(phases) : startOf(phases, begins[moves]));
  return tally(dose, phases, place, passed(phases, -1, place.isOver ? phases.length : place.index));
}

const EACH = { perSide: true, laterality: "unilateral" };
const TURNS = { perSide: true, laterality: "alternating" };
const TABLE = [
  ["all of it", { reps: 10, hold: 5 }, undefined, { done_sets: 1, done_reps: 10, done_hold_seconds: 5 }],
  ["no hold", { reps: 10 }, undefined, { done_sets: 1, done_reps: 10 }],
  ["nothing", { reps: 10, hold: 5 }, 0, {}],
  ["three", { reps: 10, hold: 5 }, 3, { done_sets: 1, done_reps: 3, done_hold_seconds: 5 }],
  ["all sets", { sets: 2, reps: 8 }, undefined, { done_sets: 2, done_reps: 8 }],
  ["a set and a half", { sets: 2, reps: 8 }, 12, { done_sets: 2, done_reps: 6 }],
  ["each side", { reps: 3, hold: 15, ...EACH }, undefined, { done_sets: 1, done_reps: 3, done_hold_seconds: 15 }],
  ["one side only", { reps: 4, hold: 15, ...EACH }, 4, { done_sets: 1, done_reps: 2, done_hold_seconds: 15 }],
  ["in turn", { reps: 10, hold: 3, ...TURNS }, undefined, { done_sets: 1, done_reps: 10, done_hold_seconds: 3 }],
  ["one repeat of one side", { reps: 10, ...TURNS }, 1, { done_sets: 1, done_reps: 1 }],
  ["counted together", { reps: 5, laterality: "alternating" }, undefined, { done_sets: 1, done_reps: 5 }],
  ["holds alone", { sets: 3, hold: 20 }, 2, { done_sets: 2, done_hold_seconds: 20 }],
  ["holds alone, each side", { sets: 3, hold: 20, ...EACH }, undefined, { done_sets: 3, done_hold_seconds: 20 }],
  ["minutes", { minutes: 10 }, undefined, { done_minutes: 10, done_sets: 1 }],
  ["no minute", { minutes: 10 }, 0, {}],
  ["minutes in sets", { sets: 3, minutes: 2 }, 2, { done_minutes: 2, done_sets: 2 }],
  ["minutes each side", { minutes: 2, ...EACH }, undefined, { done_minutes: 2, done_sets: 1 }],
];
for (const [name, dose, moves, log] of TABLE) {
  test(`says what was done: ${name}`, () => assert.deepEqual(doneUntil(dose, moves), log));
}

test("half of the minutes counts as that", () => {
  const phases = phasesOf({ minutes: 10 });
  const minutes = (ms) => tally({ minutes: 10 }, phases, at(phases, 5000 + ms), []).done_minutes;
  assert.deepEqual([minutes(0), minutes(1000), minutes(4 * 60_000), minutes(599_000)], [undefined, 1, 4, 10]);
});

test("a repeat done again is still one", () => {
  const dose = { reps: 2, hold: 5 };
  const phases = phasesOf(dose);
  assert.equal(tally(dose, phases, at(phases, 0), ["1..1", "1..1"]).done_reps, 1);
});

test("nothing is counted before the hold is over", () => {
  const phases = phasesOf({ reps: 2, hold: 5 });
  assert.deepEqual([passed(phases, 0, 2), passed(phases, 0, 3), passed(phases, 3, 4)], [[], ["1..1"], []]);
});

// Five minutes only

const MINUTE = { minutes: 1 };
test("takes in order what fits, and passes over what does not", () => {
  assert.deepEqual(partOf([MINUTE, MINUTE, MINUTE, MINUTE, MINUTE, MINUTE]), [0, 1, 2, 3]);
  assert.deepEqual(partOf([{ minutes: 2 }, { minutes: 10 }, { minutes: 2 }]), [0, 2]);
  assert.deepEqual(partOf([{ reps: 3 }]), [0]);
});

test("plays the shortest one where nothing fits", () => {
  assert.deepEqual(partOf([{ minutes: 20 }, { minutes: 10 }, { minutes: 30 }]), [1]);
});

test("whatever the routine: it fits or is one exercise, in order, and nothing more would fit", () => {
  const kinds = [MINUTE, { minutes: 4 }, { minutes: 9 }, { reps: 10, hold: 5, rest: 5 }, { sets: 2, reps: 10, ...TURNS }];
  for (let n = 1; n < 3000; n += 1) {
    const doses = Array.from({ length: 1 + (n % 6) }, (_, i) => kinds[Math.floor(n / 5 ** i) % 5]);
    const chosen = partOf(doses);
    const seconds = chosen.reduce((total, i) => total + secondsOf(doses[i]), 0);
    assert.deepEqual(chosen, [...new Set(chosen)].sort((a, b) => a - b));
    assert.ok(chosen.length >= 1);
    assert.ok(seconds <= 300 || chosen.length === 1);
    const others = doses.map((_, i) => i).filter((i) => !chosen.includes(i));
    if (seconds <= 300) assert.ok(others.every((i) => seconds + secondsOf(doses[i]) > 300));
  }
});
