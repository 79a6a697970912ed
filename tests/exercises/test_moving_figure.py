"""The moving figures: nobody sinks, slides, floats or stretches, at any moment of any exercise."""

import functools
import gzip
import itertools
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from exercises.figure import frames, moving
from exercises.figure.ground import ELBOW, STEP, WRIST
from exercises.figure.joints import FOREARM, SHIN, SIDES, THIGH, UPPER_ARM, is_direction
from exercises.figure.note import pair
from exercises.figure.scene import scenes
from exercises.figure.shapes import bounds
from exercises.figure.timing import BREATH, REST, loop

LIBRARY = Path(__file__).parents[2] / "exercises" / "data" / "library.json"
EXERCISES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
THINGS = "wWcbmng"  # paints of what is no part of a body
TIMES = [step / 10 for step in range(11)]
MILLIMETER = 0.001
BONES = {
    "hip knee": THIGH,
    "knee ankle": SHIN,
    "shoulder elbow": UPPER_ARM,
    "elbow wrist": FOREARM,
}
# What the notes call a contact, and the joints that must then stay where they are.
STAYS = {
    "feet": ("near ankle", "far ankle"),
    "near foot": ("near ankle",),
    "far foot": ("far ankle",),
    "near foot on step": ("near ankle",),
    "knees": ("near knee", "far knee"),
    "far knee": ("far knee",),
    "hands": ("near wrist", "far wrist"),
    "near hand": ("near wrist",),
    "forearms": ("near elbow", "far elbow"),
    "forearm": ("far elbow",),
    "seat": ("pelvis",),
    "pelvis": ("pelvis",),
    "head": ("head",),
}
# A heel slides out, a foot is lifted though the note says "feet", and some walk.
GOES = {"heel-slide", "supine-march", "hamstring-stretch", "supine-sciatic-slider", "wall-plank",
        "interval-walking", "steady-walking", "brisk-walking"}  # fmt: skip
# Seen end-on or with the elbows out to the side, limbs look shorter than they are.
END_ON = {"clamshell", "seated-figure-four", "figure-four-stretch"}
ELBOWS_OUT = {"prone-on-elbows", "prone-press-up", "curl-up", "diaphragmatic-breathing"}

every_exercise = pytest.mark.parametrize(
    "exercise", EXERCISES, ids=[exercise["slug"] for exercise in EXERCISES]
)
SIDEWISE = [exercise for exercise in EXERCISES if exercise["slug"] != "knee-rolls"]
every_body = pytest.mark.parametrize(
    "exercise", SIDEWISE, ids=[exercise["slug"] for exercise in SIDEWISE]
)


def notes_of(exercise):
    notes = [pose["note"] for pose in exercise["poses"]]
    return notes[0], notes[1] if len(notes) > 1 else ""


@functools.cache
def shown(slug):
    exercise = next(exercise for exercise in EXERCISES if exercise["slug"] == slug)
    return scenes(*pair(*notes_of(exercise)))


@functools.cache
def joints_of(slug):
    return [shown(slug).movement.at(time) for time in TIMES]


@functools.cache
def drawing(slug):
    exercise = next(exercise for exercise in EXERCISES if exercise["slug"] == slug)
    return moving(
        *notes_of(exercise),
        title=exercise["name"],
        alt="Somebody moves.",
        laterality=exercise["laterality"],
        hold_seconds=exercise["dose"]["hold_seconds_min"],
        seed=slug,
    )


@every_exercise
def test_is_one_small_file_that_moves_by_itself(exercise):
    svg = drawing(exercise["slug"])
    root = ET.fromstring(svg)
    assert root.get("viewBox") == "0 0 320 200"
    assert root.get("aria-label") == "Somebody moves."
    assert "<animate" in svg
    assert len(gzip.compress(svg.encode())) < 8000
    for never in ("<script", "href", "url(", " style=", " id=", "<image", "nan", "inf"):
        assert never not in svg


@every_exercise
def test_every_animation_has_as_many_values_as_times(exercise):
    root = ET.fromstring(drawing(exercise["slug"]))
    moves = [node for node in root.iter() if "animate" in node.tag and node.get("keyTimes")]
    assert moves
    for node in moves:
        times = [float(time) for time in node.get("keyTimes").split(";")]
        assert len(node.get("values").split(";")) == len(times)
        assert times == sorted(times)
        assert times[0] == 0
        assert node.get("calcMode") == "discrete" or times[-1] == 1


@every_exercise
def test_a_path_that_bends_keeps_its_structure(exercise):
    """A browser can only ease between paths of the same letters and arc flags."""
    root = ET.fromstring(drawing(exercise["slug"]))
    for node in root.iter("{http://www.w3.org/2000/svg}animate"):
        if node.get("attributeName") == "d":
            assert len({structure(path) for path in node.get("values").split(";")}) == 1


def structure(path):
    flags = re.findall(r"a\d+ \d+ 0 (\d) (\d)", path)
    return re.sub(r"[^A-Za-z]", "", path), tuple(flags), len(re.findall(r"-?\d+", path))


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


