// Today and a session without a connection, from what this device carries (js/phone/carry.js).

import { PAIN } from "../gate/quick.js";
import { TIERS } from "../gate/rules.js";
import { standingOf } from "../gate/standing.js";
import { dayOf } from "../player/course.js";
import { ask } from "./asking.js";
import { lock, lockOf } from "./lock.js";
import { put, sessionsOf } from "./outbox.js";
import { fill, made, partOf, show } from "./pages.js";
import { kept } from "./progress.js";
import { everything, get, update } from "./store.js";
import { showUnderWay } from "./under-way.js";
import { endUnderWay } from "./unfinished.js";

const SESSION = /^\/sessions\/routines\/(\d+)\/$/;
const RULES = "/screening/phone.json";
const SHOWN = 3; // exercises of a routine
const LOOKED_EVERY = 5000; // milliseconds
const language = document.documentElement.lang;

// Back to the page of the server as soon as it can be reached.
function watch() {
  const look = () =>
    fetch("/sessions/sync/", { cache: "no-store", redirect: "manual" })
      .then(() => location.reload())
      .catch(() => {});
  addEventListener("online", look);
  setInterval(look, LOOKED_EVERY);
}

function closed(why) {
  watch();
  const root = show(made("closed"));
  for (const words of root.querySelectorAll("[data-why]")) words.hidden = words.dataset.why !== why;
}

const inWords = (day, options) => new Date(`${day}T12:00`).toLocaleDateString(language, options);

// As on the server: a session of which all was skipped is none that was done.
const didAnything = ({ logs }) => logs.some(({ outcome }) => outcome !== "skipped");

// How often a routine was done today and is not yet sent.
const waitingOf = (sessions, routine, day) =>
  sessions.filter(
    (one) => one.routine === routine && didAnything(one) && dayOf(new Date(one.finished_at)) === day,
  ).length;

function routineCard(session, { due, done }) {
  const { name: routine, minutes } = session;
  const card = fill(made("routine"), { name: routine, minutes, which: `: ${routine}` });
  const isDone = due > 0 && done >= due;
  partOf(card, "done").hidden = !isDone;
  partOf(card, "due").hidden = due > 0;
  partOf(card, "once-more").hidden = !isDone;
  partOf(card, "begin").hidden = isDone;
  partOf(card, "start").classList.toggle("btn-secondary", isDone || due === 0);
  const more = session.exercises.length - SHOWN;
  partOf(card, "and-more").hidden = more <= 0;
  partOf(card, "more").textContent = more;
  partOf(card, "start").href = session.urls.here;
  partOf(card, "exercises").append(
    ...session.exercises.slice(0, SHOWN).map(({ name, dose, figure }) => {
      const row = fill(made("exercise"), { name, dose });
      if (figure) partOf(row, "figure").src = figure.url;
      else partOf(row, "figure").remove();
      return row;
    }),
  );
  return card;
}

function dayLine({ day, routines }, sessions) {
  const names = routines.filter(({ due }) => due).map(({ routine }) => sessions[routine].name);
  const term = document.createElement("dt");
  term.textContent = inWords(day, { weekday: "long" });
  const said = document.createElement("dd");
  said.append(names.length ? names.join(", ") : made("rest-day"));
  return [term, said];
}

// The day of the person, as on the server: a phone may be set to another place.
const dayIn = (zone) => new Date().toLocaleDateString("sv", { timeZone: zone }); // 2026-03-04

async function days({ owner, days: all, sessions, time_zone: zone }) {
  const day = dayIn(zone);
  const [today, waiting] = [all.find((one) => one.day === day), await sessionsOf(owner)];
  const root = show(made("days"));
  partOf(root, "date").textContent = inWords(day, { weekday: "long", month: "long", day: "numeric" });
  showUnderWay(root.querySelector("[data-under-way]"), owner);
  const rows = (today?.routines ?? []).map((one) => ({
    ...one,
    done: one.done + waitingOf(waiting, one.routine, day),
  }));
  partOf(root, "rest").hidden = rows.some(({ due }) => due);
  partOf(root, "routines").append(...rows.map((one) => routineCard(sessions[one.routine], one)));
  const coming = all.filter((one) => one.day > day);
  partOf(root, "coming").hidden = coming.length === 0;
  partOf(root, "days").append(...coming.flatMap((one) => dayLine(one, sessions)));
  watch();
}

// A tier that nobody knows is no reason to let anyone pass, nor to alarm them.
const helpFor = (tier) => `/seek-care/${TIERS.includes(tier) ? tier : "clinician-first"}/`;

