"""What was answered before earlier sessions."""

from datetime import datetime

from tracker.people.models import User

from .models import Screening
from .pain import LOOKED_AT, NOT_LONGER_AGO

PAIN = "qc_pain_now"


def quick_checks_used(patient: User):
    """Return the quick checks after which a session was kept, newest first."""
    quick = Screening.objects.filter(patient=patient, kind=Screening.Kind.QUICK)
    return quick.filter(used_at__isnull=False, is_recheck=False)


def pains_before_sessions(patient: User, until: datetime) -> list[int]:
    """Return how strong the pain was before each of the last sessions, newest first."""
    recent = quick_checks_used(patient).filter(
        screened_at__gt=until - NOT_LONGER_AGO, screened_at__lt=until
    )
    return [int(answers[PAIN]) for answers in recent.values_list("answers", flat=True)[:LOOKED_AT]]
