"""The still figures: every note is drawn, on the floor, inside the paper, and both poses alike."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from exercises.figure import in_words, read, side_by_side, still
from exercises.figure.body import HAIR, HAIR_AHEAD
from exercises.figure.colors import night_sheet, palette
from exercises.figure.ground import STEP
from exercises.figure.note import pair
from exercises.figure.scene import HEIGHT, LARGEST, WIDTH, scenes
from exercises.figure.shapes import bounds

LIBRARY = Path(__file__).parents[2] / "exercises" / "data" / "library.json"
EXERCISES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
NUMBER = re.compile(r"-?\d+")
THINGS = "wWcbmng"  # paints of what is no part of a body


def pairs():
    for exercise in EXERCISES:
        poses = exercise["poses"]
        for pose in poses:
            other = poses[0] if pose is not poses[0] else poses[min(1, len(poses) - 1)]
            case = f"{exercise['slug']}-{pose['name']}"
            yield pytest.param(pose["note"], other["note"], id=case)


every_pose = pytest.mark.parametrize(("note", "other"), list(pairs()))
BRIDGE = next(exercise for exercise in EXERCISES if exercise["slug"] == "bridge")["poses"]
NOTE = BRIDGE[0]["note"]


def corners(svg):
    """Return what the pen passes on the paper, by the bare moves of every path."""
    root = ET.fromstring(svg)
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        pen = 0j
        for letter, words in re.findall(r"([MlacVH])([^MlacVHz]*)", path.get("d")):
            numbers = [int(number) / 10 for number in NUMBER.findall(words)]
            if letter == "V":
                pen = complex(pen.real, numbers[0])
            elif letter == "H":
                pen = complex(numbers[0], pen.imag)
            else:
                place = complex(*numbers[-2:])
                pen = pen + place if letter.islower() else place
            yield pen


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
    shown = scenes(*pair(note, other))
    for frame in (shown.frame, shown.close_frame):
        left, _bottom, right, top = bounds(shown.at(0))
        assert frame.width / 2 + (left - frame.middle) * frame.scale >= 0
        assert frame.width / 2 + (right - frame.middle) * frame.scale <= frame.width
        assert frame.floor - top * frame.scale >= 0
        assert frame.floor + 8 <= frame.height


@every_pose
def test_is_as_large_as_the_paper_lets_it_be(note, other):
    shown = scenes(*pair(note, other))
    left, right, top = shown.extent
    wide, high = (right - left) * shown.frame.scale, top * shown.frame.scale
    assert wide >= 0.9 * WIDTH or high >= 0.88 * HEIGHT or shown.frame.scale == LARGEST
    above, below = shown.frame.floor - high, HEIGHT - shown.frame.floor
    assert above <= 2 * below + 8  # near the middle of its card, a little lower


@every_pose
def test_the_lowest_contact_touches_the_floor(note, other):
    shown = scenes(*pair(note, other))
    if shown.first.view == "foot-end":
        return
    bodily = [shape for shape in shown.at(0) if shape.paint not in THINGS]
    floor = STEP if "contact=near foot on step;" in note else 0
    assert bounds(bodily)[1] == pytest.approx(floor, abs=0.01 if floor else 0.006)
    lowest = max(at.imag for at in corners(still(note, other_note=other)))
    assert lowest == pytest.approx(shown.frame.floor, abs=1.2)


@every_pose
def test_both_poses_have_one_scale_and_one_place(note, other):
    mine, theirs = scenes(*pair(note, other)), scenes(*pair(other, note))
    assert mine.frame.scale == pytest.approx(theirs.frame.scale, rel=0.03)
    if mine.first.view != "foot-end" and not mine.gait:
        for one, same in zip(mine.at(1), theirs.at(0), strict=True):
            if one.paint not in THINGS:
                assert across(mine, one) == pytest.approx(across(theirs, same), abs=0.03)


def across(shown, shape):
    left, bottom, right, top = shape.bounds()
    return left - shown.frame.middle, bottom, right - shown.frame.middle, top


@pytest.mark.parametrize("slug", ["pelvic-tilt", "glute-squeeze", "abdominal-brace"])
def test_what_works_unseen_lights_up_in_the_hold_alone(slug):
    poses = next(exercise for exercise in EXERCISES if exercise["slug"] == slug)["poses"]
    shown = scenes(*pair(poses[1]["note"], poses[0]["note"]))
    lights = [[shape.wide for shape in shown.at(time) if shape.paint == "g"] for time in (0, 1)]
    assert min(lights[0]) > 0.02
    assert max(lights[1]) == 0


@pytest.mark.parametrize("slug", ["pelvic-tilt", "abdominal-brace"])
def test_an_arrow_says_that_a_back_goes_down_and_a_belly_in(slug):
    poses = next(exercise for exercise in EXERCISES if exercise["slug"] == slug)["poses"]
    shown = scenes(*pair(poses[0]["note"], poses[1]["note"]))
    shaft = next(shape for shape in shown.at(1) if shape.paint == "a")
    belly = max(top for *_, top in (s.bounds() for s in shown.at(1) if s.paint == "t"))
    assert belly < shaft.start.imag < shaft.end.imag
    assert {shape.wide for shape in shown.at(0) if shape.paint == "a"} == {0}


def test_both_poses_wear_the_same():
    start, hold = (pose["note"] for pose in BRIDGE)
    first, second = still(start, other_note=hold), still(hold, other_note=start)
    colors = [set(re.findall(r'class="(\w+)" fill="(#\w+)"', svg)) for svg in (first, second)]
    assert colors[0] == colors[1]


def test_who_rests_face_down_has_turned_the_head():
    """Nobody lies on the nose; the others lift the head in a moment, and look down."""
    heads = {}
    for slug in ("prone-lying", "prone-on-elbows"):
        poses = next(exercise for exercise in EXERCISES if exercise["slug"] == slug)["poses"]
        shapes = scenes(*pair(poses[0]["note"], poses[-1]["note"])).at(0)
        heads[slug] = next(shape for shape in shapes if shape.paint == "h")
    assert len(heads["prone-lying"].points) == len(HAIR_AHEAD)
    assert len(heads["prone-on-elbows"].points) == len(HAIR)


def test_some_wear_their_hair_in_a_knot_of_its_color():
    worn = [palette(exercise["slug"]) for exercise in EXERCISES]
    knots = [colors for colors in worn if "H" in colors]
    assert 10 < len(knots) < 37
    assert all(colors["H"] == colors["h"] for colors in knots)
    for colors, count in ((knots[0], 2), (next(c for c in worn if "H" not in c), 1)):
        seed = next(exercise["slug"] for exercise in EXERCISES
                    if palette(exercise["slug"]) == colors)  # fmt: skip
        assert still(NOTE, seed=seed).count(f'class="{colors["h"][0]}"') == count


def test_a_seed_chooses_the_clothes_whatever_the_note():
    assert still(NOTE, seed="bridge") != still(NOTE, seed="bird-dog")
    worn = [re.findall(r'fill="(#\w+)"', still(note["note"], seed="bridge")) for note in BRIDGE]
    assert set(worn[0]) == set(worn[1])


def test_is_the_same_every_time():
    assert still(NOTE) == still(NOTE)


def test_has_darker_and_lighter_colors_for_the_night():
    assert "@media (prefers-color-scheme:dark)" in still(NOTE)


def test_leaves_the_night_to_the_style_sheet_of_a_page_it_is_part_of():
    """A page with a strict policy refuses style sheets inside it."""
    svg = still(NOTE, inline=True)
    assert "<style" not in svg
    names = set(re.findall(r'class="([a-zA-Z]\d)"', svg))
    assert names
    assert all(f".drawn-figure .{name}{{fill:#" in night_sheet() for name in names)


def test_what_it_is_called_and_what_it_says_may_have_any_signs():
    svg = still(NOTE, title='Hips > "knees" & <b>', alt="It says \"up\" & 'down' <now>")
    root = ET.fromstring(svg)
    assert root.find("{http://www.w3.org/2000/svg}title").text == 'Hips > "knees" & <b>'
    assert root.get("aria-label") == "It says \"up\" & 'down' <now>"


def test_start_and_hold_stand_beside_each_other_with_an_arrow_between():
    start, hold = (pose["note"] for pose in BRIDGE)
    svg = side_by_side(start, hold, title="Bridge")
    assert svg.count("<rect") == 2
    assert 'class="a0"' in svg
    assert "animate" not in svg


def test_an_exercise_with_one_pose_is_drawn_once():
    svg = side_by_side(NOTE)
    assert svg.count("<rect") == 1
    assert 'class="a0"' not in svg


def test_side_by_side_wastes_no_paper_so_that_who_stands_is_as_large_as_who_lies():
    for slug, most_wide, most_high in (("hip-hinge", 360, 200), ("pelvic-tilt", 676, 120)):
        notes = [pose["note"] for exercise in EXERCISES if exercise["slug"] == slug
                 for pose in exercise["poses"]]  # fmt: skip
        width, height = re.search(r'viewBox="0 0 (\d+) (\d+)"', side_by_side(*notes)).groups()
        assert int(width) <= most_wide
        assert int(height) <= most_high


@pytest.mark.parametrize(
    ("note", "advice"),
    [
        pytest.param("", "Write one like: view=side", id="empty"),
        pytest.param("view=side", "Write one like: view=side", id="cut-off"),
        pytest.param(NOTE.replace("view=side", "view=back"), "Write view=side", id="no-such-view"),
        pytest.param(NOTE.replace("trunk=180", "trunk=flat"), "in whole degrees", id="no-number"),
        pytest.param(NOTE.replace("lumbar", "lumber"), "Write lumbar=", id="no-such-word"),
        pytest.param(NOTE.replace("near: hip", "near hip"), "Write near: hip=0", id="no-colon"),
        pytest.param(NOTE.replace("knee=100", "knee=200"), "Choose from -5 to 160", id="too-far"),
        pytest.param(NOTE.replace("head,back", "tail"), "Use: head, back", id="no-such-contact"),
        pytest.param(NOTE.split("feet;")[0] + "feet;", "Add a few words", id="no-words"),
    ],
)
def test_refuses_a_broken_note_with_what_to_write(note, advice):
    for attempt in (
        lambda: read(note),
        lambda: still(NOTE, other_note=note or "nothing"),
        lambda: in_words(note),
    ):
        with pytest.raises(ValueError, match="cannot be read|goes to") as refusal:
            attempt()
        assert advice in str(refusal.value)


def test_refuses_two_poses_that_are_seen_from_different_sides():
    with pytest.raises(ValueError, match="Give both the same view="):
        still(NOTE, other_note=NOTE.replace("view=side", "view=front"))
