"""Looking for an exercise in the library, with or without an account."""

import pytest
from django.urls import reverse

from exercises.models import Exercise
from tests.factories import ExerciseFactory

pytestmark = pytest.mark.django_db
URL = reverse("exercises:library")


@pytest.fixture
def three():
    ExerciseFactory(name="Bridge", aliases=["glute lift"], aim__key="hip-strength")
    ExerciseFactory(name="Wall plank", position="standing", aim__key="core-stability")
    ExerciseFactory(name="Forearm plank", position="prone", aim__key="core-stability")


def names(response):
    return [found.name for _heading, members in response.context["groups"] for found in members]


def test_everyone_sees_all_by_what_they_are_for(client, three):
    response = client.get(URL)

    assert response.status_code == 200
    assert names(response) == ["Forearm plank", "Wall plank", "Bridge"]
    headings = [str(heading) for heading, _members in response.context["groups"]]
    assert headings == ["Steady your middle", "Strong hips and legs"]
    assert "10 times, hold 5 seconds" in response.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"q": "PLANK"}, ["Forearm plank", "Wall plank"], id="a-name-in-capitals"),
        pytest.param({"q": "plank wall"}, ["Wall plank"], id="words-in-any-order"),
        pytest.param({"q": "glute"}, ["Bridge"], id="another-name"),
        pytest.param({"q": "  bridge "}, ["Bridge"], id="spaces-around"),
        pytest.param({"position": "standing"}, ["Wall plank"], id="position"),
        pytest.param({"aim": "hip-strength"}, ["Bridge"], id="what-for"),
        pytest.param({"q": "plank", "position": "prone"}, ["Forearm plank"], id="both"),
        pytest.param({"q": "%"}, [], id="a-sign-means-itself"),
    ],
)
def test_words_and_choices_narrow_it(client, three, asked, found):
    response = client.get(URL, asked)

    assert names(response) == found
    assert response.context["is_narrowed"]


@pytest.mark.parametrize(
    "asked", [{"position": "flying"}, {"aim": "'"}, {"q": "x" * 81}, {"q": "\x00"}]
)
def test_what_makes_no_sense_asks_for_nothing(client, three, asked):
    response = client.get(URL, asked)

    assert response.status_code == 200
    assert len(names(response)) == 3


def test_nothing_found_says_what_to_do(client, three):
    response = client.get(URL, {"q": "swimming"})

    assert "No exercise fits that." in response.text
    assert "Show all exercises" in response.text


def test_an_empty_library_says_so(client):
    assert "There are no exercises here yet." in client.get(URL).text


def test_what_was_typed_stays_and_is_escaped(client, three):
    page = client.get(URL, {"q": '"><script>'}).text

    assert 'value="&quot;&gt;&lt;script&gt;"' in page
    assert '"><script>' not in page


@pytest.mark.parametrize("status", [Exercise.Status.DRAFT, Exercise.Status.ARCHIVED])
def test_drafts_and_archived_ones_are_for_staff(client, as_user, patient, admin, status):
    ExerciseFactory(name="Hidden", status=status)

    assert names(client.get(URL)) == []
    assert names(as_user(patient).get(URL)) == []
    page = as_user(admin).get(URL)
    assert names(page) == ["Hidden"]
    assert f"{status.label}</span>" in page.text


@pytest.mark.parametrize("count", [1, 20])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, count):
    ExerciseFactory.create_batch(count)

    with django_assert_num_queries(2):
        client.get(URL)


@pytest.mark.parametrize("count", [1, 20])
def test_signed_in_it_takes_two_more_to_know_who_asks(
    as_user, patient, django_assert_num_queries, count
):
    ExerciseFactory.create_batch(count)
    browser = as_user(patient)

    with django_assert_num_queries(4):
        browser.get(URL)


def test_it_is_only_read(client):
    assert client.post(URL).status_code == 405
