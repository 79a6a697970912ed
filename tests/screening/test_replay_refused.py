"""Replaying what cannot be judged: it is refused with the reason, and nothing is printed."""

import json

import pytest

from tests.factories import quick_answers
from tests.screening.by_the_file import FILE
from tests.screening.sets import ALL_NO, EMERGENCY, answers
from tests.screening.versions import from_the_shell, refused
from tracker.screening import questionnaire

pytestmark = pytest.mark.thorough


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


def test_from_the_shell_an_invalid_set_is_exit_status_2(file):
    done = from_the_shell(file([ALL_NO, {}]))

    assert (done.returncode, done.stdout) == (2, "")
    assert "Set 2: Unanswered" in done.stderr


def test_from_the_shell_too_few_words_are_exit_status_2():
    done = from_the_shell("--diff", "1")

    assert (done.returncode, done.stdout) == (2, "")
