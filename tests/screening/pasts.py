"""What the tests of the standing share: the moment it is, and earlier screenings in a word."""

from datetime import UTC, datetime, timedelta

from tracker.screening import questionnaire
from tracker.screening.standing import Past, standing

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = (
    timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
)  # fmt: skip
CURRENT = {
    "now": NOW,
    "version": 1,
    "sha256": "a",
    "limits": questionnaire.current().limits,
}


def past(tier, *, ago=timedelta(0), days_ago=0, pk=1, **kwargs):
    fields = {"version": 1, "sha256": "a"} | kwargs
    return Past(pk=pk, tier=tier, at=NOW - ago - days_ago * DAY, **fields)


def reason(*screenings, **known):
    """Return why the gate is closed, "" if it is open."""
    why, decides = standing(screenings, **CURRENT | known)
    assert decides in screenings if why != "first-use" else decides is None
    return why
