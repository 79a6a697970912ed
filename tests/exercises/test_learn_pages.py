"""Reading the Learn cards, with or without an account."""

import re
from datetime import date

import pytest
from django.urls import reverse

from exercises.models import EducationCard
from tests.factories import EducationCardFactory

pytestmark = pytest.mark.django_db
URL = reverse("exercises:learn")


@pytest.fixture
def card():
    return EducationCardFactory(
        key="sciatica",
        title="Sciatica",
        summary="Pain along a nerve.",
        paragraphs=["The nerve runs down the leg.", "Notice where the pain goes."],
        sources=["A large trial (2024)", "A good book (2020)"],
        disclaimers=["Stop if you feel numb."],
        fits=[],
    )


def page_of(client, card):
    response = client.get(card.get_absolute_url())
    assert response.status_code == 200
    return response.text


def links_of(page):
    return re.findall(r'href="([^"]+)"', page.split("<main")[1].split("</main>")[0])


def test_lists_the_cards_by_topic_in_order(client):
    for topic, title in (
        ("move", "Walking"),
        ("understand", "Disks"),
        ("daily-life", "Shoes"),
        ("understand", "Posture"),
    ):
        EducationCardFactory(topic=topic, title=title)

    page = client.get(URL).text

    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert headings == ["Understand your back", "Keep moving", "Work and daily life"]
    assert re.findall(r'<a class="stretched-link"[^>]*>([^<]+)</a>', page) == [
        "Disks", "Posture", "Walking", "Shoes"
    ]  # fmt: skip


def test_each_has_its_sentence_and_leads_to_its_page(client, card):
    page = client.get(URL).text
    assert "Pain along a nerve." in page
    assert "/learn/sciatica/" in links_of(page)
    assert "The nerve runs" not in page


def test_an_empty_list_says_what_to_do(client):
    page = client.get(URL).text
    assert "There is nothing to read here yet." in page
    assert page.count(reverse("exercises:library")) >= 2


def test_a_card_says_all_that_was_written(client, card):
    page = page_of(client, card)

    said = [card.title, card.summary, *card.paragraphs, *card.disclaimers, *card.sources]
    places = [page.split("<main")[1].index(words) for words in said]
    assert places == sorted(places)
    assert "Please note" in page
    assert "Understand your back" in page


def test_without_disclaimers_there_is_no_notice(client, card):
    card.disclaimers = []
    card.save()
    assert "Please note" not in page_of(client, card)


def test_what_nobody_reviewed_is_a_research_draft(client, card):
    assert "Not yet reviewed by a clinician: a research draft" in page_of(client, card)


def test_names_who_reviewed_it_and_when(client, card):
    card.reviewed_by, card.reviewed_on = "Rosa Reviewer", date(2026, 11, 25)
    card.save()

    page = page_of(client, card)

    assert "Reviewed by Rosa Reviewer on November 25, 2026" in " ".join(page.split())
    assert "research draft" not in page


def test_leads_to_the_neighbors_in_its_topic_alone(client):
    first, other, second, third = (
        EducationCardFactory(key=key, topic=topic)
        for key, topic in (("a", "ease"), ("b", "watch"), ("c", "ease"), ("d", "ease"))
    )

    def ways(card):
        page = page_of(client, card)
        return [re.findall(rf'rel="{way}" href="/learn/(\w)/"', page) for way in ("prev", "next")]

    assert ways(first) == [[], ["c"]]
    assert ways(second) == [["a"], ["d"]]
    assert ways(third) == [["c"], []]
    assert ways(other) == [[], []]


@pytest.mark.parametrize(
    ("said", "there", "not_there"),
    [
        pytest.param(
            {"topic": "ease", "fits": ["sore"]},
            ["screening:start"],
            ["exercises:library", "help"],
            id="who-is-sore-can-check",
        ),
        pytest.param(
            {"topic": "watch", "fits": []},
            ["help"],
            ["exercises:library"],
            id="watch-leads-to-help",
        ),
        pytest.param({"topic": "move"}, ["exercises:library"], ["help"], id="move"),
        pytest.param({"topic": "understand"}, ["exercises:library"], ["help"], id="understand"),
        pytest.param(
            {"topic": "treatment", "fits": []},
            [],
            ["exercises:library", "screening:start", "help"],
            id="treatment-leads-nowhere",
        ),
    ],
)
def test_leads_on_where_it_fits(client, said, there, not_there):
    links = links_of(page_of(client, EducationCardFactory(**said)))

    def address(name):
        return (
            reverse("screening:seek_care", args=["emergency"]) if name == "help" else reverse(name)
        )

    assert all(address(name) in links for name in there)
    assert not any(address(name) in links for name in not_there)


def test_cards_on_walking_lead_to_the_walking_exercises(client):
    links = links_of(page_of(client, EducationCardFactory(topic="move", fits=["walking"])))
    assert reverse("exercises:library") + "?aim=walking" in links


def test_the_library_and_the_footer_lead_here(client):
    library = client.get(reverse("exercises:library")).text
    assert URL in links_of(library)
    assert f'href="{URL}"' in client.get(reverse("about")).text.split("<footer")[1]


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_what_is_not_published_is_for_staff(client, as_user, patient, admin, card, status):
    card.status = status
    card.save()

    for visitor in (client, as_user(patient)):
        assert visitor.get(card.get_absolute_url()).status_code == 404
        assert "Sciatica" not in visitor.get(URL).text
    assert "Only staff can see" in page_of(as_user(admin), card)
    assert f">{card.get_status_display()}</span>" in as_user(admin).get(URL).text


def test_a_neighbor_that_is_not_published_is_left_out(client, card):
    EducationCardFactory(status="draft")
    assert 'rel="next"' not in page_of(client, card)


def test_a_card_that_is_not_there_says_so(client):
    assert client.get("/learn/nothing/").status_code == 404


@pytest.mark.parametrize("address", [URL, "/learn/sciatica/"])
def test_visitors_may_keep_a_page_for_minutes(client, as_user, patient, card, address):
    response = client.get(address)

    assert "public" in response["Cache-Control"]
    assert "max-age=300" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]
    assert not response.cookies
    assert "no-store" in as_user(patient).get(address)["Cache-Control"]


def test_what_is_written_is_text(client, card):
    card.title = card.summary = "<b>Bold</b>"
    card.paragraphs = card.sources = card.disclaimers = ["<script>alert(1)</script>"]
    card.save()

    for page in (client.get(URL).text, page_of(client, card)):
        assert "<b>Bold" not in page
        assert "<script>alert" not in page


@pytest.mark.parametrize("count", [1, 20])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, card, count):
    EducationCardFactory.create_batch(count)

    with django_assert_num_queries(1) as queries:
        client.get(URL)
    assert "paragraphs" not in queries.captured_queries[0]["sql"]
    with django_assert_num_queries(2):
        client.get(card.get_absolute_url())


@pytest.mark.parametrize("address", [URL, "/learn/sciatica/"])
def test_it_is_only_read(client, card, address):
    assert client.post(address).status_code == 405


def test_every_topic_has_a_place_in_the_list(client):
    for topic in EducationCard.Topic:
        EducationCardFactory(topic=topic)
    page = client.get(URL).text
    assert [topic for topic in EducationCard.Topic if f'id="{topic}"' not in page] == []
