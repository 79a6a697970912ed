"""Comparing two versions at the command line: whom a new one would judge otherwise."""

import json

import pytest

from tests.factories import ScreeningFactory, UserFactory, quick_answers
from tests.screening.sets import ALL_NO, CLINICIAN_FIRST, EMERGENCY, URGENT, answers
from tests.screening.versions import asked, from_the_shell, lower_fever, refused, to_tier, triage
from tracker.models import Screening
from tracker.screening import questionnaire, replay

pytestmark = pytest.mark.thorough


def every_single_answer():
    return [
        answers(**{question.key: answer.value})
        for question in questionnaire.current().questions
        for answer in question.answers
    ]


def test_version_2_changed_words_only(file):
    said = triage("--diff", "1", "2", file(every_single_answer()))

    assert said == {
        "old": 1, "new": 2, "cases": len(every_single_answer()),
        "less_serious": 0, "more_serious": 0, "changed": [], "not_judged": [],
    }  # fmt: skip


def test_a_lowered_tier_is_reported_with_what_made_it(file, new_version):
    said = triage("--diff", "2", new_version(lower_fever), file([ALL_NO, URGENT]))

    assert (said["new"], said["less_serious"], said["more_serious"]) == (3, 1, 0)
    (change,) = said["changed"]
    assert (change["case"], change["from"], change["to"]) == (2, "URGENT", "CAUTION")
    assert (change["count"], change["answers"]) == (1, {"fever": "yes"})
    assert [reason["tier"] for reason in change["old_reasons"]] == ["URGENT"]
    assert [reason["tier"] for reason in change["new_reasons"]] == ["CAUTION"]


def test_a_raised_tier_is_reported_after_the_lowered_ones(file, new_version):
    def change(data):
        lower_fever(data)
        to_tier("URGENT", "night_pain")(data)

    said = triage("--diff", "2", new_version(change), file([CLINICIAN_FIRST, URGENT]))

    assert (said["less_serious"], said["more_serious"]) == (1, 1)
    assert [(one["case"], one["to"]) for one in said["changed"]] == [(2, "CAUTION"), (1, "URGENT")]


def test_a_rule_that_is_gone_is_reported(file, new_version):
    new = new_version(lambda data: data["combination_rules"].pop(0))
    both = answers(fever="yes", infection_risk="yes")

    (change,) = triage("--diff", "2", new, file(both))["changed"]
    assert (change["from"], change["to"]) == ("EMERGENCY", "URGENT")
    assert [(r["kind"], r["key"]) for r in change["old_reasons"]] == [("rule", "fever_plus_risk")]
    assert change["answers"] == {"fever": "yes", "infection_risk": "yes"}


def test_what_one_version_cannot_judge_is_said_and_never_clear(file, new_version):
    def ask_more(data):
        data["questions"].append(asked(data, "fever") | {"key": "mood"})

    said = triage("--diff", "2", new_version(ask_more), file([EMERGENCY]))

    (case,) = said["not_judged"]
    assert (case["case"], case["from"], case["to"]) == (1, "EMERGENCY", None)
    assert case["because"] == {"new": "Unanswered: mood."}
    assert said["changed"] == []


def test_what_neither_version_can_judge_is_refused(file, new_version):
    new = new_version(lower_fever)

    assert refused("--diff", "2", new, file([ALL_NO, {}])).startswith("Set 2: Unanswered")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("9", "never published, only 1, 2", id="unknown-number"),
        pytest.param("0", "never published", id="nought"),
        pytest.param("nowhere.json", "No such file", id="no-file"),
        pytest.param("", "irectory", id="nothing"),
    ],
)
def test_a_version_that_is_not_there_is_named(file, name, reason):
    assert reason in refused("--diff", name, "2", file(ALL_NO))


def test_a_damaged_version_is_named_with_what_is_wrong(file, new_version):
    red = new_version(to_tier("RED", "fever"))

    assert "unknown tier 'RED'" in refused("--diff", "2", red, file(ALL_NO))


def test_an_unforeseen_error_in_one_case_is_no_judgment(file, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(replay, "outcome_of", fail)
    assert "The rules failed: RuntimeError." in refused("--diff", "1", "2", file(ALL_NO))
    assert "could not be judged by version" in caplog.text


@pytest.mark.django_db
def test_tries_the_stored_full_screenings_when_no_file_is_given(new_version):
    for _ in range(3):
        ScreeningFactory(answers=URGENT, tier="urgent")
    ScreeningFactory(answers=ALL_NO)
    ScreeningFactory(kind=Screening.Kind.QUICK, answers=quick_answers())
    said = triage("--diff", "2", new_version(lower_fever))

    assert said["cases"] == 4
    (change,) = said["changed"]
    assert (change["from"], change["to"], change["count"]) == ("URGENT", "CAUTION", 3)


@pytest.mark.django_db
def test_says_nothing_of_whose_the_stored_answers_are(new_version):
    maria = UserFactory(name="Maria Santos", email="maria@example.com")
    screening = ScreeningFactory(patient=maria, answers=URGENT, tier="urgent")
    printed = json.dumps(triage("--diff", "2", new_version(lower_fever)))

    for word in ("maria", "santos", str(screening.key), str(screening.screened_on)):
        assert word not in printed.lower()
    (change,) = json.loads(printed)["changed"]
    assert change["answers"] == {"fever": "yes"}


@pytest.mark.django_db
def test_an_unfinished_stored_emergency_is_judged_as_one(new_version):
    ScreeningFactory(stopped=True)

    assert triage("--diff", "1", "2")["not_judged"] == []

    lowered = new_version(to_tier("URGENT", "bladder_bowel_control"))
    (case,) = triage("--diff", "2", lowered)["not_judged"]
    assert (case["from"], case["to"]) == ("EMERGENCY", None)


@pytest.mark.django_db
def test_a_stored_set_that_nobody_can_judge_is_said(new_version):
    ScreeningFactory(answers={"mood": "good"})

    (case,) = triage("--diff", "1", "2")["not_judged"]
    assert (case["from"], case["to"]) == (None, None)


def test_without_a_database_the_stored_screenings_cannot_be_tried():
    done = from_the_shell("--diff", "1", "2")

    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be read" in done.stderr
