"""Looking for an exercise in the library, with or without an account."""

import pytest
from django.urls import reverse

from exercises.models import Condition, Equipment, Exercise
from tests.factories import ExerciseFactory, ExerciseLogFactory, ScreeningFactory
from tracker.models import Favorite
from tracker.screening import gate

pytestmark = pytest.mark.django_db
URL = reverse("exercises:library")


@pytest.fixture
def three():
    ExerciseFactory(name="Bridge", slug="bridge", aliases=["glute lift"], aim__key="hip-strength")
    ExerciseFactory(
        name="Wall plank", slug="wall-plank", position="standing", aim__key="core-stability"
    )
    ExerciseFactory(
        name="Forearm plank", slug="plank", position="prone", aim__key="core-stability",
        equipment=["band"],
    )  # fmt: skip
    Equipment.objects.get_or_create(key="band", defaults={"name": "Loop band"})
    condition, _made = Condition.objects.get_or_create(
        key="pregnancy", defaults={"name": "Pregnant"}
    )
    Exercise.objects.get(slug="plank").cautions.create(condition=condition, note="Not now.")


def names(response):
    return [card.name for group in response.context["look"].groups for card in group.cards]


def test_everyone_sees_all_by_what_they_are_for(client, three):
    response = client.get(URL)

    assert response.status_code == 200
    assert names(response) == ["Forearm plank", "Wall plank", "Bridge"]
    headings = [str(group.heading) for group in response.context["look"].groups]
    assert headings == ["Steady your middle", "Strong hips and legs"]
    assert "10 times, hold 5 seconds" in response.text
    assert "3 exercises</p>" in response.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"q": "PLANK"}, ["Forearm plank", "Wall plank"], id="a-name-in-capitals"),
        pytest.param({"q": "plank wall"}, ["Wall plank"], id="words-in-any-order"),
        pytest.param({"q": "glute"}, ["Bridge"], id="another-name"),
        pytest.param({"q": "brige"}, ["Bridge"], id="a-slip"),
        pytest.param({"q": "  bridge "}, ["Bridge"], id="spaces-around"),
        pytest.param({"position": "standing"}, ["Wall plank"], id="position"),
        pytest.param(
            {"position": ["standing", "supine"]}, ["Wall plank", "Bridge"], id="two-positions"
        ),
        pytest.param({"aim": "hip-strength"}, ["Bridge"], id="what-for"),
        pytest.param({"q": "plank", "position": "prone"}, ["Forearm plank"], id="both"),
        pytest.param({"have": "nothing"}, ["Wall plank", "Bridge"], id="nothing-needed"),
        pytest.param(
            {"have": "band"}, ["Forearm plank", "Wall plank", "Bridge"], id="a-band-at-home"
        ),
        pytest.param({"floor": "no"}, ["Wall plank"], id="off-the-floor"),
        pytest.param({"q": "%"}, [], id="a-sign-means-itself"),
    ],
)
def test_words_and_choices_narrow_it(client, three, asked, found):
    response = client.get(URL, asked)

    assert names(response) == found
    assert response.context["look"].asked.is_narrowed


@pytest.mark.parametrize(
    "asked",
    [
        {"position": "flying"}, {"aim": "'"}, {"q": "x" * 81}, {"q": "\x00"}, {"mine": "favorites"},
        {"safe": "answers"}, {"have": ["", "rocket"]},
    ],
)  # fmt: skip
def test_what_makes_no_sense_asks_for_nothing(client, three, asked):
    response = client.get(URL, asked)

    assert response.status_code == 200
    assert len(names(response)) == 3
    assert not response.context["look"].asked.is_narrowed


def test_each_choice_in_use_can_be_taken_away_by_a_link(client, three):
    page = client.get(URL, {"q": "plank", "position": "prone", "have": "band"}).text

    assert f'href="{URL}?q=plank&amp;have=band"' in page
    assert f'href="{URL}?q=plank&amp;position=prone"' in page
    assert "I have: Loop band" in page
    assert "Clear all" in page


