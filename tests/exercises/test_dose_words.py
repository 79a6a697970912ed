"""A dose in words, and about how long it takes."""

import pytest

from exercises.dosing import dose_words, minutes_estimate


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        pytest.param({"reps_min": 10, "hold_seconds_min": 5}, "10 times, hold 5 seconds"),
        pytest.param({"reps_min": 10, "reps_max": 10}, "10 times", id="a-range-of-one"),
        pytest.param({"reps_min": 8, "reps_max": 12}, "8 to 12 times"),
        pytest.param({"reps_min": 1}, "Once"),
        pytest.param({"reps_min": 1, "per_side": True}, "Once each side"),
        pytest.param({"reps_min": 1, "hold_seconds_min": 1}, "Once, hold 1 second"),
        pytest.param(
            {"reps_min": 10, "hold_seconds_min": 3, "hold_seconds_max": 5, "per_side": True},
            "10 each side, hold 3 to 5 seconds",
        ),
        pytest.param({"reps_min": 1, "reps_max": 3, "per_side": True}, "1 to 3 each side"),
        pytest.param({"sets": 2, "reps_min": 10}, "2 sets of 10"),
        pytest.param(
            {"sets": 2, "reps_min": 8, "reps_max": 12, "per_side": True, "hold_seconds_min": 2},
            "2 sets of 8 to 12 each side, hold 2 seconds",
        ),
        pytest.param({"minutes_min": 5, "minutes_max": 10}, "5 to 10 minutes"),
        pytest.param({"minutes_min": 1}, "1 minute"),
        pytest.param({"minutes_min": 1, "minutes_max": 3}, "1 to 3 minutes"),
        pytest.param({"minutes_min": 2, "per_side": True}, "2 minutes each side"),
        pytest.param(
            {"sets": 3, "minutes_min": 2, "minutes_max": 10}, "3 times, 2 to 10 minutes each"
        ),
        pytest.param(
            {"sets": 3, "minutes_min": 2, "per_side": True}, "3 times, 2 minutes each side"
        ),
        pytest.param({"hold_seconds_min": 30}, "Hold 30 seconds"),
        pytest.param({"hold_seconds_min": 30, "sets": 3}, "3 times, hold 30 seconds"),
        pytest.param({"hold_seconds_min": 30, "per_side": True}, "Once each side, hold 30 seconds"),
        pytest.param({"reps_min": 10, "rest_seconds": 30}, "10 times", id="rest-is-not-said"),
        pytest.param({}, "", id="nothing-prescribed"),
    ],
)
def test_a_dose_reads_as_a_patient_would_say_it(parts, words):
    assert dose_words(**parts) == words


@pytest.mark.parametrize(
    ("parts", "minutes"),
    [
        pytest.param({}, 1, id="never-less-than-one"),
        pytest.param({"reps_min": 10, "hold_seconds_min": 5}, 2, id="80-seconds"),
        pytest.param({"reps_min": 8, "reps_max": 12, "hold_seconds_min": 3}, 1, id="the-middle"),
        pytest.param({"reps_min": 10, "hold_seconds_min": 3, "per_side": True}, 2, id="two-sides"),
        pytest.param({"reps_min": 10, "sets": 2, "rest_seconds": 60}, 2, id="rest-between-sets"),
        pytest.param({"reps_min": 10, "rest_seconds": 600}, 1, id="one-set-needs-no-rest"),
        pytest.param({"minutes_min": 5, "minutes_max": 10}, 8, id="minutes"),
        pytest.param({"sets": 3, "minutes_min": 2, "rest_seconds": 90}, 9, id="bouts"),
        pytest.param({"hold_seconds_min": 57}, 1, id="a-hold-alone"),
    ],
)
def test_minutes_are_a_rough_whole_number(parts, minutes):
    assert minutes_estimate(**parts) == minutes
