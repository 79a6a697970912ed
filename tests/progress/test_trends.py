"""Where pain is going: the first week against the last, and a change of 2 counts."""

from datetime import date, timedelta

import pytest

from tracker.progress.trends import Direction, trend_of

FIRST = date(2026, 3, 2)


def days(*pairs):
    return [(FIRST + timedelta(days=n), FIRST + timedelta(days=n), pain) for n, pain in pairs]


@pytest.mark.parametrize(
    ("series", "direction", "first", "last"),
    [
        pytest.param([], "unknown", None, None, id="no-scores"),
        pytest.param([(0, 5)], "unknown", None, None, id="one-score"),
        pytest.param([(0, 5), (6, 1)], "unknown", None, None, id="within-one-week"),
        pytest.param([(0, 5), (12, 1)], "unknown", None, None, id="two-weeks-that-overlap"),
        pytest.param([(0, 5), (13, 3)], "down", 5, 3, id="two-points-down-is-enough"),
        pytest.param([(0, 5), (13, 4)], "steady", 5, 4, id="one-point-is-about-the-same"),
        pytest.param([(0, 3), (13, 5)], "up", 3, 5, id="two-points-up"),
        pytest.param([(0, 0), (13, 0)], "steady", 0, 0, id="no-pain-stays-no-pain"),
        pytest.param([(0, 10), (30, 0)], "down", 10, 0, id="the-whole-scale"),
        pytest.param(
            [(0, 6), (2, 4), (10, 9), (20, 3), (22, 1)], "down", 5, 2, id="what-lies-between-is-out"
        ),
        pytest.param([(0, 6), (6, 4), (7, 2), (13, 1)], "down", 5, 1.5, id="each-day-in-one-week"),
        pytest.param([(0, 5.04), (13, 3.08)], "steady", 5.0, 3.1, id="as-the-numbers-are-shown"),
        pytest.param([(0, 5.1), (13, 3.1)], "down", 5.1, 3.1, id="no-slip-of-the-computer"),
    ],
)
def test_the_direction_of_pain(series, direction, first, last):
    trend = trend_of(days(*series))
    assert trend.direction == Direction(direction)
    assert (trend.first, trend.last) == (first, last)


def test_two_weeks_next_to_each_other_can_be_compared():
    week = timedelta(days=6)
    second = FIRST + timedelta(days=7)
    trend = trend_of([(FIRST, FIRST + week, 5.0), (second, second + week, 2.0)])
    assert (trend.direction, trend.first, trend.last) == (Direction.DOWN, 5, 2)


def test_months_compare_the_first_with_the_last():
    ends = [(date(2026, m, 1), date(2026, m + 1, 1) - timedelta(days=1)) for m in (1, 2, 3)]
    trend = trend_of([(*month, pain) for month, pain in zip(ends, (6, 9, 3), strict=True)])
    assert (trend.direction, trend.first, trend.last) == (Direction.DOWN, 6, 3)
