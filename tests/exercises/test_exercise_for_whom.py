"""The page of an exercise for whoever looks: their answers, what they may do, and what is kept."""

import pytest
from django.urls import reverse

from exercises.models import Exercise
from tests.factories import ConditionFactory, ExerciseFactory, ScreeningFactory
from tracker.screening import gate

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise():
    exercise = ExerciseFactory(slug="bridge", name="Bridge")
    for key, name, note in (
        ("pregnant", "Pregnancy", "Sit instead."),
        ("neck", "A sore neck", "Head down."),
    ):
        condition = ConditionFactory(key=key, name=name)
        exercise.cautions.create(condition=condition, note=note)
    return exercise


@pytest.fixture
def pregnant(patient, monkeypatch):
    ScreeningFactory(patient=patient)
    monkeypatch.setattr(gate, "conditions_of", lambda *_: frozenset({"pregnant"}))
    return patient


def test_what_ones_own_answers_raise_comes_first(as_user, pregnant, exercise):
    page = as_user(pregnant).get(exercise.get_absolute_url()).text

    assert page.index("Because of your answers:") < page.index("Sit instead.")
    assert page.index("Sit instead.") < page.index("How to do it") < page.index("Head down.")
    assert "Add to my routine" not in page
    assert "Your answers speak against adding this one by yourself." in page


def test_a_screened_person_may_add_it(as_user, patient, exercise):
    ScreeningFactory(patient=patient)
    page = as_user(patient).get(exercise.get_absolute_url()).text

    assert "Add to my routine" in page
    assert "Because of your answers:" not in page
    assert "Prescribe" not in page


def test_one_note_raised_leaves_the_others_for_others(as_user, pregnant, exercise):
    page = as_user(pregnant).get(exercise.get_absolute_url()).text

    assert page.index("Also for people with") < page.index("A sore neck")
    assert "Take care with" not in page


def test_who_was_not_screened_is_led_to_the_safety_check(client, as_user, patient, exercise):
    line = "Not sure whether one of these is you?"
    for browser in (client, as_user(patient)):
        page = browser.get(exercise.get_absolute_url()).text
        assert line in page
        assert f'<a href="{reverse("screening:start")}">Take the safety check</a>' in page

    ScreeningFactory(patient=patient)
    assert line not in as_user(patient).get(exercise.get_absolute_url()).text


def test_a_therapist_may_prescribe_it(as_user, therapist, exercise):
    assert "/plans/prescribe/bridge/" in as_user(therapist).get(exercise.get_absolute_url()).text


@pytest.mark.parametrize("status", [Exercise.Status.DRAFT, Exercise.Status.ARCHIVED])
def test_what_is_not_in_the_library_is_not_added(as_user, admin, exercise, status):
    admin.is_therapist = True
    admin.save()
    Exercise.objects.update(status=status)
    page = as_user(admin).get(exercise.get_absolute_url()).text

    assert "Add to my routine" not in page
    assert "Prescribe" not in page


def test_behind_a_stop_it_is_read_and_nothing_invites_to_it(as_user, patient, exercise):
    exercise.harder = ExerciseFactory(name="March")
    exercise.save()
    ScreeningFactory(patient=patient, stopped=True)
    browser = as_user(patient)
    page = browser.get(exercise.get_absolute_url()).text

    assert "Your program is on hold." in page
    assert "Add to my routine" not in page
    assert "Too easy?" not in page
    assert f'<a href="{reverse("screening:result")}">See what to do</a>' in page
    assert browser.get(reverse("screening:result")).url == "/seek-care/emergency/"


def test_a_visitor_gets_a_page_that_may_be_kept(client, exercise):
    response = client.get(exercise.get_absolute_url())

    assert "public" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]
    assert not response.cookies
    assert "Create an account" in response.text
    assert "<form" not in response.text


def test_a_page_with_a_message_is_kept_by_nobody(as_user, patient, exercise):
    """Somebody who has just signed out is told so, and nobody else is."""
    browser = as_user(patient)
    browser.post(reverse("account_logout"))

    told, after = (browser.get(exercise.get_absolute_url()) for _ in range(2))
    assert "You have signed out." in told.text
    assert "public" not in told["Cache-Control"]
    assert "public" in after["Cache-Control"]


def test_a_page_of_somebody_is_kept_by_nobody(as_user, patient, exercise):
    assert "no-store" in as_user(patient).get(exercise.get_absolute_url())["Cache-Control"]


def test_who_reviewed_it_is_said_or_that_nobody_did(client, exercise):
    url = exercise.get_absolute_url()
    assert "Not yet reviewed by a clinician: a research draft" in client.get(url).text

    exercise.reviewed_by, exercise.reviewed_on = "Rosa Reviewer", "2026-11-20"
    exercise.save()

    page = " ".join(client.get(url).text.split())
    assert "Reviewed by Rosa Reviewer on November 20, 2026" in page
