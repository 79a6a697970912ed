"""The pain on the day after a session: asked once, on Today."""

import uuid
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef

from tracker.measures.actions import ask_again_if_pain_jumped
from tracker.measures.models import PainScore
from tracker.people.models import User

from .models import ExerciseSession

NEXT_DAY = PainScore.Moment.NEXT_DAY
# Kept in the cache, which all devices share; who is asked again because it was lost says no again.
KEPT_FOR = timedelta(days=2)


def is_next_day(session: ExerciseSession, day: date) -> bool:
    return session.removed_at is None and session.done_on + timedelta(days=1) == day


def session_to_ask_about(last: int | None, day: date) -> ExerciseSession | None:
    """Return yesterday's last session, unless the day's question was answered; in one query."""
    if last is None:
        return None
    answers = PainScore.objects.filter(
        patient=OuterRef("patient"), moment=NEXT_DAY, recorded_on=day, session__isnull=False
    )
    sessions = ExerciseSession.objects.filter(~Exists(answers), pk=last)
    return sessions.select_related("routine").first()


def wave_away(patient: User, day: date) -> None:
    """Ask no more on this day, on whatever device."""
    cache.set(_mark_of(patient, day), True, KEPT_FOR.total_seconds())


def is_waved_away(patient: User, day: date) -> bool:
    return cache.get(_mark_of(patient, day), False)


def _mark_of(patient: User, day: date) -> str:
    return f"next-morning-{patient.pk}-{day.isoformat()}"


@transaction.atomic
def record_next_morning(*, session: ExerciseSession, value: int, at: datetime) -> PainScore:
    """Keep the answer; another one to the same question is the first one."""
    patient = session.patient
    score, is_new = PainScore.objects.get_or_create(
        patient=patient,
        key=uuid.uuid5(session.key, NEXT_DAY),
        defaults={
            "session": session,
            "moment": NEXT_DAY,
            "value": value,
            "recorded_at": at,
            "recorded_on": patient.day_of(at),
        },
    )
    if is_new:
        ask_again_if_pain_jumped(patient, at)
    return score
