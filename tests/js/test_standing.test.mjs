// Whether the gate is open on a phone without a connection: only while a permit surely holds.

import assert from "node:assert/strict";
import test from "node:test";

import { standingOf } from "../../backcare/static/backcare/js/gate/standing.js";

const NOW = Date.parse("2026-03-04T14:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (ms) => new Date(ms).toISOString();
const OPEN = {
  made_at: iso(NOW - DAY), until: iso(NOW + 9 * DAY), is_open: true, permit: "signed", stop: null, leads_to: "/x/",
};
const of = (changed = {}, lock = null, now = NOW) => standingOf({ carried: { ...OPEN, ...changed }, lock, now });

test("is open while the permit holds", () => {
  assert.deepEqual(of(), { isOpen: true, why: "", url: null });
  assert.ok(of({ until: iso(NOW + 1) }).isOpen);
  assert.ok(of({ made_at: iso(NOW + 4 * 60_000) }).isOpen, "clocks differ a little");
  assert.ok(of({ seen_at: NOW - HOUR }).isOpen);
});

const CLOSED = [
  ["the permit has ended", { until: iso(NOW) }, "over"],
  ["what is carried is a week old", { made_at: iso(NOW - 7 * DAY) }, "over"],
  ["no end is given", { until: undefined }, "over"],
  ["the end is nonsense", { until: "soon" }, "over"],
  ["it was made in the future", { made_at: iso(NOW + HOUR) }, "clock"],
  ["the clock was set back", { seen_at: NOW + HOUR }, "clock"],
  ["when it was made is nonsense", { made_at: "x" }, "clock"],
  ["the server says no", { is_open: false }, "again"],
  ["the server says something else", { is_open: "yes" }, "again"],
  ["there is no permit", { permit: "" }, "again"],
  ["the server says stop", { stop: "/seek-care/urgent/" }, "stop"],
];
for (const [name, changed, why] of CLOSED) {
  test(`is closed: ${name}`, () => {
    const { isOpen, why: said } = of(changed);
    assert.equal(isOpen, false);
    assert.equal(said, why);
  });
}

test("is closed on a phone that carries nothing", () => {
  assert.equal(standingOf({ carried: undefined, lock: undefined, now: NOW }).why, "nothing");
});

test("a warning sign told here closes it at once and leads to the help", () => {
  const lock = { isStop: true, url: "/seek-care/emergency/" };
  assert.deepEqual(of({}, lock), { isOpen: false, why: "stop", url: "/seek-care/emergency/" });
  assert.equal(standingOf({ carried: undefined, lock, now: NOW }).why, "stop");
  assert.equal(of({}, { isStop: false, url: "/screening/" }).why, "again");
});

test("a clock of 1970 closes it", () => assert.equal(of({}, null, 0).why, "clock"));
