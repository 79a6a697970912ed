"""What to say at the end of a session: what was done, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from tracker.measures.scoring import is_high
from tracker.screening.rules import Tier

from . import signs
from .models import ExerciseLog, ExerciseSession
from .queries import Today, today_of


@dataclass(frozen=True)
class SummingUp:
    """How many exercises were done, whether it hurt, and whether anything calls for rest."""

    done: int
    asked: int
    hurt: bool
    is_hard: bool

    @property
    def is_whole(self):
        return self.done == self.asked


def summing_up(session: ExerciseSession, logs: list[ExerciseLog], pains: dict) -> SummingUp:
    """Return what the one sentence tells; nobody is cheered for pain."""
    before, after = pains.get("before"), pains.get("after")
    rose = None not in (before, after) and after > before
    return SummingUp(
        done=sum(log.outcome == ExerciseLog.Outcome.DONE for log in logs),
        asked=len(logs),
        hurt=any(log.reason == ExerciseLog.Reason.PAIN or log.hurts.all() for log in logs),
        is_hard=rose or is_high(after) or signs.tier_of(session.new_symptoms) > Tier.CLEAR,
    )


def next_of(session: ExerciseSession, at: datetime) -> Today | None:
    """Return the day that goes on after this session, if it was saved on it."""
    patient = session.patient
    day = patient.day_of(at)
    return today_of(patient, day) if day == patient.day_of(session.saved_at) else None
