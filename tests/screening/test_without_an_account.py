"""Without an account: the same check, nothing kept on the server, and a way on afterwards."""

import re

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse

from tests.screening.answering import HELP, RESULT, REVIEW, STOP, give
from tests.screening.sets import ALL_NO, CAUTION, CLINICIAN_FIRST, EMERGENCY, URGENT
from tracker.models import Screening, User
from tracker.screening.answers import COOKIE

pytestmark = pytest.mark.django_db
START, SIGN_UP = "/screening/", reverse("account_signup")
ON = f"{SIGN_UP}?next={START}"


NOVA = {
    "name": "Nova Lind",
    "email": "nova@example.com",
    "password1": "warm paper and a teal mat",
    "time_zone": "Europe/Madrid",
    "country": "ES",
    "agree": "on",
}


def rows():
    """How many rows each table holds."""
    return {model.__name__: model.objects.count() for model in apps.get_models()}


@pytest.mark.parametrize(
    ("given", "way"),
    [
        pytest.param(ALL_NO, [REVIEW, RESULT], id="clear"),
        pytest.param(CAUTION, [REVIEW, RESULT], id="caution"),
        pytest.param(CLINICIAN_FIRST, [REVIEW, "/seek-care/clinician-first/"], id="clinician"),
        pytest.param(URGENT, [REVIEW, "/seek-care/urgent/"], id="urgent"),
        pytest.param(EMERGENCY, [STOP, HELP], id="emergency"),
    ],
)
def test_nothing_is_stored_on_the_server(client, given, way):
    before = rows()

    client.get(START)
    give(client, **given)
    page, outcome = way
    assert client.get(page).status_code == 200
    response = client.post(page, follow=True)

    assert response.redirect_chain[-1][0] == outcome
    assert response.status_code == 200
    assert rows() == before
    assert not Session.objects.exists()
    assert set(client.cookies) <= {COOKIE, "csrftoken"}
    assert mail.outbox == []


@pytest.mark.parametrize("url", ["/seek-care/clinician-first/", "/seek-care/urgent/"])
def test_who_was_told_to_see_a_clinician_has_a_way_on(client, url):
    page = client.get(url).content.decode()
    assert "After a clinician has seen you" in page
    assert ON in page
    assert REVIEW in page


def test_an_emergency_page_leads_nowhere_else(client):
    assert ON not in client.get(HELP).content.decode()


def test_who_is_signed_in_is_not_asked_to_sign_up(as_user, patient):
    page = as_user(patient).get("/seek-care/clinician-first/").content.decode()
    assert "After a clinician has seen you" not in page


@pytest.mark.parametrize(
    ("given", "way_on"),
    [
        pytest.param(ALL_NO, RESULT, id="clear"),
        pytest.param(CLINICIAN_FIRST, "/seek-care/clinician-first/", id="clinician-first"),
    ],
)
def test_after_signing_up_the_answers_are_taken_over_by_a_choice(client, given, way_on):
    give(client, **given)
    client.post(ON, NOVA | {"next": START})
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE)[0]
    verified = client.post(reverse("account_email_verification_sent"), {"code": code})
    assert verified["Location"] == START
    assert not Screening.objects.exists(), "nothing is taken over without being asked for"
    assert "Use the answers you just gave" in client.get(START).content.decode()

    response = client.post(reverse("screening:take_over"))

    assert response.url == way_on
    assert response.cookies[COOKIE].value == ""
    kept = Screening.objects.get()
    assert (kept.patient, kept.answers) == (User.objects.get(), given)
    assert client.post(reverse("screening:take_over")).url == START
    assert Screening.objects.count() == 1


def test_answers_that_are_not_wanted_are_forgotten(client, patient):
    give(client, **ALL_NO)
    client.force_login(patient)

    response = client.post(START)

    assert response.cookies[COOKIE].value == ""
    assert not Screening.objects.exists()
    assert "Use the answers" not in client.get(START).content.decode()


def test_the_result_is_shown_and_leads_to_signing_up(client):
    give(client, **CAUTION)
    page = client.get(client.post(REVIEW).url).content.decode()

    assert not Screening.objects.exists()
    assert "sessionid" not in client.cookies
    assert "You can go on, with care" in page
    assert reverse("account_signup") + "?next=/screening/" in page


def test_an_emergency_leads_to_help_with_the_own_words(client):
    give(client, saddle_numbness="yes")
    assert client.post(STOP).url == HELP

    assert not Screening.objects.exists()
    assert "I have new numbness or tingling" in client.get(HELP).content.decode()
