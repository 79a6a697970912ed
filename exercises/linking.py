"""Joining an exercise to those that named it before it was there."""

from .content import LADDER_FIELDS
from .known import Known
from .models import Exercise, Kind, Revision


def link_those_that_wait(exercise: Exercise) -> None:
    """Let others lead to a new exercise as they say they do, unless that would go round."""
    standing = Revision.objects.filter(kind=Kind.EXERCISE, is_standing=True).order_by()
    for way in LADDER_FIELDS:
        named = standing.filter(**{f"content__{way}": exercise.slug})
        # Mostly none: then the library need not be read.
        if slugs := list(named.values_list("key", flat=True)):
            link(exercise, way, slugs)


def link(exercise: Exercise, way: str, slugs: list[str]) -> None:
    """Let those of these that lead nowhere yet lead to the exercise."""
    known = Known.read()
    waiting = [slug for slug in slugs if not known.loop(way, slug, exercise.slug)]
    unlinked = Exercise.objects.filter(**{"slug__in": waiting, f"{way}__isnull": True})
    unlinked.update(**{way: exercise})
