"""When pain is stronger than one tap can answer for: values in, answer out.

Draft, for a clinician's sign-off. Source: the questionnaire's first version says of the pain in
the quick check "8 or more, or 3 or more above your usual: offer relaxation and the flare-up plan,
and ask the other checks again". What is usual, and from how much, is a design default.
"""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from .standing import Limits

# The usual pain is the middle of the last few sessions' that are not long ago.
LOOKED_AT = 7
NOT_LONGER_AGO = timedelta(days=28)
NEEDED = 3


def usual_of(pains: Sequence[int]) -> float | None:
    """Return the usual pain before a session, or None while too few are known."""
    return median(pains) if len(pains) >= NEEDED else None


def is_strong(pain: int, usual: float | None, limits: Limits) -> bool:
    """Return whether this pain is strong, or well above what is usual for this person."""
    is_jump = usual is not None and pain >= usual + limits.pain_jump
    return pain >= limits.strong_pain or is_jump
