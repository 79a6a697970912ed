// The quick check on the phone: what one tap says, and where the answers lead.

import assert from "node:assert/strict";
import test from "node:test";

import { eachOf, leadsTo, noneOf, signsOf, toAnswer } from "../../backcare/static/backcare/js/gate/quick.js";

const answer = (value, tier = null, extra = {}) => ({ value, tier, say: value, advice: "", rescreen: "", ...extra });
const PAINS = Array.from({ length: 11 }, (_, n) => answer(String(n)));
const ASKED = {
  version: 2,
  questions: [
    { key: "qc_legs", answers: [answer("no"), answer("one_mild", "caution", { advice: "Gently." }), answer("both", "emergency")] },
    { key: "qc_injury", answers: [answer("no"), answer("minor", "caution", { rescreen: "injury" }), answer("worse", "urgent")] },
    { key: "qc_pain_now", answers: PAINS },
    { key: "qc_settled", answers: ["yes", "no", "first_session", "cannot_say"].map((value) => answer(value)) },
  ],
};
const SAID = { version: 2, strongFrom: 8 };
const none = noneOf(ASKED, false, { pain: "3" });
const lead = (changed = {}, said = SAID) => leadsTo(ASKED, { ...none, ...changed }, said);

test("one tap says no to every sign, and the pain", () => {
  assert.deepEqual(none, { qc_legs: "no", qc_injury: "no", qc_pain_now: "3", qc_settled: "cannot_say" });
  assert.equal(noneOf(ASKED, false, { pain: "3", settled: "no" }).qc_settled, "no");
  assert.equal(noneOf(ASKED, true, { pain: "3", settled: "no" }).qc_settled, "first_session");
  assert.deepEqual(signsOf(ASKED).map(({ key }) => key), ["qc_legs", "qc_injury"]);
});

test("before the first session nothing is asked about the last", () => {
  const keys = (isFirst) => toAnswer(ASKED, isFirst).map(({ key }) => key);
  assert.deepEqual(keys(true), ["qc_legs", "qc_injury", "qc_pain_now"]);
  assert.equal(keys(false).length, 4);
  const settled = toAnswer(ASKED, false)[3].answers.map(({ value }) => value);
  assert.deepEqual(settled, ["yes", "no", "cannot_say"]);
  assert.equal(eachOf(true, {}).qc_settled, "first_session");
  assert.deepEqual(eachOf(false, { qc_legs: "no" }), { qc_legs: "no" });
});

test("nothing new leads to the session", () => assert.deepEqual(lead(), { to: "session" }));

test("a sign leads to the help, though the rest be missing", () => {
  assert.deepEqual(lead({ qc_injury: "worse" }), { to: "stop", tier: "urgent" });
  assert.deepEqual(lead({ qc_injury: "worse", qc_legs: "both" }), { to: "stop", tier: "emergency" });
  assert.deepEqual(leadsTo(ASKED, { qc_legs: "both" }, SAID), { to: "stop", tier: "emergency" });
  assert.equal(leadsTo(ASKED, { qc_legs: "both" }, { ...SAID, version: 1 }).to, "stop");
});

test("what is missing is asked for", () => {
  assert.deepEqual(leadsTo(ASKED, { qc_legs: "no" }, SAID), {
    to: "missing", keys: ["qc_injury", "qc_pain_now", "qc_settled"],
  });
});

test("a careful answer or strong pain leads to the advice", () => {
  const { to, reasons, isStrong } = lead({ qc_legs: "one_mild" });
  assert.deepEqual([to, reasons[0].advice, isStrong], ["advice", "Gently.", false]);
  assert.deepEqual(lead({ qc_pain_now: "8" }), { to: "advice", reasons: [], isStrong: true });
  assert.equal(lead({ qc_pain_now: "5" }, { ...SAID, strongFrom: 5 }).isStrong, true);
});

test("what calls for the full check leads to no session", () => {
  assert.deepEqual(lead({ qc_injury: "minor" }), { to: "again" });
});

test("what cannot be judged leads nowhere", () => {
  assert.throws(() => lead({ qc_legs: "perhaps" }));
  assert.throws(() => lead({}, { ...SAID, version: 1 }));
});
