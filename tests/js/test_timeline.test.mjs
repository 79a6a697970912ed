// The phases of a dose: their order, their length, and what is shown at any moment.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import {
  CHANGE, MOVE, PAUSE, READY, SET_REST, TURN,
  adjusted, at, lengthOf, nextStart, phasesOf, repStart, startOf, withReady,
} from "../../backcare/static/backcare/js/player/timeline.js";

const short = (phases) => phases.map(({ kind, seconds, set, rep, side }) =>
  `${kind} ${seconds} s${set} r${rep}${side && ` ${side}`}`);
const REP = 2 * MOVE;

// [what it is, dose, how long it takes after getting ready]
const TABLE = [
  ["once", { reps: 1 }, REP],
  ["once, held", { reps: 1, hold: 5 }, REP + 5],
  ["repeats", { reps: 10, hold: 5, rest: 5 }, 10 * (REP + 5) + 9 * 5],
  ["repeats without a rest", { reps: 8, hold: 1, rest: 0 }, 8 * (REP + 1)],
  ["repeats that name no rest", { reps: 3, hold: 2 }, 3 * (REP + 2) + 2 * PAUSE],
  ["long holds rest as long as asked", { reps: 3, hold: 10, holdMost: 20, rest: 30 }, 3 * (REP + 10) + 2 * 30],
  ["a long rest is not for each short hold", { reps: 10, hold: 3, holdMost: 5, rest: 30 }, 10 * (REP + 3) + 9 * PAUSE],
  ["two sets", { sets: 2, reps: 5, hold: 2, rest: 30 }, 10 * (REP + 2) + 8 * PAUSE + 30],
  ["sets that name no rest", { sets: 2, reps: 1 }, 2 * REP + SET_REST],
  ["sets without a rest", { sets: 2, reps: 2, rest: 0 }, 4 * REP + 2 * PAUSE],
  ["a hold alone", { hold: 20 }, REP + 20],
  ["three holds", { sets: 3, hold: 20, rest: 15 }, 3 * (REP + 20) + 2 * 15],
  ["each side, once changed", { reps: 3, hold: 15, rest: 10, perSide: true, laterality: "unilateral" }, 6 * (REP + 15) + 4 * 10 + 10],
  ["each side, time to roll over", { reps: 2, hold: 2, rest: 0, perSide: true, laterality: "unilateral" }, 4 * (REP + 2) + TURN],
  ["two sets each side", { sets: 2, reps: 2, hold: 2, rest: 30, perSide: true, laterality: "unilateral" }, 8 * (REP + 2) + 4 * PAUSE + 2 * 30 + TURN],
  ["sides in turn", { reps: 10, hold: 3, rest: 0, perSide: true, laterality: "alternating" }, 20 * (REP + 3) + 19 * CHANGE],
  ["sides in turn, counted together", { reps: 5, hold: 1, laterality: "alternating" }, 5 * (REP + 1) + 4 * CHANGE],
  ["one side and the other, counted together", { reps: 5, hold: 1, rest: 0, laterality: "unilateral" }, 5 * (REP + 1) + TURN],
  ["counted on each side though both work", { reps: 2, rest: 0, perSide: true }, 4 * REP + TURN],
  ["minutes", { minutes: 10, rest: 0 }, 600],
  ["minutes in sets", { sets: 3, minutes: 2, rest: 90 }, 360 + 180],
  ["minutes each side", { minutes: 1, perSide: true, rest: 0 }, 120 + TURN],
  ["minutes of somebody who walks have no sides", { minutes: 5, laterality: "alternating" }, 300],
  ["the longest hold", { reps: 1, hold: 300 }, REP + 300],
];

for (const [name, dose, seconds] of TABLE) {
  test(`lasts as long as the dose: ${name}`, () => {
    assert.equal(lengthOf(phasesOf(dose)), 1000 * (READY + seconds));
  });
}

test("a repeat is: move, hold, back, rest", () => {
  assert.deepEqual(short(phasesOf({ reps: 2, hold: 5, rest: 5 })), [
    "ready 5 s1 r1", "move 1.75 s1 r1", "hold 5 s1 r1", "back 1.75 s1 r1",
    "rest 5 s1 r1", "move 1.75 s1 r2", "hold 5 s1 r2", "back 1.75 s1 r2",
  ]);
});

