"""Whether the gate is open: every reason to stay shut, each at its second, and the way it opens."""

from dataclasses import FrozenInstanceError, replace
from datetime import timedelta
from itertools import permutations

import pytest

from tests.screening.pasts import CURRENT, DAY, HOUR, MINUTE, NOW, SECOND, past, reason
from tracker.screening import questionnaire
from tracker.screening.standing import (
    CLOCK_DRIFT,
    FULL,
    QUICK,
    Limits,
    Past,
    fresh_quick_check,
    standing,
)


def test_the_times_are_those_that_the_file_names():
    assert questionnaire.current().limits == Limits(
        validity=28 * DAY,
        gap=14 * DAY,
        quick_validity=4 * HOUR,
        strong_pain=8,
        pain_jump=3,
        pain_jump_for=48 * HOUR,
        repeats=3,
    )
    assert CLOCK_DRIFT == 5 * MINUTE


def test_the_times_cannot_be_changed_while_the_site_runs():
    with pytest.raises(FrozenInstanceError):
        questionnaire.current().limits.gap = DAY


def test_a_screening_is_a_full_one_that_nobody_read_cleared_or_used_unless_it_says_so():
    plain = Past(1, "clear", NOW, 1, "a")
    assert (plain.kind, plain.is_acknowledged) == (FULL, False) == ("full", False)
    assert (plain.cleared_at, plain.used_at) == (None, None)
    assert QUICK == "quick"


# What was answered


@pytest.mark.parametrize(
    ("screenings", "why"),
    [
        pytest.param([], "first-use", id="never-screened"),
        pytest.param([past("caution")], "unacknowledged", id="caution-not-acknowledged"),
        pytest.param([past("clinician-first")], "stopped", id="clinician-first"),
        pytest.param([past("urgent")], "stopped", id="urgent"),
        pytest.param([past("emergency")], "stopped", id="emergency"),
        pytest.param([past("fine")], "stopped", id="a-tier-nobody-knows"),
        pytest.param([past("")], "stopped", id="no-tier"),
        pytest.param([past("CLEAR")], "stopped", id="a-tier-in-other-letters"),
        pytest.param([past("clear", version=2)], "old-version", id="another-version"),
        pytest.param([past("clear", sha256="b")], "old-version", id="another-file"),
        pytest.param([past("clear"), past("clear", pk=2)], "", id="clear-twice"),
        pytest.param([past("clear", days_ago=60), past("clear")], "", id="an-old-one-before"),
        pytest.param(
            [past("clear", days_ago=1, version=0), past("clear")], "", id="an-old-version-before"
        ),
        pytest.param(
            [past("caution", days_ago=1), past("clear")], "", id="an-unread-caution-before"
        ),
        pytest.param([past("caution", is_acknowledged=True)], "", id="caution-acknowledged"),
        pytest.param([past("clear", is_acknowledged=True)], "", id="clear-and-acknowledged"),
        pytest.param(
            [past("clear", days_ago=1), past("caution")], "unacknowledged", id="a-caution-after"
        ),
        pytest.param(
            [past("urgent", is_acknowledged=True)], "stopped", id="a-stop-is-not-acknowledged"
        ),
    ],
)
def test_what_was_answered_decides(screenings, why):
    assert reason(*screenings) == why


@pytest.mark.parametrize("tier", ["clear", "caution"])
def test_the_screening_that_opened_the_gate_is_named(tier):
    latest = past(tier, is_acknowledged=True)
    assert standing([past("clear", days_ago=1, pk=9), latest], **CURRENT) == ("", latest)
    assert standing([], **CURRENT) == ("first-use", None)


@pytest.mark.parametrize(
    ("latest", "known", "why"),
    [
        pytest.param(past("clear", version=2), {}, "old-version", id="old-version"),
        pytest.param(past("clear", days_ago=28), {}, "expired", id="expired"),
        pytest.param(past("clear"), {"asked_at": NOW}, "asked-again", id="asked-again"),
        pytest.param(past("clear", days_ago=14), {}, "gap", id="gap"),
        pytest.param(past("caution"), {}, "unacknowledged", id="unacknowledged"),
    ],
)
def test_the_latest_full_screening_is_named_with_the_reason(latest, known, why):
    others = [past("clear", days_ago=60, pk=9), past("clear", kind="quick", pk=8)]
    assert standing([*others, latest], **CURRENT | known) == (why, latest)


# Each time, to the second


@pytest.mark.parametrize(
    ("ago", "why"),
    [
        pytest.param(28 * DAY - SECOND, "", id="a-second-before-28-days"),
        pytest.param(28 * DAY, "expired", id="28-days"),
        pytest.param(28 * DAY + SECOND, "expired", id="a-second-later"),
        pytest.param(-5 * MINUTE, "", id="a-clock-five-minutes-ahead"),
        pytest.param(-5 * MINUTE - SECOND, "expired", id="from-the-future"),
        pytest.param(-DAY, "expired", id="from-tomorrow"),
    ],
)
def test_a_screening_holds_for_28_days(ago, why):
    exercised = {"last_session_at": NOW - SECOND}
    assert reason(past("clear", ago=ago), **exercised) == why


