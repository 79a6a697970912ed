"""Who needs their therapist today: rules on plain values."""

from dataclasses import dataclass
from enum import IntEnum

from tracker.measures.scoring import is_high


class Alert(IntEnum):
    """Why someone is shown first; the most serious is the highest."""

    NONE = 0
    HIGH_PAIN = 1
    STOPPED = 2


@dataclass(frozen=True)
class Signs:
    """What is known of a patient: the tier of a stop that nobody has cleared, and the last pain."""

    stopped_tier: str | None
    last_pain: int | None


def alert_of(signs: Signs) -> Alert:
    """Return the most serious reason to look at this patient."""
    if signs.stopped_tier is not None:
        return Alert.STOPPED
    if is_high(signs.last_pain):
        return Alert.HIGH_PAIN
    return Alert.NONE
