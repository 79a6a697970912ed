// Judges sets of answers as a phone does: {asked, cases: [{version, answers}]} in, what each means out.

import { readFileSync } from "node:fs";

import { InvalidAnswers, letsIn, outcomeOf, signsIn, worstOf } from "../../backcare/static/backcare/js/gate/rules.js";

function judged(asked, { version, answers }) {
  const signs = worstOf(signsIn(asked, answers));
  const enters = letsIn(asked, answers, { version });
  try {
    const { tier, reasons, rescreens } = outcomeOf(asked, answers, { version });
    return { tier, reasons: reasons.map(({ key }) => key), rescreens, signs, enters };
  } catch (error) {
    if (!(error instanceof InvalidAnswers)) throw error;
    return { tier: "invalid", signs, enters };
  }
}

const { asked, cases } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map((one) => judged(asked, one))));
