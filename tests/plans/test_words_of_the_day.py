"""What was prescribed in words stays as it was, whatever the library says later."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from exercises import publishing
from exercises.kinds import KINDS
from exercises.models import Exercise, Kind
from tests.factories import PlanFactory, PrescriptionFactory, UserFactory
from tracker.plans.actions import publish

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def bridge():
    call_command("load_exercises", verbosity=0)
    return Exercise.objects.get(slug="bridge")


@pytest.fixture
def prescription(bridge, patient):
    return PrescriptionFactory(
        routine__plan=PlanFactory(patient=patient, draft=True), exercise=bridge
    )


def change_the_library(bridge, **said):
    content = KINDS[Kind.EXERCISE].read(bridge) | said
    ada, rosa = UserFactory(is_staff=True), UserFactory(is_staff=True)
    change = publishing.hand_in(kind=Kind.EXERCISE, key="bridge", content=content, by=ada, at=NOW)
    publishing.review(revision=change, by=rosa, at=NOW, review_by=date(2027, 3, 2))
    publishing.publish(revision=change, by=ada, at=NOW)


def test_a_draft_has_the_words_of_the_library(prescription):
    assert prescription.words is None


def test_a_published_plan_keeps_the_words_of_its_day(prescription, bridge, patient):
    publish(plan=prescription.routine.plan, by=patient, at=NOW)
    change_the_library(bridge, name="Hip bridge", steps=["Lift your hips."])

    prescription.refresh_from_db()
    assert prescription.words.content["name"] == "Bridge"
    assert prescription.words.content["steps"][0] != "Lift your hips."
    assert prescription.exercise.name == "Hip bridge"


def test_pinning_asks_as_often_however_many_exercises(prescription, django_assert_num_queries):
    from tracker.plans.actions import pin_words

    routine = prescription.routine
    for exercise in Exercise.objects.exclude(slug="bridge")[:5]:
        PrescriptionFactory(routine=routine, exercise=exercise)

    with django_assert_num_queries(3):
        pin_words(routine.plan)
