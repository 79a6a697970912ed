"""The ladder an exercise stands on: all of it, in order, and never round for ever."""

import pytest

from exercises.ladder import ladder
from tests.factories import ExerciseFactory

EASIER = {"c": "b", "b": "a"}
HARDER = {"a": "b", "b": "c"}


@pytest.mark.parametrize("here", ["a", "b", "c"])
def test_is_whole_from_wherever_one_stands(here):
    assert ladder(here, EASIER, HARDER) == ["a", "b", "c"]


def test_alone_it_is_one_rung():
    assert ladder("x", {}, {}) == ["x"]


def test_a_loop_ends_where_somebody_was_already():
    assert ladder("a", {"a": "b", "b": "a"}, {"a": "b", "b": "a"}) == ["b", "a"]


def test_pointers_that_are_not_mutual_are_followed_one_way():
    assert ladder("b", {"b": "a", "z": "b"}, {"a": "y"}) == ["a", "b"]


@pytest.mark.django_db
def test_the_page_marks_where_one_stands_and_steps_over_what_has_left(client):
    first, gone, here = (ExerciseFactory(name=name) for name in ("Squeeze", "Gone", "Bridge"))
    gone.easier, here.easier = first, gone
    gone.save()
    here.save()
    gone.archive()

    page = client.get(here.get_absolute_url()).text

    assert page.count('class="rung"') == 2
    assert page.index("Squeeze") < page.index("You are here")
    assert "Gone" not in page
    assert first.get_absolute_url() in page
