"""What is due when: the standard library only, days given from outside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class Schedule:
    """One routine's rhythm while one version of its plan is in force.

    `weekdays` are 0 (Monday) to 6; `times` are "HH:MM" in the patient's day, one session each;
    `first_on` and `last_on` are both part of it, and None means without end.
    """

    weekdays: frozenset[int]
    times: tuple[str, ...]
    first_on: date
    last_on: date | None = None


def last_day(ends_on: date | None, ended_on: date | None) -> date | None:
    """Return the last day of a plan that was to end on `ends_on` and was replaced on `ended_on`."""
    replaced = ended_on and ended_on - timedelta(days=1)
    return min((day for day in (ends_on, replaced) if day), default=None)


def schedule_of(
    weekdays: str, times: str, starts_on: date, ends_on: date | None, ended_on: date | None
) -> Schedule:
    """Return the rhythm of a routine as it is stored: "024" and "08:00,18:00" of a plan's days."""
    return Schedule(
        weekdays=frozenset(map(int, weekdays)),
        times=tuple(times.split(",")),
        first_on=starts_on,
        last_on=last_day(ends_on, ended_on),
    )


def due_on(schedule: Schedule, day: date) -> int:
    """Return how many sessions the schedule asks for on this day."""
    is_over = schedule.last_on is not None and day > schedule.last_on
    if day < schedule.first_on or is_over or day.weekday() not in schedule.weekdays:
        return 0
    return len(schedule.times)


def due_between(schedule: Schedule, first: date, last: date) -> int:
    """Return how many sessions are due from `first` to `last`, both included."""
    first = max(first, schedule.first_on)
    last = last if schedule.last_on is None else min(last, schedule.last_on)
    days = (last - first).days + 1
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    extra = sum((first.weekday() + n) % 7 in schedule.weekdays for n in range(rest))
    return (weeks * len(schedule.weekdays) + extra) * len(schedule.times)


def total_due(schedules: Iterable[Schedule], first: date, last: date) -> int:
    """Return how many sessions all schedules together ask for."""
    return sum(due_between(schedule, first, last) for schedule in schedules)


def next_due(schedules: Iterable[Schedule], after: date, within: int = 28) -> date | None:
    """Return the first day later than `after` on which anything is due, or None."""
    schedules = list(schedules)
    days = (after + timedelta(days=n) for n in range(1, within + 1))
    return next((day for day in days if any(due_on(s, day) for s in schedules)), None)


def week_of(day: date) -> list[date]:
    """Return the seven days, Monday first, of the week that holds this day."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=n) for n in range(7)]
