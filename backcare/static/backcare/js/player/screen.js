// What is seen of an exercise while it is done.

import { exerciseOf, fraction } from "./course.js";
import { mount, part, show, text } from "./dom.js";
import { makeFigure } from "./figure.js";
import { digits, say } from "./words.js";

// A repeat without a hold has no seconds to count: its number is what is large then.
function large(course, { phase, second }) {
  const hasHold = exerciseOf(course).parts.hold > 0;
  if (phase.kind === "move" || phase.kind === "back") {
    if (!hasHold) return String(phase.rep);
    return phase.kind === "move" ? String(Math.round(holdAfter(course, phase))) : "\u2713";
  }
  return digits(phase.kind, second);
}

function holdAfter({ phases }, { set, rep, side }) {
  const isIts = (one) => one.set === set && one.rep === rep && one.side === side;
  return phases.find((one) => one.kind === "hold" && isIts(one))?.seconds ?? 0;
}

function wordOf(course, { index, phase }) {
  if (phase.kind === "ready") return say(index === 0 && phase.seconds > 5 ? "settle" : "ready");
  if (phase.kind === "move" && !exerciseOf(course).parts.hold) return say("go");
  return say(phase.kind);
}

function placeWords(course, { index, phase }) {
  if (index === 0) return "";
  const { kind, set, sets, rep, reps } = phase;
  const isResting = kind === "rest" && course.phases[index + 1];
  const at = isResting ? course.phases[index + 1] : phase;
  if (isResting && at.set !== set) return say("next_set", { n: at.set, all: sets });
  const words = sets > 1 ? [say(kind === "minutes" ? "part" : "set", { n: at.set, all: sets })] : [];
  if (reps > 1) words.push(say(isResting ? "next_rep" : "rep", { n: at.rep, all: reps }));
  return words.join(" \u00b7 ");
}

const line = ([className, words]) =>
  Object.assign(document.createElement("p"), { className, textContent: words });

function notes(box, { cautions, equipment, note }) {
  const lines = [...cautions.map((words) => ["notice notice--care", words])];
  if (note) lines.push(["notice notice--rest", note]);
  if (equipment.length) lines.push(["muted small-text", equipment.join(" \u00b7 ")]);
  box.replaceChildren(...lines.map(line));
}

const STEPS = { hold: "5", rest: "5", ready: "5", side: "5", minutes: "1" };

function steps(root, { kind }) {
  const isMinutes = kind === "minutes";
  for (const name of ["less", "more"]) {
    text(part(root, name), STEPS[kind] ? `${name === "less" ? "\u2212" : "+"}${STEPS[kind]}` : "");
    text(part(root, `${name}-words`), say(isMinutes ? `minute_${name}` : name));
    part(root, name).parentElement.classList.toggle("is-away", !STEPS[kind]);
  }
}

export function makeScreen() {
  const root = mount("playing");
  const figure = makeFigure(part(root, "figure"));
  const told = new Set();

  return {
    root,
    figure,
    // Another exercise is done now.
    exercise(course) {
      const exercise = exerciseOf(course);
      text(part(root, "count"), say("count", { n: course.n + 1, all: course.part.length }));
      text(part(root, "name"), exercise.name);
      text(part(root, "dose"), exercise.dose);
      notes(part(root, "notes"), { note: "", ...exercise });
      figure.show(exercise);
    },
    // Another phase begins.
    phase(course, place) {
      const { phase } = place;
      root.dataset.kind = phase.kind;
      const { sides } = exerciseOf(course);
      const side = part(root, "side");
      show(side, phase.side !== "");
      text(side, phase.side && sides[phase.side === "first" ? 0 : 1]);
      text(part(root, "word"), wordOf(course, place));
      text(part(root, "place"), placeWords(course, place));
      show(part(root, "notes"), phase.kind === "ready" && place.index === 0);
      steps(root, phase);
    },
    // A moment; the digits change only with the second.
    moment(course, place, isRunning) {
      text(part(root, "digits"), large(course, place));
      const progress = part(root, "progress");
      const done = Math.round(1000 * fraction(course));
      if (progress.value !== done) progress.value = done;
      figure.at(place, isRunning);
    },
    running(isRunning, course, place) {
      root.classList.toggle("is-paused", !isRunning);
      text(part(root, "pause"), say(isRunning ? "pause" : "resume"));
      text(part(root, "word"), isRunning ? wordOf(course, place) : say("paused"));
      figure.at(place, isRunning);
    },
    said: (words) => words && text(part(root, "said"), words),
    // Something about this device, said once.
    note(words) {
      if (told.has(words)) return;
      told.add(words);
      part(root, "notes").append(line(["muted small-text", words]));
    },
  };
}
