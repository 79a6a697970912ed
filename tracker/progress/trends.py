"""Where a pain series is going."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

# The smallest fall that people with back pain notice: 2 of 10 (Ostelo 2008; clinical.md 3.2).
NOTICEABLE = 2
WEEK = timedelta(days=7)


class Direction(Enum):
    DOWN = "down"
    UP = "up"
    STEADY = "steady"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Trend:
    """The mean of the first and of the last week with scores, each 0 to 10, and the direction."""

    direction: Direction
    first: float | None = None
    last: float | None = None


def trend_of(points: list[tuple[date, date, float]]) -> Trend:
    """Compare the first week with the last; unknown while the two would overlap.

    `points` are (first day, last day, mean pain 0 to 10) of days, weeks or months, oldest first.
    The means are compared as they are shown, with one decimal, so that the numbers and the
    words say the same.
    """
    if not points:
        return Trend(Direction.UNKNOWN)
    begin, end = points[0][0], points[-1][1] + timedelta(days=1)
    if end - begin < 2 * WEEK:
        return Trend(Direction.UNKNOWN)
    early = mean(value for first, _last, value in points if first < begin + WEEK)
    late = mean(value for _first, last, value in points if last >= end - WEEK)
    return Trend(direction_of(round(late - early, 1)), early, late)


def direction_of(change: float) -> Direction:
    if change <= -NOTICEABLE:
        return Direction.DOWN
    return Direction.UP if change >= NOTICEABLE else Direction.STEADY


def mean(values) -> float:
    values = list(values)
    return round(sum(values) / len(values), 1)
