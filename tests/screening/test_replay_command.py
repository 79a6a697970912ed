"""Replaying answers at the command line: what they mean, and what a new version would change."""

import copy
import io
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.factories import ScreeningFactory, UserFactory, quick_answers
from tests.screening.sets import ALL_NO, CAUTION, CLINICIAN_FIRST, EMERGENCY, URGENT, answers
from tracker.models import Screening
from tracker.screening import questionnaire, replay

pytestmark = pytest.mark.thorough

FILE = json.loads((questionnaire.FOLDER / "2.json").read_text())
TIERS = ["CLEAR", "CAUTION", "CLINICIAN_FIRST", "URGENT", "EMERGENCY"]
SETS = [ALL_NO, CAUTION, CLINICIAN_FIRST, URGENT, EMERGENCY]


@pytest.fixture
def file(tmp_path):
    """Write this as a file of answers."""

    def write(content):
        place = tmp_path / "answers.json"
        if isinstance(content, bytes):
            place.write_bytes(content)
        else:
            place.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(place)

    return write


@pytest.fixture
def new_version(tmp_path):
    """Write a version 3 with this changed, and return its path."""

    def write(change):
        data = copy.deepcopy(FILE) | {"version": 3}
        change(data)
        place = tmp_path / "new.json"
        place.write_text(json.dumps(data))
        return str(place)

    return write


def triage(*args):
    printed = io.StringIO()
    call_command("triage", *args, stdout=printed)
    return json.loads(printed.getvalue())


def refused(*args):
    """Return what is said; nothing may be printed as a result."""
    printed = io.StringIO()
    with pytest.raises(CommandError) as said:
        call_command("triage", *args, stdout=printed)
    assert said.value.returncode == 2
    assert printed.getvalue() == ""
    return str(said.value)


def asked(data, key):
    return next(question for question in data["questions"] if question["key"] == key)


def from_the_shell(*args, given=""):
    """Run the command as a person would, where there is no database yet."""
    return subprocess.run(
        [sys.executable, "manage.py", "triage", *args],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DEBUG": "1", "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


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


def without(given, key):
    return {question: value for question, value in given.items() if question != key}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param({}, "Set 1: Unanswered", id="no-answers"),
        pytest.param(without(ALL_NO, "fever"), "Set 1: Unanswered: fever.", id="one-missing"),
        pytest.param(without(EMERGENCY, "fever"), "Unanswered: fever.", id="emergency-unfinished"),
        pytest.param(answers(mood="no"), "No such question: 'mood'", id="extra-question"),
        pytest.param(answers(fever="maybe"), "fever has no such answer", id="unknown-answer"),
        pytest.param(answers(fever="YES"), "fever has no such answer", id="in-capitals"),
        pytest.param(answers(fever=""), "fever has no such answer", id="empty-answer"),
        pytest.param(answers(fever=True), "no word: 'fever'", id="true"),
        pytest.param(answers(fever=None), "no word: 'fever'", id="null"),
        pytest.param(answers(fever=1), "no word: 'fever'", id="a-number-for-an-answer"),
        pytest.param(answers(fever=["no"]), "no word: 'fever'", id="a-list-for-an-answer"),
        pytest.param(answers(fever={"no": "no"}), "no word: 'fever'", id="nested"),
        pytest.param([ALL_NO, 3], "Set 2: This is no object", id="a-list-with-a-number"),
        pytest.param([ALL_NO, [ALL_NO]], "Set 2: This is no object", id="a-list-in-a-list"),
        pytest.param([None], "Set 1: This is no object", id="a-list-with-null"),
        pytest.param("7", "one set of answers, or a list", id="a-number"),
        pytest.param('"fever"', "one set of answers, or a list", id="a-word"),
        pytest.param("null", "one set of answers, or a list", id="null-alone"),
        pytest.param("NaN", "one set of answers, or a list", id="not-a-number"),
        pytest.param("", "not JSON", id="empty-file"),
        pytest.param("{", "not JSON", id="cut-off"),
        pytest.param("fever: no", "not JSON", id="not-json"),
        pytest.param(b"\xff\xfe\x00\xd8", "not JSON", id="not-text"),
        pytest.param("[" * 100_000, "not JSON", id="endlessly-nested"),
        pytest.param(
            without(quick_answers(), "qc_legs"), "Unanswered: qc_legs.", id="quick-check-unfinished"
        ),
        pytest.param(quick_answers(fever="no"), "Set 1: No such", id="quick-check-and-more"),
        pytest.param({"log_new_symptoms": "fine"}, "no such answer", id="log-with-another-answer"),
    ],
)
def test_an_invalid_set_is_refused_with_the_reason(file, content, reason):
    assert reason in refused(file(content))


@pytest.mark.parametrize("order", ["no-first", "yes-first"])
def test_an_answer_given_twice_is_refused(file, order):
    once = json.dumps(ALL_NO)
    twice = (
        once[:-1] + ', "fever": "yes"}' if order == "no-first" else '{"fever": "yes", ' + once[1:]
    )

    assert "Set 1: Answered more than once: 'fever'." in refused(file(twice))


def test_names_every_set_that_is_wrong_and_prints_no_result(file):
    said = refused(file([ALL_NO, {}, EMERGENCY, answers(fever="maybe")]))

    assert [line.split(":")[0] for line in said.splitlines()] == ["Set 2", "Set 4"]


def test_what_a_file_names_cannot_write_to_the_screen(file):
    assert "\x1b" not in refused(file(answers(**{"\x1b[31mred": "no"})))


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert "nowhere.json: No such file" in refused(str(tmp_path / "nowhere.json"))


def test_asks_for_a_file():
    assert "Name a file" in refused()


def test_a_damaged_questionnaire_judges_nothing(file, tmp_path, monkeypatch):
    monkeypatch.setattr(questionnaire, "FOLDER", tmp_path)
    (tmp_path / "2.json").write_text(json.dumps(FILE))
    (tmp_path / "published.json").write_text('{"2": "0000"}')

    assert "not as it was published" in refused(file(ALL_NO))


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


def test_from_the_shell_an_invalid_set_is_exit_status_2(file):
    done = from_the_shell(file([ALL_NO, {}]))

    assert (done.returncode, done.stdout) == (2, "")
    assert "Set 2: Unanswered" in done.stderr


def test_from_the_shell_too_few_words_are_exit_status_2():
    done = from_the_shell("--diff", "1")

    assert (done.returncode, done.stdout) == (2, "")


# Between two versions


def lower_fever(data):
    """Version 3 would send somebody with a fever to exercise with care."""
    for answer in asked(data, "fever")["answers"]:
        answer |= {"tier": answer["tier"] and "CAUTION", "advice": "Drink enough."}


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
        asked(data, "night_pain")["answers"][1]["tier"] = "URGENT"

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
    def damage(data):
        asked(data, "fever")["answers"][1]["tier"] = "RED"

    assert "unknown tier 'RED'" in refused("--diff", "2", new_version(damage), file(ALL_NO))


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

    def lower(data):
        asked(data, "bladder_bowel_control")["answers"][1]["tier"] = "URGENT"

    (case,) = triage("--diff", "2", new_version(lower))["not_judged"]
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
