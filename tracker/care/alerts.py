"""Who needs their therapist today: rules on plain values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from tracker.measures.scoring import is_high

# How long a therapist is shown a stop that only their patient's own statement has cleared.
OWN_WORD_IS_SHOWN = timedelta(days=28)
# How long a therapist's own clearance is shown; longer while no safety check has followed it.
CLEARANCE_IS_SHOWN = timedelta(days=28)
# Why exercise is closed for someone who was screened, until they answer all questions again.
WAITS_FOR_A_CHECK = frozenset({"check-again", "old-version", "expired", "asked-again", "gap"})


class Alert(IntEnum):
    """Why someone is shown first; the most serious is the highest."""

    NONE = 0
    HIGH_PAIN = 1
    OWN_WORD = 2
    STOPPED = 3


@dataclass(frozen=True)
class Pain:
    """How strong somebody's pain was (0 to 10), when, and whether a quick check alone told it."""

    value: int
    at: datetime
    on: date
    is_from_quick_check: bool = False

    @property
    def is_high(self):
        return is_high(self.value)


def last_of(*pains: Pain | None) -> Pain | None:
    """Return the newest of these; of two at the same moment the one that is named first."""
    return max((one for one in pains if one), key=lambda one: one.at, default=None)


@dataclass(frozen=True)
class Signs:
    """What is known of a patient: the tier of a stop that nobody has cleared, and the last pain."""

    stopped_tier: str | None
    last_pain: int | None
    # Whether they went on after a stop of late, by their own statement alone.
    is_own_word: bool = False


def alert_of(signs: Signs) -> Alert:
    """Return the most serious reason to look at this patient."""
    if signs.stopped_tier is not None:
        return Alert.STOPPED
    if signs.is_own_word:
        return Alert.OWN_WORD
    if is_high(signs.last_pain):
        return Alert.HIGH_PAIN
    return Alert.NONE
