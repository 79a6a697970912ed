"""When pain has jumped: 3 points above the usual level, for 48 hours, and not just once."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.measures.usual import Score, has_jumped

NOW = datetime(2026, 3, 30, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def scores(**of_hours_ago):
    """`h48=6` is a pain of 6, 48 hours before now."""
    return [Score(NOW - int(key[1:]) * HOUR, value) for key, value in of_hours_ago.items()]


USUAL_2 = scores(h200=2, h150=2, h100=2)


def jumped(*lists, checked_at=NOW - 300 * HOUR):
    found = [one for several in lists for one in several]
    return has_jumped(found, checked_at=checked_at, points=3, lasting=48 * HOUR)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        pytest.param({}, False, id="nothing-since"),
        pytest.param({"h0": 10}, False, id="one-high-score"),
        pytest.param({"h47": 10, "h24": 10, "h0": 10}, False, id="high-for-47-hours"),
        pytest.param({"h48": 5, "h0": 5}, True, id="3-above-for-48-hours-exactly"),
        pytest.param({"h48": 4, "h0": 5}, False, id="2-above-at-its-beginning"),
        pytest.param({"h48": 5, "h0": 4}, False, id="2-above-at-its-end"),
        pytest.param({"h48": 5, "h20": 4, "h0": 9}, False, id="one-lower-score-in-between"),
        pytest.param({"h60": 4, "h48": 5, "h20": 6, "h0": 5}, True, id="risen-step-by-step"),
        pytest.param({"h90": 7, "h80": 1, "h48": 7, "h0": 7}, True, id="it-had-eased-before"),
        pytest.param({"h60": 9, "h50": 9, "h49": 9, "h0": 9}, True, id="most-scores-are-high"),
    ],
)
def test_a_jump_is_3_points_above_usual_for_48_hours(later, expected):
    assert jumped(USUAL_2, scores(**later)) is expected


def test_the_last_second_of_the_48_hours_counts():
    first = Score(NOW - 48 * HOUR + SECOND, 9)
    assert not jumped(USUAL_2, [first], scores(h0=9))
    assert jumped(USUAL_2, [first._replace(at=first.at - SECOND)], scores(h0=9))


def test_the_order_in_which_the_scores_come_does_not_matter():
    assert jumped(reversed(USUAL_2 + scores(h48=5, h24=5, h0=5)))


@pytest.mark.parametrize(
    ("usual", "expected"),
    [
        pytest.param([], False, id="none"),
        pytest.param([1, 1], False, id="two"),
        pytest.param([1, 1, 1], True, id="three"),
        pytest.param([0, 3, 10], False, id="the-middle-one-counts"),
        pytest.param([0, 2, 10], True, id="not-the-mean"),
        pytest.param([1, 2, 3, 9], False, id="half-way-between-the-two-in-the-middle"),
    ],
)
def test_the_usual_level_is_the_median_of_three_scores_or_more(usual, expected):
    before = [Score(NOW - (60 + n) * HOUR, value) for n, value in enumerate(usual)]
    assert jumped(before, scores(h48=5, h0=5)) is expected


def test_the_usual_level_is_that_of_28_days_before_the_rise():
    start = NOW - 48 * HOUR
    edge = [Score(start - timedelta(days=28), 1), *scores(h100=1, h90=1)]
    assert jumped(edge, scores(h48=4, h0=4))

    too_old = [edge[0]._replace(at=edge[0].at - SECOND), *edge[1:]]
    assert not jumped(too_old, scores(h48=4, h0=4)), "only two scores are left"


class TestAfterASafetyCheck:
    def test_pain_of_before_the_check_was_answered_with_it(self):
        high = scores(h72=6, h48=6, h24=6, h0=6)
        assert jumped(USUAL_2, high)
        assert not jumped(USUAL_2, high, checked_at=NOW - 1 * HOUR)
        assert not jumped(USUAL_2, high, checked_at=NOW)

    def test_the_same_stretch_does_not_ask_again_and_again(self):
        high = scores(h160=6, h130=6, h100=6, h48=6, h24=6, h0=6)
        usual = scores(h300=2, h280=2, h260=2, h240=2, h220=2, h210=2, h205=2)
        assert jumped(usual, high)
        assert not jumped(usual, high, checked_at=NOW - 110 * HOUR)

    def test_a_further_rise_asks_again(self):
        usual = scores(h300=2, h280=2, h260=2, h240=2)
        worse = scores(h160=6, h130=6, h48=9, h0=9)
        assert jumped(usual, worse, checked_at=NOW - 110 * HOUR)
        assert not jumped(usual, worse[:-1] + scores(h0=8), checked_at=NOW - 110 * HOUR)

    def test_a_new_rise_after_it_eased_asks_again(self):
        usual = scores(h300=2, h280=2, h260=2, h240=2)
        again = scores(h160=6, h130=6, h100=2, h48=6, h0=6)
        assert jumped(usual, again, checked_at=NOW - 110 * HOUR)

    def test_a_score_of_the_moment_of_the_check_belongs_to_it(self):
        high = scores(h48=6, h0=6)
        assert not jumped(USUAL_2, high, checked_at=NOW - 48 * HOUR)
        assert jumped(USUAL_2, high, checked_at=NOW - 48 * HOUR - SECOND)
