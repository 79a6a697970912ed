// The quick check before a session, asked by the phone: what is asked, and where it leads. Pure.
// The questions are those of tracker/screening/quick_forms.py.

import { outcomeOf, signsIn, stops, worstOf } from "./rules.js";

export const PAIN = "qc_pain_now";
export const SETTLED = "qc_settled";
const FIRST_SESSION = "first_session";
const CANNOT_SAY = "cannot_say";

const isAboutSafety = ({ answers }) => answers.some(({ tier }) => tier !== null);

// What one tap says no to.
export const signsOf = (asked) => asked.questions.filter(isAboutSafety);

// Before the first session there is no last one to ask about.
export const toAnswer = (asked, isFirst) =>
  asked.questions
    .filter(({ key }) => !(isFirst && key === SETTLED))
    .map((question) => ({
      ...question,
      answers: question.answers.filter(({ value }) => value !== FIRST_SESSION),
    }));

const first = (isFirst) => (isFirst ? { [SETTLED]: FIRST_SESSION } : {});

// None of the signs is there: only the pain was tapped, and maybe how the last session went.
export function noneOf(asked, isFirst, { pain, settled = CANNOT_SAY }) {
  const none = signsOf(asked).map(({ key, answers }) => [key, answers.find(({ tier }) => tier === null)?.value]);
  return { ...Object.fromEntries(none), [SETTLED]: settled, ...first(isFirst), [PAIN]: pain };
}

// Each question was answered by itself; what was left out is left out.
export const eachOf = (isFirst, given) => ({ ...given, ...first(isFirst) });

// Where the answers lead: {to: "stop", tier}, {to: "missing", keys}, {to: "again"} for the full
// check, {to: "advice", reasons, isStrong} or {to: "session"}. A sign counts though the rest be
// missing; what cannot be judged leads nowhere.
export function leadsTo(asked, answers, { version, strongFrom }) {
  const sign = worstOf(signsIn(asked, answers));
  if (sign !== null) return { to: "stop", tier: sign };
  const keys = asked.questions.map(({ key }) => key).filter((key) => !Object.hasOwn(answers, key));
  if (keys.length) return { to: "missing", keys };
  const { tier, reasons, rescreens } = outcomeOf(asked, answers, { version });
  if (stops(tier)) return { to: "stop", tier };
  if (rescreens.length) return { to: "again" };
  const isStrong = Number(answers[PAIN]) >= strongFrom;
  return reasons.length || isStrong ? { to: "advice", reasons, isStrong } : { to: "session" };
}