@pytest.mark.parametrize(
    ("screened", "exercised", "why"),
    [
        pytest.param(14 * DAY - SECOND, None, "", id="no-session-yet-for-a-second-less"),
        pytest.param(14 * DAY, None, "gap", id="no-session-yet-for-14-days"),
        pytest.param(20 * DAY, 14 * DAY - SECOND, "", id="a-second-before-14-days"),
        pytest.param(20 * DAY, 14 * DAY, "gap", id="14-days"),
        pytest.param(20 * DAY, 19 * DAY, "gap", id="more-than-14-days"),
        pytest.param(DAY, 60 * DAY, "", id="a-screening-after-the-gap"),
        pytest.param(14 * DAY, 60 * DAY, "gap", id="a-gap-after-that-screening-too"),
        pytest.param(20 * DAY, timedelta(0), "", id="a-session-now"),
    ],
)
def test_after_14_days_without_a_session_the_questions_are_asked_again(screened, exercised, why):
    at = exercised if exercised is None else NOW - exercised
    assert reason(past("clear", ago=screened), last_session_at=at) == why


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        pytest.param(-SECOND, "", id="asked-a-second-before"),
        pytest.param(timedelta(0), "asked-again", id="asked-at-that-moment"),
        pytest.param(SECOND, "asked-again", id="asked-a-second-after"),
    ],
)
def test_a_screening_asked_for_is_given_only_by_a_later_one(asked, why):
    latest = past("clear", days_ago=1)
    assert standing([latest], **CURRENT, asked_at=latest.at + asked) == (why, latest)


# Which reason is told when there are several


def test_the_most_important_reason_is_told_first():
    """One thing is put right after the other; the next reason is then told."""
    old = {"days_ago": 30, "version": 0}
    asked = {"asked_at": NOW, "last_session_at": NOW - 20 * DAY}
    stop = past("urgent", days_ago=40)
    cleared = replace(stop, cleared_at=NOW - 10 * DAY)

    told = [
        reason(stop, past("caution", **old), **asked),
        reason(cleared, past("caution", **old), **asked),
        reason(past("caution", **old), **asked),
        reason(past("caution", days_ago=30), **asked),
        reason(past("caution", days_ago=20), **asked),
        reason(past("caution", days_ago=20), last_session_at=NOW - 20 * DAY),
        reason(past("caution", days_ago=20), last_session_at=NOW),
        reason(past("caution", days_ago=20, is_acknowledged=True), last_session_at=NOW),
    ]
    assert told == [
        "uncleared", "check-again", "old-version", "expired", "asked-again", "gap",
        "unacknowledged", "",
    ]  # fmt: skip


def test_of_full_screenings_at_one_moment_the_one_kept_last_counts():
    first, second = past("clear", pk=1), past("caution", pk=2)
    for in_some_order in permutations([first, second]):
        assert standing(in_some_order, **CURRENT) == ("unacknowledged", second)


# The quick check before a session


def fresh(*screenings, **known):
    return fresh_quick_check(screenings, **CURRENT | known)


def quick(tier="clear", **kwargs):
    return past(tier, kind="quick", **kwargs)


@pytest.mark.parametrize("tier", ["clear", "caution"])
def test_a_passing_quick_check_of_now_lets_in_the_next_session(tier):
    check = quick(tier)
    assert fresh(past("clear", pk=5), check, past("clear", kind="session-log", pk=6)) == check


@pytest.mark.parametrize(
    ("ago", "is_fresh"),
    [
        pytest.param(4 * HOUR - SECOND, True, id="a-second-before-four-hours"),
        pytest.param(4 * HOUR, False, id="four-hours"),
        pytest.param(-5 * MINUTE, True, id="a-clock-five-minutes-ahead"),
        pytest.param(-5 * MINUTE - SECOND, False, id="from-the-future"),
    ],
)
def test_a_quick_check_holds_for_four_hours(ago, is_fresh):
    assert (fresh(quick(ago=ago)) is not None) == is_fresh


@pytest.mark.parametrize(
    "check",
    [
        pytest.param(quick("urgent"), id="stopped"),
        pytest.param(quick("urgent", cleared_at=NOW), id="stopped-and-cleared"),
        pytest.param(quick("fine"), id="a-tier-nobody-knows"),
        pytest.param(quick(used_at=NOW), id="used"),
        pytest.param(quick(version=0), id="another-version"),
        pytest.param(quick(sha256="b"), id="another-file"),
        pytest.param(past("clear"), id="a-full-screening"),
        pytest.param(past("clear", kind="session-log"), id="said-after-a-session"),
    ],
)
def test_another_check_does_not_let_in_a_session(check):
    assert fresh(check) is None


@pytest.mark.parametrize(
    "latest",
    [
        pytest.param(quick("emergency", pk=2), id="stopped"),
        pytest.param(quick(pk=2, used_at=NOW), id="used"),
        pytest.param(quick(pk=2, version=0), id="another-version"),
    ],
)
def test_only_the_latest_quick_check_counts(latest):
    for earlier in (quick(ago=HOUR, pk=3), quick(pk=1)):
        for in_some_order in permutations([earlier, latest]):
            assert fresh(*in_some_order) is None
            assert fresh(replace(latest, at=NOW - 2 * HOUR), replace(earlier, pk=1)) is not None


def test_without_a_quick_check_there_is_none():
    assert fresh() is None
    assert fresh(past("clear")) is None
