"""The ladder of an exercise as its page links to it; two queries, however long it is."""

from dataclasses import dataclass

from .ladder import ladder
from .models import Exercise, figure_url


@dataclass(frozen=True)
class Rung:
    """One exercise of a ladder."""

    slug: str
    name: str
    figure: str
    # How many steps harder than the exercise that is looked at; that one itself is 0.
    step: int


def rungs_of(exercise: Exercise, visible) -> list[Rung]:
    """Return the whole ladder, the easiest first; of other exercises only `visible` ones.

    One that has left the library is stepped over, so that it does not cut the ladder.
    """
    order = ladder(exercise.pk, *ways())
    others = visible.filter(pk__in=order).values_list("pk", "slug", "name", "poses")
    rows = {pk: row for pk, *row in others}
    rows[exercise.pk] = [exercise.slug, exercise.name, exercise.poses]
    shown = [pk for pk in order if pk in rows]
    here = shown.index(exercise.pk)
    if len(shown) == 1:
        return []
    return [rung(*rows[pk], step=at - here) for at, pk in enumerate(shown)]


def ways() -> tuple[dict, dict]:
    """Return which exercise is easier than each, and which is harder."""
    rows = list(Exercise.objects.order_by().values_list("pk", "easier", "harder"))
    return {pk: easier for pk, easier, _ in rows}, {pk: harder for pk, _, harder in rows}


def rung(slug, name, poses, *, step):
    return Rung(slug, name, figure_url(slug, poses, "hold"), step)
