"""A session is done, and read later, in the words that were prescribed."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from exercises import publishing
from exercises.kinds import KINDS
from exercises.models import Exercise, Kind
from tests.factories import (
    PlanFactory,
    PrescriptionFactory,
    QuickCheckFactory,
    RoutineFactory,
    UserFactory,
)
from tests.sessions.conftest import WEDNESDAY
from tracker.models import ExerciseLog, Plan
from tracker.plans.actions import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def routine(patient, screening):
    """The bridge, prescribed the day before the library calls it something else."""
    call_command("load_exercises", verbosity=0)
    bridge = Exercise.objects.get(slug="bridge")
    plan = PlanFactory(patient=patient, draft=True)
    routine = RoutineFactory(plan=plan)
    PrescriptionFactory(routine=routine, exercise=bridge)
    publish(plan=plan, by=patient, at=WEDNESDAY - timedelta(days=1))

    ada, rosa = UserFactory(is_staff=True), UserFactory(is_staff=True)
    said = {"name": "Hip bridge", "steps": ["Lift your hips slowly."], "breathing": "Freely."}
    content = KINDS[Kind.EXERCISE].read(bridge) | said
    change = publishing.hand_in(
        kind=Kind.EXERCISE, key="bridge", content=content, by=ada, at=WEDNESDAY
    )
    publishing.review(revision=change, by=rosa, at=WEDNESDAY, review_by=date(2027, 3, 2))
    publishing.publish(revision=change, by=ada, at=WEDNESDAY)
    return routine


def test_today_and_the_session_say_what_was_prescribed(visitor, routine, url):
    today = visitor.get(reverse("sessions:today")).text
    page = visitor.get(url).text

    for text in (today, page):
        assert ">Bridge<" in text or ">&quot;Bridge" in text
        assert "Hip bridge" not in text
    assert "Lift your hips slowly." not in page
    assert routine.prescriptions.get().words.content["steps"][0] in page


def test_an_old_session_still_shows_the_words_of_its_day(visitor, routine, do):
    response = do(routine, visitor, first={})

    assert response.status_code == 302
    log = ExerciseLog.objects.get()
    assert log.exercise_name == "Bridge"
    page = visitor.get(reverse("sessions:summary", args=[log.session_id])).text
    assert "How it was described that day" in page
    assert routine.prescriptions.get().words.content["steps"][0] in page
    assert "Lift your hips slowly." not in page


def test_the_next_version_of_the_plan_says_what_the_library_says_now(patient, routine):
    draft = PlanFactory(patient=patient, draft=True, replaces=routine.plan)
    PrescriptionFactory(
        routine=RoutineFactory(plan=draft), exercise=routine.prescriptions.get().exercise
    )
    publish(plan=draft, by=patient, at=WEDNESDAY)

    assert draft.routines.get().prescriptions.get().name == "Hip bridge"
    assert Plan.objects.get(pk=routine.plan_id).routines.get().prescriptions.get().name == "Bridge"


def test_an_archived_exercise_can_still_be_done(visitor, patient, routine, url):
    Exercise.objects.get(slug="bridge").archive()
    QuickCheckFactory(patient=patient)

    page = visitor.get(url)

    assert page.status_code == 200
    assert "Bridge</h2>" in page.text
