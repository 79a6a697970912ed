"""Reading how an exercise is done."""

import json

import pytest
from django.urls import reverse

from exercises.management.commands.load_exercises import LIBRARY
from exercises.models import Exercise, Picture
from tests.factories import ConditionFactory, ExerciseFactory

pytestmark = pytest.mark.django_db
ENTRIES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
BRIDGE = next(entry for entry in ENTRIES if entry["slug"] == "bridge")


@pytest.fixture
def exercise():
    exercise = ExerciseFactory(
        name="Bridge",
        slug="bridge",
        aliases=["glute lift"],
        equipment=["mat"],
        steps=["Lie down.", "Lift your hips."],
        breathing="Out as you lift.",
        feel="Your buttocks.",
        mistakes=["Arching your back"],
        sources=["A good book"],
        sets=2,
        reps_min=8,
        rest_seconds=30,
    )
    condition = ConditionFactory(name="A sore neck")
    exercise.cautions.create(condition=condition, note="Keep your head down.")
    return exercise


def test_it_shows_what_admins_wrote(client, exercise):
    page = client.get(exercise.get_absolute_url()).text

    for words in (
        "Bridge",
        "Glute lift",
        "mat",
        "2 sets of 8, hold 5 seconds",
        "30 seconds between sets",
        "Lie down.",
        "Lift your hips.",
        "Out as you lift.",
        "Your buttocks.",
        "Arching your back",
        "A sore neck",
        "Keep your head down.",
        "A good book",
        "Lying on your back",
        "Both sides together",
    ):
        assert words in page
    assert page.index("Lie down.") < page.index("Lift your hips.")


def test_it_says_when_to_stop_and_what_pictures_are(client, exercise):
    page = " ".join(client.get(exercise.get_absolute_url()).text.split())

    assert (
        "<strong>Stop if</strong> pain shoots further down your leg, or you feel numb, weak, "
        "dizzy, or get chest pain."
    ) in page
    assert "Pictures are simplified drawings." in page


def test_it_shows_the_figure_as_it_moves_and_as_it_starts_and_ends(client, exercise):
    exercise.poses = BRIDGE["poses"]
    exercise.save()

    page = client.get(exercise.get_absolute_url()).text

    assert page.count('class="drawn-figure"') == 2
    assert page.count('aria-label="Lying on the back, both knees bent. Start: hips down.') == 2


def test_it_is_read_in_the_order_it_is_needed(client, exercise):
    exercise.poses = BRIDGE["poses"]
    exercise.harder = ExerciseFactory(name="March")
    exercise.save()

    page = client.get(exercise.get_absolute_url()).text

    order = [
        "<h1>Bridge", "data-figure", "2 sets of 8, hold 5 seconds", "Stop if", "Lie down.",
        "Out as you lift.", "Your buttocks.", "Arching your back", "What you need", "A sore neck",
        "March", "A good book",
    ]  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_without_a_figure_there_is_no_empty_place_for_it(client, exercise):
    assert "how__figure" not in client.get(exercise.get_absolute_url()).text


def test_both_figure_and_picture_are_shown_where_there_are_both(client, exercise):
    exercise.picture = Picture.objects.create(width=4, height=3)
    exercise.picture_alt = "A woman lifts her hips."
    exercise.poses = BRIDGE["poses"]
    exercise.save()

    page = client.get(exercise.get_absolute_url()).text

    assert "data-figure" in page
    assert 'alt="A woman lifts her hips."' in page


def test_a_video_is_a_link_and_never_a_part_of_the_page(client, exercise):
    exercise.video_url = "https://video.example/bridge"
    exercise.save()

    page = client.get(exercise.get_absolute_url()).text

    link = '<a href="https://video.example/bridge" rel="noopener noreferrer">'
    assert f"{link}Watch a video (opens another site)</a>" in page
    assert page.count("video.example") == 1


def test_when_to_stop_is_the_usual_sentence_or_its_own(client, exercise):
    exercise.stop_if = "your calf cramps."
    exercise.save()

    page = " ".join(client.get(exercise.get_absolute_url()).text.split())
    assert "<strong>Stop if</strong> your calf cramps. <a" in page


def test_what_admins_wrote_is_never_markup(client, exercise):
    exercise.steps.create(order=9, text="<b>Lift</b>")

    assert "&lt;b&gt;Lift&lt;/b&gt;" in client.get(exercise.get_absolute_url()).text


def test_it_leads_to_the_easier_and_the_harder_one(client, exercise):
    exercise.easier = ExerciseFactory(name="Squeeze")
    exercise.harder = ExerciseFactory(name="March")
    exercise.save()

    page = client.get(exercise.get_absolute_url()).text

    assert exercise.easier.get_absolute_url() in page
    assert exercise.harder.get_absolute_url() in page


@pytest.mark.parametrize("status", [Exercise.Status.DRAFT, Exercise.Status.ARCHIVED])
def test_it_leads_to_no_exercise_that_is_hidden(client, as_user, admin, exercise, status):
    exercise.harder = ExerciseFactory(name="Hidden", status=status)
    exercise.save()

    assert "Hidden" not in client.get(exercise.get_absolute_url()).text
    assert "Hidden" in as_user(admin).get(exercise.get_absolute_url()).text


def test_a_draft_does_not_exist_for_others(client, as_user, patient, therapist, exercise):
    Exercise.objects.update(status=Exercise.Status.DRAFT)

    for browser in (client, as_user(patient), as_user(therapist)):
        assert browser.get(exercise.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("status", "banner"),
    [(Exercise.Status.DRAFT, "Draft. Only staff"), (Exercise.Status.ARCHIVED, "Archived.")],
)
def test_staff_see_it_with_a_banner(as_user, admin, exercise, status, banner):
    Exercise.objects.update(status=status)

    assert banner in as_user(admin).get(exercise.get_absolute_url()).text


def test_an_archived_one_can_still_be_read_by_those_whose_plan_has_it(client, exercise):
    exercise.archive()
    page = client.get(exercise.get_absolute_url())

    assert page.status_code == 200
    assert "no longer in the library" in page.text


def test_an_unknown_exercise_is_not_found(client):
    assert client.get(reverse("exercises:exercise", args=["gone"])).status_code == 404


def test_the_number_of_queries_does_not_grow(client, exercise, django_assert_num_queries):
    exercise.easier = ExerciseFactory()
    exercise.save()
    for order in range(20):
        exercise.steps.create(order=order, text="Breathe.")
        exercise.cautions.create(condition=ConditionFactory(), note="Go gently.")

    with django_assert_num_queries(8):
        client.get(exercise.get_absolute_url())
