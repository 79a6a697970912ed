// The page of a routine becomes a guided session; its form stays for whoever wants the list.

import * as course from "./course.js";
import { mount, mountList, onDo, part, show, text } from "./dom.js";
import { end } from "./ending.js";
import { preload } from "./figure.js";
import { play } from "./play.js";
import { learn, say } from "./words.js";
import { forget, keep, kept } from "../phone/progress.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

// One tab at a time leads through a session. Resolves with a signal that says when another took it.
function alone(owner, { steal = false } = {}) {
  const taken = new AbortController();
  if (!navigator.locks) return Promise.resolve(taken.signal);
  return new Promise((resolve) => {
    const how = steal ? { steal: true } : { ifAvailable: true };
    navigator.locks
      .request(`session-${owner}`, how, (lock) => {
        resolve(lock ? taken.signal : null);
        return lock && new Promise(() => {});
      })
      .catch(() => taken.abort());
  });
}

const safely = (promise) => promise.catch(() => undefined); // a private window keeps nothing

async function lead(one, signal, isNew) {
  const { owner, key, urls } = one.data;
  let keeping = Promise.resolve();
  const keepIt = (now) => {
    now.last_at = new Date().toISOString();
    keeping = safely(keep(owner, key, structuredClone(now)));
  };
  const forgetIt = () => safely(keeping.then(() => forget(owner)));
  const why = await play(one, { keep: keepIt, signal, isNew });
  await keeping;
  if (why === "taken") return elsewhere(one.data);
  if (why === "quick-check") return location.assign(urls.quick_check);
  if (why === "later") return location.assign(urls.today);
  if (why === "list") return list(course.wrapUp(one), forgetIt);
  return end(course.wrapUp(one), { forget: forgetIt });
}

// The form takes over with what was done so far; once it is sent there is nothing to go on with.
function list(one, forgetIt) {
  mountList(Object.values(one.logs)).addEventListener("submit", forgetIt);
}

function elsewhere(data) {
  const root = mount("elsewhere");
  root.querySelector("h1").focus();
  onDo(root, { take: async () => begin(data, await alone(data.owner, { steal: true })) });
}

const weekday = (moment) =>
  new Date(moment).toLocaleDateString(document.documentElement.lang, { weekday: "long" });

// Ask whoever comes back; what was begun on another day, or of another routine, can only be saved.
function back(one, data, signal) {
  const root = mount("back");
  const isThis = one.data.routine === data.routine && course.isOf(one, new Date());
  const values = { n: course.countDone(one), all: one.part.length };
  const began = { day: weekday(one.started_at), name: one.data.name };
  text(part(root, "so-far"), say(isThis ? "did_so_far" : "began_on", { ...began, ...values }));
  const canGoOn = isThis && !course.isOver(one);
  show(part(root, "on"), canGoOn);
  if (canGoOn) {
    const { name } = course.exerciseOf(one);
    text(part(root, "on"), say("go_on_with", { name, n: one.n + 1, all: one.part.length }));
    preload(course.exerciseOf(one));
  }
  root.querySelector("h1").focus();
  const forgetIt = () => safely(forget(one.data.owner));
  onDo(root, {
    on: () => lead(one, signal, false),
    end: () => end(course.wrapUp(one), { forget: forgetIt }),
    anew: async () => {
      await forgetIt();
      lead(course.begin(data, new Date()), signal, true);
    },
  });
}

async function begin(data, signal) {
  if (!signal) return elsewhere(data);
  const before = await safely(kept(data.owner));
  if (before && course.isBegun(before.state)) return back(before.state, data, signal);
  return lead(course.begin(data, new Date()), signal, true);
}

learn(read("player-words"));
const data = read("session-data");
preload(data.exercises[0]);
begin(data, await alone(data.owner));
