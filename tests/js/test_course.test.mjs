// A whole session: what is done, skipped, stopped, made easier, and what of it is sent.

import assert from "node:assert/strict";
import test from "node:test";

import * as course from "../../backcare/static/backcare/js/player/course.js";
import { makeClock } from "../../backcare/static/backcare/js/player/clock.js";
import { AWAY, makeEngine } from "../../backcare/static/backcare/js/player/engine.js";
import { READY, SETTLE, lengthOf, startOf } from "../../backcare/static/backcare/js/player/timeline.js";

const NOW = new Date(2026, 2, 4, 9, 0);
const exercise = (prescription, name, parts, more = {}) => ({
  prescription, name, slug: name.toLowerCase(), position: "back", parts, easier: null, ...more,
});
const DATA = {
  key: "k", owner: "o", routine: 7, ticket: "t", permit: "p", quick_check: null, pain_before: 3,
  exercises: [
    exercise(11, "Tilt", { reps: 2, hold: 5, rest: 5 }, { easier: exercise(null, "Breathing", { minutes: 3 }) }),
    exercise(12, "Bridge", { reps: 3, hold: 3 }),
    exercise(13, "Walk", { minutes: 10 }, { position: "standing" }),
  ],
};
const FELT = { pain_after: 2, exertion: 3, new_symptoms: "none", note: "" };
const sent = (one) => course.toSession(one, FELT, new Date(2026, 2, 4, 9, 10), "America/New_York");

// Somebody before the first exercise, with a device whose time is moved by hand.
function someone(part) {
  const time = { now: 0, date: 1e12 };
  const heard = [];
  const mine = course.begin(structuredClone(DATA), NOW, part);
  const clock = makeClock({ now: () => time.now, date: () => time.date, away: AWAY });
  const tell = { begins: ({ phase }) => heard.push(phase.kind), over: () => heard.push("over"), away: () => heard.push("away") };
  const engine = makeEngine({ clock, course: mine, tell, now: () => time.now });
  const pass = (seconds, tick = 0.05) => {
    for (let left = seconds; left > 1e-9; left -= tick) {
      time.now += 1000 * Math.min(tick, left);
      time.date += 1000 * Math.min(tick, left);
      engine.look();
    }
  };
  return { mine, engine, heard, pass, time };
}

test("the first exercise leaves time to lie down, the next one in the same place less", () => {
  const { mine } = someone();
  assert.equal(mine.phases[0].seconds, SETTLE);
  assert.equal(course.enter(mine, 1).phases[0].seconds, READY);
  assert.equal(course.enter(mine, 2).phases[0].seconds, SETTLE); // from the floor to standing
});

test("an exercise says each thing that begins, once, and when it is over", () => {
  const { mine, engine, heard, pass } = someone();
  engine.start();
  pass(lengthOf(mine.phases) / 1000 + 1);
  assert.deepEqual(heard, ["ready", "move", "hold", "back", "rest", "move", "hold", "back", "over"]);
  course.finish(mine);
  assert.deepEqual(mine.logs[11], { prescription: 11, outcome: "done", reason: "", done_sets: 1, done_reps: 2, done_hold_seconds: 5 });
  assert.equal(mine.n, 1);
});

test("a tab that is woken once a minute misses no repeat", () => {
  const { mine, engine, pass } = someone();
  engine.start();
  pass(lengthOf(mine.phases) / 1000, 60);
  assert.equal(course.finish(mine).logs[11].done_reps, 2);
});

test("an end that is noticed late is no delay: the next exercise began when it should", () => {
  const { mine, engine, pass } = someone();
  const whole = lengthOf(mine.phases) / 1000;
  engine.start();
  pass(whole + READY + 6, whole + READY + 6);
  course.finish(mine);
  assert.equal(mine.ms, 1000 * (READY + 6));
  engine.start();
  const { phase } = engine.place();
  assert.deepEqual([phase.kind, phase.rep, mine.names], ["back", 1, ["1..1"]]);
  pass(lengthOf(mine.phases) / 1000, 1);
  assert.equal(course.finish(mine).logs[12].done_reps, 3);
});

test("whatever the ticks, a moment is shown as it is", () => {
  for (const tick of [0.016, 0.25, 1, 7, 60]) {
    const { engine, pass } = someone();
    engine.start();
    pass(SETTLE + 1.75 + 2, tick);
    const { phase, left } = engine.place();
    assert.deepEqual([phase.kind, Math.round(1000 * left)], ["hold", 3000], `ticks of ${tick} s`);
  }
});

test("a short pause goes on where it was, a long one with getting ready", () => {
  const { engine, heard, pass, time } = someone();
  engine.start();
  pass(SETTLE + 1.75 + 2);
  engine.pause();
  pass(3);
  engine.resume();
  assert.equal(Math.round(engine.place().left), 3);
  engine.pause();
  time.now += 60_000;
  engine.resume();
  assert.equal(engine.place().phase.kind, "ready");
  pass(READY + 1);
  assert.deepEqual(heard.slice(-2), ["ready", "move"]);
});

