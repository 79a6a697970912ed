"""What one person has to do today, joined for the page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from tracker.plans.models import Plan, Prescription, Routine
from tracker.plans.schedule import due_on, next_due, week_of

from .models import ExerciseSession


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
class DueRoutine:
    """A routine with what of it is due and done today."""

    routine: Routine
    prescriptions: list
    due: int
    done: int

    @property
    def left(self):
        return max(self.due - self.done, 0)

    @property
    def minutes(self):
        """About how long it takes."""
        return sum(prescription.minutes_estimate for prescription in self.prescriptions)

    @property
    def next_time(self):
        """The time of the next session that is not done yet, "HH:MM" or None."""
        return self.routine.schedule.times[self.done] if self.left else None


@dataclass(frozen=True)
class Today:
    """Everything the Today page shows of plans and sessions."""

    routines: list[DueRoutine]
    week: list[DayState]
    next_on: date | None
    starts_on: date | None

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
    """Return the patient's day, in three queries however much history there is."""
    week = week_of(day)
    prescriptions = Prescription.objects.select_related("exercise")
    routines = list(
        Routine.objects.filter(plan__in=Plan.objects.filter(patient=patient).not_over(week[0]))
        .select_related("plan__author")
        .prefetch_related(Prefetch("prescriptions", prescriptions))
    )
    sessions = list(
        ExerciseSession.objects.filter(patient=patient)
        .done_between(week[0], week[6])
        .values_list("done_on", "routine__lineage", "slot")
    )
    return assemble(routines, sessions, day, week)


def assemble(routines, sessions, day, week) -> Today:
    """Put together what this week's versions of the plans ask for and what was done of it."""
    schedules = [routine.schedule for routine in routines]
    in_force = [(r, s) for r, s in zip(routines, schedules, strict=True) if is_in_force(s, day)]
    coming = [s.first_on for s in schedules if s.first_on > day and is_in_force(s, s.first_on)]
    return Today(
        routines=[
            DueRoutine(
                routine=routine,
                prescriptions=list(routine.prescriptions.all()),
                due=due_on(schedule, day),
                done=min(answered(sessions, day, routine.lineage), due_on(schedule, day)),
            )
            for routine, schedule in in_force
        ],
        week=[state_of(d, schedules, sessions, is_today=d == day) for d in week],
        next_on=next_due(schedules, day),
        starts_on=None if in_force else min(coming, default=None),
    )


def is_in_force(schedule, day) -> bool:
    """Whether this version of the plan stands on this day, due or not."""
    return schedule.first_on <= day and (schedule.last_on is None or day <= schedule.last_on)


def answered(sessions, day, lineage) -> int:
    """Return how many of the day's due times of a routine are done."""
    return sum(s[:2] == (day, lineage) and s[2] is not None for s in sessions)


def state_of(day, schedules, sessions, *, is_today) -> DayState:
    slots = [slot for done_on, _lineage, slot in sessions if done_on == day]
    done = sum(slot is not None for slot in slots)
    due = max(sum(due_on(schedule, day) for schedule in schedules), done)
    return DayState(day, due, done, len(slots) - done, is_today)
