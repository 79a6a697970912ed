// The page of a routine becomes a guided session; its form stays for whoever wants the list.

import * as course from "./course.js";
import { mount, mountList, onDo, part, show, text } from "./dom.js";
import { end } from "./ending.js";
import { preload } from "./figure.js";
import { play } from "./play.js";
import { did, learn, say } from "./words.js";
import { forget, keep, kept } from "../phone/progress.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

// One tab at a time leads through a session; another may take it from here. Resolves with {signal},
// which says when that happened, and release(); or with null while another tab has it.
function alone(owner, { steal = false } = {}) {
  const taken = new AbortController();
  const { signal } = taken;
  if (!navigator.locks) return Promise.resolve({ signal, release: () => {} });
  return new Promise((resolve) => {
    const how = steal ? { steal: true } : { ifAvailable: true };
    const hold = (lock) =>
      lock ? new Promise((release) => resolve({ signal, release })) : resolve(null);
    navigator.locks.request(`session-${owner}`, how, hold).catch(() => taken.abort());
  });
}

const safely = (promise) => promise.catch(() => undefined); // a private window keeps nothing

// What this device keeps of a session: each write after the one before it.
function memoryOf({ data: { owner, key } }) {
  let writing = Promise.resolve();
  const then = (write) => (writing = safely(writing.then(write)));
  return {
    keep(state) {
      const now = structuredClone(state);
      return then(() => keep(owner, key, now));
    },
    forget: () => then(() => forget(owner)),
    settled: () => writing,
  };
}

async function lead(one, here, isNew) {
  const { urls } = one.data;
  const memory = memoryOf(one);
  const keepIt = (now) => memory.keep(Object.assign(now, { last_at: new Date().toISOString() }));
  const why = await play(one, { keep: keepIt, signal: here.signal, isNew });
  await memory.settled();
  if (here.signal.aborted) return undefined; // taken meanwhile
  if (why === "quick-check") return location.assign(urls.after_pain);
  if (why === "later") return location.assign(urls.today);
  // The form takes over with what was done so far; the server says when it has it (phone/carry.js).
  if (why === "list") return mountList(course.wrapUp(one));
  return finish(one, here);
}

function finish(one, here) {
  const whole = course.wrapUp(one);
  const memory = memoryOf(whole);
  const forgetIt = () => memory.forget().then(here.release);
  return end(whole, { keep: (felt) => memory.keep({ ...whole, felt }), forget: forgetIt });
}

function elsewhere(data) {
  const root = mount("elsewhere");
  root.querySelector("h1").focus();
  onDo(root, { take: async () => begin(data, await alone(data.owner, { steal: true })) });
}

const weekday = (moment) =>
  new Date(moment).toLocaleDateString(document.documentElement.lang, { weekday: "long" });

// Ask whoever comes back; what was begun on another day, or of another routine, can only be saved.
function back(one, data, here) {
  const root = mount("back");
  const isThis = one.data.routine === data.routine && course.isOf(one, new Date());
  const began = { day: weekday(one.started_at), name: one.data.name };
  const words = [isThis ? "" : say("began_on", began), did(course.countDone(one), one.part.length)];
  text(part(root, "so-far"), words.join(" ").trim());
  const canGoOn = isThis && !course.isOver(one);
  show(part(root, "on"), canGoOn);
  if (canGoOn) {
    const { name } = course.exerciseOf(one);
    text(part(root, "on"), say("go_on_with", { name, n: one.n + 1, all: one.part.length }));
    preload(course.exerciseOf(one));
  }
  root.querySelector("h1").focus();
  onDo(root, once({
    on: () => lead(one, here, false),
    end: () => finish(one, here),
    anew: async () => {
      await safely(forget(one.data.owner));
      if (!here.signal.aborted) lead(course.begin(data, new Date()), here, true);
    },
  }));
}

// Of several presses the first one counts.
function once(actions) {
  let isPressed = false;
  const first = (act) => () => {
    if (isPressed) return;
    isPressed = true;
    act();
  };
  return Object.fromEntries(Object.entries(actions).map(([name, act]) => [name, first(act)]));
}

async function begin(data, here) {
  if (!here) return elsewhere(data);
  here.signal.addEventListener("abort", () => elsewhere(data));
  const state = course.taken((await safely(kept(data.owner)))?.state);
  if (here.signal.aborted) return undefined;
  if (!state || !(state.felt || course.isBegun(state))) {
    return lead(course.begin(data, new Date()), here, true);
  }
  if (state.felt) return finish(state, here); // the page was left while it asked how it went
  if (!course.takeUp(state, data, new Date())) return location.assign(data.urls.after_pain);
  return back(state, data, here);
}

learn(read("player-words"));
const data = read("session-data");
preload(data.exercises[0]);
begin(data, await alone(data.owner));
