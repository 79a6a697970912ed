// The sheets that open over the player. While one is open the exercise waits.

import { countDone, easierOf, exerciseOf, hasDone } from "./course.js";
import { part, show, text } from "./dom.js";
import { did, say } from "./words.js";

const painIn = (sheet) => {
  const chosen = sheet.querySelector("[name=pain]:checked");
  return chosen ? Number(chosen.value) : null;
};

// With the one that is under way, which counts when one ends here.
const soFar = (course) => did(countDone(course) + Number(hasDone(course)), course.part.length);

function element(name, words, className = "") {
  return Object.assign(document.createElement(name), { textContent: words, className });
}

// How it is done: the cautions of this person first, then step by step.
function howLines({ cautions, note, steps, breathing, equipment }) {
  const list = element("ol", "", "steps-list");
  for (const step of steps) {
    const line = document.createElement("li");
    line.append(element("span", step));
    list.append(line);
  }
  return [
    ...cautions.map((words) => element("p", words, "notice notice--care")),
    ...(note ? [element("p", note, "notice notice--rest")] : []),
    list,
    ...(breathing ? [element("p", breathing, "muted")] : []),
    ...(equipment.length ? [element("p", equipment.join(" \u00b7 "), "muted small-text")] : []),
  ];
}

// What each sheet shows when it opens.
const prepare = {
  hurts(sheet, course) {
    const easier = easierOf(course);
    show(part(sheet, "easier-line"), easier !== null);
    text(part(sheet, "easier"), easier ? say("easier", { name: easier.name }) : "");
    for (const one of sheet.querySelectorAll("[name=pain]")) one.checked = false;
    show(part(sheet, "strong"), false);
  },
  skip: (sheet, course) => show(part(sheet, "enough"), hasDone(course)),
  how(sheet, course) {
    const exercise = exerciseOf(course);
    text(part(sheet, "how-name"), exercise.name);
    part(sheet, "how").replaceChildren(...howLines({ note: "", ...exercise }));
  },
  leave: (sheet, course) => text(part(sheet, "so-far"), soFar(course)),
};

// on: {opens, closes, hurt(choice, pain), skip(reason), leave(how)}
export function makeSheets(root, course, on) {
  const all = [...root.querySelectorAll("[data-sheet]")];
  const sheets = Object.fromEntries(all.map((one) => [one.dataset.sheet, one]));

  function choose(sheet, action) {
    sheet.returnValue = "chosen";
    sheet.close("chosen");
    action();
  }

  function press(sheet, button) {
    const { hurt, skip, leave } = button.dataset;
    if ("close" in button.dataset) sheet.close("");
    else if (hurt) choose(sheet, () => on.hurt(hurt, painIn(sheet)));
    else if (skip) choose(sheet, () => on.skip(skip));
    else if (leave) choose(sheet, () => on.leave(leave));
  }

  for (const sheet of Object.values(sheets)) {
    sheet.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      // A press beside the sheet closes it, as people expect.
      if (button) press(sheet, button);
      else if (event.target === sheet) sheet.close("");
    });
    sheet.addEventListener("close", () => {
      if (sheet.returnValue !== "chosen") on.closes();
    });
  }
  // Strong pain that is tapped leads on at once. Arrow keys pass over numbers on their way to
  // another: whoever uses those presses what to do.
  let isTapped = false;
  sheets.hurts.addEventListener("pointerdown", () => (isTapped = true));
  sheets.hurts.addEventListener("keydown", () => (isTapped = false));
  sheets.hurts.addEventListener("change", () => {
    const pain = painIn(sheets.hurts);
    const isStrong = pain >= course.data.strong_from;
    if (isStrong && isTapped) choose(sheets.hurts, () => on.hurt("stop", pain));
    else show(part(sheets.hurts, "strong"), isStrong);
  });

  return {
    open(name) {
      if (root.querySelector("dialog[open]")) return;
      on.opens();
      prepare[name]?.(sheets[name], course);
      sheets[name].returnValue = "";
      sheets[name].showModal();
    },
    sheet: (name) => sheets[name],
    closeAll() {
      for (const sheet of Object.values(sheets)) if (sheet.open) sheet.close("chosen");
    },
  };
}

// The switches of the sheet about sound do at once what they say.
export function bindSwitches(sheet, settings, { changed, isAwake }) {
  for (const box of sheet.querySelectorAll("[data-set]")) {
    box.checked = settings.get(box.dataset.set);
    box.addEventListener("change", () => {
      settings.set(box.dataset.set, box.checked);
      changed(box.dataset.set, box.checked);
    });
  }
  show(part(sheet, "can-vibrate"), "vibrate" in navigator);
  text(part(sheet, "screen-on"), isAwake() ? "" : say("no_wake_lock"));
}
