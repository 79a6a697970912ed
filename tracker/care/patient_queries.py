"""What a therapist reads of one patient's safety checks and pain."""

from dataclasses import dataclass
from datetime import datetime

from tracker.measures.models import PainScore
from tracker.people.models import User
from tracker.screening import questionnaire
from tracker.screening.gate import standing_of
from tracker.screening.models import Clearance, Screening
from tracker.screening.past import Asked, asked_of

from .alerts import CLEARANCE_IS_SHOWN, OWN_WORD_IS_SHOWN, Pain, last_of
from .queries import pain_told_in


@dataclass(frozen=True)
class WentOn:
    """A stop that only the patient's own statement has cleared, and what they stated."""

    stop: Screening
    statement: Clearance


def went_on_of(therapist: User, patient: User, at: datetime) -> list[WentOn]:
    """Return the stops of late that no therapist has cleared, the most serious first."""
    own = Screening.objects.visible_to(therapist).filter(patient=patient)
    stops = list(own.cleared_by_own_word().filter(stated_at__gt=at - OWN_WORD_IS_SHOWN))
    statements = Clearance.objects.visible_to(therapist)
    found = statements.in_bulk({stop.statement_id for stop in stops})
    return [WentOn(stop, found[stop.statement_id]) for stop in stops]


@dataclass(frozen=True)
class LastCheck:
    """A patient's last full screening, and how they stand with it today."""

    screening: Screening | None
    expires_at: datetime | None
    # Why the gate is closed; "" while it is open.
    reason: str
    asked: list[Asked]
    # Who allowed exercise again after a stop, the newest first.
    allowed: list[Clearance]

    def was_asked_by(self, therapist: User) -> bool:
        """Return whether this therapist's own request still waits for an answer."""
        return any(one.request.asked_by_id == therapist.pk for one in self.asked)


def last_check_of(therapist: User, patient: User, at: datetime) -> LastCheck:
    checks = Screening.objects.visible_to(therapist).filter(patient=patient)
    screening = checks.filter(kind=Screening.Kind.FULL).first()
    validity = questionnaire.current().limits.validity
    return LastCheck(
        screening=screening,
        expires_at=screening.screened_at + validity if screening else None,
        reason=standing_of(patient, at).reason,
        asked=asked_of(therapist, patient),
        allowed=allowed_of(therapist, patient, screening, at),
    )


def allowed_of(therapist, patient, screening, at) -> list[Clearance]:
    """Return the therapists' clearances of late, and those that no full screening followed yet."""
    given = Clearance.objects.visible_to(therapist).filter(
        screening__patient=patient, kind=Clearance.Kind.THERAPIST
    )
    if screening:
        since = min(at - CLEARANCE_IS_SHOWN, screening.screened_at)
        given = given.filter(given_at__gt=since)
    return list(given.select_related("given_by").order_by("-given_at", "-pk"))


def last_pain_of(therapist: User, patient: User) -> Pain | None:
    """Return how strong the pain last was, also when only a quick check told it."""
    scores = PainScore.objects.visible_to(therapist).filter(patient=patient).standing()
    last = scores.order_by("-recorded_at").first()
    score = Pain(last.value, last.recorded_at, last.recorded_on) if last else None
    checks = Screening.objects.visible_to(therapist).filter(patient=patient)
    return last_of(score, pain_told_in(checks.filter(kind=Screening.Kind.QUICK).first()))
