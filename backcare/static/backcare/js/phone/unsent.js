// Says on every page how many sessions are not yet saved, and keeps trying to send them:
// <html data-owner> names who is signed in, <aside data-unsent> holds the words. A page of help may
// have no room for them; it sends all the same.

import { waitAfter } from "./answers.js";
import { lockOf, onStop } from "./lock.js";
import { count, countSessions, isFull, send } from "./outbox.js";
import { forgetSaved } from "./unfinished.js";

const { owner } = document.documentElement.dataset;
const bar = document.querySelector("[data-unsent]");
let failures = 0;
let timer = null;
let isSending = false;
let why = null;

const part = (name) => bar.querySelector(`[data-part="${name}"]`);
const isOnHelp = () => location.pathname.startsWith("/seek-care/");
// Other pages lead to nothing that a stop forbids, and somebody may be typing there.
const isExercising = () => document.getElementById("session-data") !== null;

async function show() {
  if (!bar) return; // on a help page nothing stands beside the help
  const left = await countSessions(owner);
  bar.hidden = left === 0;
  part("one").hidden = left !== 1;
  part("many").hidden = left === 1;
  part("n").textContent = left;
  const now = isFull() ? "full" : isSending ? "sending" : why;
  for (const words of bar.querySelectorAll("[data-why]")) words.hidden = words.dataset.why !== now;
  part("again").hidden = now === "sign-in";
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(attempt, waitAfter(failures));
}

// A warning sign locks at once, heard by the server or not; what it could not read is told.
async function heed({ answers, left }) {
  const told = left && isExercising() ? await lockOf(owner).catch(() => null) : null;
  const stop = answers.find((answer) => answer.stop)?.stop ?? (told?.isStop && told.url);
  if (stop && !isOnHelp()) location.assign(stop);
  const wasSetAside = answers.some((answer) => answer.set_aside);
  if (wasSetAside) document.querySelector("[data-set-aside]")?.removeAttribute("hidden");
}

async function attempt() {
  if (isSending) return;
  clearTimeout(timer);
  timer = null;
  isSending = true;
  show();
  const said = await send(owner);
  isSending = false;
  ({ why } = said);
  failures = said.left ? failures + 1 : 0;
  if (said.left) later();
  await show();
  await heed(said);
}

async function changed() {
  await show();
  if ((await count(owner)) && timer === null && !isSending) later();
}

if (owner) {
  addEventListener("outbox", changed);
  addEventListener("online", attempt);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") attempt();
  });
  onStop(owner, (url) => isExercising() && location.assign(url));
  const saved = document.querySelector("[data-saved]");
  if (saved) forgetSaved(owner, [saved.dataset.saved]).catch(() => {});
  if (bar) part("again").addEventListener("click", attempt);
  attempt();
}
