"""Calling for help: the number of the country where somebody is."""

import pytest

from tests.clock import clock_at
from tests.screening.stopped import NOW, help_for

pytestmark = pytest.mark.django_db
clock = clock_at(NOW)


@pytest.mark.parametrize(
    ("query", "headers", "number"),
    [
        pytest.param({}, {}, "112", id="unknown"),
        pytest.param({"country": "US"}, {}, "911", id="chosen"),
        pytest.param({"country": "ZZ"}, {}, "112", id="no-such-country"),
        pytest.param({"country": ""}, {"accept-language": "en-US"}, "112", id="not-sure"),
        pytest.param({}, {"accept-language": "en-GB,en;q=0.8"}, "999", id="guessed"),
        pytest.param({}, {"accept-language": "de, en"}, "112", id="no-region"),
        pytest.param({"country": "JP"}, {"accept-language": "en-GB"}, "119", id="chosen-first"),
    ],
)
def test_calls_the_number_of_the_country(query, headers, number):
    page = help_for("emergency", headers=headers, **query)
    assert f'href="tel:{number}"' in page
    assert ("Check the number where you are" in page) == (number == "112")


@pytest.mark.parametrize("path", ["/seek-care/emergency/", "/seek-care/urgent/"])
def test_the_country_that_was_chosen_stays_chosen(client, path):
    client.get("/seek-care/emergency/", {"country": "DE"})
    assert 'href="tel:112"' in client.get(path).content.decode()

    client.get("/seek-care/emergency/", {"country": "AU"})
    assert 'href="tel:000"' in client.get(path).content.decode()


def test_not_sure_forgets_the_country_that_was_chosen(client):
    client.get("/seek-care/emergency/", {"country": "AU"})
    client.get("/seek-care/emergency/", {"country": ""})
    english = {"accept-language": "en-GB"}
    page = client.get("/seek-care/emergency/", headers=english).content.decode()
    assert 'href="tel:999"' in page


def test_where_someone_is_now_comes_before_where_they_live(as_user, stranger):
    client = as_user(stranger)
    client.get("/seek-care/emergency/", {"country": "GB"})
    assert 'href="tel:999"' in client.get("/seek-care/emergency/").content.decode()


def test_calls_the_number_of_the_signed_in_person_s_country(as_user, stranger):
    stranger.country = "AU"
    stranger.save()
    assert 'href="tel:000"' in help_for("emergency", as_user(stranger))
    assert 'href="tel:911"' in help_for("emergency", as_user(stranger), country="US")


def test_shows_an_advice_line_where_there_is_one():
    assert 'href="tel:1800022222"' in help_for("urgent", country="AU")
    assert "Health advice line" not in help_for("urgent", country="US")


def test_asks_for_the_country_while_it_is_not_known():
    page = help_for("emergency")
    assert "We do not know which country you are in" in page
    assert '<details class="more d-print-none" open>' in page
    assert " open>" not in help_for("emergency", country="GB")
