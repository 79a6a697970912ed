"""What the database refuses about plans, whoever writes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from tests.factories import (
    MONDAY,
    NOON,
    ExerciseSessionFactory,
    PlanFactory,
    PrescriptionFactory,
    RoutineFactory,
)
from tracker.models import Plan, Prescription

pytestmark = pytest.mark.django_db


def test_one_active_plan_per_patient_and_kind(patient, care):
    PlanFactory(patient=patient)
    PlanFactory(patient=patient, author=care.therapist)

    with pytest.raises(IntegrityError):
        PlanFactory(patient=patient)


def test_a_plan_ends_after_it_starts():
    PlanFactory(starts_on=MONDAY, ends_on=MONDAY)

    with pytest.raises(IntegrityError):
        PlanFactory(starts_on=MONDAY, ends_on="2026-03-01")


@pytest.mark.parametrize(
    ("status", "published_at"), [(Plan.Status.DRAFT, NOON), (Plan.Status.ACTIVE, None)]
)
def test_a_plan_is_a_draft_until_published(status, published_at):
    with pytest.raises(IntegrityError):
        PlanFactory(status=status, published_at=published_at)


def test_an_exercise_is_once_in_a_routine():
    prescription = PrescriptionFactory()

    with pytest.raises(IntegrityError):
        PrescriptionFactory(routine=prescription.routine, exercise=prescription.exercise)


@pytest.mark.parametrize(
    "dose",
    [
        {"sets": 0},
        {"sets": 11},
        {"reps_min": 0},
        {"reps_min": 101},
        {"reps_max": 101},
        {"reps_max": 9},
        {"reps_min": None, "reps_max": 9},
        {"hold_seconds_min": 0},
        {"hold_seconds_min": 301},
        {"hold_seconds_max": 4},
        {"rest_seconds": 601},
        {"minutes_min": 0},
        {"minutes_min": 181},
        {"minutes_min": 20, "minutes_max": 10},
    ],
    ids=str,
)
def test_a_dose_outside_its_limits_is_not_kept(dose):
    with pytest.raises(IntegrityError):
        PrescriptionFactory(**dose)


@pytest.mark.parametrize(
    "dose",
    [
        {"sets": 10, "reps_min": 100, "reps_max": 100, "hold_seconds_min": 300},
        {"sets": 1, "reps_min": 1, "hold_seconds_min": 1, "minutes_min": 1, "minutes_max": 180},
    ],
)
def test_the_limits_themselves_are_allowed(dose):
    PrescriptionFactory(**dose)


@pytest.mark.parametrize("times", ["8:00", "24:00", "08:60", "08:00,", ""])
def test_a_routine_knows_only_real_times(times):
    with pytest.raises(ValidationError):
        RoutineFactory(times=times).full_clean()


@pytest.mark.parametrize("weekdays", ["7", "", "01234560"])
def test_a_routine_knows_only_real_weekdays(weekdays):
    with pytest.raises(ValidationError):
        RoutineFactory.build(plan=PlanFactory(), weekdays=weekdays).full_clean()


def test_what_a_session_points_at_is_never_deleted():
    session = ExerciseSessionFactory()

    with pytest.raises(ProtectedError):
        session.routine.plan.delete()
    with pytest.raises(ProtectedError):
        PrescriptionFactory().exercise.delete()
    assert Prescription.objects.exists()
