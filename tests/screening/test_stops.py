"""A stop of any kind locks until a clinician's clearance and a later full screening that passes."""

from dataclasses import replace
from itertools import permutations

import pytest

from tests.screening.pasts import CURRENT, DAY, NOW, SECOND, past, reason
from tracker.screening.standing import standing


def cleared(tier, days_ago, then, **kwargs):
    """A stop, and a clinician's word so many days ago."""
    return past(tier, days_ago=days_ago, cleared_at=NOW - then * DAY, **kwargs)


LOCK = past("emergency", days_ago=5)
CLEARED = cleared("emergency", 5, then=3)


@pytest.mark.parametrize(
    ("screenings", "why"),
    [
        pytest.param([LOCK, past("clear")], "uncleared", id="clear-after-a-stop"),
        pytest.param([past("clear"), LOCK], "uncleared", id="in-any-order"),
        pytest.param([past("clear", days_ago=9), LOCK], "stopped", id="a-stop-after-a-clear-one"),
        pytest.param([CLEARED], "check-again", id="a-clearance-and-no-new-check-but-that-stop"),
        pytest.param(
            [CLEARED, past("clear", days_ago=4)], "check-again", id="a-check-before-the-clearance"
        ),
        pytest.param(
            [CLEARED, past("clear", days_ago=3, ago=SECOND)], "check-again", id="a-second-before"
        ),
        pytest.param(
            [CLEARED, past("clear", days_ago=3)], "check-again", id="a-check-at-the-same-moment"
        ),
        pytest.param([CLEARED, past("clear", days_ago=3, ago=-SECOND)], "", id="a-second-after"),
        pytest.param(
            [CLEARED, past("urgent", days_ago=1), past("clear")],
            "uncleared",
            id="a-clearance-of-an-earlier-stop",
        ),
        pytest.param([CLEARED, past("urgent")], "stopped", id="stopped-again"),
        pytest.param(
            [past("clear", pk=2), past("emergency", pk=1)], "stopped", id="two-tabs-at-once"
        ),
        pytest.param(
            [past("clear", pk=1), past("emergency", pk=2)], "stopped", id="the-other-tab-first"
        ),
        pytest.param(
            [past("clear", pk=3), past("urgent", pk=1), past("emergency", pk=2)],
            "stopped",
            id="three-tabs-at-once",
        ),
        pytest.param(
            [past("emergency", pk=1), past("urgent", pk=2)],
            "uncleared",
            id="of-two-stops-at-once-the-milder-is-the-last",
        ),
        pytest.param(
            [past("urgent", days_ago=6), CLEARED, past("caution")],
            "unacknowledged",
            id="caution-after-a-clearance",
        ),
        pytest.param(
            [LOCK, cleared("urgent", 4, then=1), past("clear")],
            "uncleared",
            id="only-a-milder-later-stop-is-cleared",
        ),
        pytest.param(
            [past("fine", days_ago=5), cleared("clinician-first", 4, then=1),
             past("clear")],
            "",
            id="a-tier-nobody-knows-is-as-serious-as-seeing-a-clinician",
        ),
        pytest.param(
            [past("urgent", days_ago=5), cleared("fine", 4, then=1),
             past("clear")],
            "uncleared",
            id="and-no-more-serious",
        ),
        pytest.param(
            [CLEARED, past("urgent", days_ago=4), past("clear")],
            "uncleared",
            id="a-milder-stop-after-the-one-that-is-cleared",
        ),
        pytest.param(
            [CLEARED, past("urgent", days_ago=5, ago=-SECOND), past("clear")],
            "uncleared",
            id="a-second-after-the-one-that-is-cleared",
        ),
        pytest.param(
            [CLEARED, past("urgent", days_ago=5, pk=2), past("clear")],
            "",
            id="a-milder-stop-at-the-same-moment-as-the-one-that-is-cleared",
        ),
        pytest.param(
            [CLEARED, past("emergency", days_ago=5, pk=2), past("clear")],
            "",
            id="an-equal-stop-at-the-same-moment",
        ),
        pytest.param(
            [CLEARED, cleared("urgent", 4, then=1), past("clear", days_ago=2)],
            "check-again",
            id="a-check-between-two-clearances",
        ),
        pytest.param(
            [
                cleared("emergency", 5, then=1),
                cleared("urgent", 4, then=3),
                past("clear", days_ago=2),
            ],
            "check-again",
            id="a-check-before-the-last-clearance-that-was-needed",
        ),
        pytest.param(
            [
                cleared("urgent", 6, then=4),
                cleared("emergency", 5, then=1),
                past("clear", days_ago=0.5),
            ],
            "",
            id="after-the-last-clearance-that-was-needed",
        ),
        pytest.param(
            [
                cleared("urgent", 6, then=4),
                cleared("urgent", 5, then=1),
                past("clear", days_ago=2),
            ],
            "check-again",
            id="the-later-stop-was-cleared-after-the-check",
        ),
        pytest.param(
            [past("urgent", days_ago=6), CLEARED, past("clear")],
            "",
            id="one-clearance-for-all-that-was-before-it",
        ),
        pytest.param(
            [CLEARED, cleared("urgent", 4, then=2), past("clear")],
            "",
            id="a-clearance-for-each",
        ),
        pytest.param(
            [cleared("urgent", 2, then=3), past("clear", days_ago=2.5)],
            "check-again",
            id="a-clearance-dated-before-its-stop-needs-a-check-after-the-stop",
        ),
        pytest.param(
            [cleared("urgent", 2, then=3), past("clear", days_ago=1)],
            "",
            id="a-clearance-dated-before-its-stop-and-a-check-after-it",
        ),
    ],
)  # fmt: skip
def test_a_stop_locks_until_a_clearance_and_a_later_passing_screening(screenings, why):
    for in_some_order in permutations(screenings):
        assert reason(*in_some_order) == why


