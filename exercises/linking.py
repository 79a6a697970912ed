"""Joining an exercise to those that named it before it was there."""

from .content import LADDER_FIELDS
from .known import Known
from .models import Exercise, Kind, Revision


def link_those_that_wait(exercise: Exercise) -> None:
    """Let others lead to a new exercise as they say they do, unless that would go round."""
    known = Known.read()
    for way in LADDER_FIELDS:
        standing = Revision.objects.filter(kind=Kind.EXERCISE, is_standing=True)
        named = standing.filter(**{f"content__{way}": exercise.slug}).values_list("key", flat=True)
        waiting = [slug for slug in named if not known.loop(way, slug, exercise.slug)]
        unlinked = Exercise.objects.filter(**{"slug__in": waiting, f"{way}__isnull": True})
        unlinked.update(**{way: exercise})
