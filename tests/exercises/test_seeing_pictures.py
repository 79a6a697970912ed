"""The picture of an exercise: who sees it, and what may keep it."""

import uuid

import pytest
from django.core.files.base import ContentFile

from exercises.models import Exercise, Picture
from tests.factories import ExerciseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    key = uuid.UUID(int=3)
    return Picture.objects.create(
        key=key, file=ContentFile(b"RIFF....WEBP", name="any.webp"), width=4, height=3
    )


@pytest.fixture
def exercise(picture):
    return ExerciseFactory(slug="lift", picture=picture, picture_alt="A woman lifts her heels.")


def body(response):
    return b"".join(response.streaming_content)


def test_everybody_sees_the_one_of_a_published_exercise(client, exercise, picture):
    response = client.get(picture.get_absolute_url())

    assert response.status_code == 200
    assert body(response) == b"RIFF....WEBP"
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert set(response["Cache-Control"].split(", ")) == {
        "public", "max-age=31536000", "immutable",
    }  # fmt: skip
    assert not response.cookies


def test_that_of_an_archived_one_stays_for_older_plans(client, exercise, picture):
    exercise.archive()

    response = client.get(picture.get_absolute_url())
    assert response.status_code == 200
    body(response)


def test_that_of_a_draft_is_for_staff_alone_and_kept_nowhere(
    client, as_user, patient, therapist, admin, exercise, picture
):
    Exercise.objects.update(status=Exercise.Status.DRAFT)
    url = picture.get_absolute_url()

    for browser in (client, as_user(patient), as_user(therapist)):
        assert browser.get(url).status_code == 404
    response = as_user(admin).get(url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]
    body(response)


def test_one_that_no_exercise_has_is_for_staff_alone(client, picture):
    assert client.get(picture.get_absolute_url()).status_code == 404


def test_an_unknown_one_is_not_found(client):
    assert client.get(f"/pictures/{uuid.UUID(int=9)}.webp").status_code == 404


def test_a_lost_file_is_not_found(client, exercise, picture):
    picture.file.storage.delete(picture.file.name)

    assert client.get(picture.get_absolute_url()).status_code == 404


def test_it_takes_one_query(client, exercise, picture, django_assert_num_queries):
    with django_assert_num_queries(1):
        body(client.get(picture.get_absolute_url()))


def test_its_page_shows_it_with_its_words(client, exercise, picture):
    page = client.get(exercise.get_absolute_url()).text

    assert f'src="{picture.get_absolute_url()}" alt="A woman lifts her heels."' in page
    assert "data-figure" not in page
