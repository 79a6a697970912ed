"""Replaying answers at the command line: what each set of answers means."""

import io
import json

import pytest
from django.core.management import call_command

from tests.factories import quick_answers
from tests.screening.sets import ALL_NO, CAUTION, CLINICIAN_FIRST, EMERGENCY, URGENT, answers
from tests.screening.versions import from_the_shell, triage
from tracker.screening import questionnaire, replay

pytestmark = pytest.mark.thorough

TIERS = ["CLEAR", "CAUTION", "CLINICIAN_FIRST", "URGENT", "EMERGENCY"]
SETS = [ALL_NO, CAUTION, CLINICIAN_FIRST, URGENT, EMERGENCY]


def test_judges_each_set_in_the_order_of_the_file(file):
    said = triage(file(SETS))

    assert [one["tier"] for one in said] == TIERS
    assert {one["version"] for one in said} == {2}


def test_judges_a_single_set(file):
    assert [one["tier"] for one in triage(file(URGENT))] == ["URGENT"]


def test_says_every_reason_with_its_answers_and_sources(file):
    (said,) = triage(file(answers(fever="yes", night_pain="yes")))
    (worst, *others) = said["reasons"]

    assert set(said) == {"tier", "reasons", "version"}
    assert (worst["kind"], worst["key"], worst["tier"]) == ("answer", "fever", "URGENT")
    assert worst["words"].startswith("I ")
    assert worst["answers"] == {"fever": "yes"}
    assert worst["sources"]
    assert "night_pain" in [reason["key"] for reason in others]


def test_no_warning_sign_is_clear_without_a_reason(file):
    assert triage(file(ALL_NO)) == [{"tier": "CLEAR", "reasons": [], "version": 2}]


def emergencies():
    current = questionnaire.current()
    for question in current.questions:
        for answer in question.answers:
            if answer.tier and answer.tier.name == "EMERGENCY":
                yield pytest.param(question.key, answer.value, id=f"{question.key}-{answer.value}")


@pytest.mark.parametrize(("key", "value"), list(emergencies()))
def test_every_answer_that_is_an_emergency_gives_emergency(file, key, value):
    (said,) = triage(file(answers(**{key: value})))

    assert said["tier"] == "EMERGENCY"
    assert {key: value} in [reason["answers"] for reason in said["reasons"]]


def test_judges_a_quick_check_and_a_session_log_by_their_own_questions(file):
    sets = [
        quick_answers(),
        quick_answers(qc_bladder_saddle="yes"),
        {"log_new_symptoms": "none"},
        {"log_new_symptoms": "bladder_saddle"},
    ]

    assert [one["tier"] for one in triage(file(sets))] == [
        "CLEAR", "EMERGENCY", "CLEAR", "EMERGENCY",
    ]  # fmt: skip


def test_judges_a_thousand_sets_in_order(file):
    said = triage(file(SETS * 200))

    assert [one["tier"] for one in said] == TIERS * 200


def test_no_set_at_all_is_no_result(file):
    assert triage(file([])) == []


def test_an_unforeseen_error_prints_no_result(file, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(replay, "outcome_of", fail)
    printed = io.StringIO()
    with pytest.raises(RuntimeError):
        call_command("triage", file(ALL_NO), stdout=printed)
    assert printed.getvalue() == ""


def test_from_the_shell_it_prints_json_alone_and_needs_no_database(file):
    done = from_the_shell("-", given=json.dumps(SETS))

    assert (done.returncode, done.stderr) == (0, "")
    assert [one["tier"] for one in json.loads(done.stdout)] == TIERS