// A quick check after which no session comes: heard by the server at the next contact.
const tell = (owner, check) =>
  put(owner, { key: crypto.randomUUID(), owner, how: "check", quick_check: check }).catch(() => {});

async function stop(owner, check, url) {
  await lock(owner, { url, isStop: true }).catch(() => {});
  await endUnderWay(owner).catch(() => {});
  await tell(owner, check);
  location.replace(url);
}

// What comes after this session: another one today, or the next day that has one (guided.py).
async function comingAfter({ owner, days: all, sessions, time_zone: zone }, pk) {
  const [day, waiting] = [dayIn(zone), await sessionsOf(owner)];
  const isThis = ({ routine }) => routine === Number(pk);
  const isLeft = (one) => one.due - one.done - waitingOf(waiting, one.routine, day) > isThis(one);
  const left = all.find((one) => one.day === day)?.routines.find(isLeft);
  if (left) return { say: "next_today", name: sessions[left.routine].name };
  const next = all.find((one) => one.day > day && one.routines.some(({ due }) => due));
  return next ? { say: "next_on", day: inWords(next.day, { weekday: "long" }) } : null;
}

// The player reads what leads it from the page.
async function play(data, carried) {
  const coming = await comingAfter(carried, data.routine);
  document.getElementById("session-data").textContent = JSON.stringify({ ...data, coming });
  // The list of a form needs the server.
  for (const template of document.querySelectorAll("template[data-screen]")) {
    for (const one of template.content.querySelectorAll("[data-do=list], [data-leave=list]")) one.remove();
  }
  document.getElementById("main").replaceChildren();
  await import("../player/page.js");
}

// The session that is under way here, while its quick check still counts and pain asks for no other.
async function underWay(owner, pk, hours) {
  const { data, asks } = (await kept(owner).catch(() => null))?.state ?? {};
  if (asks) return null;
  const ago = Date.now() - Date.parse(data?.quick_check?.at);
  return data?.routine === Number(pk) && ago >= 0 && ago < hours * 3_600_000 ? data : null;
}

async function session(carried, pk, isAskedAnew) {
  const { owner } = carried;
  const data = carried.sessions[pk];
  if (!data) return closed("routine");
  const rules = await fetch(RULES).then((answer) => answer.json()).catch(() => null);
  if (!rules?.quick?.questions?.length) return closed("rules");
  const before = isAskedAnew ? null : await underWay(owner, pk, rules.quick_hours);
  if (before) return play(before, carried);
  const isAfterPain = new URLSearchParams(location.search).get("after") === "pain";
  const how = { isFirst: carried.is_first, isAfterPain, strongFrom: data.strong_from };
  const { answers, lead } = await ask(rules, how);
  const now = new Date().toISOString();
  const check = { key: crypto.randomUUID(), version: rules.version, at: now, answers };
  if (lead.to === "stop") return stop(owner, check, helpFor(lead.tier));
  if (lead.to === "session") {
    const told = { pain_before: Number(answers[PAIN]), quick_check: check, check: check.key, check_age: 0 };
    // Another tab may have been told a sign while this one asked, and time has passed.
    if (!(await isLetIn(owner))) return undefined;
    return play({ ...data, ...told, key: crypto.randomUUID() }, carried);
  }
  await lock(owner, { url: "/screening/", isStop: false }).catch(() => {});
  await tell(owner, check);
  return closed("again");
}

// Whether one may exercise now; whoever may not is led on, or told why.
async function isLetIn(owner) {
  const carried = await get("days", owner);
  const standing = standingOf({ carried, lock: await lockOf(owner), now: Date.now() });
  if (standing.why === "stop") location.replace(standing.url);
  else if (!standing.isOpen) closed(standing.why);
  return standing.isOpen;
}

async function open() {
  // One person's alone are kept (js/phone/owner.js); of two nobody's are shown.
  const all = await everything("days");
  const carried = all.length === 1 ? all[0] : null;
  if (!carried) return;
  document.documentElement.dataset.owner = carried.owner;
  import("./unsent.js");
  if (!(await isLetIn(carried.owner))) return;
  await update("days", carried.owner, { seen_at: Math.max(Date.now(), carried.seen_at ?? 0) });
  const next = new URLSearchParams(location.search).get("next");
  const [, pk] = SESSION.exec(next ?? location.pathname) ?? [];
  return pk ? session(carried, pk, next !== null) : days(carried);
}

open();
