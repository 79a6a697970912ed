"""The poses of an exercise in a form: what is typed is what is kept, or it says what to mend."""

import json
from pathlib import Path

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from exercises.figure_fields import PosesField, typed_poses

LIBRARY = Path(__file__).parents[2] / "exercises" / "data" / "library.json"
EXERCISES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
BRIDGE, WALKING = (
    next(exercise["poses"] for exercise in EXERCISES if exercise["slug"] == slug)
    for slug in ("bridge", "interval-walking")
)


class PosesForm(forms.Form):
    poses = PosesField(label="Figure")


def sent(poses):
    return PosesForm(MultiValueDict(typed_poses(poses)))


def refusals(poses):
    return sent(poses).errors.get("poses", [])


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise["slug"])
def test_every_figure_of_the_library_comes_back_as_it_was(exercise):
    form = sent(exercise["poses"])
    assert form.is_valid(), form.errors
    assert form.cleaned_data["poses"] == exercise["poses"]


def test_an_exercise_may_be_without_a_figure():
    form = PosesForm({})
    assert form.is_valid()
    assert form.cleaned_data["poses"] == []


def test_each_pose_has_a_box_and_a_name_that_goes_with_it():
    page = str(PosesForm(initial={"poses": WALKING})["poses"])
    assert page.count("<textarea") == 3
    for number, pose in enumerate(WALKING):
        assert f'name="poses-{number}-name" value="{pose["name"]}"' in page
        assert f">{pose['note']}</textarea>" in page


def test_a_note_can_be_pasted_over_several_lines_and_gets_a_name():
    lines = BRIDGE[0]["note"].replace("; ", ";\n")
    form = PosesForm({"poses-0-note": f"  {lines}\r\n"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["poses"][0]["name"] == "start"
    assert form.cleaned_data["poses"][0]["note"] == BRIDGE[0]["note"]


def test_an_emptied_box_removes_its_pose():
    form = PosesForm(MultiValueDict(typed_poses(BRIDGE) | {"poses-0-note": [" "]}))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["poses"] == BRIDGE[1:]


@pytest.mark.parametrize(
    ("note", "says"),
    [
        pytest.param("standing on one leg", "Write one like: view=side", id="unreadable"),
        pytest.param(BRIDGE[0]["note"].replace("knee=100", "knee=170", 1),
                     "No near knee goes to 170 degrees. Choose from -5 to 160.", id="no-such-knee"),
        pytest.param(BRIDGE[0]["note"].replace("head,back", "nose,back"),
                     "The contact “nose” cannot be read", id="no-such-contact"),
        pytest.param(BRIDGE[0]["note"].replace("head,back,pelvis,feet", ""),
                     "It touches nothing", id="floats"),
        pytest.param(BRIDGE[0]["note"] + " and so on" * 60, "600 letters at most", id="too-long"),
        pytest.param(BRIDGE[0]["note"] + " \x00", "Null characters", id="a-zero-byte"),
    ],
)  # fmt: skip
def test_a_pose_that_cannot_be_is_refused_with_what_to_do(note, says):
    words = refusals([{"name": "start", "note": note}, BRIDGE[1]])
    assert len(words) == 1
    assert says in words[0]


@pytest.mark.parametrize("name", ["the start", "s" * 21, "<b>"])
def test_a_name_that_is_not_one_word_is_refused(name):
    assert "Name a pose in one word" in refusals([BRIDGE[0] | {"name": name}])[0]


def test_what_was_refused_stays_in_its_box():
    page = str(sent([{"name": "start", "note": "standing & <waiting>"}])["poses"])
    assert "standing &amp; &lt;waiting&gt;</textarea>" in page


def test_each_wrong_pose_is_named():
    wrong = [pose | {"note": pose["note"].replace("elbow=0", "elbow=999")} for pose in BRIDGE]
    assert ["start" in words or "hold" in words for words in refusals(wrong)] == [True, True]
