"""Pain and sessions over a window, joined into plain values for a page."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, CharField, Count, F, Min, Q
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext as _

from tracker.measures.models import PainScore
from tracker.people.models import User
from tracker.plans.models import RHYTHM, Plan, Routine
from tracker.plans.schedule import Schedule, schedule_of, total_due
from tracker.sessions.models import ExerciseSession

from .adherence import Adherence, adherence
from .trends import Trend, trend_of

RANGES = {"4w": 28, "12w": 84, "all": None}
MOST_YEARS = 10
MONTHS = {"month": 1, "quarter": 3}


@dataclass
class Period:
    """A day, week, month or quarter of the window: mean pains (0 to 10, None without a score), and
    sessions done of due."""

    first: date
    last: date
    before: float | None = None
    after: float | None = None
    now: float | None = None
    done: int = 0
    due: int = 0

    @property
    def has_something(self):
        return self.due or self.done or self.pain is not None

    @property
    def quarter(self):
        """The name of the three months that this is, or is in."""
        words = {"quarter": (self.first.month + 2) // 3, "year": self.first.year}
        return _("Q%(quarter)s %(year)s") % words

    @property
    def pain(self):
        """The score that says most: after a session, else any other of that time."""
        known = (v for v in (self.after, self.now, self.before) if v is not None)
        return next(known, None)


@dataclass(frozen=True)
class Progress:
    """What the progress page shows of one person."""

    unit: str
    periods: list[Period]
    adherence: Adherence
    trend: Trend
    score_count: int

    @property
    def shown(self):
        """The periods in which anything was due, done or felt."""
        return [period for period in self.periods if period.has_something]

    @property
    def has_something(self):
        return any(period.has_something for period in self.periods)


def progress_of(patient: User, window: str, today: date) -> Progress:
    """Return the patient's progress over "4w", "12w" or "all" in at most six queries."""
    first = first_day(patient, window, today)
    unit = unit_for((today - first).days + 1)
    periods = list(periods_between(first, today, unit))
    place = places_of(periods, unit)

    pains = pain_rows(patient, first, today, unit)
    fill_pains(periods, place, pains)
    schedules = schedules_of(patient, first, today)
    done, done_today = done_rows(patient, first, today, unit)
    total = adherence(
        done=sum(done.values()) - done_today,
        due=total_due(schedules, first, today - timedelta(days=1)),
        done_today=done_today,
        due_today=total_due(schedules, today, today),
    )
    fill_sessions(periods, place, done, schedules, today, done_today)
    points = [(p.first, p.last, p.pain) for p in periods if p.pain is not None]
    count = sum(row["count"] for row in pains)
    return Progress(unit, periods, total, trend_of(points), count)


def first_day(patient: User, window: str, today: date) -> date:
    """Return the first day of the window; "all" begins with the first plan, score or session."""
    if RANGES[window] is not None:
        return today - timedelta(days=RANGES[window] - 1)
    plans = Plan.objects.filter(patient=patient).published().aggregate(day=Min("starts_on"))
    scored = PainScore.objects.filter(patient=patient).aggregate(day=Min("recorded_on"))
    done = ExerciseSession.objects.filter(patient=patient).aggregate(day=Min("done_on"))
    days = [row["day"] for row in (plans, scored, done) if row["day"]]
    return max(min([*days, today]), today - timedelta(days=365 * MOST_YEARS))


def unit_for(days: int) -> str:
    if days <= 31:
        return "day"
    if days <= 183:
        return "week"
    return "month" if days <= 3 * 366 else "quarter"


def periods_between(first: date, last: date, unit: str):
    """Yield the days, weeks (from the first day on), calendar months or quarters of the window."""
    day = first
    while day <= last:
        following = first_of_next(day, unit)
        yield Period(first=day, last=min(following - timedelta(days=1), last))
        day = following


def first_of_next(day: date, unit: str) -> date:
    if unit not in MONTHS:
        return day + timedelta(days=7 if unit == "week" else 1)
    month = 12 * day.year + day.month - 1
    year, month = divmod(month - month % MONTHS[unit] + MONTHS[unit], 12)
    return date(year, month + 1, 1)


def schedules_of(patient: User, first: date, last: date) -> list[Schedule]:
    """Return the rhythms of every plan version that was in force in the window."""
    plans = Plan.objects.filter(patient=patient).running_between(first, last)
    routines = Routine.objects.filter(plan__in=plans).order_by("plan_id")
    return [schedule_of(*row) for row in routines.values_list(*RHYTHM)]


