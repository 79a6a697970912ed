"""What differs between two states of a piece, and how it is said."""

import pytest

from exercises.desk.changes import GONE, NEW, SAME, Part, changes, lines
from exercises.desk.saying import dose_lines
from exercises.dosing import DOSE_FIELDS


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(["Lie."], ["Lie."], [[(SAME, "Lie.")]], id="the-same"),
        pytest.param([], ["Lie."], [[(NEW, "Lie.")]], id="a-new-line"),
        pytest.param(["Lie.", "Rest."], ["Lie."], [[(SAME, "Lie.")], [(GONE, "Rest.")]], id="gone"),
        pytest.param(
            ["Hold for two breaths."],
            ["Hold for three breaths."],
            [[(SAME, "Hold for "), (GONE, "two "), (NEW, "three "), (SAME, "breaths.")]],
            id="a-word",
        ),
        pytest.param(
            ["Lie on your back."],
            ["Stand up!"],
            [[(GONE, "Lie on your back.")], [(NEW, "Stand up!")]],
            id="all-of-a-line",
        ),
        pytest.param(
            ["One.", "Two.", "Three."],
            ["Zero.", "One.", "Three."],
            [[(NEW, "Zero.")], [(SAME, "One.")], [(GONE, "Two.")], [(SAME, "Three.")]],
            id="lines-that-moved",
        ),
    ],
)
def test_lines_are_compared(before, after, expected):
    assert lines(before, after) == [[Part(*part) for part in line] for line in expected]


def test_only_what_changed_is_told_in_the_order_of_the_page():
    before = {"Name": ["A"], "Steps": ["Lie."], "Feel": []}
    after = {"Name": ["A"], "Steps": ["Sit."], "Feel": ["Calm."]}

    assert [change.label for change in changes(before, after)] == ["Steps", "Feel"]


def test_a_dose_is_told_in_words_and_in_numbers():
    dose = dict.fromkeys(DOSE_FIELDS) | {"sets": 1, "per_side": True, "reps_min": 5}

    assert dose_lines(dose | {"rest_seconds": 30}) == [
        "5 each side",
        "Sets: 1",
        "Times, at least: 5",
        "Seconds of rest between sets: 30",
    ]
