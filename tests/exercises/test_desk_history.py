"""One piece: its history, putting back, archiving, and asking for a review."""

from datetime import timedelta

import pytest
from django.urls import reverse

from exercises import publishing
from exercises.models import Exercise, Kind, Revision
from tests.exercises.desk_cast import NOW, change_of, published
from tests.factories import ConditionFactory, ExerciseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise(db):
    return ExerciseFactory(slug="heel-raise", name="Heel raise")


@pytest.fixture
def history(exercise, admin, rosa):
    """Two changes that were published, one that was sent back."""
    first = published(change_of(exercise, admin, name="Calf raise", feel="Calves."), rosa)
    exercise.refresh_from_db()
    second = published(change_of(exercise, admin, name="Toe raise", note="Again"), rosa)
    exercise.refresh_from_db()
    third = change_of(exercise, admin, breathing="Out.")
    publishing.send_back(revision=third, by=rosa, at=NOW, answer="Not needed.")
    return first, second, third


def url_of(step, key="heel-raise", kind="exercise"):
    return reverse(f"exercises:desk_{step}", args=[kind, key])


def test_it_says_who_when_and_what(desk, history):
    page = desk.get(url_of("piece"))

    lines = page.context["history"]
    assert [line.revision.number for line in lines] == [3, 2, 1]
    assert [line.changed for line in lines] == [["Breathing"], ["Name"], []]
    assert [line.may_be_put_back for line in lines] == [False, False, True]
    for words in ("Ada Admin, November 25, 2026", "reviewed by Rosa Reviewer", "Not needed."):
        assert words in page.text


def test_an_earlier_one_is_put_back(desk, history):
    first, *_ = history

    response = desk.post(reverse("exercises:desk_put_back", args=[first.pk]), follow=True)

    assert "Put back. Everybody reads it now." in response.text
    exercise = Exercise.objects.get()
    assert (exercise.name, exercise.feel) == ("Calf raise", "Calves.")
    assert "Put back as it was in number 1." in desk.get(url_of("piece")).text


def test_what_nobody_reviewed_waits_before_it_is_put_back(desk, rosa, exercise, admin):
    form = {"name": "Calf raise", "aim": "flexion", "position": "supine", "steps": "Stand."}
    form |= {"laterality": "bilateral", "reps_min": "10", "stop_if": "it hurts."}
    desk.post(url_of("edit"), form | {"do": "hand-in", "based_on": "0"})
    stood, change = Revision.objects.of(Kind.EXERCISE, "heel-raise").reverse()
    published(change, rosa)

    response = desk.post(reverse("exercises:desk_put_back", args=[stood.pk]), follow=True)

    assert "Nobody has reviewed it, so it waits for a review first." in response.text
    assert Exercise.objects.get().name == "Calf raise"


def test_what_was_never_published_is_not_put_back(desk, history):
    *_, third = history

    response = desk.post(reverse("exercises:desk_put_back", args=[third.pk]))

    assert response.status_code == 422
    assert "Only what was published before can be put back." in response.text


def test_archiving_takes_it_out_and_says_who_did_it(desk, client, exercise):
    response = desk.post(url_of("archive"), follow=True)

    exercise.refresh_from_db()
    assert exercise.status == "archived"
    assert exercise.name not in client.get(reverse("exercises:library")).text
    assert "Archived. Plans that have it keep it." in response.text
    last = Revision.objects.of(Kind.EXERCISE, "heel-raise").first()
    assert (last.made_by, last.note, last.is_standing) == ("Ada Admin", "Archived.", True)


def test_an_archived_one_comes_back_as_it_was(desk, client, history):
    desk.post(url_of("archive"))

    response = desk.post(url_of("restore"), follow=True)

    exercise = Exercise.objects.get()
    assert (exercise.status, exercise.name) == ("published", "Toe raise")
    assert exercise.reviewed_by == "Rosa Reviewer"
    assert exercise.name in client.get(reverse("exercises:library")).text
    assert "Brought back." in response.text


@pytest.mark.parametrize("step", ["archive", "restore"])
def test_twice_is_once(desk, exercise, step):
    for _press in "12":
        assert desk.post(url_of(step)).status_code == 302

    assert Revision.objects.filter(note__in=["Archived.", "Brought back."]).count() <= 1


def test_a_change_that_waits_outlives_the_archive(desk, exercise, admin, rosa):
    change = change_of(exercise, admin, name="Calf raise")
    desk.post(url_of("archive"))

    published(change, rosa)

    exercise.refresh_from_db()
    assert (exercise.status, exercise.name) == ("published", "Calf raise")


def test_a_review_is_asked_for_without_a_change(desk, exercise, rosa):
    desk.post(url_of("ask"))

    change = Revision.objects.open().get()
    assert change.note == "Unchanged, to be reviewed."
    assert "Nothing differs from number 1." in desk.get(
        reverse("exercises:desk_revision", args=[change.pk])
    ).text  # fmt: skip
    published(change, rosa)
    exercise.refresh_from_db()
    assert exercise.reviewed_by == "Rosa Reviewer"


def test_asking_twice_asks_once(desk, exercise):
    for _press in "12":
        desk.post(url_of("ask"))

    assert Revision.objects.open().count() == 1


def test_a_new_one_that_waits_has_a_page(desk, admin):
    publishing.hand_in(
        kind=Kind.EXERCISE, key="calf-raise", content={"name": "Calf raise"}, by=admin,
        at=NOW - timedelta(days=1),
    )  # fmt: skip

    page = desk.get(url_of("piece", "calf-raise")).text

    assert "Nobody reads it yet." in page
    assert "Archive</button>" not in page


@pytest.mark.parametrize("step", ["archive", "restore"])
def test_a_list_has_nothing_to_archive(desk, step):
    condition = ConditionFactory()

    assert desk.post(url_of(step, condition.key, "condition")).status_code == 404


@pytest.mark.parametrize("step", ["piece", "archive", "restore", "ask"])
def test_others_may_not(exercise, as_user, client, patient, therapist, step):
    method = "get" if step == "piece" else "post"
    for person in (patient, therapist):
        assert getattr(as_user(person), method)(url_of(step)).status_code == 403
    assert getattr(client, method)(url_of(step)).status_code == 302
    exercise.refresh_from_db()
    assert exercise.status == "published"


@pytest.mark.parametrize("step", ["piece", "archive", "restore", "ask"])
def test_what_is_not_there_is_not_found(desk, step):
    method = "get" if step == "piece" else "post"
    assert getattr(desk, method)(url_of(step, "nothing-like-it")).status_code == 404


@pytest.mark.parametrize("step", ["archive", "restore", "ask"])
def test_a_step_is_taken_by_a_button(desk, exercise, step):
    assert desk.get(url_of(step)).status_code == 405
