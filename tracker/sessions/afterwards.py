"""Writing down a routine that was done already: which days it can be, and keeping it once."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction

from exercises.dose import DOSE_FIELDS
from tracker.measures.actions import ask_again_if_pain_jumped
from tracker.measures.models import PainScore
from tracker.people.models import User
from tracker.plans.models import Prescription, Routine
from tracker.screening.models import Screening

from .actions import hear, open_slot
from .forms import asked_of
from .models import ExerciseLog, ExerciseSession
from .queries import is_in_force

DAYS = 7
NOON = time(12)


@dataclass(frozen=True)
class DayBack:
    """A day of the last week on which the routine was in the plan, in its version of that day."""

    day: date
    routine: Routine
    is_done: bool


def days_back(patient: User, routine: Routine, today: date) -> list[DayBack]:
    """Return the days for which this routine can be written down, today first."""
    days = [today - timedelta(days=n) for n in range(DAYS)]
    versions = Routine.objects.filter(
        lineage=routine.lineage, plan__patient=patient, plan__published_at__isnull=False
    ).select_related("plan")
    found = {d: v for v in versions for d in days if is_in_force(v.schedule, d)}
    sessions = ExerciseSession.objects.filter(patient=patient, routine__lineage=routine.lineage)
    done = set(sessions.done_between(days[-1], today).values_list("done_on", flat=True))
    return [DayBack(day, found[day], day in done) for day in days if day in found]


def screening_of(patient: User) -> Screening | None:
    """Return the latest full safety check: who never answered one has no session to write down."""
    full = Screening.objects.filter(patient=patient, kind=Screening.Kind.FULL)
    return full.order_by("-screened_at", "-pk").first()


def log_afterwards(
    *, routine: Routine, key: uuid.UUID, day: date, pain: int, said: str, at: datetime,
    screening: Screening, is_after_stop: bool,
) -> tuple[ExerciseSession, bool]:  # fmt: skip
    """Keep that all of a routine was done as prescribed; return the session and whether it is new.

    The same key again, even from two taps at once, is the session that was kept first; what was
    new is heard from each of them.
    """
    patient = routine.plan.patient
    session = ExerciseSession(
        patient=patient, routine=routine, key=key, how=ExerciseSession.How.AFTERWARDS,
        screening=screening, is_after_stop=is_after_stop, received_at=at, done_on=day,
        finished_at=moment_of(patient, day, at), new_symptoms=said,
    )  # fmt: skip
    try:
        with transaction.atomic():
            keep(session, pain)
            hear(patient=patient, said=said, key=key, at=at)
            return session, True
    except IntegrityError:
        kept = ExerciseSession.with_removed.filter(patient=patient, key=key).first()
        if kept is None:
            raise
        hear(patient=patient, said=said, key=key, at=at)
        return kept, False


def moment_of(patient: User, day: date, at: datetime) -> datetime:
    """Return when a session of that day counts as done: now, or noon of a day that is past."""
    if day == patient.day_of(at):
        return at
    return datetime.combine(day, NOON, tzinfo=patient.zone)


def keep(session: ExerciseSession, pain: int) -> None:
    prescribed = list(session.routine.prescriptions.select_related("exercise", "words"))
    minutes = sum(one.minutes_estimate for one in prescribed)
    session.started_at = session.finished_at - timedelta(minutes=minutes)
    session.slot = open_slot(session.patient, session.routine, session.done_on)
    session.save(force_insert=True)
    ExerciseLog.objects.bulk_create(as_prescribed(session, one) for one in prescribed)
    PainScore.objects.create(
        patient=session.patient, session=session, moment=PainScore.Moment.AFTER, value=pain,
        recorded_at=session.finished_at, recorded_on=session.done_on,
    )  # fmt: skip
    ask_again_if_pain_jumped(session.patient, session.received_at)


def as_prescribed(session: ExerciseSession, prescription: Prescription) -> ExerciseLog:
    return ExerciseLog(
        session=session,
        prescription=prescription,
        exercise_name=prescription.name,
        outcome=ExerciseLog.Outcome.DONE,
        **asked_of(prescription),
        **{name: getattr(prescription, name) for name in DOSE_FIELDS},
    )