test("who works with one side changes once, whatever the sets", () => {
  const phases = phasesOf({ sets: 2, reps: 2, rest: 30, perSide: true, laterality: "unilateral" });
  assert.deepEqual(phases.filter(({ kind }) => kind === "move").map(({ set, rep, side }) => `${side} ${set}.${rep}`), [
    "first 1.1", "first 1.2", "first 2.1", "first 2.2", "other 1.1", "other 1.2", "other 2.1", "other 2.2",
  ]);
  const turns = phases.filter(({ kind }) => kind === "side");
  assert.deepEqual(short(turns), [`side ${TURN} s1 r1 other`]);
});

test("who takes turns changes sides with each repeat", () => {
  const phases = phasesOf({ reps: 2, hold: 3, perSide: true, laterality: "alternating" });
  assert.deepEqual(phases.filter(({ kind }) => ["move", "side"].includes(kind)).map(({ kind, rep, side }) => `${kind} ${rep} ${side}`), [
    "move 1 first", "side 1 other", "move 1 other", "side 2 first", "move 2 first", "side 2 other", "move 2 other",
  ]);
});

test("a rest says which repeat is done, and of how many", () => {
  const rests = phasesOf({ sets: 2, reps: 2, rest: 30 }).filter(({ kind }) => kind === "rest");
  assert.deepEqual(rests.map(({ seconds, set, sets, rep, reps }) => [seconds, set, sets, rep, reps]), [
    [PAUSE, 1, 2, 1, 2], [30, 1, 2, 2, 2], [PAUSE, 2, 2, 1, 2],
  ]);
});

// What the page shows at a moment.

const LEG = phasesOf({ reps: 2, hold: 5, rest: 5 });
const SHOWN = [
  [-50, "ready", 5],
  [0, "ready", 5],
  [1, "ready", 5],
  [999, "ready", 5],
  [1000, "ready", 4],
  [4999, "ready", 1],
  [5000, "move", 2],
  [6749, "move", 1],
  [6750, "hold", 5],
  [7750, "hold", 4],
  [11749, "hold", 1],
  [11750, "back", 2],
  [13500, "rest", 5],
];
for (const [ms, kind, second] of SHOWN) {
  test(`shows ${kind} ${second} after ${ms} ms`, () => {
    const { phase, second: shown } = at(LEG, ms);
    assert.deepEqual([phase.kind, shown], [kind, second]);
  });
}

test("is over at its end, and stays over", () => {
  const end = lengthOf(LEG);
  assert.equal(at(LEG, end - 1).isOver, false);
  for (const ms of [end, end + 1, end + 1e9]) {
    const { isOver, fraction, second, index } = at(LEG, ms);
    assert.deepEqual([isOver, fraction, second, index], [true, 1, 0, LEG.length - 1]);
  }
});

// Every dose the library has, and many that a therapist may write.

function* doses() {
  const library = JSON.parse(readFileSync(new URL("../../exercises/data/library.json", import.meta.url)));
  for (const { dose, laterality } of library.exercises) {
    yield {
      sets: dose.sets, reps: dose.reps_max ?? dose.reps_min ?? null, hold: dose.hold_seconds_min ?? 0,
      holdMost: dose.hold_seconds_max ?? dose.hold_seconds_min ?? 0, rest: dose.rest_seconds ?? null,
      minutes: dose.minutes_min ?? null, perSide: dose.per_side, laterality,
    };
  }
  for (const laterality of ["bilateral", "unilateral", "alternating"]) {
    for (const perSide of [false, true]) for (const sets of [1, 2, 5]) for (const reps of [null, 1, 2, 7, 20]) {
      for (const hold of [0, 1, 30]) for (const rest of [null, 0, 5, 600]) {
        yield { sets, reps, hold, rest, perSide, laterality };
      }
    }
  }
  for (const minutes of [1, 180]) for (const sets of [1, 4]) for (const perSide of [false, true]) {
    yield { minutes, sets, perSide, rest: 60 };
  }
}

test("whatever the dose: phases follow each other without a gap, and each repeat is whole", () => {
  let checked = 0;
  for (const dose of doses()) {
    const phases = phasesOf(dose);
    const kinds = phases.map(({ kind }) => kind);
    assert.equal(kinds[0], "ready");
    assert.ok(!["rest", "side"].includes(kinds.at(-1)), "nobody waits at the end");
    assert.ok(phases.every(({ seconds }) => seconds > 0));
    assert.ok(phases.every(({ set, sets, rep, reps }) => set >= 1 && set <= sets && rep >= 1 && rep <= reps));
    if (!dose.minutes) {
      const sides = dose.perSide ? 2 : 1;
      const times = dose.reps ? (dose.sets ?? 1) * dose.reps : dose.hold ? dose.sets : dose.sets ?? 1;
      assert.equal(kinds.filter((kind) => kind === "move").length, times * sides, JSON.stringify(dose));
      assert.equal(kinds.filter((kind) => kind === "back").length, times * sides);
    }
    for (let index = 0; index < phases.length; index += Math.ceil(phases.length / 9)) {
      const begins = startOf(phases, index);
      assert.equal(at(phases, begins).index, index);
      assert.equal(at(phases, begins + 1000 * phases[index].seconds - 1).index, index);
    }
    checked += 1;
  }
  assert.ok(checked > 300);
});

