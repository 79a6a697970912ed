"""When pain has jumped above a person's usual level: scores in, answer out.

Everything here is a draft that needs a clinician's sign-off (clinical.md 2.7, "pain_jump").
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from statistics import median
from typing import NamedTuple

# Design defaults: over how long the usual level is taken, and how many scores it needs.
USUAL_OVER = timedelta(days=28)
USUAL_NEEDS = 3


class Score(NamedTuple):
    at: datetime
    value: int


def has_jumped(
    scores: Iterable[Score], *, checked_at: datetime, points: int, lasting: timedelta
) -> bool:
    """Return whether pain rose and has stayed so many points above the usual level for so long.

    It has when a score of `lasting` or longer before the newest one, and every score since, is
    that much above the usual level of before: one high score is never enough, and one lower score
    in between ends the stretch. What was felt before the last safety check was answered with it,
    so only scores after that check can begin such a stretch.
    """
    in_order = sorted(scores)
    for i, first in enumerate(in_order):
        stretch = in_order[i:]
        if first.at <= checked_at or stretch[-1].at - first.at < lasting:
            continue
        usual = _usual_before(in_order[:i], first.at, checked_at, points)
        if usual is not None and min(one.value for one in stretch) >= usual + points:
            return True
    return False


def _usual_before(
    earlier: Sequence[Score], at: datetime, checked_at: datetime, points: int
) -> float | None:
    """Return the usual level at a moment, None while too few scores are known.

    Pain that had already risen when the safety check was answered counts as usual from then on:
    the same long stretch does not ask for one check after another, a further rise does.
    """
    recent = [one.value for one in earlier if one.at >= at - USUAL_OVER]
    if len(recent) < USUAL_NEEDS:
        return None
    usual = median(recent)
    risen = takewhile(lambda one: one.value >= usual + points, reversed(earlier))
    answered = [one.value for one in risen if one.at <= checked_at]
    return median(answered) if answered else usual
