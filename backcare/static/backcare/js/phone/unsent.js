// Says on every page how many sessions are not yet saved, and keeps trying to send them:
// <html data-owner> names who is signed in, <aside data-unsent> holds the words.

import { waitAfter } from "./answers.js";
import { count, isFull, send } from "./outbox.js";

const { owner } = document.documentElement.dataset;
const bar = document.querySelector("[data-unsent]");
let failures = 0;
let timer = null;
let isSending = false;
let why = null;

const part = (name) => bar.querySelector(`[data-part="${name}"]`);
const isOnHelp = () => location.pathname.startsWith("/seek-care/");

async function show() {
  const left = await count(owner);
  bar.hidden = left === 0;
  part("one").hidden = left !== 1;
  part("many").hidden = left === 1;
  part("n").textContent = left;
  const now = isFull() ? "full" : isSending ? "sending" : why;
  for (const words of bar.querySelectorAll("[data-why]")) words.hidden = words.dataset.why !== now;
  part("again").hidden = now === "sign-in";
  return left;
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(attempt, waitAfter(failures));
}

// A warning sign that the server heard locks at once; what it could not read is told.
function heed(answers) {
  const { stop } = answers.find((answer) => answer.stop) ?? {};
  if (stop && !isOnHelp()) location.assign(stop);
  if (answers.some((answer) => answer.set_aside)) document.querySelector("[data-set-aside]").hidden = false;
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
  heed(said.answers);
}

async function changed() {
  if ((await show()) && timer === null && !isSending) later();
}

if (owner && bar) {
  addEventListener("outbox", changed);
  addEventListener("online", attempt);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") attempt();
  });
  part("again").addEventListener("click", attempt);
  attempt();
}