test("who was away finds the session waiting where it was left", () => {
  const { engine, heard, pass } = someone();
  engine.start();
  pass(SETTLE + 1.75 + 2);
  pass(3600, 3600);
  assert.equal(heard.at(-1), "away");
  assert.equal(engine.isRunning, false);
  assert.equal(Math.round(engine.place().left), 3);
  engine.resume();
  assert.equal(engine.place().phase.kind, "ready");
});

for (const [where, before, gone, shown] of [
  ["in the middle of the walk", SETTLE + 60, 240, 10 * 60 - 60 - 240],
  ["while getting ready for it", SETTLE - 5, 240, 10 * 60 - 235],
]) {
  test(`minutes pass though the phone was locked ${where}`, () => {
    const { mine, engine, heard, pass, time } = someone([2]);
    engine.start();
    pass(before);
    time.date += 1000 * gone; // it slept
    engine.look();
    assert.equal(engine.isRunning, true);
    assert.ok(Math.abs(engine.place().left - shown) < 0.01);
    assert.deepEqual(heard, ["ready", "minutes"]);
    assert.deepEqual(mine.names, []);
  });
}

test("who comes back long after a walk finds it done as long as it was to be, and nothing more", () => {
  const { mine, engine, heard, pass, time } = someone([2, 1]);
  engine.start();
  pass(SETTLE + 60);
  time.date += 3 * 60 * 60 * 1000;
  engine.look();
  assert.deepEqual(heard, ["ready", "minutes", "over"]);
  course.finish(mine);
  assert.equal(mine.logs[13].done_minutes, 10);
  assert.deepEqual([mine.n, mine.ms, mine.late], [1, 0, 0]);
});

test("again begins the repeat anew, next goes on to the one after it", () => {
  const { mine, engine, pass } = someone();
  engine.start();
  engine.next();
  assert.equal(engine.place().phase.kind, "move");
  pass(3);
  engine.again();
  assert.equal(mine.ms, startOf(mine.phases, 1));
  pass(3); // in the hold
  engine.next();
  assert.deepEqual([engine.place().phase.rep, mine.names], [2, ["1..1"]]);
});

test("a repeat that is passed over before its hold is not counted", () => {
  const { mine, engine, heard } = someone();
  engine.start();
  engine.next(); // ready
  engine.next(); // into the first
  engine.next(); // into the second
  assert.equal(heard.at(-1), "over");
  assert.deepEqual(course.finish(mine).logs[11], { prescription: 11, outcome: "skipped", reason: "other" });
});

test("minutes that are ended early are as long as they were", () => {
  const { mine, engine, pass } = someone([2]);
  engine.start();
  pass(SETTLE + 4 * 60 + 10, 1);
  engine.next();
  assert.equal(course.finish(mine).logs[13].done_minutes, 4);
});

test("a hold made longer is what is told", () => {
  const { mine, engine, heard, pass } = someone();
  engine.start();
  pass(SETTLE + 2);
  engine.adjust(5);
  pass(lengthOf(mine.phases) / 1000);
  assert.equal(heard.at(-1), "over");
  assert.equal(course.finish(mine).logs[11].done_hold_seconds, 10);
});

test("easier is another exercise, and is told beside what hurt", () => {
  const { mine, engine, pass } = someone();
  engine.start();
  pass(SETTLE + 8);
  assert.equal(course.easierOf(mine).name, "Breathing");
  course.hurt(mine, "easier", 4, NOW);
  assert.equal(course.exerciseOf(mine).name, "Breathing");
  assert.equal(course.easierOf(mine), null);
  engine.start();
  pass(SETTLE + 3 * 60 + 1, 1);
  course.finish(mine);
  const [log] = sent(mine).logs;
  assert.deepEqual([log.outcome, log.easier, log.done_minutes], ["done", "breathing", 3]);
  assert.deepEqual(log.hurts, [{ at: NOW.toISOString(), choice: "easier", pain: 4 }]);
});

test("ending in the middle keeps what was done of the exercise", () => {
  const { mine, engine, pass } = someone();
  engine.start();
  assert.equal(sent(course.wrapUp(mine)).logs[0].outcome, "skipped");
  pass(SETTLE + 10);
  const [log] = sent(course.wrapUp(mine)).logs;
  assert.deepEqual([log.outcome, log.done_reps], ["done", 1]);
});

test("stopping for pain keeps what was done until then", () => {
  const { mine, engine, pass } = someone();
  engine.start();
  pass(SETTLE + 10);
  course.hurt(mine, "stop", null, NOW);
  const [log] = sent(mine).logs;
  assert.deepEqual([log.outcome, log.reason, log.done_reps, log.hurts[0].choice], ["stopped", "pain", 1, "stop"]);
  assert.ok(!("pain" in log.hurts[0]));
  assert.equal(mine.n, 1);
});

