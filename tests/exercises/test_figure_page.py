"""The figure of an exercise, as a picture that browsers may keep."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from exercises.figure.colors import night_sheet
from exercises.management.commands.load_exercises import LIBRARY
from exercises.models import Exercise
from tests.factories import ExerciseFactory

pytestmark = pytest.mark.django_db
ENTRIES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
BRIDGE = next(entry for entry in ENTRIES if entry["slug"] == "bridge")


@pytest.fixture
def exercise():
    return ExerciseFactory(slug="bridge", name="Bridge", poses=BRIDGE["poses"])


@pytest.mark.parametrize("pose", ["start", "hold", "moving", "side"])
def test_everyone_gets_a_drawing(client, exercise, pose):
    response = client.get(reverse("exercises:figure", args=["bridge", pose]))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response.text.startswith("<svg")
    assert "<title>Bridge</title>" in response.text
    assert response["Cache-Control"] == "public, max-age=86400"


def test_start_and_hold_differ(client, exercise):
    start = client.get(exercise.figure_start_url)
    hold = client.get(exercise.figure_hold_url)

    assert start.content != hold.content


def test_the_moving_one_moves_and_the_others_rest(client, exercise):
    drawn = {
        pose: client.get(reverse("exercises:figure", args=["bridge", pose])).text
        for pose in ("start", "hold", "moving", "side")
    }

    assert [pose for pose in drawn if "<animate" in drawn[pose]] == ["moving"]
    assert drawn["side"].count("<rect") > drawn["hold"].count("<rect"), "two mats"


def test_each_brings_the_colors_of_the_night(client, exercise):
    for pose in ("start", "moving", "side"):
        svg = client.get(reverse("exercises:figure", args=["bridge", pose])).text
        assert "prefers-color-scheme:dark" in svg


def test_the_pages_style_sheet_has_the_colors_of_the_night_of_everybody():
    """Made anew with: python -c "from exercises.figure.colors import *; print(night_sheet())"."""
    sheet = Path(finders.find("backcare/css/figure-night.css"))

    assert sheet.read_text().strip() == night_sheet()


def test_the_address_changes_with_the_poses(exercise):
    before = exercise.figure_hold_url
    exercise.poses = exercise.poses[:1]

    assert exercise.figure_hold_url != before
    assert "?v=" in before


def test_an_exercise_with_one_pose_has_it_as_both(client):
    exercise = ExerciseFactory(poses=BRIDGE["poses"][:1])

    start = client.get(exercise.figure_start_url)
    assert start.status_code == 200
    assert start.content == client.get(exercise.figure_hold_url).content


@pytest.mark.parametrize("poses", [[], [{"name": "start", "note": "lie down"}]])
def test_the_mat_alone_is_drawn_without_a_note_that_can_be_read(client, poses):
    """A new exercise has no drawing yet; a broken picture would look like a mistake."""
    response = client.get(ExerciseFactory(poses=poses).figure_start_url)

    assert response.status_code == 200
    assert response.content.count(b"<rect") == 1


def test_there_is_no_third_pose(client, exercise):
    assert client.get(reverse("exercises:figure", args=["bridge", "rest"])).status_code == 404


def test_an_archived_exercise_keeps_its_picture_for_older_plans(client, exercise):
    exercise.archive()

    assert client.get(exercise.figure_hold_url).status_code == 200


def test_a_draft_is_drawn_for_staff_alone_and_kept_nowhere(client, as_user, admin, exercise):
    Exercise.objects.update(status=Exercise.Status.DRAFT)

    assert client.get(exercise.figure_hold_url).status_code == 404
    response = as_user(admin).get(exercise.figure_hold_url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


def test_it_takes_one_query(client, exercise, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(exercise.figure_hold_url)
