"""What is due when: rules on plain values."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.plans.schedule import (
    EVERY_DAY,
    Schedule,
    due_between,
    due_on,
    last_day,
    next_due,
    schedule_of,
    total_due,
    week_of,
)

MONDAY = date(2026, 3, 2)
SUNDAY = date(2026, 3, 8)
DAILY = Schedule(EVERY_DAY, ("08:00",), MONDAY)
WORKDAYS_TWICE = Schedule(frozenset({0, 2, 4}), ("08:00", "18:00"), MONDAY, date(2026, 3, 20))


@pytest.mark.parametrize(
    ("schedule", "day", "expected"),
    [
        pytest.param(DAILY, MONDAY, 1, id="the-first-day-counts"),
        pytest.param(DAILY, MONDAY - timedelta(1), 0, id="nothing-before-the-first-day"),
        pytest.param(DAILY, date(2036, 3, 2), 1, id="without-a-last-day-it-goes-on"),
        pytest.param(WORKDAYS_TWICE, MONDAY, 2, id="one-for-each-time-of-day"),
        pytest.param(WORKDAYS_TWICE, date(2026, 3, 3), 0, id="not-on-another-weekday"),
        pytest.param(WORKDAYS_TWICE, date(2026, 3, 20), 2, id="the-last-day-counts"),
        pytest.param(WORKDAYS_TWICE, date(2026, 3, 23), 0, id="nothing-after-the-last-day"),
    ],
)
def test_due_on(schedule, day, expected):
    assert due_on(schedule, day) == expected


@pytest.mark.parametrize(
    ("schedule", "first", "last", "expected"),
    [
        pytest.param(DAILY, MONDAY, SUNDAY, 7, id="a-week"),
        pytest.param(DAILY, SUNDAY, MONDAY, 0, id="a-window-the-wrong-way-round"),
        pytest.param(DAILY, date(2026, 2, 1), MONDAY, 1, id="a-window-that-begins-before"),
        pytest.param(WORKDAYS_TWICE, MONDAY, SUNDAY, 6, id="three-days-twice"),
        pytest.param(WORKDAYS_TWICE, MONDAY, date(2027, 1, 1), 18, id="three-weeks-until-the-end"),
        pytest.param(WORKDAYS_TWICE, date(2027, 1, 1), date(2027, 2, 1), 0, id="all-after-the-end"),
    ],
)
def test_due_between(schedule, first, last, expected):
    assert due_between(schedule, first, last) == expected


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
lengths = st.integers(-10, 120)
schedules = st.builds(
    lambda weekdays, times, first, length: Schedule(
        weekdays, times, first, None if length is None else first + timedelta(days=length)
    ),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.lists(st.sampled_from(["07:00", "12:30", "20:15"]), min_size=1, unique=True).map(tuple),
    days,
    st.none() | lengths,
)


@given(schedules, days, lengths)
def test_due_between_is_the_sum_of_due_on_day_by_day(schedule, first, length):
    last = first + timedelta(days=length)
    each = (first + timedelta(days=n) for n in range(length + 1))

    assert due_between(schedule, first, last) == sum(due_on(schedule, day) for day in each)


@given(schedules, lengths)
def test_due_between_is_right_around_the_first_and_last_day_too(schedule, length):
    first = schedule.first_on - timedelta(days=3)
    last = (schedule.last_on or schedule.first_on) + timedelta(days=length)
    each = (first + timedelta(days=n) for n in range(max((last - first).days + 1, 0)))

    assert due_between(schedule, first, last) == sum(due_on(schedule, day) for day in each)


@given(st.lists(schedules, max_size=4), days)
def test_total_due_adds_the_schedules_up(several, first):
    last = first + timedelta(days=30)

    assert total_due(several, first, last) == sum(due_between(s, first, last) for s in several)


@pytest.mark.parametrize(
    ("schedules_of_plan", "after", "expected"),
    [
        pytest.param([], MONDAY, None, id="no-plan"),
        pytest.param([DAILY], MONDAY, date(2026, 3, 3), id="tomorrow"),
        pytest.param([WORKDAYS_TWICE], date(2026, 3, 6), date(2026, 3, 9), id="over-the-weekend"),
        pytest.param([WORKDAYS_TWICE], date(2026, 3, 20), None, id="the-plan-is-over"),
        pytest.param([WORKDAYS_TWICE, DAILY], MONDAY, date(2026, 3, 3), id="the-earliest-of-two"),
        pytest.param([DAILY], date(2026, 2, 1), None, id="later-than-four-weeks"),
    ],
)
def test_next_due(schedules_of_plan, after, expected):
    assert next_due(schedules_of_plan, after) == expected


@given(days)
def test_a_week_is_seven_days_from_monday_on_and_holds_its_day(day):
    week = week_of(day)

    assert [d.weekday() for d in week] == list(range(7))
    assert day in week


@pytest.mark.parametrize(
    ("ends_on", "ended_on", "expected"),
    [
        pytest.param(None, None, None, id="open"),
        pytest.param(SUNDAY, None, SUNDAY, id="to-its-last-day"),
        pytest.param(
            None, SUNDAY, SUNDAY - timedelta(days=1), id="to-the-day-before-its-successor"
        ),
        pytest.param(MONDAY, SUNDAY, MONDAY, id="the-earlier-of-both"),
    ],
)
def test_a_version_stands_until_it_ends_or_is_replaced(ends_on, ended_on, expected):
    assert last_day(ends_on, ended_on) == expected


def test_a_stored_rhythm_is_read_as_weekdays_and_times():
    schedule = schedule_of("024", "08:00,18:00", MONDAY, None, None)

    assert schedule == Schedule(frozenset({0, 2, 4}), ("08:00", "18:00"), MONDAY)
