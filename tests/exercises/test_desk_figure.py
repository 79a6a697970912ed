"""The figure editor on the desk's page: what it shows, and a figure that is refused there."""

import json

import pytest
from django.urls import reverse

from exercises.desk.figure_editor import FigureEditor
from exercises.figure.angles import CONTACTS, LIMITS
from exercises.figure_fields import typed_poses
from exercises.models import Exercise, Revision
from tests.exercises.desk_cast import RAISE, hidden_of
from tests.exercises.test_poses_field import BRIDGE, WALKING
from tests.factories import ExerciseFactory

pytestmark = pytest.mark.django_db
NEW = reverse("exercises:desk_new", args=["exercise"])


def test_every_joint_has_a_slider_and_a_number_with_its_range(desk):
    page = desk.get(NEW).text
    for limit in LIMITS:
        assert page.count(f'data-joint="{limit.name}"') == 2
        assert f'id="figure-{limit.name}" min="{limit.least}" max="{limit.most}"' in page
    for contact, _words in CONTACTS:
        assert f'data-contact="{contact}"' in page


def test_the_poses_of_an_exercise_are_in_their_boxes_and_drawn(desk):
    exercise = ExerciseFactory(slug="walk", name="Walk", poses=WALKING)
    page = desk.get(reverse("exercises:desk_edit", args=["exercise", exercise.slug])).text
    for pose in WALKING:
        assert f">{pose['note']}</textarea>" in page
    assert "data:image/svg+xml,%3Csvg" in page
    assert 'data-seed="walk"' in page


def test_every_published_figure_can_be_copied(desk, django_assert_num_queries):
    for name in ("Bridge & more", "Walk"):
        ExerciseFactory(name=name, poses=BRIDGE)
    ExerciseFactory(name="Not yet", poses=BRIDGE, status=Exercise.Status.DRAFT)
    ExerciseFactory(name="No figure")
    page = desk.get(NEW)
    copies = page.text.split("data-copy-from")[1].split("</select>")[0]
    assert "Bridge &amp; more</option>" in copies
    assert "Walk</option>" in copies
    assert "Not yet" not in copies
    assert "No figure" not in copies
    assert json.dumps(BRIDGE[0]["note"])[1:-1] in copies

    with django_assert_num_queries(1):
        assert len(FigureEditor(page.context["form"]["poses"]).copies) == 2


def test_a_figure_is_handed_in_as_it_was_typed(desk):
    sent = hidden_of(desk.get(NEW)) | {"do": "hand-in"} | RAISE | typed_poses(WALKING)
    assert desk.post(NEW, sent).status_code == 302
    assert Revision.objects.get().content["poses"] == WALKING


def test_a_figure_that_cannot_be_is_refused_at_the_editor_and_stays_in_its_box(desk):
    wrong = [BRIDGE[0] | {"note": BRIDGE[0]["note"].replace("knee=100", "knee=170", 1)}]
    sent = hidden_of(desk.get(NEW)) | {"do": "hand-in"} | RAISE | typed_poses(wrong)
    page = desk.post(NEW, sent)
    assert page.status_code == 422
    assert "No near knee goes to 170 degrees" in page.text
    assert 'aria-describedby="id_poses_error"' in page.text
    assert f">{wrong[0]['note']}</textarea>" in page.text
    assert not Revision.objects.exists()
