"""Keeping an exercise as a favorite, and letting it go."""

import pytest
from django.urls import reverse

from tests.factories import ExerciseFactory
from tracker.models import Favorite

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise():
    return ExerciseFactory(slug="bridge", name="Bridge")


@pytest.fixture
def url(exercise):
    return reverse("plans:favorite", args=[exercise.slug])


def kept_by(person):
    return list(Favorite.objects.visible_to(person).values_list("exercise__slug", flat=True))


def test_is_kept_and_leads_back_to_where_it_was_pressed(as_user, patient, url):
    response = as_user(patient).post(url, {"next": "/exercises/?q=bridge"})

    assert response["Location"] == "/exercises/?q=bridge#favorite-bridge"
    assert kept_by(patient) == ["bridge"]


def test_twice_is_once_and_undo_lets_it_go(as_user, patient, url):
    browser = as_user(patient)
    browser.post(url)
    browser.post(url)
    assert kept_by(patient) == ["bridge"]

    for _twice in range(2):
        browser.post(url, {"undo": "1"})
    assert kept_by(patient) == []


def test_the_page_of_the_exercise_says_so(as_user, patient, exercise, url):
    browser = as_user(patient)
    assert 'aria-pressed="false"' in browser.get(exercise.get_absolute_url()).text

    browser.post(url)

    assert 'aria-pressed="true"' in browser.get(exercise.get_absolute_url()).text


def test_a_script_gets_no_page(as_user, patient, url):
    answer = as_user(patient).post(url, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_it_leads_to_no_other_site(as_user, patient, exercise, url, next_):
    response = as_user(patient).post(url, {"next": next_})

    assert response["Location"].startswith(exercise.get_absolute_url())


def test_it_is_ones_own(as_user, patient, stranger, url):
    as_user(stranger).post(url)
    as_user(patient).post(url, {"undo": "1"})

    assert kept_by(stranger) == ["bridge"]
    assert kept_by(patient) == []


def test_a_draft_is_not_there(as_user, patient, exercise, url):
    type(exercise).objects.update(status="draft")

    assert as_user(patient).post(url).status_code == 404


def test_a_visitor_is_asked_to_sign_in_and_sees_no_heart(client, exercise, url):
    assert client.post(url)["Location"].startswith("/accounts/login/")
    assert "favorite-bridge" not in client.get(exercise.get_absolute_url()).text


def test_only_by_its_button(as_user, patient, url):
    assert as_user(patient).get(url).status_code == 405
