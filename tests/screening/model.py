"""A plain model of the gate, written from its rules in words and from none of its code.

It keeps what is still needed before someone may exercise, one event after the other; the real
gate is asked to agree with it after every step.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

SERIOUS = {"clinician-first": 1, "urgent": 2, "emergency": 3}
FULL_HOLDS = timedelta(days=28)
GAP = timedelta(days=14)
QUICK_HOLDS = timedelta(hours=4)


@dataclass
class Check:
    """A full screening or a quick check that let the person go on."""

    row: int
    at: datetime
    tier: str
    edition: str
    cautions: frozenset = frozenset()
    is_acknowledged: bool = False
    is_used: bool = False


@dataclass
class Person:
    """What is known of one person, and what they still have to do."""

    # Stops that wait for a clinician: row → tier, in the order in which they came.
    open_stops: dict = field(default_factory=dict)
    all_stops: list = field(default_factory=list)
    needs_full_check: bool = True
    full: Check | None = None
    quick_checks: list = field(default_factory=list)
    last_session: datetime | None = None

    def says_in_full(self, row, tier, at, edition):
        if tier in SERIOUS:
            self.is_stopped(row, tier)
        else:
            self.full = Check(row, at, tier, edition)
            self.needs_full_check = False

    def says_quickly(self, row, tier, at, edition, cautions, asks_again):
        check = Check(row, at, tier, edition, frozenset(cautions))
        before = [one for one in self.quick_checks if one.is_used][-2:]
        self.quick_checks.append(check)
        if tier in SERIOUS:
            self.is_stopped(row, tier)
        is_third = len(before) == 2 and bool(
            check.cautions & before[0].cautions & before[1].cautions
        )
        if asks_again or is_third:
            self.needs_full_check = True

    def says_after_a_session(self, row, tier, asks_again):
        if tier in SERIOUS:
            self.is_stopped(row, tier)
        if asks_again:
            self.needs_full_check = True

    def is_stopped(self, row, tier):
        self.open_stops[row] = tier
        self.all_stops.append((row, tier))
        self.needs_full_check = True

    def is_cleared(self, row):
        """A clinician knows of this stop, and of the milder ones that came before it."""
        order = [stop for stop, _tier in self.all_stops]
        tier = dict(self.all_stops)[row]
        known = {
            stop
            for stop, other in self.all_stops
            if order.index(stop) <= order.index(row) and SERIOUS[other] <= SERIOUS[tier]
        }
        covered = known & set(self.open_stops)
        for stop in covered:
            del self.open_stops[stop]
        if covered:
            self.needs_full_check = True

    def is_asked_again(self):
        self.needs_full_check = True

    def exercised(self, row, at):
        for check in self.quick_checks:
            if check.row == row and not check.is_used:
                check.is_used = True
                self.last_session = max(self.last_session or at, at)

    def tier_that_locks(self):
        """The most serious stop that nobody has cleared; None when nothing locks."""
        return max(self.open_stops.values(), key=SERIOUS.get, default=None)

    def may_exercise(self, now, edition):
        if self.open_stops or self.needs_full_check:
            return False
        last_seen = max(self.full.at, self.last_session or self.full.at)
        return (
            self.full.edition == edition
            and now - self.full.at < FULL_HOLDS
            and now - last_seen < GAP
            and (self.full.tier == "clear" or self.full.is_acknowledged)
        )

    def quick_check_in_hand(self, now, edition):
        """The quick check that the next session may begin with; None asks for a new one."""
        latest = self.quick_checks[-1] if self.quick_checks else None
        if latest is None or latest.tier in SERIOUS or latest.is_used:
            return None
        is_fresh = now - latest.at < QUICK_HOLDS and latest.edition == edition
        return latest.row if is_fresh else None
