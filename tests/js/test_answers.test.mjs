// What the server's answer means for a session that waits, and how long to wait.

import assert from "node:assert/strict";
import test from "node:test";

import { isAcknowledgement, meaningOf, waitAfter } from "../../backcare/static/backcare/js/phone/answers.js";

const KEY = "3f0a0f5e-7b0a-4b43-9d9c-0d8c0a1f1a11";
const SAVED = { key: KEY, saved: true, url: "/sessions/1/", stop: null };
const ASIDE = { key: KEY, saved: false, set_aside: true };
const TABLE = [
  ["saved", 200, SAVED, "ours"],
  ["other content under this key", 409, ASIDE, "ours"],
  ["unreadable and kept for review", 422, ASIDE, "ours"],
  ["another session's answer", 200, { ...SAVED, key: "other" }, "away"],
  ["a page of somebody's network", 200, null, "away"],
  ["JSON of somebody's network", 200, { ok: true }, "away"],
  ["no content", 204, null, "away"],
  ["a text", 200, KEY, "away"],
  ["a key without a word", 200, { key: KEY }, "away"],
  ["set aside, it says, with success", 200, ASIDE, "away"],
  ["saved, it says, with an error", 500, SAVED, "later"],
  ["an old token", 403, null, "token"],
  ["no key", 400, { saved: false }, "later"],
  ["refused without being kept", 422, { key: KEY, saved: false }, "later"],
  ["too large", 413, null, "later"],
  ["broken", 500, null, "later"],
  ["too many", 429, null, "later"],
  ["sign in", 302, null, "sign-in"],
];
for (const [name, status, content, meaning] of TABLE) {
  test(`${name}: ${meaning}`, () => {
    assert.equal(meaningOf({ status, type: "basic" }, content, KEY), meaning);
    assert.equal(isAcknowledgement(status, content, KEY), meaning === "ours");
  });
}

test("a redirect that may not be followed leads to signing in", () => {
  assert.equal(meaningOf({ status: 0, type: "opaqueredirect" }, null, KEY), "sign-in");
});

test("waits twice as long after each failure, up to half an hour, spread by chance", () => {
  const most = [1, 2, 3, 4].map((failures) => waitAfter(failures, 1));
  assert.deepEqual(most, [5000, 10_000, 20_000, 40_000]);
  assert.equal(waitAfter(3, 0), 10_000);
  assert.equal(waitAfter(1000, 1), 30 * 60_000);
  assert.ok(waitAfter(0, 0) >= 2500);
});
