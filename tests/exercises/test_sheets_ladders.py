"""Ladders across a whole sheet: what points to nothing, what leads round, what belongs together."""

import pytest

from exercises.sheets.ladders import Break, broken, together


def steps(**ahead):
    """Return what is harder than each; nothing is easier."""
    return {slug: {"easier": None, "harder": step} for slug, step in ahead.items()}


LIBRARY = steps(a="b", b="c", c=None)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({}, id="nothing"),
        pytest.param(steps(d="a"), id="a-new-one-below"),
        pytest.param(steps(d="e", e="f", f=None), id="a-new-ladder-in-any-order"),
        pytest.param(steps(a=None, b="a"), id="two-change-places"),
    ],
)
def test_a_ladder_that_leads_somewhere_is_right(told):
    assert broken(LIBRARY, told) == {}


def test_what_points_to_nothing_takes_along_what_points_to_it():
    told = steps(d="gone", e="d", f="e", a="f", g="c")
    assert broken(LIBRARY, told) == {
        "d": Break("harder", ["gone"], is_loop=False),
        "e": Break("harder", ["d"], is_loop=False),
        "f": Break("harder", ["e"], is_loop=False),
        "a": Break("harder", ["f"], is_loop=False),
    }


def test_a_loop_is_refused_at_each_of_its_rows_with_the_way_round():
    assert broken(LIBRARY, steps(c="d", d="a")) == {
        "c": Break("harder", ["d", "a", "b"], is_loop=True),
        "d": Break("harder", ["a", "b", "c"], is_loop=True),
    }


def test_an_exercise_that_points_to_itself_is_a_loop():
    assert broken(LIBRARY, steps(d="d")) == {"d": Break("harder", ["d"], is_loop=True)}


def test_a_row_that_is_refused_leaves_the_library_as_it_was():
    """Only with a row that is itself refused would the other be no loop."""
    told = steps(a="gone", c="a")
    assert broken(LIBRARY, told) == {
        "a": Break("harder", ["gone"], is_loop=False),
        "c": Break("harder", ["a", "b"], is_loop=True),
    }


def test_a_thousand_rows_are_looked_at_once_each():
    chain = {f"x{n}": f"x{n + 1}" for n in range(2000)}
    assert len(broken(LIBRARY, steps(**chain))) == 2000
    assert broken(LIBRARY, steps(**chain, x2000=None)) == {}


def test_what_a_ladder_joins_is_published_together():
    told = steps(a=None, d="e", f=None, e=None, g="d")
    assert together(told, most=2) == ["a", "f"]
    assert together(told, most=4) == ["a", "d", "e", "g"]
    assert together(steps(d="e", e="f", f=None), most=2) == ["d", "e", "f"]
