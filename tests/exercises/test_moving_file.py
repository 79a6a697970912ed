"""A moving figure as a file: small, moving by itself, and a round that ends where it began."""

import gzip
import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from exercises.figure import frames, moving
from exercises.figure.timing import BREATH, REST, loop
from tests.exercises.moving_cast import (
    EXERCISES,
    TIMES,
    drawing,
    every_exercise,
    joints_of,
    notes_of,
    shown,
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
