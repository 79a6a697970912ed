"""What lets a person with a current, passing screening in to exercise, and nobody else."""

import logging
from dataclasses import dataclass
from functools import wraps

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from . import questionnaire
from .answers import check_of, has_unclaimed_emergency
from .models import Screening
from .rules import LOCKING, conditions_of
from .standing import fresh_quick_check, standing

logger = logging.getLogger("backcare.screening")
# The re-screen rules that time sets off, by the reason for which the gate is closed.
RESCREEN_RULES = {"expired": "every_28_days", "gap": "gap_14_days"}


@dataclass(frozen=True)
class Standing:
    """Whether someone may exercise now; if not, why, and because of which screening."""

    is_open: bool
    reason: str
    tier: str | None = None
    screening: Screening | None = None
    conditions: frozenset[str] = frozenset()
    # The quick check that the next session may start with, if one was just done.
    quick_check: Screening | None = None
    # Why a new screening is asked for, in words for the person.
    because: str = ""

    @property
    def is_locked(self):
        return self.reason in ("stopped", "uncleared")

    @property
    def tells_to_stop(self):
        """Return whether there is a warning sign, also one that is not confirmed yet."""
        return self.is_locked or self.reason == "unconfirmed"

    @property
    def url(self):
        """Where the person is led: to the help they need, or to what opens the gate again."""
        if self.reason == "unconfirmed":
            is_emergency = self.tier == Screening.Tier.EMERGENCY.value
            return reverse("screening:stop" if is_emergency else "screening:review")
        if self.is_locked:
            # A tier that nobody knows is no reason to let anyone pass, nor to alarm them.
            tier = self.tier if self.tier in LOCKING else Screening.Tier.CLINICIAN_FIRST.value
            return reverse("screening:seek_care", args=[tier])
        if self.is_open or self.reason == "unacknowledged":
            return reverse("screening:result")
        return reverse("screening:start")


def standing_of(patient, at) -> Standing:
    """Return whether this person may exercise at this moment; any doubt closes the gate."""
    return _or_closed(lambda: _judge(Screening.objects.deciding_for(patient, at), at))


def standing_by(rows, at) -> Standing:
    """Return the same from one person's rows of `deciding_for_each`, asking nothing more."""
    return _or_closed(lambda: _judge(rows, at))


def _or_closed(judge) -> Standing:
    try:
        return judge()
    except Exception:
        logger.exception("The gate stays closed: the standing could not be read.")
        return Standing(False, "unreadable")


def _judge(deciding, at) -> Standing:
    """Ask the database once, if it was not asked yet, and the rules about what it says."""
    rows = {row.pk: row for row in deciding}
    past = [row.as_past() for row in rows.values()]
    current = questionnaire.current()
    now = {
        "now": at,
        "version": current.version,
        "sha256": current.sha256,
        "limits": current.limits,
    }
    since = next(iter(rows.values()), None)
    reason, decides = standing(
        past,
        asked_at=since and since.asked_at,
        last_session_at=since and since.last_session_at,
        **now,
    )
    if decides is None:
        return Standing(False, reason)
    screening, quick = rows[decides.pk], fresh_quick_check(past, **now)
    return Standing(
        is_open=reason == "",
        reason=reason,
        tier=screening.tier,
        screening=screening,
        conditions=conditions_of(current, screening.answers),
        quick_check=rows[quick.pk] if quick else None,
        because=_because(current, reason, screening.asked_for),
    )


def _because(current, reason, asked_for) -> str:
    """Return in words why a full screening is asked for again; nothing where no rule says so."""
    return current.why(asked_for if reason == "asked-again" else RESCREEN_RULES.get(reason))


def standing_in(request) -> Standing:
    """Return the standing of the signed-in person, in this browser, now.

    A stop that was answered here and is not kept yet closes the gate until it is: an emergency as
    soon as it was tapped, signed in or not yet, until it is confirmed or taken back; the other
    tiers once all is answered, also when keeping it failed.
    """
    try:
        outcome = check_of(request).outcome()
        tier = outcome.tier.stored if outcome else None
        if has_unclaimed_emergency(request):
            tier = Screening.Tier.EMERGENCY.value
    except Exception:
        logger.exception("The gate stays closed: the answers of this browser could not be read.")
        return Standing(False, "unreadable")
    if tier in LOCKING:
        return Standing(False, "unconfirmed", tier)
    return standing_of(request.user, timezone.now())


def gate_required(view):
    """Open this page only to people whose standing is open; lead the others on."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.standing = standing_in(request)
        if not request.standing.is_open:
            return redirect(request.standing.url)
        return view(request, *args, **kwargs)

    guarded.is_gated = True
    return guarded
