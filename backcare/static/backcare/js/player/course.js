// How far one is in a session, and what was done: plain values that a phone can keep. Pure.
//
// `data` is what tracker/sessions/guided.py says of the session; it is kept with the rest, so that a
// session can be taken up again, or saved, without its page.

import { READY, SETTLE, at, lengthOf, phasesOf } from "./timeline.js";
import { tally } from "./tally.js";

export const dayOf = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");

// `asks` is when strong pain last asked for a new quick check, in milliseconds; 0 if it did not.
const UNASKED = { rechecks: [], asked_anew: [], asks: 0 };

// part: the places of the exercises to be done, in order; all of them unless told otherwise.
export function begin(data, now, part = data.exercises.map((_, i) => i)) {
  const started_at = now.toISOString();
  const nothing = { active: 0, logs: {}, hurts: {}, ...structuredClone(UNASKED) };
  return enter({ data, part, started_at, last_at: started_at, day: dayOf(now), ...nothing }, 0);
}

// Only these exercises, before anything was done.
export function shorten(course, part) {
  course.part = part;
  return enter(course, 0);
}

// Stand before the n-th exercise of the part. It began `late` milliseconds ago when the end of the
// one before was noticed late, as in a tab that is woken once a minute.
export function enter(course, n, late = 0) {
  Object.assign(course, { n, isEasier: false, names: [], ms: late, late, phases: [] });
  if (n < course.part.length) course.phases = phasesOf(doseOf(course), { ready: readyFor(course) });
  return course;
}

export const isOver = (course) => course.n >= course.part.length;
const wholeOf = (course, n = course.n) => course.data.exercises[course.part[n]];

// What is done now: the exercise that was prescribed, or the easier one in its place.
export function exerciseOf(course) {
  const whole = wholeOf(course);
  return course.isEasier ? whole.easier : whole;
}

const doseOf = (course) => exerciseOf(course).parts;
export const easierOf = (course) => (course.isEasier ? null : wholeOf(course).easier);
export const nextOf = (course) => (course.n + 1 < course.part.length ? wholeOf(course, course.n + 1) : null);
const placeOf = (course) => at(course.phases, course.ms);

// Whoever has to lie down or get up needs longer to get ready.
function readyFor(course) {
  const before = course.n > 0 ? wholeOf(course, course.n - 1) : null;
  return before && before.position === exerciseOf(course).position ? READY : SETTLE;
}

const done = (course) => tally(doseOf(course), course.phases, placeOf(course), course.names);

function log(course, outcome, reason, numbers = done(course)) {
  const late = Math.max(0, course.ms - lengthOf(course.phases));
  course.active += course.ms - late;
  const { prescription } = wholeOf(course);
  const easier = course.isEasier ? { easier: exerciseOf(course).slug } : {};
  course.logs[prescription] = { prescription, outcome, reason, ...numbers, ...easier };
  return enter(course, course.n + 1, late);
}

// The exercise is over: of whoever passed over every repeat nothing was done.
export function finish(course) {
  const numbers = done(course);
  return Object.keys(numbers).length ? log(course, "done", "", numbers) : log(course, "skipped", "other");
}

export const skip = (course, reason) => log(course, "skipped", reason);
export const stop = (course) => log(course, "stopped", "pain");
export const hasDone = (course) => !isOver(course) && Object.keys(done(course)).length > 0;

// Whoever ends in the middle of an exercise has done some of it, or nothing.
export const wrapUp = (course) => (hasDone(course) ? finish(course) : course);

export const isStrong = (course, pain) => pain !== null && pain >= course.data.strong_from;

// It hurts, and this is what the person chose to do about it. Strong pain asks for the quick check
// before anything goes on.
export function hurt(course, choice, pain, now) {
  const { prescription } = wholeOf(course);
  if (isStrong(course, pain)) course.asks = now.getTime();
  const said = { at: now.toISOString(), choice, ...(pain === null ? {} : { pain }) };
  (course.hurts[prescription] ??= []).push(said);
  if (choice === "stop") return stop(course);
  if (choice !== "easier") return course;
  Object.assign(course, { isEasier: true, names: [], ms: 0, late: 0 });
  course.phases = phasesOf(doseOf(course), { ready: SETTLE });
  return course;
}

// How much of the whole is over, from 0 to 1, by time.
export function fraction(course) {
  if (isOver(course)) return 1;
  const times = course.part.map((i) => lengthOf(phasesOf(course.data.exercises[i].parts)));
  const sum = (some) => some.reduce((total, one) => total + one, 0);
  const here = Math.min(1, course.ms / lengthOf(course.phases));
  return (sum(times.slice(0, course.n)) + here * times[course.n]) / sum(times);
}

export const countDone = ({ logs }) =>
  Object.values(logs).filter(({ outcome }) => outcome === "done").length;
// Whether it counts as a session that was done.
export const didAnything = ({ logs }) => Object.values(logs).some(({ outcome }) => outcome !== "skipped");
export const minutes = (course) => Math.round((course.active + course.ms) / 60_000);

// Whether anything was done that is worth going on with, or saving.
export const isBegun = (course) =>
  course.n > 0 || placeOf(course).index > 0 || Object.keys(course.hurts).length > 0;

// Take up a session on a page that was opened later, with what its own quick check said. Returns
// whether it may go on: not while strong pain asks for a check that is newer than the session's.
export function takeUp(course, { check, check_age, quick_check }, now) {
  const asked_at = now.getTime() - 1000 * check_age;
  const isNew = check !== course.data.check && asked_at > Date.parse(course.started_at);
  if (isNew && quick_check) course.rechecks.push(quick_check);
  else if (isNew) course.asked_anew.push(check); // the server has it
  if (isNew) course.data = { ...course.data, check };
  if (isNew && asked_at > course.asks) course.asks = 0;
  return !course.asks;
}

// What was kept, also by an older version of the app, as this one needs it; null if it is damaged.
export function taken(course) {
  const { data, part, phases, logs } = course ?? {};
  const isWhole = data?.exercises?.length && part?.length && phases && logs;
  return isWhole ? { ...structuredClone(UNASKED), ...course } : null;
}

// What was begun today is taken up again; what was begun on another day can only be saved.
export const isOf = (course, now) => course.day === dayOf(now);

// An exercise that was never reached: left out of the five minutes, or nobody said why.
function missed({ part }, i) {
  return { outcome: "skipped", reason: part.includes(i) ? "not-reached" : "no-time" };
}

// What is sent: the shape is in docs/sync.md. `felt` is what was said at the end.
export function toSession(course, felt, finished, zone = Intl.DateTimeFormat().resolvedOptions().timeZone) {
  const { data } = course;
  const logs = data.exercises.map(({ prescription }, i) => ({
    prescription,
    ...(course.logs[prescription] ?? missed(course, i)),
    hurts: course.hurts[prescription] ?? [],
  }));
  const proof = data.ticket ? { ticket: data.ticket } : { permit: data.permit };
  return {
    key: data.key, owner: data.owner, routine: data.routine, how: "guided", ...proof,
    quick_check: data.quick_check, rechecks: course.rechecks, asked_anew: course.asked_anew,
    pain_before: data.pain_before,
    started_at: course.started_at, finished_at: finished.toISOString(), time_zone: zone,
    pain_after: felt.pain_after, exertion: felt.exertion, new_symptoms: felt.new_symptoms, note: felt.note,
    logs,
  };
}