test("whatever the moment: the second shown is the one that is left, and nothing jumps", () => {
  for (const dose of doses()) {
    const phases = phasesOf(dose).slice(0, 40);
    for (let ms = 0; ms < Math.min(lengthOf(phases), 20_000); ms += 491) {
      const { phase, spent, left, second, fraction } = at(phases, ms);
      assert.ok(second >= 1 && second <= Math.ceil(phase.seconds));
      assert.ok(Math.abs(spent + left - phase.seconds) < 1e-9);
      assert.ok(fraction >= 0 && fraction < 1);
      assert.ok(second - left < 1 && second - left > -1e-5);
    }
  }
});

// Longer, shorter, again, next.

const seconds = (phases, wanted) => phases.filter(({ kind }) => kind === wanted).map(({ seconds: one }) => one);

test("a longer hold is longer from now on", () => {
  assert.deepEqual(seconds(adjusted(LEG, 2, 1, 5), "hold"), [10, 10]);
  assert.deepEqual(seconds(adjusted(LEG, 6, 1, 5), "hold"), [5, 10]);
  assert.deepEqual(seconds(adjusted(LEG, 2, 1, 5), "rest"), [5]);
});

test("a shorter hold never is nothing, and what is over stays over", () => {
  assert.deepEqual(seconds(adjusted(LEG, 2, 0.5, -5), "hold"), [1, 1]);
  assert.deepEqual(seconds(adjusted(LEG, 2, 3, -5), "hold"), [3, 1]);
  const cut = adjusted(LEG, 2, 3, -5);
  assert.equal(at(cut, startOf(cut, 2) + 3000).phase.kind, "back");
});

test("a longer rest between sets leaves the rests between repeats alone", () => {
  const phases = phasesOf({ sets: 3, reps: 2, rest: 30 });
  const index = phases.findIndex((phase) => phase.seconds === 30);
  assert.deepEqual(seconds(adjusted(phases, index, 0, 5), "rest"), [PAUSE, 35, PAUSE, 35, PAUSE]);
});

test("getting ready and changing sides are made longer only this once", () => {
  const phases = phasesOf({ reps: 2, perSide: true, laterality: "alternating" });
  assert.deepEqual(seconds(adjusted(phases, 3, 0, 5), "side"), [CHANGE + 5, CHANGE, CHANGE]);
  assert.deepEqual(seconds(adjusted(phases, 0, 0, 5), "ready"), [READY + 5]);
});

test("nothing is made longer than the server takes", () => {
  const held = phasesOf({ reps: 1, hold: 298 });
  assert.deepEqual(seconds(adjusted(held, 2, 0, 5), "hold"), [300]);
  const walk = phasesOf({ minutes: 180 });
  assert.deepEqual(seconds(adjusted(walk, 1, 0, 60), "minutes"), [180 * 60]);
});

test("again leads to the start of the repeat, next to the one after it", () => {
  const names = (index) => [repStart(LEG, index), nextStart(LEG, index)];
  assert.deepEqual(names(0), [0, 1]); // getting ready
  for (const index of [1, 2, 3, 4]) assert.deepEqual(names(index), [1, 5]); // the rest is after it
  for (const index of [5, 6, 7]) assert.deepEqual(names(index), [5, LEG.length]);
});

test("who comes back gets ready first, and begins the repeat anew", () => {
  const { phases, index } = withReady(LEG, 6, 2);
  assert.deepEqual(short(phases.slice(index, index + 2)), ["ready 5 s1 r2", "move 1.75 s1 r2"]);
  assert.equal(lengthOf(phases), lengthOf(LEG) + 5000);
  assert.deepEqual(withReady(LEG, 0, 2), { phases: LEG, index: 0 });
  assert.deepEqual(withReady(LEG, 4, 2), { phases: LEG, index: 4 }); // resting
});

test("who comes back to minutes walks what is left of them", () => {
  const walk = phasesOf({ minutes: 10 });
  const { phases, index } = withReady(walk, 1, 240);
  assert.deepEqual(short(phases), ["ready 5 s1 r1", "minutes 240 s1 r1", "ready 5 s1 r1", "minutes 360 s1 r1"]);
  assert.equal(index, 2);
});