@pytest.mark.parametrize(
    ("screenings", "decides"),
    [
        pytest.param([LOCK, past("urgent", days_ago=4, pk=2)], 1, id="the-most-serious"),
        pytest.param(
            [past("clinician-first", pk=3), past("urgent", days_ago=4, pk=2)], 2, id="not-the-last"
        ),
        pytest.param([LOCK, past("emergency", days_ago=4, pk=2)], 2, id="of-equals-the-latest"),
        pytest.param([LOCK, replace(LOCK, pk=2)], 2, id="at-one-moment-the-one-kept-last"),
        pytest.param([CLEARED, past("urgent", days_ago=4, pk=2)], 2, id="of-those-still-open"),
        pytest.param([past("fine", days_ago=1, pk=2), past("urgent", days_ago=2)], 1, id="known"),
        pytest.param(
            [replace(CLEARED, pk=2), past("urgent", days_ago=6, pk=3)],
            2,
            id="when-all-are-cleared-the-latest",
        ),
    ],
)
def test_the_most_serious_open_stop_decides(screenings, decides):
    for in_some_order in permutations(screenings):
        assert standing(in_some_order, **CURRENT)[1].pk == decides


def test_a_check_after_a_clearance_is_asked_for_because_of_the_last_stop():
    first = cleared("emergency", 6, then=1)
    second = cleared("urgent", 5, then=1, pk=2)
    found = standing([first, second, past("clear", days_ago=2, pk=3)], **CURRENT)
    assert found == ("check-again", second)


# Quick checks and what was said after a session


@pytest.mark.parametrize("kind", ["quick", "session-log", "of-another-kind"])
@pytest.mark.parametrize("tier", ["clinician-first", "urgent", "emergency", "fine"])
def test_a_stop_of_any_kind_locks_like_a_full_one(kind, tier):
    clear, stop = past("clear", days_ago=2), past(tier, days_ago=1, kind=kind, pk=2)
    assert standing([clear, stop], **CURRENT) == ("stopped", stop)
    assert standing([clear, stop, past("clear", pk=3)], **CURRENT) == ("uncleared", stop)
    cleared = replace(stop, cleared_at=NOW - DAY / 2)
    assert standing([clear, cleared], **CURRENT) == ("check-again", cleared)
    assert reason(clear, cleared, past("clear", pk=3)) == ""


@pytest.mark.parametrize("kind", ["quick", "session-log", "of-another-kind", ""])
@pytest.mark.parametrize("tier", ["clear", "caution"])
def test_what_passes_opens_the_gate_only_as_a_full_screening(kind, tier):
    passing = past(tier, kind=kind, is_acknowledged=True, pk=2)
    assert standing([passing], **CURRENT) == ("first-use", None)
    assert reason(CLEARED, passing) == "check-again"
    assert reason(past("clear", days_ago=28), passing) == "expired"
    assert reason(past("clear", days_ago=14), passing) == "gap"
    assert reason(past("clear", days_ago=1), passing, asked_at=NOW - DAY) == "asked-again"
    assert reason(past("clear", days_ago=1, version=0), passing) == "old-version"
    assert reason(past("caution", days_ago=1), passing) == "unacknowledged"
    assert reason(LOCK, passing) == "uncleared"


@pytest.mark.parametrize("kind", ["quick", "session-log"])
def test_a_passing_quick_check_or_log_does_not_close_what_a_full_screening_opened(kind):
    full = past("clear", days_ago=1)
    other = past("caution", kind=kind, version=0, pk=2)
    assert standing([full, other], **CURRENT) == ("", full)


def test_a_quick_check_that_stopped_and_was_cleared_is_no_first_screening():
    stop = past("urgent", days_ago=1, kind="quick", cleared_at=NOW - DAY / 2)
    assert standing([stop], **CURRENT) == ("first-use", None)
