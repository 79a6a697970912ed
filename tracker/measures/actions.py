"""Keeping pain scores: each once, and none overwritten; and what a jump in pain sets off."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Subquery

from tracker.people.models import User
from tracker.screening import questionnaire
from tracker.screening.actions import ask_again
from tracker.screening.models import Screening

from .models import PainScore
from .usual import USUAL_OVER, Score, has_jumped

# Several scores a day for eight weeks; nobody's pain is told better by more.
MOST_SCORES = 400


@transaction.atomic
def record_pain(*, patient: User, key: UUID, value: int, at: datetime) -> PainScore:
    """Keep a pain score given outside a session; the same key again is the same score."""
    score, is_new = PainScore.objects.get_or_create(
        patient=patient,
        key=key,
        defaults={"value": value, "recorded_at": at, "recorded_on": patient.day_of(at)},
    )
    if is_new:
        ask_again_if_pain_jumped(patient, at)
    return score


@transaction.atomic
def correct_score(*, score: PainScore, value: int, at: datetime) -> None:
    """Correct a score that was given by itself, and look at what the scores say now."""
    correct_pain(score=score, value=value, at=at)
    ask_again_if_pain_jumped(score.patient, at)


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


def ask_again_if_pain_jumped(patient: User, at: datetime) -> None:
    """Ask for a full safety check when pain has stayed well above its usual level.

    Before the first check there is nothing to ask again.
    """
    checks = Screening.objects.filter(patient=patient, kind=Screening.Kind.FULL)
    latest = checks.order_by("-screened_at").values("screened_at")[:1]
    limits = questionnaire.current().limits
    scores = PainScore.objects.filter(
        patient=patient, recorded_at__gte=at - limits.validity - USUAL_OVER
    )
    newest = scores.standing().order_by("-recorded_at").annotate(checked_at=Subquery(latest))
    rows = list(newest.values_list("recorded_at", "value", "checked_at")[:MOST_SCORES])
    checked_at = rows[0][2] if rows else None
    if checked_at is not None and has_jumped(
        (Score(felt_at, value) for felt_at, value, _checked_at in rows),
        checked_at=checked_at,
        points=limits.pain_jump,
        lasting=limits.pain_jump_for,
    ):
        ask_again(patient=patient, because="pain_jump", at=at)