def test_a_choice_says_how_many_it_would_leave(client, three):
    page = client.get(URL, {"q": "plank"}).context["facets"]["position"]

    assert {choice.value: choice.count for choice in page.choices} == {
        "supine": 0, "prone": 1, "standing": 1,
    }  # fmt: skip


def test_what_is_left_out_for_a_condition_is_said_and_can_be_shown(client, three):
    response = client.get(URL, {"safe": "pregnancy"})

    assert names(response) == ["Wall plank", "Bridge"]
    condition = Condition.objects.get(key="pregnancy")
    assert "<strong>1 exercise is left out</strong>" in response.text
    assert f"{condition.name} (1)" in response.text
    assert "not medical clearance" in response.text
    assert "Forearm plank" not in response.text
    shown = client.get(URL, {"safe": "pregnancy", "show": "left-out"})
    assert "Forearm plank" in shown.text.partition('id="left-out"')[2]


def test_ones_own_answers_can_be_minded(as_user, patient, three, monkeypatch):
    ScreeningFactory(patient=patient)
    monkeypatch.setattr(gate, "conditions_of", lambda *_: frozenset({"pregnancy"}))
    browser = as_user(patient)

    assert len(names(browser.get(URL))) == 3
    assert names(browser.get(URL, {"safe": "answers"})) == ["Wall plank", "Bridge"]


def test_favorites_and_recent_ones_stand_at_the_top(as_user, patient, three):
    Favorite.objects.create(patient=patient, exercise=Exercise.objects.get(slug="wall-plank"))
    ExerciseLogFactory(
        session__patient=patient, prescription__exercise=Exercise.objects.get(slug="bridge")
    )
    response = as_user(patient).get(URL)

    shown = {
        name: [card.slug for card in cards] for name, cards in response.context["rows"].items()
    }
    assert shown == {"favorites": ["wall-plank"], "recent": ["bridge"]}
    assert "Your favorites" in response.text
    assert names(as_user(patient).get(URL, {"mine": "favorites"})) == ["Wall plank"]
    assert names(as_user(patient).get(URL, {"mine": "recent"})) == ["Bridge"]


def test_without_favorites_it_says_how_to_keep_one(as_user, patient, three):
    assert "Press the heart" in as_user(patient).get(URL, {"mine": "favorites"}).text


def test_nothing_found_says_what_to_do(client, three):
    response = client.get(URL, {"q": "swimming"})

    assert "No exercise fits “swimming”." in response.text
    assert "Show all exercises" in response.text


def test_nothing_found_offers_the_nearest_names(client, three):
    page = client.get(URL, {"q": "walkblanc"}).text

    assert "Did you mean" in page
    assert f'href="{URL}?q=Wall+plank"' in page


def test_words_that_fit_nothing_because_of_choices_say_so(client, three):
    page = client.get(URL, {"q": "bridge", "position": "prone"}).text

    assert "fits the other choices" in page
    assert "Show 1 exercise without them" in page
    assert f'href="{URL}?q=bridge"' in page


def test_choices_that_exclude_each_other_say_what_to_do(client, three):
    page = client.get(URL, {"aim": "hip-strength", "position": "prone"}).text

    assert "No exercise fits all of that." in page


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
    assert f"{status.label}</p>" in page.text


def test_one_page_serves_every_visitor(client, three):
    response = client.get(URL, {"q": "plank"})

    assert "public" in response["Cache-Control"]
    assert "max-age=300" in response["Cache-Control"]
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.text


def test_who_signs_in_gets_a_page_of_their_own(as_user, patient, three):
    response = as_user(patient).get(URL)

    assert "public" not in response.get("Cache-Control", "")
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("count", [1, 20])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, count):
    ExerciseFactory.create_batch(count)

    with django_assert_num_queries(4):
        client.get(URL)


@pytest.mark.parametrize("count", [1, 20])
def test_signed_in_it_takes_five_more_to_know_who_asks(
    as_user, patient, django_assert_num_queries, count
):
    for exercise in ExerciseFactory.create_batch(count):
        Favorite.objects.create(patient=patient, exercise=exercise)
    browser = as_user(patient)

    with django_assert_num_queries(9):
        browser.get(URL)


def test_it_is_only_read(client):
    assert client.post(URL).status_code == 405
