// The end: how it went, saving it, and one kind sentence.

import { countDone, minutes } from "./course.js";
import { mount, part, show, text } from "./dom.js";
import { save } from "./save.js";
import { say } from "./words.js";
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
  if (names.length) form.querySelector(`[name="${names[0]}"]`).focus();
  return names.length > 0;
}

function doneWords(course) {
  const n = countDone(course);
  if (n === 0) return say("none_done");
  const took = Math.max(1, minutes(course));
  return say(took === 1 ? "one_minute" : "one_done", { n, all: course.data.exercises.length, minutes: took });
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
  text(part(root, "coming"), course.data.coming);
  text(part(root, "advice"), advice ?? "");
  show(part(root, "advice"), Boolean(advice));
  if (answer?.url) part(root, "see").href = answer.url;
  show(part(root, "see"), Boolean(answer?.url));
  root.querySelector("h1").focus();
  scrollTo(0, 0);
}

// Ask how it went; save; say what was done. forget() lets the phone forget that it was under way.
export function end(course, { forget }) {
  const form = mount("end");
  const finished = new Date(course.last_at);
  const words = say("did_so_far", { n: countDone(course), all: course.data.exercises.length });
  text(part(form, "so-far"), words);
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
    if (outcome.full) {
      text(part(form, "problem"), say("full"));
      show(part(form, "problem"), true);
      isSaving = button.disabled = false;
      return;
    }
    await forget();
    // A warning sign leads to the help at once, sent or not.
    const stop = outcome.answer?.stop ?? course.data.signs[felt.new_symptoms]?.url;
    if (stop) {
      await lock(course.data.owner, { url: stop, isStop: true }).catch(() => {});
      location.assign(stop);
    } else showDone(course, felt, outcome);
  });
}
