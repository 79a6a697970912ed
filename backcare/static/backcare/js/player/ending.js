// The end: how it went, saving it, and one kind sentence.

import { countDone, didAnything, minutes } from "./course.js";
import { mount, part, show, text } from "./dom.js";
import { save } from "./save.js";
import { did, say } from "./words.js";
import { lock } from "../phone/lock.js";

const number = (value) => (value === null || value === "" ? null : Number(value));

function feltIn(form) {
  const said = new FormData(form);
  return {
    pain_after: number(said.get("pain_after")),
    exertion: number(said.get("exertion")),
    new_symptoms: said.get("new_symptoms") ?? "",
    note: (said.get("note") ?? "").trim(),
  };
}

// Mark what was not answered, and go to the first of it.
function missing(form, felt) {
  for (const old of form.querySelectorAll("[data-missing-for]")) {
    old.closest("fieldset").classList.remove("is-invalid");
    old.remove();
  }
  const names = [
    ...(felt.pain_after === null ? ["pain_after"] : []),
    ...(felt.new_symptoms ? [] : ["new_symptoms"]),
  ];
  const messages = document.querySelector("template[data-missing]").content;
  for (const name of names) {
    const fieldset = form.querySelector(`[name="${name}"]`).closest("fieldset");
    fieldset.classList.add("is-invalid");
    fieldset.append(messages.querySelector(`[data-missing-for="${name}"]`).cloneNode(true));
  }
  show(part(form, "missing"), names.length > 0);
  show(part(form, "one-missing"), names.length === 1);
  show(part(form, "more-missing"), names.length > 1);
  if (names.length) form.querySelector(`[name="${names[0]}"]`).focus();
  return names.length > 0;
}

function doneWords(course) {
  const n = countDone(course);
  if (n === 0) return say("none_done");
  const all = course.data.exercises.length;
  return `${did(n, all)} ${say("took", { minutes: Math.max(1, minutes(course)) })}`;
}

function painWords({ pain_before: before }, { pain_after: after }) {
  if (before === null) return "";
  if (after < before) return say("pain_less", { before, after });
  return say(after === before ? "pain_same" : "pain_more", { before, after });
}

function showDone(course, felt, { answer }) {
  const root = mount("done");
  const { advice } = course.data.signs[felt.new_symptoms] ?? {};
  const saved = answer ? say(answer.saved ? "saved" : "set_aside") : say("kept_here");
  text(part(root, "saved"), saved);
  text(part(root, "summary"), doneWords(course));
  text(part(root, "pain"), painWords(course.data, felt));
  const { coming, name } = course.data;
  const isStrong = felt.pain_after >= course.data.strong_from;
  // Where nothing was done this session is still the next one; after strong pain none is offered.
  const todo = didAnything(course) ? coming : { say: "next_today", name };
  const next = isStrong ? null : todo;
  text(part(root, "coming"), next ? say(next.say, next) : "");
  text(part(root, "advice"), advice ?? "");
  show(part(root, "advice"), Boolean(advice));
  show(part(root, "strong"), isStrong);
  part(root, "check").href = course.data.urls.quick_check;
  show(part(root, "today"), !isStrong);
  if (answer?.url) part(root, "see").href = answer.url;
  show(part(root, "see"), Boolean(answer?.url));
  root.querySelector("h1").focus();
  scrollTo(0, 0);
}

// What was said stops the next session here too, before the server has heard it.
async function closeGate({ owner, urls }, sign, stop) {
  const told = stop ? { url: stop, isStop: true } : { url: urls.screening, isStop: false };
  if (stop || sign?.asks_again) await lock(owner, told).catch(() => {});
}

// Give back what was typed before the page was left.
function fillIn(form, felt = {}) {
  for (const [name, value] of Object.entries(felt)) {
    if (name === "note") form.elements.note.value = value;
    else for (const one of form.elements[name]) one.checked = one.value === String(value);
  }
}

// Ask how it went; save; say what was done. keep() holds what was typed so far, forget() lets the
// phone forget that it was under way.
export function end(course, { keep, forget }) {
  const form = mount("end");
  fillIn(form, course.felt);
  form.addEventListener("input", () => keep(feltIn(form)));
  const finished = new Date(course.last_at);
  text(part(form, "so-far"), did(countDone(course), course.data.exercises.length));
  form.querySelector("h1").focus();
  scrollTo(0, 0);
  let isSaving = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const felt = feltIn(form);
    if (isSaving || missing(form, felt)) return;
    isSaving = true;
    const button = form.querySelector(".form-actions button");
    button.disabled = true;
    const outcome = await save(course, felt, finished);
    const sign = course.data.signs[felt.new_symptoms];
    const stop = outcome.answer?.stop ?? sign?.url;
    if (outcome.full && !stop) {
      text(part(form, "problem"), say("full"));
      show(part(form, "problem"), true);
      isSaving = button.disabled = false;
      return;
    }
    if (!outcome.full) await forget();
    await closeGate(course.data, sign, stop);
    // A warning sign leads to the help at once, sent or not.
    if (stop) location.assign(stop);
    else showDone(course, felt, outcome);
  });
}
