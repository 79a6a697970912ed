"""The proof, carried by the session page, that the gate was open when it was shown."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

SALT = "tracker.sessions.ticket"
MAX_AGE = timedelta(days=1)


@dataclass(frozen=True)
class Ticket:
    """Which session this is: its key, who does what, let in by which screening, since when."""

    key: uuid.UUID
    patient: int
    routine: int
    screening: int
    started_at: datetime

    def signed(self) -> str:
        values = [str(self.key), self.patient, self.routine, self.screening]
        return signing.dumps([*values, self.started_at.isoformat()], salt=SALT)

    def is_for(self, patient, routine) -> bool:
        return (self.patient, self.routine) == (patient.pk, routine.pk)

    def is_current(self, at: datetime) -> bool:
        return at - self.started_at <= MAX_AGE


def new_ticket(*, patient, routine, screening, at: datetime) -> Ticket:
    return Ticket(uuid.uuid4(), patient.pk, routine.pk, screening.pk, at)


def read_ticket(text: str) -> Ticket | None:
    """Return the ticket, or None when it is missing or forged."""
    try:
        key, patient, routine, screening, at = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return Ticket(uuid.UUID(key), patient, routine, screening, datetime.fromisoformat(at))
