"""The figures: every note is drawn, on the floor, inside the paper, and both poses alike."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from exercises.figure import still
from exercises.figure.ground import STEP, settle
from exercises.figure.picture import figure, framed
from exercises.figure.pose import joints, pair, read
from exercises.figure.shapes import FLOOR, bounds

LIBRARY = Path(__file__).parents[2] / "exercises" / "data" / "library.json"
EXERCISES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
NUMBER = re.compile(r"-?(?:\d+\.\d+|\.\d+|\d+)")


def pairs():
    for exercise in EXERCISES:
        poses = exercise["poses"]
        for pose in poses:
            other = poses[0] if pose is not poses[0] else poses[min(1, len(poses) - 1)]
            case = f"{exercise['slug']}-{pose['name']}"
            yield pytest.param(pose["note"], other["note"], id=case)


every_pose = pytest.mark.parametrize(("note", "other"), list(pairs()))
BRIDGE = next(exercise for exercise in EXERCISES if exercise["slug"] == "bridge")["poses"]


def corners(svg):
    """Return what the pen passes on the paper, by the bare moves of every path."""
    root = ET.fromstring(svg)
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        pen = 0j
        for letter, words in re.findall(r"([MLlac])([^MLlacz]*)", path.get("d")):
            numbers = [float(number) for number in NUMBER.findall(words)]
            place = complex(*numbers[-2:])
            pen = pen + place if letter.islower() else place
            yield pen


def scenes(note, other):
    mine, theirs = pair(note, other)
    return figure(mine, theirs), figure(theirs, mine)


def test_the_library_has_the_poses_that_are_drawn_here():
    assert len(list(pairs())) == 94


@every_pose
def test_draws_a_small_picture_without_a_background(note, other):
    svg = still(note, other_note=other, title="Bridge & hold")
    root = ET.fromstring(svg)
    assert root.get("viewBox") == "0 0 320 200"
    assert root.find("{http://www.w3.org/2000/svg}title").text == "Bridge & hold"
    assert len(svg) < 4500
    assert " style=" not in svg


@every_pose
def test_stays_inside_the_paper(note, other):
    points = list(corners(still(note, other_note=other)))
    assert all(0 <= at.real <= 320 and 0 <= at.imag <= 200 for at in points)
    left, bottom, right, top = bounds(scenes(note, other)[0])
    frame = framed(*scenes(note, other))
    assert 160 + (left - frame.middle) * frame.scale >= 0
    assert 160 + (right - frame.middle) * frame.scale <= 320
    assert FLOOR - top * frame.scale >= 0


@every_pose
def test_the_lowest_contact_touches_the_floor(note, other):
    mine, _ = scenes(note, other)
    bodily = [shape for shape in mine if shape.paint not in "wWcb"]
    floor = STEP if "contact=near foot on step;" in note else 0
    assert bounds(bodily)[1] == pytest.approx(floor, abs=0.001)
    lowest = max(at.imag for at in corners(still(note, other_note=other)))
    assert lowest == pytest.approx(FLOOR, abs=1.2)


@every_pose
def test_both_poses_have_one_scale_and_one_place(note, other):
    mine, theirs = scenes(note, other)
    assert framed(mine, theirs) == framed(theirs, mine)


@every_pose
def test_no_limb_is_pulled_out_of_its_length(note, other):
    mine, theirs = pair(note, other)
    if mine.view != "side" or mine.crosses:
        return
    j = settle(mine, joints(mine))
    for side in ("near", "far"):
        thigh = abs(j[f"{side} knee"] - j[f"{side} hip"])
        arm = abs(j[f"{side} elbow"] - j[f"{side} shoulder"])
        assert thigh == pytest.approx(0.45, rel=0.09)
        assert arm <= 0.29 * 1.13


def test_both_poses_wear_the_same():
    start, hold = (pose["note"] for pose in BRIDGE)
    first, second = still(start, other_note=hold), still(hold, other_note=start)
    colors = [set(re.findall(r'class="(\w)" fill="(#\w+)"', svg)) for svg in (first, second)]
    assert colors[0] == colors[1]


def test_is_the_same_every_time():
    assert still(BRIDGE[0]["note"]) == still(BRIDGE[0]["note"])


def test_has_darker_and_lighter_colors_for_the_night():
    assert "@media (prefers-color-scheme:dark)" in still(BRIDGE[0]["note"])


@pytest.mark.parametrize(
    "note",
    ["", "view=side", "view=back; trunk=0", BRIDGE[0]["note"].replace("trunk=180", "trunk=flat")],
)
def test_refuses_a_note_it_cannot_read(note):
    with pytest.raises(ValueError, match="cannot be read"):
        read(note)
    with pytest.raises(ValueError, match="cannot be read"):
        still(BRIDGE[0]["note"], other_note=note or "nothing")
