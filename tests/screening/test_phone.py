"""The rules on a phone: the same questions, and the same meaning of every set of answers."""

import json
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tracker.screening import questionnaire
from tracker.screening.phone import for_phones
from tracker.screening.quick_forms import is_stop
from tracker.screening.rules import PASSING, InvalidAnswers, outcome_of, rescreens_of

URL = "/screening/phone.json"
JUDGE = Path(__file__).parents[1] / "js" / "judge.mjs"
GARBAGE = [
    None, True, False, 0, 1, 3.5, "", "No", "no ", "YES", "constructor", "__proto__", "\ud800",
    [], ["no"], {}, {"value": "no"},
]  # fmt: skip
NO_SETS = [None, True, 7, "no", [], ["no"], [["qc_legs", "no"]], {}]
ODD_KEYS = ["qc_other", "__proto__", "constructor", "toString", "", "qc_legs ", "version"]


def any_answers(chance, questions):
    """Whole sets most of the time; else with something missing, unknown or nonsense in them."""
    answers = {
        question.key: chance.choice(question.answers).value
        if chance.random() < 0.4
        else next(one.value for one in question.answers if one.tier is None)
        for question in questions
    }
    kind = chance.random()
    if kind < 0.10:
        del answers[chance.choice(list(answers))]
    elif kind < 0.20:
        answers[chance.choice(list(answers))] = chance.choice(GARBAGE)
    elif kind < 0.25:
        answers[chance.choice(ODD_KEYS)] = chance.choice(["no", *GARBAGE])
    elif kind < 0.28:
        return chance.choice(NO_SETS)
    return answers


def cases_for(asked, many):
    chance = random.Random(asked.questions[0].key)
    versions = [asked.version] * 30 + [
        asked.version - 1,
        asked.version + 1,
        str(asked.version),
        None,
    ]
    return [
        {"version": chance.choice(versions), "answers": any_answers(chance, asked.questions)}
        for _one in range(many)
    ]


def on_a_phone(asked, cases):
    node = shutil.which("node")
    assert node, "Node.js is missing: it comes with npm, which fetches the pages' libraries."
    sent = json.dumps({"asked": asked, "cases": cases})
    run = subprocess.run([node, JUDGE], input=sent, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def worst_sign(asked, answers):
    """The most serious warning sign, whatever else is wrong, as sent_checks.py hears it."""
    tiers = [
        answer.tier
        for question in asked.questions
        for answer in question.answers
        if isinstance(answers, dict)
        and is_stop(answer)
        and answers.get(question.key) == answer.value
    ]
    return max(tiers).stored if tiers else None


def on_the_server(asked, case):
    answers, signs = case["answers"], worst_sign(asked, case["answers"])
    try:
        outcome = outcome_of(asked, answers, version=case["version"])
    except InvalidAnswers:
        return {"tier": "invalid", "signs": signs, "enters": False}
    rescreens = list(rescreens_of(asked, answers))
    return {
        "tier": outcome.tier.stored,
        "reasons": [reason.key for reason in outcome.reasons],
        "rescreens": rescreens,
        "signs": signs,
        "enters": outcome.tier.stored in PASSING and not rescreens,
    }


@pytest.mark.parametrize("part", ["quick", "log"])
def test_phone_and_server_agree_on_10000_sets_of_answers(part):
    asked = getattr(questionnaire.current(), part)
    cases = cases_for(asked, 10_000)
    expected = [on_the_server(asked, case) for case in cases]
    found = on_a_phone(for_phones()[part], cases)

    differ = [
        (case, here, there)
        for case, here, there in zip(cases, expected, found, strict=True)
        if here != there
    ]
    assert not differ, differ[:3]
    # The sets are of every kind, or agreeing would mean little.
    counts = Counter(one["tier"] for one in expected)
    for tier in ("clear", "caution", "urgent", "emergency", "invalid"):
        assert counts[tier] >= 100, counts
    assert sum(one["tier"] == "invalid" and one["signs"] is not None for one in expected) >= 100


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"questions": []}, id="no-version"),
        pytest.param({"version": 2, "questions": []}, id="no-question"),
        pytest.param({"version": 2}, id="no-questions"),
        pytest.param({}, id="nothing"),
        pytest.param(None, id="null"),
        pytest.param({"version": 2, "questions": [{"key": "q"}]}, id="no-answers"),
    ],
)
def test_rules_that_are_damaged_let_nobody_in(asked):
    script = f"""
      import {{ letsIn }} from "{JUDGE.parents[2]}/backcare/static/backcare/js/gate/rules.js";
      const mayIn = (set) => letsIn({json.dumps(asked)}, set, {{ version: 2 }});
      process.stdout.write([{{}}, {{ q: "no" }}].map(mayIn).join());
    """
    run = subprocess.run(
        ["node", "--input-type=module", "--eval", script],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "false,false"


def test_a_tier_that_nobody_knows_stops():
    answers = [{"value": "no", "tier": None}, {"value": "yes", "tier": "new-one"}]
    asked = {"version": 9, "questions": [{"key": "q", "answers": answers}]}
    cases = [{"version": 9, "answers": {"q": value}} for value in ("no", "yes")]
    no, yes = on_a_phone(asked, cases)

    assert no == {"tier": "clear", "reasons": [], "rescreens": [], "signs": None, "enters": True}
    assert (yes["signs"], yes["enters"]) == ("new-one", False)


class TestTheAddress:
    def test_gives_the_published_questions_to_anybody_and_nothing_else(self, client):
        response = client.get(URL)
        current, said = questionnaire.current(), response.json()

        assert response.status_code == 200
        assert said == for_phones()
        assert (said["version"], said["sha256"]) == (current.version, current.sha256)
        asked = [question["key"] for question in said["quick"]["questions"]]
        assert asked == [question.key for question in current.quick.questions]
        assert said["locking"] == ["clinician-first", "emergency", "urgent"]

    def test_may_be_kept_and_is_asked_anew_in_a_line(self, client):
        first = client.get(URL)
        again = client.get(URL, headers={"If-None-Match": first["ETag"]})

        assert first["Cache-Control"] == "public, no-cache"
        assert not first.cookies
        assert (again.status_code, again.content) == (304, b"")

    def test_only_reads(self, client):
        assert client.post(URL).status_code == 405
