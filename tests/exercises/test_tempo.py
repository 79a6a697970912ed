"""When a moving figure is where, and which side it works with: for whoever plays it in step."""

import json
import re
from pathlib import Path

import pytest

from exercises.drawing import moving_of, notes_of
from exercises.tempo import sides_of, tempo_of

LIBRARY = json.loads(Path("exercises/data/library.json").read_text())["exercises"]
BY_SLUG = {one["slug"]: one for one in LIBRARY}


def drawn(slug):
    """The moments of an exercise of the library, and its drawing."""
    one = BY_SLUG[slug]
    notes, hold = notes_of(one["poses"]), one["dose"].get("hold_seconds_min")
    how = {"laterality": one["laterality"], "hold_seconds": hold}
    return tempo_of(notes, **how), moving_of(notes, **how)


@pytest.mark.parametrize("slug", BY_SLUG)
def test_the_round_is_as_long_as_that_of_the_drawing(slug):
    tempo, svg = drawn(slug)
    lasts = {float(seconds) for seconds in re.findall(r'dur="([\d.]+)s"', svg)}

    assert tempo.round in lasts
    # One that is seen in a mirror turns it with each round, so over two.
    assert lasts <= {tempo.round, 2 * tempo.round}
    assert (2 * tempo.round in lasts) == (tempo.other == tempo.round)


@pytest.mark.parametrize("slug", [slug for slug in BY_SLUG if not drawn(slug)[0].walks])
def test_there_hold_and_back_fill_the_round_of_a_side(slug):
    tempo, _svg = drawn(slug)
    side = tempo.other or tempo.round

    assert 2 * (tempo.rest + tempo.move) + tempo.hold == pytest.approx(side)
    assert tempo.move >= 1.75
    assert tempo.hold >= 0.9


def test_whoever_walks_never_rests():
    tempo, _svg = drawn("steady-walking")
    assert (tempo.walks, tempo.rest, tempo.other) == (True, 0, 0)


@pytest.mark.parametrize(
    ("slug", "first", "other"),
    [
        ("bird-dog", "Right leg, left arm", "Left leg, right arm"),
        ("dead-bug", "Right leg, left arm", "Left leg, right arm"),
        ("knee-to-chest", "Right leg", "Left leg"),
        ("step-up", "Right leg", "Left leg"),
        ("figure-four-stretch", "Right leg", "Left leg"),
        # The bent leg pushes; the straight one is only lifted.
        ("single-leg-bridge", "Left leg", "Right leg"),
        ("clamshell", "Lying on your right side", "Lying on your left side"),
        ("knee-rolls", "Knees to the left", "Knees to the right"),
        # Both legs move, each in its own way.
        ("half-kneeling-hip-flexor-stretch", "First side", "Other side"),
    ],
)
def test_the_side_is_the_one_that_is_seen_to_work(slug, first, other):
    assert sides_of(notes_of(BY_SLUG[slug]["poses"])) == (first, other)


def test_one_without_a_drawing_has_no_moments():
    assert tempo_of((), laterality="bilateral", hold_seconds=5) is None
    assert tempo_of(("no note",), laterality="bilateral", hold_seconds=5) is None
    assert sides_of(()) == sides_of(("no note",)) == ("First side", "Other side")
