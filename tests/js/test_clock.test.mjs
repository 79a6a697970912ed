// A clock by timestamps: whatever ticks are lost, the time is right.

import assert from "node:assert/strict";
import test from "node:test";

import { makeClock } from "../../backcare/static/backcare/js/player/clock.js";

// A device whose two clocks are moved by hand.
function device() {
  const time = { now: 1000, date: 1_700_000_000_000 };
  return {
    time,
    pass: (ms) => { time.now += ms; time.date += ms; },
    sleep: (ms) => { time.date += ms; }, // performance.now stands still
    clock: (options) => makeClock({ now: () => time.now, date: () => time.date, ...options }),
  };
}

test("stands until it is started", () => {
  const { clock, pass } = device();
  const mine = clock();
  pass(5000);
  assert.equal(mine.elapsed(), 0);
  mine.resume();
  pass(1234);
  assert.equal(mine.elapsed(), 1234);
});

test("does not care how often it is read", () => {
  const { clock, pass } = device();
  const mine = clock();
  mine.resume();
  let total = 0;
  for (let i = 1; i <= 36_000; i += 1) {
    const tick = (i * 7919) % 61; // frames of every length
    pass(tick);
    total += tick;
    if (i % 3) mine.elapsed();
  }
  assert.ok(Math.abs(mine.elapsed() - total) < 1e-6);
});

test("a pause takes no time, however long and often", () => {
  const { clock, pass } = device();
  const mine = clock();
  for (let i = 0; i < 50; i += 1) {
    mine.resume();
    pass(100);
    mine.pause();
    pass(9999);
    mine.pause();
    assert.equal(mine.isRunning, false);
  }
  assert.equal(mine.elapsed(), 5000);
});

test("started twice it still counts once", () => {
  const { clock, pass } = device();
  const mine = clock();
  mine.resume();
  pass(100);
  mine.resume();
  pass(100);
  assert.equal(mine.elapsed(), 200);
});

test("can be set, while it runs and while it rests", () => {
  const { clock, pass } = device();
  const mine = clock();
  mine.seek(7000);
  assert.equal(mine.elapsed(), 7000);
  mine.resume();
  pass(500);
  mine.seek(1000);
  pass(250);
  assert.equal(mine.elapsed(), 1250);
  mine.seek(-5);
  assert.equal(mine.elapsed(), 0);
});

test("counts the time that the device slept", () => {
  const { clock, pass, sleep } = device();
  const mine = clock();
  mine.resume();
  pass(1000);
  sleep(20_000);
  pass(1000);
  assert.equal(mine.elapsed(), 22_000);
});

for (const [what, ms] of [["a little", 900], ["back", -60_000], ["far ahead, as from 1970", 1e12]]) {
  test(`is not moved when Date is set ${what}`, () => {
    const { clock, pass, sleep } = device();
    const mine = clock();
    mine.resume();
    pass(1000);
    mine.elapsed();
    sleep(ms);
    pass(1000);
    assert.equal(mine.elapsed(), 2000);
  });
}

test("never runs back", () => {
  const { clock, time } = device();
  const mine = clock();
  mine.resume();
  time.now -= 5000;
  assert.equal(mine.elapsed(), 0);
});

test("rests where one left who was away for long", () => {
  for (const how of ["pass", "sleep"]) {
    const one = device();
    const mine = one.clock({ away: 90_000 });
    mine.resume();
    one.pass(3000);
    mine.elapsed();
    one[how](90_001);
    assert.equal(mine.elapsed(), 3000);
    assert.deepEqual([mine.isRunning, mine.awayFor], [false, 90_001]);
    mine.resume();
    one.pass(10);
    assert.deepEqual([mine.elapsed(), mine.awayFor], [3010, 0]);
  }
});

test("a throttled tab is not away", () => {
  const { clock, pass } = device();
  const mine = clock({ away: 90_000 });
  mine.resume();
  for (let i = 0; i < 10; i += 1) {
    pass(60_000);
    mine.elapsed();
  }
  assert.equal(mine.elapsed(), 600_000);
});
