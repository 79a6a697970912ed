"""What a phone carries while it has no connection: that the gate was open, and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db.models import Max

from tracker.people.models import User
from tracker.screening import questionnaire
from tracker.screening.gate import Standing
from tracker.screening.models import Screening

SALT = "tracker.sessions.permits"


@dataclass(frozen=True)
class Permit:
    """The screening that lets this patient exercise without asking again until a moment."""

    patient: int
    screening: int
    issued_at: datetime
    until: datetime

    def signed(self) -> str:
        times = [self.issued_at.isoformat(), self.until.isoformat()]
        return signing.dumps([self.patient, self.screening, *times], salt=SALT)


def permit_for(patient: User, standing: Standing, at: datetime) -> Permit | None:
    """Return the permit of an open gate: it ends when the gate would close by itself."""
    if not standing.is_open:
        return None
    limits, screened_at = questionnaire.current().limits, standing.screening.screened_at
    used = Screening.objects.filter(patient=patient).aggregate(at=Max("used_at"))["at"]
    last = max(screened_at, used or screened_at)
    until = min(screened_at + limits.validity, last + limits.gap)
    return Permit(patient.pk, standing.screening.pk, at, until)


def read_permit(text: str, patient: User) -> Permit | None:
    """Return the permit, or None when it is forged, damaged or somebody else's."""
    try:
        owner, screening, *times = signing.loads(text, salt=SALT)
        issued_at, until = (datetime.fromisoformat(time) for time in times)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return Permit(owner, screening, issued_at, until) if owner == patient.pk else None
