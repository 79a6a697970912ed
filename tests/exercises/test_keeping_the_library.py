"""Keeping the library: from the admin's first page over the desk to what everybody reads."""

import pytest
from django.urls import reverse

from exercises.models import Exercise, Revision
from tests.exercises.desk_cast import RAISE, hidden_of
from tests.factories import ExerciseFactory

pytestmark = pytest.mark.django_db
CHECKED = {"review_by": "2027-11-25", "is_checked": "on", "do": "publish"}


def write(browser, url, **typed):
    """Hand in what was typed; return the address of the review."""
    sent = hidden_of(browser.get(url)) | {"do": "hand-in"} | RAISE | typed
    assert browser.post(url, sent).status_code == 302
    return reverse("exercises:desk_review", args=[Revision.objects.open().get().pk])


def test_the_admins_first_page_leads_to_the_desk(desk):
    page = desk.get(reverse("admin:index")).text

    assert reverse("exercises:desk") in page
    assert reverse("exercises:desk_new", args=["exercise"]) in page


def test_an_exercise_is_written_reviewed_and_read(desk, rosas_desk, client):
    review = write(desk, reverse("exercises:desk_new", args=["exercise"]))
    assert "Standing calf raise" not in client.get(reverse("exercises:library")).text

    rosas_desk.post(review, CHECKED)

    page = client.get(reverse("exercises:exercise", args=["standing-calf-raise"])).text
    assert "Rise onto your toes." in page
    assert "Reviewed by" in page
    assert "Standing calf raise" in client.get(reverse("exercises:library")).text


def test_a_new_name_is_in_the_library_at_once_and_the_address_stays(desk, rosas_desk, client):
    ExerciseFactory(slug="heel-raise", name="Heel raise")
    url = reverse("exercises:desk_edit", args=["exercise", "heel-raise"])

    rosas_desk.post(write(desk, url), CHECKED)

    page = client.get(reverse("exercises:library")).text
    assert "Standing calf raise" in page
    assert "Heel raise" not in page
    assert Exercise.objects.get().slug == "heel-raise"


@pytest.mark.parametrize(
    "path", ["exercise/", "exercise/add/", "exercise/1/change/", "exercise/1/delete/", "condition/"]
)
def test_there_is_one_way_to_edit_only(desk, path):
    ExerciseFactory(pk=1)

    assert desk.get(f"/admin/exercises/{path}").status_code == 404


def test_nothing_is_ever_deleted(desk):
    exercise = ExerciseFactory()

    page = desk.get(reverse("exercises:desk_piece", args=["exercise", exercise.slug])).text

    assert "Delete" not in page


def test_the_menu_of_staff_has_the_desk(desk, as_user, patient):
    today = reverse("people:profile")

    assert reverse("exercises:desk") in desk.get(today).text
    assert reverse("exercises:desk") not in as_user(patient).get(today).text
