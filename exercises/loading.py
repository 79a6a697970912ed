"""Bringing the library up to date with a file, without touching what admins have edited."""

from dataclasses import dataclass, field

from django.db import transaction

from .content import LADDER_FIELDS, PLAIN_FIELDS, entry_of, fingerprint
from .models import Caution, Condition, Exercise, ExerciseStep


@dataclass
class Loaded:
    """What one load did, by slug."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


@transaction.atomic
def load(library: dict) -> Loaded:
    """Create what is new and update what nobody has edited; all of it, or nothing."""
    loaded = Loaded()
    conditions = _load_conditions(library["conditions"])
    exercises = Exercise.objects.select_related(*LADDER_FIELDS).with_instructions()
    standing = {exercise.slug: exercise for exercise in exercises}
    written = []

    for entry in library["exercises"]:
        exercise = standing.get(entry["slug"])
        outcome = _outcome(exercise, entry)
        getattr(loaded, outcome).append(entry["slug"])
        if outcome in {"created", "updated"}:
            exercise = exercise or Exercise(slug=entry["slug"], status=Exercise.Status.PUBLISHED)
            _write(exercise, entry, conditions)
            standing[exercise.slug] = exercise
            written.append((exercise, entry))

    _link_ladders(written, standing)
    return loaded


def _outcome(exercise, entry):
    if exercise is None:
        return "created"
    stands = fingerprint(entry_of(exercise))
    if stands == fingerprint(entry):
        return "unchanged"
    return "updated" if stands == exercise.loaded_fingerprint else "left_alone"


def _write(exercise, entry, conditions):
    for name in PLAIN_FIELDS:
        setattr(exercise, name, entry[name])
    for name, value in entry["dose"].items():
        setattr(exercise, name, value)
    exercise.loaded_fingerprint = fingerprint(entry)
    exercise.save()

    exercise.steps.all().delete()
    ExerciseStep.objects.bulk_create(
        ExerciseStep(exercise=exercise, order=order, text=text)
        for order, text in enumerate(entry["steps"], start=1)
    )
    exercise.cautions.all().delete()
    Caution.objects.bulk_create(
        Caution(exercise=exercise, condition=conditions[row["condition"]], note=row["note"])
        for row in entry["avoid_with"]
    )


def _link_ladders(written, standing):
    """Join neighbors last, when every exercise of the file has a row."""
    for exercise, entry in written:
        for way in LADDER_FIELDS:
            setattr(exercise, way, standing.get(entry[way]))
    Exercise.objects.bulk_update([exercise for exercise, _ in written], LADDER_FIELDS)


def _load_conditions(rows):
    """Return the conditions by key, new ones made and unedited names brought up to date."""
    standing = {condition.key: condition for condition in Condition.objects.all()}
    for row in rows:
        condition = standing.setdefault(row["key"], Condition(key=row["key"]))
        if condition.name == condition.loaded_name != row["name"]:
            condition.name = condition.loaded_name = row["name"]
            condition.save()
    return standing
