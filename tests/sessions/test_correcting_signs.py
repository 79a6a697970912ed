"""Correcting what was new while exercising: a sign is heard, and no stop is taken back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ScreeningFactory, clear
from tests.sessions.conftest import answers_for
from tests.sessions.signs import EMERGENCY, STOPS, by_value, said, seek_care
from tracker.models import RescreenRequest
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(patient, routine, do, clock):
    """Done an hour ago, with nothing new."""
    do(routine)
    clock.shift(timedelta(hours=1))
    return patient.exercise_sessions.get()


@pytest.fixture
def correct(visitor, routine, session):
    def post(**changed):
        url = reverse("sessions:correct", args=[session.pk])
        return visitor.post(url, answers_for(routine, **changed))

    return post


@pytest.fixture
def cleared(patient, clock):
    """A clinician allows exercise an hour later, and the next safety check is passed."""

    def clear_it():
        clock.shift(timedelta(hours=1))
        clear(said().get())
        clock.shift(timedelta(hours=1))
        ScreeningFactory(patient=patient)
        assert standing_of(patient, timezone.now()).is_open

    return clear_it


@by_value
def test_to_something_new_is_heard_like_a_new_log(visitor, patient, session, correct, answer):
    response = correct(new_symptoms=answer.value)

    session.refresh_from_db()
    assert session.new_symptoms == answer.value
    assert session.corrections.get().before["new_symptoms"] == "none"
    assert said().get().tier == answer.tier.stored
    if answer in STOPS:
        assert response.url == seek_care(answer)
    else:
        page = visitor.get(response.url).content.decode()
        assert answer.advice in page
        assert RescreenRequest.objects.exists()


def test_to_something_less_takes_no_stop_back(patient, session, correct):
    correct(new_symptoms="severe")
    correct(new_symptoms="spread")
    correct(new_symptoms="none")

    session.refresh_from_db()
    assert session.new_symptoms == "none"
    assert [log.tier for log in said()] == ["emergency"]
    assert standing_of(patient, timezone.now()).is_locked
    history = [correction.before["new_symptoms"] for correction in session.corrections.all()]
    assert history == ["none", "severe", "spread"]


def test_to_another_that_is_as_serious_is_heard_too(session, correct):
    correct(new_symptoms="severe")
    correct(new_symptoms="sudden")
    assert said().count() == 2


def test_back_to_a_stop_that_was_cleared_locks_again(patient, correct, clock, cleared):
    correct(new_symptoms="severe")
    correct(new_symptoms="none")
    cleared()
    clock.shift(timedelta(hours=1))
    assert correct(new_symptoms="severe").url == EMERGENCY
    assert standing_of(patient, timezone.now()).is_locked


def test_to_a_milder_stop_is_heard_after_the_first_was_cleared(patient, correct, clock, cleared):
    correct(new_symptoms="severe")
    cleared()
    clock.shift(timedelta(hours=1))

    assert correct(new_symptoms="one_worse").status_code == 302
    assert standing_of(patient, timezone.now()).tier == "urgent"
    assert standing_of(patient, timezone.now()).is_locked


@pytest.mark.parametrize(
    "wrong", [{"pain_after": None}, {"new_symptoms": ["none", "severe"]}], ids=str
)
def test_to_a_stop_is_heard_first_whatever_else_is_wrong(visitor, patient, session, correct, wrong):
    page = correct(**{"new_symptoms": "severe", "note": "Typed."} | wrong)

    html = page.content.decode()
    assert page.status_code == 422
    assert "Typed." in html
    assert f'Your program is on hold. <a href="{EMERGENCY}">See what to do</a>' in html
    assert said().get().tier == "emergency"
    assert not session.corrections.exists()
    assert correct(new_symptoms="severe").url == EMERGENCY
    assert said().count() == 1, "the same correction"


def test_a_refused_one_says_again_nothing_that_was_said_before(patient, correct, cleared, clock):
    correct(new_symptoms="severe")
    cleared()
    clock.shift(timedelta(hours=1))

    page = correct(new_symptoms="severe", pain_after=None)
    assert page.status_code == 422
    assert "on hold" not in page.content.decode()
    assert said().count() == 1
    assert standing_of(patient, timezone.now()).is_open


def test_a_refused_one_with_less_than_a_stop_is_asked_again(correct):
    assert correct(new_symptoms="spread", pain_after=None).status_code == 422
    assert not said().exists()


def test_with_nothing_else_to_correct_it_leaves_no_trace_and_twice_is_once(session, correct):
    for _click in range(2):
        correct(new_symptoms="severe")
    assert said().count() == 1
    assert session.corrections.count() == 1


def test_has_to_be_answered_for_a_session_from_before_it_was_asked(session, correct):
    type(session).objects.update(new_symptoms="")
    assert correct(new_symptoms=None).status_code == 422
    assert correct(new_symptoms="none").status_code == 302
    assert not said().exists()


def test_the_page_is_filled_with_what_was_said(visitor, session):
    url = reverse("sessions:correct", args=[session.pk])
    html = visitor.get(url).content.decode()
    assert re.search(r'name="new_symptoms" value="none"[^>]* checked', html)


def test_the_summary_shows_what_was_new_and_what_was_said_before(
    visitor, care, as_user, routine, session
):
    correct = reverse("sessions:correct", args=[session.pk])
    summary = reverse("sessions:summary", args=[session.pk])
    words = "New while exercising, or since:"
    assert words not in visitor.get(summary).content.decode()

    visitor.post(correct, answers_for(routine, new_symptoms="spread"))
    for reader in (visitor, as_user(care.therapist)):
        html = reader.get(summary).content.decode()
        assert f"{words} Pain that spread further down one leg" in html

    visitor.post(correct, answers_for(routine, new_symptoms="none"))
    html = visitor.get(summary).content.decode()
    assert html.count(words) == 1, "among the corrections"
