"""Drawing the poses that somebody works on: what one sees while a slider moves."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.desk.figure_views import DrawForm
from exercises.desk.starting_poses import STARTING_POSES
from exercises.drawing import EMPTY_MAT
from exercises.figure.problems import problems_in
from exercises.figure_fields import PosesInput, typed_poses
from tests.factories import TherapistFactory

LIBRARY = Path(__file__).parents[2] / "exercises" / "data" / "library.json"
EXERCISES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
POSES = {exercise["slug"]: exercise["poses"] for exercise in EXERCISES}
BRIDGE, WALKING = POSES["bridge"], POSES["interval-walking"]
URL = "/desk/figures/draw/"


@pytest.fixture
def draw(as_user, admin):
    """Ask for a drawing as somebody who keeps the library."""
    browser = as_user(admin)

    def asked(poses, show="0", **more):
        return browser.post(reverse("exercises:draw"), {**typed_poses(poses), "show": show, **more})

    return asked


def test_draws_the_pose_that_is_worked_on(draw):
    start, hold = (draw(BRIDGE, show).json() for show in "01")
    assert start["svg"].startswith("<svg")
    assert start["svg"] != hold["svg"]
    assert start["problems"] == []
    assert start["words"].startswith("Lying on the back")


def test_draws_both_poses_and_the_movement(draw):
    assert "<animate" in draw(BRIDGE, "moving").json()["svg"]
    side = draw(BRIDGE, "side").json()["svg"]
    assert "<animate" not in side
    assert len(side) > len(draw(BRIDGE, "0").json()["svg"])


def test_draws_a_third_pose_and_a_single_one(draw):
    assert draw(WALKING, "2").json()["svg"] != draw(WALKING, "1").json()["svg"]
    assert draw(BRIDGE[:1], "1").json()["svg"] == draw(BRIDGE[:1], "0").json()["svg"]


def test_the_movement_rests_as_long_as_the_dose_says_and_takes_both_sides(draw):
    short = draw(BRIDGE, "moving", hold_seconds_min="1").json()["svg"]
    assert draw(BRIDGE, "moving", hold_seconds_min="5").json()["svg"] != short
    assert draw(BRIDGE, "moving", laterality="unilateral").json()["svg"] != short


def test_the_clothes_stay_while_the_pose_changes(draw):
    moved = [pose | {"note": pose["note"].replace("neck=0", "neck=9")} for pose in BRIDGE]
    colors = [set(draw(poses, seed="new").json()["svg"].split('class="')[1:]) for poses in
              (BRIDGE, moved)]  # fmt: skip
    names = [{piece.split('"')[0] for piece in found} for found in colors]
    assert names[0] == names[1]


def test_what_would_be_refused_is_drawn_with_what_to_mend(draw):
    note = POSES["bird-dog"][1]["note"].replace("contact=near hand,far knee", "contact=far foot")
    response = draw([{"name": "start", "note": note}])
    assert response.status_code == 200
    assert response.json()["svg"]
    assert "below the floor" in response.json()["problems"][0]


@pytest.mark.parametrize(
    ("poses", "says"),
    [
        pytest.param([BRIDGE[0] | {"note": "standing"}], "Write one like", id="unreadable"),
        pytest.param([BRIDGE[0] | {"note": BRIDGE[0]["note"].replace("neck=0", "neck=200")}],
                     "No neck goes to 200 degrees", id="no-such-neck"),
        pytest.param([BRIDGE[0], POSES["clamshell"][0]], "same view", id="two-views"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_with_what_to_do(draw, caplog, poses, says):
    caplog.set_level("INFO", "backcare.forms")
    response = draw(poses)
    assert response.status_code == 422
    assert response.json()["svg"] == ""
    assert any(says in words for words in response.json()["problems"])
    assert "refused exercises:draw" in caplog.text


@pytest.mark.parametrize("show", ["0", "side", "moving"])
def test_without_a_pose_there_is_the_mat_alone(draw, show):
    response = draw([], show)
    assert response.status_code == 200
    assert response.json() == {"svg": EMPTY_MAT, "words": "No figure yet", "problems": []}


def test_is_for_staff_who_send_a_form(as_user, admin, patient, client):
    assert client.post(URL).status_code == 302
    for person in (patient, TherapistFactory()):
        assert as_user(person).post(URL, typed_poses(BRIDGE)).status_code == 403
    assert as_user(admin).get(URL).status_code == 405


@pytest.mark.parametrize(("words", "note"), STARTING_POSES, ids=lambda value: str(value)[:20])
def test_what_a_new_figure_begins_with_can_be_handed_in(words, note):
    assert problems_in([{"name": "start", "note": note}, {"name": "hold", "note": note}]) == []


def test_knees_that_would_roll_round_and_round_are_refused(draw):
    note = POSES["knee-rolls"][1]["note"]
    far = note.replace("tip about 45", f"tip about {'9' * 400}")
    assert "only knees that roll" in draw([{"name": "start", "note": far}]).json()["problems"][0]


anything = st.text(max_size=40)
bits = st.sampled_from(
    BRIDGE[0]["note"].split(";") + ["view=foot-end", " tip about 45 degrees", "contact=seat", ""]
)
notes = st.one_of(anything, st.lists(bits, max_size=9).map(";".join))


@settings(max_examples=60)
@given(
    st.fixed_dictionaries(
        {f"poses-{number}-note": notes for number in range(3)}
        | {
            "poses-0-name": anything,
            "show": st.sampled_from(["0", "1", "2", "side", "moving", "x"]),
        }
        | dict.fromkeys(("seed", "laterality", "hold_seconds_min"), anything)
    )
)
def test_no_garbage_breaks_it(sent):
    """As the view does, without the rest of the site: it draws, or it says what is wrong."""
    poses = PosesInput().value_from_datadict(sent, {}, "poses")
    with suppress(ValueError):
        assert DrawForm(sent).drawn(poses).startswith("<svg")
    assert all(words.endswith(".") for words in problems_in(poses))
