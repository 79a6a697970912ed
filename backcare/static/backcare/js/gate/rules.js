// What the answers of the quick check and of the session's log mean: values in, answer out. Pure.
//
// The questions come from tracker/screening/phone.py, which reads the published file; the meaning is
// that of tracker/screening/rules.py, and tests/screening/test_phone.py holds the two together.
// Whatever cannot be judged lets nobody in.

export class InvalidAnswers extends Error {}

export const TIERS = ["clear", "caution", "clinician-first", "urgent", "emergency"];
const PASSING = ["clear", "caution"];

// A tier that nobody knows stops too.
export const stops = (tier) => !PASSING.includes(tier);
const isStop = (answer) => answer.tier !== null && stops(answer.tier);
const severity = (tier) => (TIERS.includes(tier) ? TIERS.indexOf(tier) : TIERS.indexOf("clinician-first"));

const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function answerTo(question, value) {
  const answer = question.answers.find((one) => one.value === value);
  if (!answer) throw new InvalidAnswers(`${question.key} has no such answer.`);
  return answer;
}

// [question, answer] for each question that was answered; what the file does not know is refused.
function givenTo(asked, answers, version) {
  if (version !== asked.version) throw new InvalidAnswers(`These are not for version ${asked.version}.`);
  if (!isMapping(answers)) throw new InvalidAnswers("The answers must name their questions.");
  const keys = asked.questions.map(({ key }) => key);
  const unknown = Object.keys(answers).filter((key) => !keys.includes(key));
  if (unknown.length) throw new InvalidAnswers(`${unknown.length} answers belong to no question.`);
  return asked.questions
    .filter(({ key }) => Object.hasOwn(answers, key))
    .map((question) => [question, answerTo(question, answers[question.key])]);
}

// The most serious tier raised, with every reason; unanswered is never a no.
export function outcomeOf(asked, answers, { version }) {
  const given = givenTo(asked, answers, version);
  if (given.length < asked.questions.length) throw new InvalidAnswers("Not all is answered.");
  const reasons = given
    .filter(([, answer]) => answer.tier !== null)
    .map(([{ key }, { tier, say, advice }]) => ({ key, tier, say, advice }))
    .sort((one, other) => severity(other.tier) - severity(one.tier));
  const again = given.map(([, answer]) => answer.rescreen).filter(Boolean);
  return { tier: reasons[0]?.tier ?? "clear", reasons, rescreens: [...new Set(again)] };
}

// The warning signs among answers that may be anything: each stops though the rest be missing.
export function signsIn(asked, answers) {
  if (!isMapping(answers)) return {};
  const told = asked.questions.flatMap(({ key, answers: some }) =>
    some
      .filter((answer) => Object.hasOwn(answers, key) && answers[key] === answer.value && isStop(answer))
      .map(({ value, tier }) => [key, { value, tier }]),
  );
  return Object.fromEntries(told);
}

// The most serious tier among warning signs; null where there is none.
export function worstOf(signs) {
  const tiers = Object.values(signs).map(({ tier }) => tier);
  return tiers.sort((one, other) => severity(other) - severity(one))[0] ?? null;
}

// Whether a session may begin: all answered, nothing that stops, no full screening asked for.
// No questions let nobody in.
export function letsIn(asked, answers, said) {
  try {
    const { tier, rescreens } = outcomeOf(asked, answers, said);
    return asked.questions.length > 0 && !stops(tier) && rescreens.length === 0;
  } catch {
    return false;
  }
}