@every_exercise
def test_the_end_of_a_round_is_its_start(exercise):
    scene = shown(exercise["slug"])
    sides = exercise["laterality"] != "bilateral"
    plan = loop(scene, hold=3, move=1.75, sides=sides)
    other = scene.other_side()
    first, last = plan.beats[0], plan.beats[-1]
    begins = (other if first.other_side else scene).at(first.time)
    ends = (other if last.other_side else scene).at(last.time)
    frame = scene.frame
    for mine, theirs in zip(begins, ends, strict=True):
        places = zip(mine.bounds(), theirs.bounds(), strict=True)
        assert max(abs(a - b) for a, b in places) * frame.scale < 6, mine


@every_exercise
def test_a_movement_eases_over_in_two_seconds_and_rests_for_the_hold(exercise):
    plan = loop(shown(exercise["slug"]), hold=30, move=1.75, sides=False)
    if plan.stride or exercise["slug"] == "marching-on-the-spot":
        return
    arrived = next(beat for beat in plan.beats if beat.time == 1)
    leaves = [beat for beat in plan.beats if beat.time == 1][-1]
    takes = arrived.seconds - REST
    assert 1.5 <= takes <= 2 or (shown(exercise["slug"]).breathes and takes == BREATH)
    assert leaves.seconds - arrived.seconds == pytest.approx(2)
    way = [beat for beat in plan.beats if beat.seconds <= arrived.seconds]
    speeds = [(b.time - a.time) / (b.seconds - a.seconds) for a, b in itertools.pairwise(way)]
    assert speeds[1] < speeds[len(speeds) // 2] > speeds[-1]


@every_exercise
def test_sides_change_exactly_where_the_exercise_says_so(exercise):
    sides = exercise["laterality"] != "bilateral"
    plan = loop(shown(exercise["slug"]), hold=3, move=1.75, sides=sides)
    assert (plan.mirrored or any(beat.other_side for beat in plan.beats)) == sides


@pytest.mark.parametrize("slug", ["knee-to-chest", "bird-dog", "heel-slide", "knee-rolls"])
def test_the_other_side_follows_where_one_can_go_on_with_it(slug):
    exercise = next(exercise for exercise in EXERCISES if exercise["slug"] == slug)
    one_side = moving(*notes_of(exercise), laterality="bilateral")
    assert drawing(slug).count('type="scale"') == 0
    assert seconds(drawing(slug)) == pytest.approx(2 * seconds(one_side), rel=0.35)


@pytest.mark.parametrize("slug", ["hamstring-stretch", "step-up", "side-plank", "clamshell"])
def test_who_has_to_turn_around_is_seen_in_a_mirror_every_second_time(slug):
    svg = drawing(slug)
    assert svg.count('type="scale"') == 1
    assert 'values="1 1;-1 1;1 1"' in svg
    assert 'attributeName="opacity"' in svg


def test_an_exercise_of_both_sides_is_never_mirrored():
    assert 'type="scale"' not in drawing("bridge")


def seconds(svg):
    return max(float(number) for number in re.findall(r'dur="([\d.]+)s"', svg))


@pytest.mark.parametrize("slug", ["interval-walking", "steady-walking", "brisk-walking"])
def test_the_ground_goes_by_as_fast_as_the_standing_foot(slug):
    """So that a foot of somebody who walks stays put on it."""
    gait = shown(slug).gait
    stands = "near ankle" if gait.swings == "far" else "far ankle"
    flat = [(time, j) for time, j in zip(TIMES, joints_of(slug), strict=True) if 0.1 < time < 0.8]
    for time, j in flat:
        expected = joints_of(slug)[0][stands].real - time * gait.stride
        assert j[stands].real == pytest.approx(expected, abs=0.07)
    assert f";-{2 * gait.stride * shown(slug).frame.scale:.1f} 0" in drawing(slug)


def test_is_the_same_every_time():
    note, other = notes_of(EXERCISES[3])
    assert moving(note, other) == moving(note, other)


def test_inside_a_page_it_has_no_style_sheet_of_its_own():
    note, other = notes_of(EXERCISES[3])
    assert "<style" in moving(note, other)
    assert "<style" not in moving(note, other, inline=True)


def test_a_hold_is_shown_for_two_seconds_at_most():
    note, other = notes_of(EXERCISES[3])
    assert seconds(moving(note, other, hold_seconds=30)) == seconds(
        moving(note, other, hold_seconds=2)
    )


def test_title_and_words_are_escaped():
    note, other = notes_of(EXERCISES[3])
    root = ET.fromstring(moving(note, other, title="A & <b>", alt='say "so" & <so>'))
    assert root.find("{http://www.w3.org/2000/svg}title").text == "A & <b>"
    assert root.get("aria-label") == 'say "so" & <so>'


@pytest.mark.parametrize("notes", [("", ""), ("view=side", ""), (notes_of(EXERCISES[3])[0], "x")])
def test_refuses_a_note_it_cannot_read(notes):
    with pytest.raises(ValueError, match="cannot be read"):
        moving(*notes)
    with pytest.raises(ValueError, match="cannot be read"):
        frames(*notes)


@every_exercise
def test_a_film_strip_has_as_many_scenes_as_asked_for(exercise):
    strip = frames(*notes_of(exercise), n=8)
    assert len(strip) == 8
    assert len({len(scene) for scene in strip}) == 1
    if notes_of(exercise)[1]:
        assert strip[0] != strip[-1]
