// The quick check on the phone: all of it in one tap, or each question by itself, then the advice.

import { PAIN, SETTLED, eachOf, leadsTo, noneOf, signsOf, toAnswer } from "../gate/quick.js";
import { fill, made, partOf, show } from "./pages.js";

function answerLine(question, { value, label }, isNumber) {
  const line = made(isNumber ? "number" : "answer");
  Object.assign(line.querySelector("input"), { name: question.key, value });
  partOf(line, "words").append(label);
  return line;
}

function fieldset(question, given) {
  const root = made("question");
  const isNumber = question.key === PAIN;
  partOf(root, "question").textContent = question.text;
  const choices = root.querySelector(".choices");
  if (isNumber) choices.className = "scale";
  choices.append(...question.answers.map((answer) => answerLine(question, answer, isNumber)));
  const chosen = [...choices.querySelectorAll("input")].find((one) => one.value === given[question.key]);
  if (chosen) chosen.checked = true;
  return root;
}

const line = (words) => Object.assign(document.createElement("li"), { textContent: words });

// Resolves with the pain that was tapped, or null for each question by itself.
function askAll(asked, isFirst, isAfterPain) {
  const root = show(made("check"));
  partOf(root, "signs").append(...signsOf(asked).map(({ text }) => line(text)));
  partOf(root, "first").hidden = !isFirst;
  partOf(root, "after-pain").hidden = !isAfterPain;
  const settled = toAnswer(asked, isFirst).find(({ key }) => key === SETTLED);
  if (settled) partOf(root, "settled").append(fieldset(settled, { [SETTLED]: "cannot_say" }));
  const form = root.querySelector("form");
  form.addEventListener("submit", (event) => event.preventDefault());
  return new Promise((resolve) => {
    root.addEventListener("click", ({ target }) => {
      const said = Object.fromEntries(new FormData(form));
      if (target.dataset.do === "each") resolve({ pain: null });
      if (target.dataset.pain) resolve({ pain: target.dataset.pain, settled: said[SETTLED] });
    });
  });
}

function mark(root, keys) {
  for (const old of root.querySelectorAll(".invalid-feedback")) old.remove();
  for (const one of root.querySelectorAll("fieldset")) {
    const isMissing = keys.includes(one.querySelector("input").name);
    one.classList.toggle("is-invalid", isMissing);
    if (isMissing) one.append(made("no-answer"));
  }
  partOf(root, "missing").hidden = false;
  root.querySelector("fieldset.is-invalid input").focus();
}

// Resolves with {answers, lead} once nothing is missing, or a warning sign is there.
function askEach(asked, isFirst, given, isStrong, judge) {
  const root = show(made("each"));
  partOf(root, "strong").hidden = !isStrong;
  partOf(root, "questions").append(...toAnswer(asked, isFirst).map((one) => fieldset(one, given)));
  return new Promise((resolve) => {
    root.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      const answers = eachOf(isFirst, Object.fromEntries(new FormData(event.target)));
      const lead = judge(answers);
      if (lead.to === "missing") mark(root, lead.keys);
      else resolve({ answers, lead });
    });
  });
}

function advise({ reasons, isStrong }) {
  const root = show(made("advice"));
  partOf(root, "strong").hidden = !isStrong;
  const cards = reasons.map(({ say, advice }) => fill(made("reason"), { say, advice }));
  partOf(root, "reasons").append(...cards);
  return new Promise((resolve) => {
    root.querySelector("[data-do=on]").addEventListener("click", resolve);
  });
}

// Resolves with the answers, and where they lead: "session", "stop" or "again".
export async function ask(rules, { isFirst, isAfterPain, strongFrom }) {
  const asked = rules.quick;
  const judge = (answers) => leadsTo(asked, answers, { version: rules.version, strongFrom });
  const tapped = await askAll(asked, isFirst, isAfterPain);
  const isStrong = tapped.pain !== null && Number(tapped.pain) >= strongFrom;
  let answers = noneOf(asked, isFirst, tapped);
  let lead = tapped.pain === null || isStrong ? null : judge(answers);
  if (lead === null) {
    const given = isStrong ? { [PAIN]: tapped.pain } : {};
    ({ answers, lead } = await askEach(asked, isFirst, given, isStrong, judge));
  }
  if (lead.to === "advice") await advise(lead);
  return { answers, lead: lead.to === "advice" ? { to: "session" } : lead };
}
