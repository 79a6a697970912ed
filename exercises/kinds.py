"""The kinds of pieces an admin can edit: how each is read and written as plain values."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from .content import LADDER_FIELDS, entry_of, write
from .linking import link_those_that_wait
from .models import Aim, Condition, EducationCard, Equipment, Exercise, Kind

CARD_FIELDS = (
    "title", "summary", "topic", "paragraphs", "sources", "disclaimers", "fits", "order",
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """How a kind of piece is found by its key, read as content, and made to say something."""

    model: type[models.Model]
    key: str
    read: Callable[[models.Model], dict]
    write: Callable[[models.Model, dict], None]

    def find(self, key):
        return self.model.objects.filter(**{self.key: key}).first()

    def apply(self, key: str, content: dict) -> models.Model:
        """Let the piece of this key say the content; make it if it is new."""
        piece = self.find(key) or self.model(**{self.key: key})
        self.write(piece, content)
        return piece


def write_exercise(exercise: Exercise, entry: dict) -> None:
    is_new = exercise.pk is None
    write(exercise, entry, {one.key: one for one in Condition.objects.all()})
    neighbors = Exercise.objects.in_bulk([entry[way] for way in LADDER_FIELDS], field_name="slug")
    for way in LADDER_FIELDS:
        setattr(exercise, way, neighbors.get(entry[way]))
    exercise.save(update_fields=LADDER_FIELDS)
    if is_new:
        link_those_that_wait(exercise)


def plain(*fields: str) -> dict:
    """Return how pieces of these columns are read and written."""

    def read(piece):
        return {name: getattr(piece, name) for name in fields}

    def write(piece, content):
        for name in fields:
            setattr(piece, name, content[name])
        piece.save()

    return {"read": read, "write": write}


KINDS: dict[str, Piece] = {
    Kind.EXERCISE: Piece(Exercise, "slug", entry_of, write_exercise),
    Kind.CARD: Piece(EducationCard, "key", **plain("key", *CARD_FIELDS)),
    Kind.CONDITION: Piece(Condition, "key", **plain("key", "name")),
    Kind.AIM: Piece(Aim, "key", **plain("key", "name", "order")),
    Kind.EQUIPMENT: Piece(Equipment, "key", **plain("key", "name", "order")),
}
