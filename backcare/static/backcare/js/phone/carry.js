// Takes along what is needed for the days without a connection: what is due, the figures, and the
// page that shows it. Asked for on Today and on a page of help, elsewhere when what is here is old.

import { count, send } from "./outbox.js";
import { lock, unlock } from "./lock.js";
import { get, set, update } from "./store.js";
import { endUnderWay, forgetSaved } from "./unfinished.js";

const ADDRESS = "/sessions/days/";
const FIGURES = "figures";
const FRESH_FOR = 15 * 60_000;
const UNDER_WAY = 20_000; // a session that begins has the network for itself until then
const { owner } = document.documentElement.dataset;

async function isFresh() {
  const carried = await get("days", owner);
  return carried?.is_whole && Math.abs(Date.now() - carried.fetched_at) < FRESH_FOR;
}

// The server has heard everything, so its word holds; until then what was told here does.
async function obey({ stop, is_open, sessions = {}, saved }) {
  if (stop) await lock(owner, { url: stop, isStop: true });
  else if (!(await count(owner))) await unlock(owner);
  await forgetSaved(owner, saved);
  if (!stop && !is_open) return; // the full check is asked for, and after it one may go on
  if (!(await endUnderWay(owner, Object.keys(sessions).map(Number)))) return;
  const { answers } = await send(owner);
  const told = answers.find((answer) => answer.stop)?.stop;
  if (told && !stop) location.assign(told); // a sign that was told at the end of it
}

const figuresOf = ({ sessions = {} }) => {
  const exercises = Object.values(sessions).flatMap((one) => one.exercises);
  const all = exercises.flatMap((one) => [one, one.easier]).filter((one) => one?.figure);
  return [...new Set(all.map(({ figure }) => figure.url))];
};

// The moving figures of these days and no others: their address names how they are drawn.
async function keepFigures(addresses) {
  const cache = await caches.open(FIGURES);
  const there = new Set();
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    if (addresses.includes(pathname + search)) there.add(pathname + search);
    else await cache.delete(url);
  }
  for (const address of addresses.filter((one) => !there.has(one))) {
    await cache.add(new Request(address, { credentials: "omit" })).catch(() => {});
  }
}

export async function carry() {
  await send(owner);
  const answer = await fetch(ADDRESS, { cache: "no-store", redirect: "manual" });
  if (!answer.ok) return;
  const carried = await answer.json();
  if (carried.owner !== owner) return;
  await set("days", { ...carried, fetched_at: Date.now() });
  await obey(carried);
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return;
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage("carry"); // it goes on when the page is left
  if (!(await get("days", owner))) return; // signed out in another tab
  await keepFigures(figuresOf(carried));
  await update("days", owner, { is_whole: true }); // what a page had no time for, the next one takes
}

const quietly = (promise) => promise.catch(() => {}); // without a network, or in a private window
// Whoever comes to the help may just have been stopped.
const isAsked = () => /^\/(today|seek-care)\//.test(location.pathname);

if (owner && navigator.onLine) {
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
  const begin = async () => (isAsked() || !(await isFresh())) && carry();
  const start = () => whenIdle(() => quietly(begin()));
  if (document.getElementById("session-data")) setTimeout(start, UNDER_WAY);
  else start();
}