def at_of(field: str, unit: str):
    """Return the column that groups rows: the day itself, or its month as "2026-11"."""
    if unit not in MONTHS:
        return F(field)
    return Substr(Cast(field, CharField(max_length=10)), 1, 7)


def pain_rows(patient: User, first: date, last: date, unit: str) -> list[dict]:
    """Return mean and number of the standing scores for each moment and day (or month)."""
    scores = PainScore.objects.filter(patient=patient, recorded_on__range=(first, last))
    grouped = scores.standing().annotate(at=at_of("recorded_on", unit)).values("at", "moment")
    return list(grouped.annotate(mean=Avg("value"), count=Count("pk")).order_by())


def done_rows(patient: User, first: date, last: date, unit: str) -> tuple[dict, int]:
    """Return how many due sessions were done on each day (or month), and on the last day."""
    sessions = ExerciseSession.objects.filter(patient=patient, slot__isnull=False)
    grouped = sessions.done_between(first, last).annotate(at=at_of("done_on", unit))
    counts = {"count": Count("pk"), "on_last": Count("pk", filter=Q(done_on=last))}
    rows = list(grouped.values("at").annotate(**counts).order_by())
    return {row["at"]: row["count"] for row in rows}, sum(row["on_last"] for row in rows)


def places_of(periods: list[Period], unit: str) -> dict:
    """Return the period of each day, or of each month as "2026-11"."""
    parts = "month" if unit in MONTHS else "day"
    return {
        part.first if parts == "day" else f"{part.first:%Y-%m}": period
        for period in periods
        for part in periods_between(period.first, period.last, parts)
    }


def fill_pains(periods: list[Period], place: dict, pains: list[dict]) -> None:
    """Put the mean of each moment's scores into its period; without a score it stays None."""
    sums = defaultdict(lambda: [0.0, 0])
    for row in pains:
        # How it was on the day after belongs to the scores of other times.
        moment = "now" if row["moment"] == PainScore.Moment.NEXT_DAY else row["moment"]
        total = sums[id(place[row["at"]]), moment]
        total[0] += row["mean"] * row["count"]
        total[1] += row["count"]
    for period in periods:
        for moment in ("before", "after", "now"):
            total, count = sums.get((id(period), moment), (0, 0))
            setattr(period, moment, total / count if count else None)


def fill_sessions(periods, place, done, schedules, today, done_today) -> None:
    """Put sessions done and due into their periods; today is due only as far as it is done."""
    yesterday = today - timedelta(days=1)
    for period in periods:
        period.due = total_due(schedules, period.first, min(period.last, yesterday))
    periods[-1].due += min(done_today, total_due(schedules, today, today))
    for at, count in done.items():
        place[at].done += count
    for period in periods:  # a plan that changed later that day may ask for less than was done
        period.due = max(period.due, period.done)


def adherence_of_many(days: dict[int, date], length: int) -> dict[int, Adherence]:
    """Return the adherence of many patients over their last days, in two queries.

    `days` gives for each patient's id their own today.
    """
    if not days:
        return {}
    earliest = min(days.values()) - timedelta(days=length)
    schedules, done = defaultdict(list), defaultdict(dict)
    plans = Plan.objects.filter(patient__in=days).running_between(earliest, max(days.values()))
    routines = Routine.objects.filter(plan__in=plans).order_by()
    for patient, *rhythm in routines.values_list("plan__patient", *RHYTHM):
        schedules[patient].append(schedule_of(*rhythm))
    sessions = ExerciseSession.objects.filter(patient__in=days, slot__isnull=False)
    rows = sessions.done_between(earliest, max(days.values())).values_list("patient", "done_on")
    for patient, day, count in rows.annotate(count=Count("pk")).order_by():
        done[patient][day] = count
    return {
        patient: adherence_until(today, length, schedules[patient], done[patient])
        for patient, today in days.items()
    }


def adherence_until(today: date, length: int, schedules, done: dict[date, int]) -> Adherence:
    first, yesterday = today - timedelta(days=length - 1), today - timedelta(days=1)
    return adherence(
        done=sum(count for day, count in done.items() if first <= day <= yesterday),
        due=total_due(schedules, first, yesterday),
        done_today=done.get(today, 0),
        due_today=total_due(schedules, today, today),
    )
