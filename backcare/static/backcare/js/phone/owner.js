// One device, several people: <html data-owner> says who is signed in, and "" that nobody is.
// What was kept here for somebody else goes; and signing out goes over what waits to be sent.

import { count, send } from "./outbox.js";
import { forget, kept } from "./progress.js";
import { everything, forgetOthers } from "./store.js";

const PATIENCE = 3000; // milliseconds to send what waits before signing out
const { owner } = document.documentElement.dataset;
const quietly = (promise) => promise.catch(() => undefined); // a private window keeps nothing

// The drawings tell which exercises somebody does.
async function forgetAll() {
  await quietly(forgetOthers(""));
  await quietly(globalThis.caches?.delete("figures") ?? Promise.resolve());
}

async function tidy() {
  await (owner === "" ? forgetAll() : quietly(forgetOthers(owner)));
  const waiting = document.querySelector("[data-waiting]");
  if (waiting) waiting.hidden = !(await everything("outbox").catch(() => [])).length;
}

// What signing out would leave behind, in words that the page of it understands.
async function left() {
  await Promise.race([send(owner), new Promise((done) => setTimeout(done, PATIENCE))]);
  const said = new URLSearchParams();
  if (await count(owner)) said.set("unsent", "1");
  if (await quietly(kept(owner))) said.set("unfinished", "1");
  return said;
}

async function signOut(event) {
  const form = event.target;
  event.preventDefault();
  const said = form.dataset.signOut === "ask" ? await left() : new URLSearchParams();
  if (said.size) return location.assign(`${form.action}?${said}`);
  await forgetAll();
  await quietly(forget(owner));
  return form.submit();
}

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", signOut);
}
if (owner !== undefined) tidy();
