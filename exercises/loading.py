"""Bringing the library up to date with a file, without touching what admins have edited."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from .content import LADDER_FIELDS, entry_of, fingerprint, write
from .history import keep_loaded
from .models import Aim, Condition, Equipment, Exercise, Kind

# Nobody has vouched here for what a file says.
NOBODY = {"reviewed_by": "", "reviewed_on": None, "review_by": None}
LISTS = {"conditions": Condition, "aims": Aim, "equipment": Equipment}


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
    conditions = {name: _load_list(model, library[name]) for name, model in LISTS.items()}[
        "conditions"
    ]
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
    if written:
        keep_loaded(Kind.EXERCISE, {entry["slug"]: entry for _, entry in written}, timezone.now())
    return loaded


def _outcome(exercise, entry):
    if exercise is None:
        return "created"
    stands = fingerprint(entry_of(exercise))
    if stands == fingerprint(entry):
        return "unchanged"
    return "updated" if stands == exercise.loaded_fingerprint else "left_alone"


def _write(exercise, entry, conditions):
    exercise.loaded_fingerprint = fingerprint(entry)
    for name, value in NOBODY.items():
        setattr(exercise, name, value)
    write(exercise, entry, conditions)


def _link_ladders(written, standing):
    """Join neighbors last, when every exercise of the file has a row."""
    for exercise, entry in written:
        for way in LADDER_FIELDS:
            setattr(exercise, way, standing.get(entry[way]))
    Exercise.objects.bulk_update([exercise for exercise, _ in written], LADDER_FIELDS)


def _load_list(model, rows):
    """Return the entries by key, new ones made and unedited names brought up to date."""
    standing = {entry.key: entry for entry in model.objects.all()}
    for order, row in enumerate(rows):
        entry = standing.get(row["key"])
        if entry is None:
            entry = standing[row["key"]] = model(key=row["key"])
            if hasattr(entry, "order"):
                entry.order = order
        if entry.name == entry.loaded_name != row["name"]:
            entry.name = entry.loaded_name = row["name"]
            entry.save()
    return standing
