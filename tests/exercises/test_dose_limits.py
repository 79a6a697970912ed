"""The limits of a dose: said kindly at the field, and held by the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from exercises.dose import DOSE_FIELDS
from exercises.dosing import LIMITS, RANGES
from exercises.models import Exercise
from tests.factories import AimFactory, ExerciseFactory

pytestmark = pytest.mark.django_db

LOWEST_OF = {high: low for low, high in RANGES}
OUTSIDE = [
    pytest.param(name, value, id=f"{name}={value}")
    for name, (least, most) in LIMITS.items()
    for value in (least - 1, most + 1)
]


def wrong(name, value):
    """Return an unsaved exercise with one part of its dose outside the limits."""
    lowest = {LOWEST_OF[name]: LIMITS[name][0]} if name in LOWEST_OF else {}
    return ExerciseFactory.build(aim=AimFactory(), **{**lowest, name: value})


@pytest.mark.parametrize(("name", "value"), OUTSIDE)
def test_the_database_refuses_what_is_outside(name, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(name, value).save()


@pytest.mark.parametrize(("name", "value"), OUTSIDE)
def test_a_form_says_so_at_the_field(name, value):
    with pytest.raises(ValidationError) as refused:
        wrong(name, value).full_clean()
    assert name in refused.value.message_dict


@pytest.mark.parametrize(("name", "limits"), LIMITS.items())
def test_the_limits_themselves_are_accepted(name, limits):
    for value in limits:
        wrong(name, value).save()


@pytest.mark.parametrize(("low", "high"), RANGES)
def test_the_most_is_never_below_the_least(low, high):
    upside_down = ExerciseFactory.build(aim=AimFactory(), **{low: 5, high: 4})
    with pytest.raises(ValidationError) as refused:
        upside_down.full_clean()
    assert refused.value.message_dict.keys() == {high}
    with pytest.raises(IntegrityError), transaction.atomic():
        upside_down.save()


@pytest.mark.parametrize(("low", "high"), RANGES)
def test_the_most_is_never_alone(low, high):
    alone = ExerciseFactory.build(aim=AimFactory(), **{low: None, high: 4, "sets": 2})
    with pytest.raises(ValidationError) as refused:
        alone.full_clean()
    assert low in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        alone.save()


def test_the_parts_of_a_dose_can_be_copied():
    exercise = ExerciseFactory(sets=2, reps_min=8, reps_max=12, per_side=True)

    copied = ExerciseFactory.build(aim=AimFactory(), **exercise.dose_values())

    assert set(exercise.dose_values()) == set(DOSE_FIELDS)
    assert copied.dose == exercise.dose == "2 sets of 8 to 12 each side, hold 5 seconds"


def test_a_status_is_one_of_three():
    with pytest.raises(IntegrityError), transaction.atomic():
        ExerciseFactory(status="hidden")


@pytest.mark.parametrize("way", ["easier", "harder"])
def test_an_exercise_is_not_easier_or_harder_than_itself(way):
    exercise = ExerciseFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Exercise.objects.filter(pk=exercise.pk).update(**{way: exercise})
