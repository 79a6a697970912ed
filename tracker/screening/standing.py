"""Whether the gate is open: what is known of a person in, the reason out.

Everything here is a draft that needs a clinician's sign-off, like the questionnaire it follows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .rules import PASSING, Tier, severity_of

FULL = "full"
QUICK = "quick"
# Two servers' clocks may differ a little; a check from further in the future is not believed.
CLOCK_DRIFT = timedelta(minutes=5)


@dataclass(frozen=True)
class Limits:
    """How long answers hold; the numbers and their sources are in the questionnaire's file."""

    validity: timedelta
    gap: timedelta
    quick_validity: timedelta
    strong_pain: int
    pain_jump: int
    pain_jump_for: timedelta
    repeats: int


@dataclass(frozen=True)
class Past:
    """What the gate needs to know of one earlier screening, of whatever kind."""

    pk: int
    tier: str
    at: datetime
    version: int
    sha256: str
    kind: str = FULL
    is_acknowledged: bool = False
    cleared_at: datetime | None = None
    used_at: datetime | None = None

    @property
    def is_passing(self) -> bool:
        return self.tier in PASSING

    def is_covered_by(self, other: "Past") -> bool:
        """Return whether the clearance of that stop, if it has one, is about this one too."""
        is_as_serious = severity_of(other.tier) >= severity_of(self.tier)
        return other.cleared_at is not None and other.at >= self.at and is_as_serious

    def is_of(self, version: int, sha256: str) -> bool:
        return (self.version, self.sha256) == (version, sha256)

    def is_within(self, time: timedelta, now: datetime) -> bool:
        return -CLOCK_DRIFT <= now - self.at < time


def standing(
    past: Iterable[Past],
    *,
    now: datetime,
    version: int,
    sha256: str,
    limits: Limits,
    asked_at: datetime | None = None,
    last_session_at: datetime | None = None,
) -> tuple[str, Past | None]:
    """Return why the gate is closed ("" when it is open), and the screening that decides it.

    `asked_at` is when a new screening was last asked for, `last_session_at` when the last session
    was kept. A stop of any kind (a screening, a quick check, a session's log) locks until a
    clinician's clearance, whatever is answered later; after the last clearance that was needed a
    new full screening has to pass. Sources: the file's tiers and re-screen rules (design.md).
    """
    in_order = sorted(past, key=lambda one: (one.at, not one.is_passing, one.pk))
    stops = [one for one in in_order if not one.is_passing]
    cleared = {stop: [by.cleared_at for by in stops if stop.is_covered_by(by)] for stop in stops}
    if still_open := [stop for stop in stops if not cleared[stop]]:
        lock = max(still_open, key=lambda one: (severity_of(one.tier), one.at, one.pk))
        return ("stopped" if lock is in_order[-1] else "uncleared"), lock

    full = [one for one in in_order if one.kind == FULL]
    if not full:
        return "first-use", None
    latest = full[-1]
    if stops and latest.at <= max(stops[-1].at, *(min(given) for given in cleared.values())):
        return "check-again", stops[-1]
    if not latest.is_of(version, sha256):
        return "old-version", latest
    if not latest.is_within(limits.validity, now):
        return "expired", latest
    if asked_at is not None and latest.at <= asked_at:
        return "asked-again", latest
    if now - max(latest.at, last_session_at or latest.at) >= limits.gap:
        return "gap", latest
    if latest.tier != Tier.CLEAR.stored and not latest.is_acknowledged:
        return "unacknowledged", latest
    return "", latest


def fresh_quick_check(
    past: Iterable[Past], *, now: datetime, version: int, sha256: str, limits: Limits
) -> Past | None:
    """Return the quick check that the next session may start with, if it is there.

    Only the latest counts, it lets in one session, and it holds for hours.
    """
    quick = [one for one in past if one.kind == QUICK]
    latest = max(quick, key=lambda one: (one.at, one.pk), default=None)
    if latest is None or not latest.is_passing or latest.used_at is not None:
        return None
    is_fresh = latest.is_of(version, sha256) and latest.is_within(limits.quick_validity, now)
    return latest if is_fresh else None
