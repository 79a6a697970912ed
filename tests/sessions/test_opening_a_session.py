"""Opening the page of a routine: how each exercise is done, how much, and what to mind."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.models import Caution, Exercise
from tests.factories import (
    ConditionFactory,
    ExerciseFactory,
    PlanFactory,
    PrescriptionFactory,
    QuickCheckFactory,
    ScreeningFactory,
    answers_no,
)
from tests.sessions.conftest import answers_for, ticket_in
from tracker.plans.actions import publish, start_draft

pytestmark = pytest.mark.django_db


def test_shows_the_steps_and_the_dose_of_each_exercise(as_user, patient, routine, url):
    exercise = ExerciseFactory(
        name="Dead bug", steps=["Lie down.", "Lift your legs."], breathing="Breathe out slowly."
    )
    PrescriptionFactory(
        routine=routine,
        exercise=exercise,
        order=3,
        sets=2,
        per_side=True,
        note="Go only as far as it is easy.",
    )

    page = as_user(patient).get(url)

    html = page.content.decode()
    for words in (
        "Dead bug", "3 of 3", "Lie down.", "Lift your legs.", "Breathe out slowly.",
        "2 sets of 10 each side, hold 5 seconds", "Go only as far as it is easy.",
        "Stop if pain shoots further down your leg",
    ):  # fmt: skip
        assert words in html, words
    assert html.index("Bridge") < html.index("Bird-dog") < html.index("Dead bug")
    assert 'name="ticket"' in html


def test_the_numbers_asked_for_are_filled_in(as_user, patient, screening, quick_check):
    prescription = PrescriptionFactory(
        routine__plan__patient=patient, sets=3, reps_min=8, reps_max=12, hold_seconds_min=5
    )
    walk = PrescriptionFactory(
        routine=prescription.routine, reps_min=None, hold_seconds_min=None, minutes_min=20
    )

    url = reverse("sessions:perform", args=[prescription.routine.pk])
    html = as_user(patient).get(url).content.decode()

    filled = dict(re.findall(r'name="(exercise-\d+-done_\w+)" value="(\d+)"', html))
    assert filled == {
        f"exercise-{prescription.pk}-done_sets": "3",
        f"exercise-{prescription.pk}-done_reps": "12",
        f"exercise-{prescription.pk}-done_hold_seconds": "5",
        f"exercise-{walk.pk}-done_minutes": "20",
    }


def test_shows_the_cautions_that_match_the_persons_conditions(as_user, patient):
    answers = answers_no() | {"osteoporosis_known": "yes_checked"}
    ScreeningFactory(patient=patient, answers=answers)
    QuickCheckFactory(patient=patient)
    prescription = PrescriptionFactory(routine__plan__patient=patient)
    for key, note in (
        ("osteoporosis", "Do not bend forward far."),
        ("pregnancy", "Not on your back."),
    ):
        Caution.objects.create(
            exercise=prescription.exercise, condition=ConditionFactory(key=key), note=note
        )

    url = reverse("sessions:perform", args=[prescription.routine.pk])
    html = as_user(patient).get(url).content.decode()

    assert "Do not bend forward far." in html
    assert "Not on your back." not in html


@pytest.mark.parametrize("status", [Exercise.Status.ARCHIVED, Exercise.Status.DRAFT])
def test_an_exercise_that_left_the_library_stays_in_the_plan(
    as_user, patient, routine, url, do, status
):
    Exercise.objects.update(status=status)
    browser = as_user(patient)

    assert "Bridge" in browser.get(reverse("sessions:today")).content.decode()
    assert "Bridge" in browser.get(url).content.decode()
    do(routine)
    assert patient.exercise_sessions.get().logs.count() == 2


def test_asks_the_database_no_more_often_with_more_exercises(
    as_user, patient, routine, url, django_assert_num_queries
):
    browser = as_user(patient)
    condition = ConditionFactory()
    for _round in range(2):
        for _n in range(6):
            exercise = ExerciseFactory(steps=["One.", "Two."])
            Caution.objects.create(exercise=exercise, condition=condition, note="Care.")
            PrescriptionFactory(routine=routine, exercise=exercise)
        with django_assert_num_queries(14):
            page = browser.get(url)
        with django_assert_num_queries(10):
            refused = answers_for(routine, ticket_in(page), pain_after=None)
            assert browser.post(url, refused).status_code == 422


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"starts_on": date(2026, 3, 9)}, id="from-next-week"),
        pytest.param({"ends_on": date(2026, 3, 3)}, id="over-since-yesterday"),
        pytest.param({"ended_on": date(2026, 3, 4)}, id="ended-today"),
    ],
)
def test_a_plan_that_is_not_in_force_leads_to_today_with_a_sentence(
    as_user, patient, routine, url, change
):
    for field, day in change.items():
        setattr(routine.plan, field, day)
    routine.plan.save()

    response = as_user(patient).get(url, follow=True)

    assert response.redirect_chain == [(reverse("sessions:today"), 302)]
    assert "This routine is not in your plan today." in response.content.decode()


def test_the_page_of_an_older_version_leads_to_today(as_user, patient, routine, url, clock):
    clock.shift(timedelta(hours=1))
    draft = start_draft(patient=patient, by=patient, at=timezone.now())
    publish(plan=draft, by=patient, at=timezone.now())

    assert as_user(patient).get(url).url == reverse("sessions:today")
    newer = reverse("sessions:perform", args=[draft.routines.get().pk])
    assert as_user(patient).get(newer).status_code == 200


def test_a_draft_cannot_be_done(as_user, patient, screening):
    draft = PlanFactory(patient=patient, draft=True)
    routine = PrescriptionFactory(routine__plan=draft).routine
    url = reverse("sessions:perform", args=[routine.pk])
    assert as_user(patient).get(url).url == reverse("sessions:today")


def test_does_not_exist_for_a_stranger(as_user, stranger, url):
    ScreeningFactory(patient=stranger)
    assert as_user(stranger).get(url).status_code == 404
    assert as_user(stranger).post(url, {}).status_code == 404


def test_is_refused_to_the_therapist_who_may_only_read(as_user, care, url):
    ScreeningFactory(patient=care.therapist)
    assert as_user(care.therapist).get(url).status_code == 403
    assert as_user(care.therapist).post(url, {}).status_code == 403


def test_other_methods_are_refused(as_user, patient, url):
    assert as_user(patient).put(url).status_code == 405
    assert as_user(patient).delete(url).status_code == 405


def test_asks_a_visitor_to_sign_in(client, url):
    assert client.get(url).url.startswith(reverse("account_login"))