test("carrying on is kept, and changes nothing", () => {
  const { mine } = someone();
  course.hurt(mine, "carry-on", 2, NOW);
  assert.equal(mine.n, 0);
  assert.equal(sent(course.skip(mine, "no-time")).logs[0].hurts.length, 1);
});

test("strong pain asks for a new quick check before anything goes on", () => {
  const { mine } = someone();
  Object.assign(mine.data, { strong_from: 8, check: 1 });
  const at = (minutes) => new Date(NOW.getTime() + 60_000 * minutes);
  const comes = (minutes, check, age, quick_check = null) =>
    course.takeUp(mine, { check, check_age: 60 * age, quick_check }, at(minutes));
  course.hurt(mine, "carry-on", 7, at(5));
  assert.ok(comes(6, 1, 6.5));
  course.hurt(mine, "carry-on", 8, at(10));
  assert.ok(!comes(11, 1, 12), "the one of the session");
  assert.ok(!comes(12, 9, 30), "one of before the session");
  assert.ok(!comes(12, 2, 5), "one of before the pain, answered in another tab");
  assert.ok(comes(13, 3, 1, { key: "3" }));
  assert.ok(comes(14, 3, 2, { key: "3" }), "and it holds");
  const { rechecks, asked_anew } = sent(course.skip(mine, "pain"));
  assert.deepEqual([rechecks, asked_anew], [[{ key: "3" }], [2]]);
});

test("what an older version of the app kept is taken up, what is damaged is not", () => {
  const { rechecks, asked_anew, asks, ...old } = someone().mine;
  assert.deepEqual(course.taken(old), { ...old, rechecks, asked_anew, asks });
  for (const gone of ["data", "part", "phases", "logs"]) {
    assert.equal(course.taken({ ...old, [gone]: undefined }), null);
  }
  assert.equal(course.taken(undefined), null);
});

test("what is sent has all that the server asks for, each exercise once", () => {
  const { mine } = someone();
  course.skip(mine, "unsure");
  const { logs, ...session } = sent(mine);
  assert.deepEqual(session, {
    key: "k", owner: "o", routine: 7, how: "guided", ticket: "t", quick_check: null, pain_before: 3,
    rechecks: [], asked_anew: [], started_at: NOW.toISOString(), finished_at: new Date(2026, 2, 4, 9, 10).toISOString(),
    time_zone: "America/New_York", ...FELT,
  });
  assert.deepEqual(logs.map(({ prescription, outcome, reason }) => [prescription, outcome, reason]), [
    [11, "skipped", "unsure"], [12, "skipped", "not-reached"], [13, "skipped", "not-reached"],
  ]);
});

test("without a page's ticket the permit is the proof", () => {
  const mine = course.begin({ ...DATA, ticket: "" }, NOW);
  assert.deepEqual([sent(mine).permit, "ticket" in sent(mine)], ["p", false]);
});

test("five minutes only plays a part, in order", () => {
  const { mine } = someone([0, 2]);
  assert.equal(course.nextOf(mine).name, "Walk");
  course.finish(course.skip(mine, "no-time"));
  assert.equal(course.isOver(mine), true);
  assert.equal(sent(mine).logs.length, 3);
});

test("how far it is only ever grows, from nothing to all", () => {
  const { mine, engine, pass } = someone();
  engine.start();
  let before = course.fraction(mine);
  assert.equal(before, 0);
  while (!course.isOver(mine)) {
    for (let i = 0; i < 9; i += 1) {
      pass(lengthOf(mine.phases) / 10_000, 1);
      assert.ok(course.fraction(mine) >= before && course.fraction(mine) <= 1);
      before = course.fraction(mine);
    }
    course.finish(mine);
    if (!course.isOver(mine)) engine.start();
  }
  assert.equal(course.fraction(mine), 1);
});

test("the minutes are those in which one exercised, not those in between", () => {
  const { mine, engine, pass, time } = someone([2]);
  engine.start();
  pass(SETTLE + 4 * 60, 1);
  engine.pause();
  time.now += 3_600_000;
  assert.equal(course.minutes(mine), 4);
  engine.next();
  assert.equal(course.minutes(course.finish(mine)), 4);
});

test("it can be kept as text and taken up again", () => {
  const { mine, engine, pass } = someone();
  engine.start();
  pass(SETTLE + 9);
  const again = JSON.parse(JSON.stringify(mine));
  assert.deepEqual(again, mine);
  assert.equal(course.hasDone(again), true);
  assert.equal(course.isOf(again, new Date(2026, 2, 4, 23, 59)), true);
  assert.equal(course.isOf(again, new Date(2026, 2, 5, 0, 1)), false);
});
