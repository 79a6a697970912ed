"""Saying what is wrong: the help page has the words, to be read aloud or shown."""

import re
import uuid

import pytest

from tests.clock import clock_at
from tests.factories import quick_answers
from tests.screening.sets import EMERGENCY, URGENT
from tests.screening.stopped import CLEAR, NOW, help_for
from tracker.screening import questionnaire
from tracker.screening.actions import record, record_log, record_quick_check
from tracker.screening.gate import standing_of
from tracker.screening.help_lines import ABOUT

pytestmark = pytest.mark.django_db
clock = clock_at(NOW)


def test_has_the_own_words_of_the_person_who_was_stopped(as_user, patient, stopped):
    page = help_for("emergency", as_user(patient))

    assert "I have lost control of my bladder or bowels" in page
    assert "cauda equina syndrome" in page
    assert "My last normal pee" in page
    assert CLEAR in page
    assert "I have lost control" not in help_for("urgent", as_user(patient))


@pytest.mark.parametrize(
    ("answer", "tier", "words"),
    [
        pytest.param(
            {"qc_bladder_saddle": "yes"},
            "emergency",
            ["I have a new change in peeing", "cauda equina", "My last normal pee"],
            id="bladder",
        ),
        pytest.param(
            {"qc_unwell": "fever"}, "urgent", ["I have a fever", "an infection."], id="fever"
        ),
        pytest.param(
            {"qc_unwell": "severe"}, "emergency", ["chest pain", "a heart or"], id="chest"
        ),
    ],
)
def test_has_the_words_of_a_quick_check(as_user, patient, answer, tier, words):
    answers = quick_answers(**answer)
    record_quick_check(patient=patient, answers=answers, at=NOW)
    page = help_for(tier, as_user(patient))
    for one in words:
        assert one in page


def test_has_the_words_of_a_session_s_log(as_user, patient):
    said = {"log_new_symptoms": "bladder_saddle"}
    record_log(patient=patient, answers=said, at=NOW, session_key=uuid.uuid4())
    page = help_for("emergency", as_user(patient))

    assert "While I exercised I noticed numbness between my legs" in page
    assert "I am worried about pressure on the nerves at the base of my spine" in page
    assert "My last normal pee" in page
    assert "Nerves can be harmed" in page
    assert "Answered in BackCare: March 10, 2026, 8 a.m." in page


def test_knows_every_answer_that_it_takes_for_more_than_its_question():
    current = questionnaire.current()
    asked = {q.key: q for q in (*current.quick.questions, *current.log.questions)}
    for key, value in ABOUT:
        assert asked[key].answer(value).tier


def test_reads_naturally_aloud(as_user, patient):
    several = {**EMERGENCY, "fever": "yes", "blood_thinners": "yes", "leg_weakness": "severe"}
    record(patient=patient, answers=several, at=NOW)
    page = help_for("emergency", as_user(patient))
    card = page[page.index("<blockquote") : page.index("</blockquote>")]
    lines = [re.sub("<[^>]+>", "", line) for line in re.findall("<p>(.*?)</p>", card)]

    assert lines[0] == "I have back pain."
    assert lines[1].startswith("I have lost control of my bladder")
    assert "I have a fever, chills or shivering, or feel very unwell." in lines
    assert (
        "I am worried about pressure on the nerves at the base of my spine (cauda equina "
        "syndrome), an infection or bleeding around my spine."
    ) in lines
    assert lines[-1] == "My last normal pee was at …"
    assert len(lines) == len(set(lines))


def test_has_the_other_answers_that_a_clinician_wants_to_know(as_user, patient):
    record(patient=patient, answers={**URGENT, "blood_thinners": "yes"}, at=NOW)
    page = help_for("urgent", as_user(patient))
    assert "<strong>Then tell them:</strong> I take blood thinners" in page


def test_has_the_own_words_when_it_got_worse_since(as_user, patient):
    record(patient=patient, answers=URGENT, at=NOW)
    assert "I have a fever" in help_for("emergency", as_user(patient))


def test_a_milder_later_stop_does_not_hide_an_emergency(as_user, patient, stopped, milder):
    standing = standing_of(patient, NOW)
    assert (standing.tier, standing.url) == ("emergency", "/seek-care/emergency/")
    assert "I have lost control" in help_for("emergency", as_user(patient))


def test_shows_nobody_the_words_of_another(as_user, stranger, stopped):
    page = help_for("emergency", as_user(stranger))
    assert "I have lost control" not in page
    assert CLEAR not in page
