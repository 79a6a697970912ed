"""Keeping an exercise as a favorite: what is kept, where it leads back, and for whom."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from exercises.models import Exercise
from tests.factories import ExerciseFactory
from tracker.models import Favorite

pytestmark = pytest.mark.django_db
LIBRARY = reverse("exercises:library")


@pytest.fixture
def bridge():
    return ExerciseFactory(name="Bridge", slug="bridge")


@pytest.fixture
def url(bridge):
    return reverse("plans:favorite", args=[bridge.slug])


def favorites_of(person):
    return [str(row) for row in Favorite.objects.visible_to(person)]


def test_it_is_kept_and_leads_back_to_where_the_heart_was(as_user, patient, url):
    response = as_user(patient).post(url, {"next": f"{LIBRARY}?q=hip"})

    assert response.status_code == 302
    assert response.url == "/exercises/?q=hip#favorite-bridge"
    assert favorites_of(patient) == ["Bridge"]


def test_it_can_be_let_go(as_user, patient, url):
    browser = as_user(patient)
    browser.post(url)
    browser.post(url, {"undo": "1"})

    assert favorites_of(patient) == []


@pytest.mark.parametrize(("sent", "kept"), [({}, ["Bridge"]), ({"undo": "1"}, [])])
def test_twice_is_the_same_as_once(as_user, patient, url, sent, kept):
    browser = as_user(patient)
    for _press in range(2):
        assert browser.post(url, sent).status_code == 302

    assert favorites_of(patient) == kept


def test_a_script_is_told_in_few_words(as_user, patient, url):
    response = as_user(patient).post(url, headers={"Accept": "application/json"})

    assert (response.status_code, response.content) == (204, b"")
    assert favorites_of(patient) == ["Bridge"]


@pytest.mark.parametrize(
    "away",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", ""],
)
def test_it_never_leads_to_another_site(as_user, patient, bridge, url, away):
    response = as_user(patient).post(url, {"next": away})

    assert response.url == f"{bridge.get_absolute_url()}#favorite-bridge"


def test_each_person_has_their_own(as_user, patient, stranger, url, bridge):
    Favorite.objects.create(patient=patient, exercise=bridge)
    browser = as_user(stranger)

    assert 'aria-pressed="false"' in browser.get(LIBRARY).text
    browser.post(url, {"undo": "1"})
    assert favorites_of(patient) == ["Bridge"]
    assert favorites_of(stranger) == []


def test_a_visitor_is_asked_to_sign_in_and_sees_no_heart(client, url):
    assert client.post(url).url.startswith("/accounts/login/")
    assert not Favorite.objects.exists()
    assert "data-favorite" not in client.get(LIBRARY).text


def test_what_is_not_there_cannot_be_kept(as_user, patient):
    ExerciseFactory(slug="half-written", status=Exercise.Status.DRAFT)
    browser = as_user(patient)
    for slug in ("no-such-exercise", "half-written"):
        assert browser.post(reverse("plans:favorite", args=[slug])).status_code == 404


def test_what_has_left_the_library_can_still_be_let_go(as_user, patient, bridge, url):
    Favorite.objects.create(patient=patient, exercise=bridge)
    bridge.archive()
    as_user(patient).post(url, {"undo": "1"})

    assert favorites_of(patient) == []


def test_it_is_a_button_alone(as_user, patient, url):
    assert as_user(patient).get(url).status_code == 405


def test_the_database_keeps_it_once(patient, bridge):
    Favorite.objects.create(patient=patient, exercise=bridge)
    with pytest.raises(IntegrityError), transaction.atomic():
        Favorite.objects.create(patient=patient, exercise=bridge)
