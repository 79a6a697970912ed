"""Keeping pain scores: each once, and none overwritten."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tracker.people.models import User

from .models import PainScore


def record_pain(*, patient: User, key: UUID, value: int, at: datetime) -> PainScore:
    """Keep a pain score given outside a session; the same key again is the same score."""
    score, _created = PainScore.objects.get_or_create(
        patient=patient,
        key=key,
        defaults={"value": value, "recorded_at": at, "recorded_on": patient.day_of(at)},
    )
    return score


@transaction.atomic
def correct_pain(*, score: PainScore, value: int, at: datetime) -> None:
    """Put a corrected score in the place of this one, felt at the same moment.

    Nothing happens when the value is the same, or when another correction came first.
    """
    if score.value == value:
        return
    standing = PainScore.objects.standing().filter(pk=score.pk)
    if not standing.update(superseded_at=at):
        return
    PainScore.objects.create(
        patient_id=score.patient_id,
        session_id=score.session_id,
        value=value,
        moment=score.moment,
        recorded_at=score.recorded_at,
        recorded_on=score.recorded_on,
    )
