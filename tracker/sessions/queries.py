"""What one person has to do today, joined for the page."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import CharField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from exercises.dosing import DOSE_FIELDS, dose_words, minutes_estimate
from exercises.models import figure_url
from tracker.plans.models import RHYTHM, Plan, Prescription
from tracker.plans.schedule import Schedule, due_on, next_due, schedule_of, week_of

from .models import ExerciseSession

DAY = timedelta(days=1)
WALKING = "walking"  # the key of the aim


@dataclass(frozen=True)
class DayState:
    """One day of the week strip: sessions due, those of them done, and any beside them."""

    day: date
    due: int
    done: int
    extra: int
    is_today: bool

    @property
    def is_done(self):
        return self.done >= self.due and self.done + self.extra > 0


@dataclass(frozen=True)
class DueExercise:
    """One exercise of a routine, as it was prescribed."""

    slug: str
    name: str
    poses: list
    aim: str
    parts: tuple

    @property
    def dose(self):
        return dose_words(**dict(zip(DOSE_FIELDS, self.parts, strict=True)))

    @property
    def minutes(self):
        return minutes_estimate(**dict(zip(DOSE_FIELDS, self.parts, strict=True)))

    @property
    def figure(self):
        """The address of its picture."""
        return figure_url(self.slug, self.poses, "hold")


@dataclass(frozen=True)
class DueRoutine:
    """A routine with what of it is due and done today."""

    pk: int
    lineage: UUID
    name: str
    is_own: bool
    author: str
    schedule: Schedule
    note: str
    exercises: list[DueExercise]
    due: int = 0
    done: int = 0
    kept: int | None = None  # the session of today that was kept last

    @property
    def left(self):
        return max(self.due - self.done, 0)

    @property
    def minutes(self):
        """About how long it takes."""
        return sum(exercise.minutes for exercise in self.exercises)

    @property
    def walks(self):
        return any(exercise.aim == WALKING for exercise in self.exercises)

    @property
    def next_time(self):
        """The time of the next session that is not done yet, "HH:MM" or None."""
        return self.schedule.times[self.done] if self.left else None


@dataclass(frozen=True)
class Today:
    """Everything the Today page shows of plans and sessions."""

    routines: list[DueRoutine]
    week: list[DayState]
    next_on: date | None
    starts_on: date | None
    walks: bool  # whether walking was in the plan yesterday
    last_kept: int | None  # the session of yesterday that was kept last

    @property
    def first(self):
        """The routine of the one main button: the earliest that is not done."""
        waiting = [r for r in self.routines if r.left]
        return min(waiting, key=lambda r: r.next_time, default=None)

    @property
    def due(self):
        return sum(row.due for row in self.routines)

    @property
    def done(self):
        return sum(row.done for row in self.routines)

    @property
    def week_due(self):
        return sum(day.due for day in self.week)

    @property
    def week_done(self):
        return sum(day.done for day in self.week)


def today_of(patient, day: date) -> Today:
    """Return the patient's day, in two queries however much history there is."""
    week = week_of(day)
    sessions = list(
        ExerciseSession.objects.filter(patient=patient)
        .done_between(min(week[0], day - DAY), week[6])
        .order_by("finished_at", "pk")
        .values_list("done_on", "routine__lineage", "slot", "pk")
    )
    return assemble(routines_of(patient, min(week[0], day - DAY)), sessions, day, week)


# Plain values: whole rows of five tables would take twice as long to read.
ROUTINE = ("pk", "lineage", "name", "plan__is_own", "plan__author__name", *RHYTHM, "plan__note")
# The name is the one of the day it was prescribed; a draft of old has none yet.
NAMES = KeyTextTransform("name", "words__content"), "exercise__name"
NAME = Coalesce(*NAMES, output_field=CharField())
EXERCISE = ("exercise__slug", NAME, "exercise__poses", "exercise__aim_id", *DOSE_FIELDS)


def routines_of(patient, first: date) -> list[DueRoutine]:
    """Return the routines that ask for sessions on this day or later, none of them empty."""
    plans = Plan.objects.filter(patient=patient).not_over(first)
    rows = (
        Prescription.objects.filter(routine__plan__in=plans)
        .order_by("routine__order", "routine_id", "order", "pk")
        .values_list(*(f"routine__{name}" for name in ROUTINE), *EXERCISE)
    )
    n = len(ROUTINE)
    return [
        DueRoutine(
            *values[:5],
            schedule=schedule_of(*values[5:-1]),
            note=values[-1],
            exercises=[DueExercise(*row[n : n + 4], parts=row[n + 4 :]) for row in members],
        )
        for values, members in groupby(rows, key=lambda row: row[:n])
    ]


def assemble(routines, sessions, day, week) -> Today:
    """Put together what this week's versions of the plans ask for and what was done of it."""
    schedules = [routine.schedule for routine in routines]
    in_force = [routine for routine in routines if is_in_force(routine.schedule, day)]
    coming = [s.first_on for s in schedules if s.first_on > day and is_in_force(s, s.first_on)]
    return Today(
        routines=[on_day(routine, sessions, day) for routine in in_force],
        week=[state_of(d, schedules, sessions, is_today=d == day) for d in week],
        next_on=next_due(schedules, day),
        starts_on=None if in_force else min(coming, default=None),
        walks=any(r.walks for r in routines if is_in_force(r.schedule, day - DAY)),
        last_kept=next((s[3] for s in reversed(sessions) if s[0] == day - DAY), None),
    )


def on_day(routine, sessions, day) -> DueRoutine:
    due = due_on(routine.schedule, day)
    done = min(answered(sessions, day, routine.lineage), due)
    kept = [s[3] for s in sessions if s[:2] == (day, routine.lineage)]
    return replace(routine, due=due, done=done, kept=kept[-1] if kept else None)


def is_in_force(schedule, day) -> bool:
    """Whether this version of the plan stands on this day, due or not."""
    return schedule.first_on <= day and (schedule.last_on is None or day <= schedule.last_on)


def answered(sessions, day, lineage) -> int:
    """Return how many of the day's due times of a routine are done."""
    return sum(s[:2] == (day, lineage) and s[2] is not None for s in sessions)


def state_of(day, schedules, sessions, *, is_today) -> DayState:
    slots = [slot for done_on, _lineage, slot, _pk in sessions if done_on == day]
    done = sum(slot is not None for slot in slots)
    due = max(sum(due_on(schedule, day) for schedule in schedules), done)
    return DayState(day, due, done, len(slots) - done, is_today)
