"""The moving figures: nobody sinks, slides, floats or stretches, at any moment of any exercise."""

import itertools

import pytest

from exercises.figure.ground import ELBOW, STEP, WRIST
from exercises.figure.joints import SIDES, is_direction
from exercises.figure.shapes import bounds
from tests.exercises.moving_cast import (
    BONES,
    ELBOWS_OUT,
    END_ON,
    GOES,
    MILLIMETER,
    STAYS,
    THINGS,
    TIMES,
    every_body,
    joints_of,
    shown,
)


@every_body
def test_somebody_touches_the_floor_at_every_moment_and_nobody_sinks(exercise):
    for time in TIMES:
        bodily = [s for s in shown(exercise["slug"]).at(time) if s.paint not in THINGS]
        lowest = bounds(bodily)[1]
        raised = exercise["slug"] == "step-up" and time > 0
        assert lowest >= -6 * MILLIMETER
        assert lowest <= (STEP if raised else 0) + 10 * MILLIMETER


@every_body
def test_no_joint_is_below_the_floor(exercise):
    for j in joints_of(exercise["slug"]):
        for side in SIDES:
            assert j[f"{side} wrist"].imag >= WRIST - MILLIMETER
            assert j[f"{side} elbow"].imag >= ELBOW - MILLIMETER
            if exercise["slug"] != "side-plank-knees":  # its shins are drawn, not jointed
                assert j[f"{side} ankle"].imag >= 0.02
                assert j[f"{side} knee"].imag >= 0.04


@every_body
def test_what_bears_weight_in_both_poses_stays_where_it_is(exercise):
    movement = shown(exercise["slug"]).movement
    both = set(movement.first.contacts) & set(movement.second.contacts)
    names = {name for part in both for name in STAYS.get(part, ())}
    if exercise["slug"] in GOES or movement.first.view == "front":
        names -= {"near ankle", "far ankle", "pelvis"}
    if exercise["slug"] == "wall-squat":
        names -= {"pelvis"}
    for name in names:
        places = [j[name] for j in joints_of(exercise["slug"])]
        rolls = 35 * MILLIMETER if name in ("head", "pelvis") else 2 * MILLIMETER
        assert max(abs(place - places[0]) for place in places) <= rolls, name


@pytest.mark.parametrize("slug", ["side-plank", "side-plank-knees"])
def test_a_side_plank_turns_over_a_forearm_and_a_foot_that_stay(slug):
    bears = ("far elbow", "far knee" if slug.endswith("knees") else "far ankle")
    for name in bears:
        places = [j[name] for j in joints_of(slug)]
        assert max(abs(place - places[0]) for place in places) <= MILLIMETER


def test_the_hands_stay_where_the_body_is_pressed_up_from():
    for name in ("near wrist", "far wrist"):
        places = [j[name] for j in joints_of("prone-press-up")]
        assert max(abs(place - places[0]) for place in places) <= 2 * MILLIMETER


def test_feet_that_step_back_from_a_wall_do_not_slide():
    movement = shown("wall-plank").movement
    passed = [movement.at(step / 40) for step in range(41)]
    for side, (before, after) in itertools.product(SIDES, itertools.pairwise(passed)):
        start, end = before[f"{side} ankle"], after[f"{side} ankle"]
        stands = max(start.imag, end.imag) <= passed[0][f"{side} ankle"].imag + MILLIMETER
        assert not stands or abs(end - start) <= 6 * MILLIMETER
    for j in passed:
        assert min(j[f"{side} ankle"].imag for side in SIDES) < 0.06  # one foot stands


def test_a_foot_that_joins_the_other_on_a_step_stands_upon_it():
    """Not in the step, through its edge."""
    feet = [[shape for shape in shown("step-up").at(time) if shape.paint == "S"] for time in (0, 1)]
    assert min(shape.bounds()[1] for shape in feet[0]) < MILLIMETER
    assert min(shape.bounds()[1] for shape in feet[1]) >= STEP - MILLIMETER


@pytest.mark.parametrize("slug", ["pelvic-tilt", "glute-squeeze", "knee-to-chest"])
def test_hips_that_shall_stay_down_are_not_lifted(slug):
    lifted = [j["pelvis"].imag - joints_of(slug)[0]["pelvis"].imag for j in joints_of(slug)]
    assert max(lifted) <= 35 * MILLIMETER


@pytest.mark.parametrize(
    ("slug", "whose"),
    [("knee-to-chest", "near"), ("double-knee-to-chest", "near"), ("figure-four-stretch", "far"),
     ("supine-sciatic-slider", "near"), ("double-knee-to-chest", "far")],
)  # fmt: skip
def test_hands_reach_the_thigh_that_they_hold(slug, whose):
    """Near its middle or the knee, where hands go, and not at the hip."""
    j = joints_of(slug)[-1]
    hip, knee = j[f"{whose} hip"], j[f"{whose} knee"]
    side = whose if slug.startswith("double") else "near"
    hand = (j[f"{side} wrist"] + 0.065 * j[f"{side} hand"] - hip) / (knee - hip)
    assert 0.45 <= hand.real <= 0.8
    assert abs(hand.imag) * abs(knee - hip) <= 0.08


@every_body
def test_limbs_keep_their_length(exercise):
    slug = exercise["slug"]
    for side, (ends, length) in itertools.product(SIDES, BONES.items()):
        start, end = (f"{side} {name}" for name in ends.split())
        lengths = [abs(j[end] - j[start]) for j in joints_of(slug)]
        assert max(lengths) <= length + 3 * MILLIMETER
        legs = "hip" in ends or "knee" in ends
        if (legs and slug in END_ON) or (not legs and slug in ELBOWS_OUT):
            continue
        assert max(lengths) - min(lengths) <= 20 * MILLIMETER * (not legs) + 3 * MILLIMETER
        assert not legs or min(lengths) >= length - 3 * MILLIMETER


@every_body
def test_nothing_jumps_on_the_way(exercise):
    slug = exercise["slug"]
    movement, count = shown(slug).movement, 40
    passed = [movement.at(step / count) for step in range(count + 1)]
    for name in passed[0]:
        size = 0.17 if is_direction(name) else 1  # of a foot
        steps = [size * abs(b[name] - a[name]) for a, b in itertools.pairwise(passed)]
        assert max(steps) <= 0.07, name
        for before, now, after in zip(steps, steps[1:], steps[2:], strict=False):
            assert now <= 2 * max(before, after) + 0.01, name
