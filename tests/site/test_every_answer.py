"""What holds for every answer of the site: headers, and a page for whatever goes wrong."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import ScreeningFactory

pytestmark = pytest.mark.django_db
PUBLIC = ["home", "about", "exercises:library", "screening:start", "account_login"]
PERSONAL = ["sessions:today", "plans:overview", "progress:overview", "measures:pain"]


@pytest.mark.parametrize("name", PUBLIC + PERSONAL)
def test_allows_only_what_is_its_own(as_user, patient, name):
    ScreeningFactory(patient=patient)
    response = as_user(patient).get(reverse(name), follow=True)
    policy = response["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    for word in ("unsafe", "http:", "https:", "*"):
        assert word not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", [*PERSONAL, "plans:new"])
def test_personal_pages_are_kept_in_no_cache(as_user, patient, name):
    """The page for an address that belongs to a button names the person too."""
    ScreeningFactory(patient=patient)
    response = as_user(patient).get(reverse(name))

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_an_address_that_belongs_to_a_button_shows_a_page(as_user, patient):
    response = as_user(patient).get(reverse("plans:new"))

    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "Please use the button once more" in response.content.decode()


def test_what_is_too_long_to_read_is_answered_kindly(as_user, patient, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = as_user(patient).post(reverse("measures:pain"), {"pain": "4" * 2000})

    assert response.status_code == 400
    assert "Nothing was changed" in response.content.decode()


def test_what_is_in_another_alphabet_is_answered_kindly(patient):
    """Reading it fails a second time inside Django's own error page, which would be a 500."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(patient)
    client.get(reverse("people:profile"))
    form = "application/x-www-form-urlencoded; charset=utf-16"
    response = client.post(reverse("measures:pain"), b"pain=4", content_type=form)

    assert response.status_code == 400
    assert "Nothing was changed" in response.content.decode()


def test_a_page_that_is_not_there_says_so(client):
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "We cannot find this page" in response.content.decode()


def test_a_refused_form_of_a_library_is_422_and_logged_without_what_was_typed(client, caplog):
    with caplog.at_level("INFO", logger="backcare.forms"):
        response = client.post(reverse("account_login"), {"login": "maria@example.com"})

    assert response.status_code == 422
    assert "account_login" in caplog.text
    assert "maria@example.com" not in caplog.text


def test_signed_in_people_are_led_from_the_landing_page_to_their_work(
    client, as_user, patient, therapist, admin
):
    places = {patient: "sessions:today", therapist: "care:caseload", admin: "admin:index"}

    assert client.get(reverse("home")).status_code == 200
    for person, place in places.items():
        assert as_user(person).get(reverse("home"))["Location"] == reverse(place)
