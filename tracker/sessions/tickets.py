"""The proof, carried by the session page, that the gate was open when it was shown."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

SALT = "tracker.sessions.ticket"
MAX_AGE = timedelta(days=1)


@dataclass(frozen=True)
class Ticket:
    """Which session this is: its key, who does what, let in by which checks, since when.

    No quick check: this page led nobody, it only takes what was done.
    """

    key: uuid.UUID
    patient: int
    routine: int
    screening: int
    quick_check: int | None
    started_at: datetime

    def signed(self) -> str:
        values = [str(self.key), self.patient, self.routine, self.screening, self.quick_check]
        return signing.dumps([*values, self.started_at.isoformat()], salt=SALT)

    def is_for(self, patient, routine) -> bool:
        return (self.patient, self.routine) == (patient.pk, routine.pk)

    def is_current(self, at: datetime) -> bool:
        return at - self.started_at <= MAX_AGE


def new_ticket(*, patient, routine, screening, quick_check, at: datetime) -> Ticket:
    checks = screening.pk, quick_check and quick_check.pk
    return Ticket(uuid.uuid4(), patient.pk, routine.pk, *checks, at)


def read_ticket(text: str) -> Ticket | None:
    """Return the ticket, or None when it is missing, forged or of another time."""
    try:
        key, *ids, at = signing.loads(text, salt=SALT)
        return Ticket(uuid.UUID(key), *ids, datetime.fromisoformat(at))
    except (signing.BadSignature, TypeError, ValueError):
        return None
