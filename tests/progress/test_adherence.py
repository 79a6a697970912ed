"""Adherence: sessions done of sessions due, always with the number that were due."""

import pytest

from tracker.progress.adherence import Adherence, adherence


@pytest.mark.parametrize(
    ("done", "due", "done_today", "due_today", "expected"),
    [
        pytest.param(19, 24, 0, 0, (19, 24, 79), id="most-of-them"),
        pytest.param(0, 5, 0, 0, (0, 5, 0), id="none-of-them"),
        pytest.param(5, 5, 0, 0, (5, 5, 100), id="all-of-them"),
        pytest.param(0, 0, 0, 0, (0, 0, None), id="nothing-was-due"),
        pytest.param(7, 5, 0, 0, (5, 5, 100), id="never-more-than-was-due"),
        pytest.param(2, 0, 0, 0, (0, 0, None), id="done-though-nothing-was-due"),
        pytest.param(4, 6, 0, 1, (4, 6, 67), id="today-is-still-to-come"),
        pytest.param(4, 6, 1, 1, (5, 7, 71), id="today-counts-once-it-is-done"),
        pytest.param(4, 6, 1, 2, (5, 7, 71), id="of-today-only-what-is-done"),
        pytest.param(4, 6, 3, 2, (6, 8, 75), id="of-today-no-more-than-was-due"),
        pytest.param(0, 0, 0, 3, (0, 0, None), id="the-first-morning"),
        pytest.param(9, 6, 1, 1, (7, 7, 100), id="extra-days-do-not-make-up-for-today"),
    ],
)
def test_done_of_due(done, due, done_today, due_today, expected):
    found = adherence(done=done, due=due, done_today=done_today, due_today=due_today)
    assert (found.done, found.due, found.percent) == expected


@pytest.mark.parametrize(("done", "due", "percent"), [(1, 3, 33), (2, 3, 67), (1, 200, 0)])
def test_percent_is_whole(done, due, percent):
    assert Adherence(done, due).percent == percent
