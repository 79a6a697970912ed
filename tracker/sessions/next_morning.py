"""The pain on the day after a session: asked once, on Today."""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from tracker.measures.actions import ask_again_if_pain_jumped
from tracker.measures.models import PainScore

from .models import ExerciseSession

NEXT_DAY = PainScore.Moment.NEXT_DAY
WAVED_AWAY = "next_morning_waved_away"  # kept by the browser's session: on which day


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


def wave_away(request, day: date) -> None:
    """Ask no more on this day."""
    request.session[WAVED_AWAY] = day.isoformat()


def is_waved_away(request, day: date) -> bool:
    return request.session.get(WAVED_AWAY) == day.isoformat()


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
