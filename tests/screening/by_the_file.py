"""A second, slower reading of the questionnaire's file, to hold the rules against.

It reads the file itself and shares no code with the rules.
"""

import json

from tracker.screening import questionnaire

FILE = json.loads((questionnaire.FOLDER / "2.json").read_text())
RANKS = {tier["key"]: tier["rank"] for tier in FILE["tiers"]}
GROUPS = [group["key"] for group in FILE["groups"]]
# In the order in which they are asked: part by part, and as written within each part.
QUESTIONS = [q for group in GROUPS for q in FILE["questions"] if q["group"] == group]
RULES = FILE["combination_rules"]
QUICK = FILE["quick_check"]
LOG = FILE["session_log"]
CHOICES = {q["key"]: [a["value"] for a in q["answers"]] for q in QUESTIONS}
EVERY_ANSWER = [(q["key"], a["value"], a["tier"]) for q in QUESTIONS for a in q["answers"]]
ROWS = {(q["key"], a["value"]): a for q in [*QUESTIONS, *QUICK, *LOG] for a in q["answers"]}


def outcome(answers, questions=QUESTIONS, rules=RULES):
    """Return the name of the tier, and every reason as a row; the most serious first."""
    reasons = [_of_an_answer(question, answers) for question in questions]
    reasons += [_of_a_rule(rule, answers) for rule in rules]
    in_order = [
        reason
        for tier in sorted(RANKS, key=RANKS.get, reverse=True)
        for reason in reasons
        if reason and reason["tier"] == tier
    ]
    return (in_order[0]["tier"] if in_order else "CLEAR"), in_order


def _of_an_answer(question, answers):
    value = answers[question["key"]]
    row = ROWS[question["key"], value]
    if row["tier"] is None:
        return None
    return {
        "kind": "answer",
        "key": question["key"],
        "tier": row["tier"],
        "words": row["say"],
        "says": (row["say"],),
        "answers": ((question["key"], value),),
        "condition": question["condition"],
        "sources": tuple(question["sources"]),
        "advice": row.get("advice", ""),
    }


def _of_a_rule(rule, answers):
    because = questions_of(rule, answers)
    if not because:
        return None
    return {
        "kind": "rule",
        "key": rule["key"],
        "tier": rule["tier"],
        "words": rule["message"],
        "says": tuple(ROWS[key, answers[key]]["say"] for key in because),
        "answers": tuple((key, answers[key]) for key in because),
        "condition": rule["condition"],
        "sources": tuple(rule["sources"]),
        "advice": rule["message"] if rule["tier"] == "CAUTION" else "",
    }


def questions_of(rule, answers):
    """Return the questions that make a rule true; none when it is false."""
    because = []
    for term in rule["all"]:
        if "count_tier" in term:
            counted = [key for key in CHOICES if ROWS[key, answers[key]]["tier"] == "CAUTION"]
            assert term["count_tier"] == "CAUTION"
            if len(counted) < term["gte"]:
                return []
            because += counted
        elif answers[term["q"]] in term["in"]:
            because.append(term["q"])
        else:
            return []
    some = [term["q"] for term in rule["any"] if answers[term["q"]] in term["in"]]
    return because + some if len(some) >= rule["min_any"] else []
