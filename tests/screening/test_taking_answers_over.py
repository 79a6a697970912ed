"""Taking over what was answered before signing in: only by an explicit choice."""

import pytest
from django.urls import reverse

from tests.factories import ScreeningFactory
from tests.screening.answering import HELP, RESULT, STOP, give, url_of
from tests.screening.sets import ALL_NO
from tracker.models import Screening
from tracker.screening.answers import COOKIE

pytestmark = pytest.mark.django_db


def test_the_answers_are_kept_by_an_explicit_choice(client, patient):
    give(client, **ALL_NO)
    kept = client.cookies[COOKIE].value
    client.force_login(patient)
    client.cookies[COOKIE] = kept
    assert not Screening.objects.exists()
    assert "Use the answers you just gave" in client.get("/screening/").content.decode()

    assert client.post(reverse("screening:take_over")).url == RESULT
    assert Screening.objects.get().answers == ALL_NO
    assert client.cookies[COOKIE].value == ""


def test_an_emergency_is_kept_as_one(client, patient):
    give(client, chest_pain="yes")
    client.force_login(patient)
    assert client.post(reverse("screening:take_over")).url == HELP
    assert Screening.objects.get().tier == "emergency"


def test_an_emergency_from_before_signing_in_keeps_the_gate_shut(client, patient):
    tap_an_emergency_and_sign_in(client, patient)
    assert client.post(reverse("plans:starter")).url == STOP
    assert client.get(RESULT).url == STOP
    assert client.get(STOP).url == "/screening/"
    page = client.get("/screening/").content.decode()
    assert "That was not me" in page
    assert "Your program stays closed until you say" in page
    assert "still holds" not in page
    for response in (
        client.get(url_of("fever")),
        client.post(url_of("fever"), {"answer": "no"}),
    ):
        assert response.url == "/screening/"
    assert client.post(reverse("plans:starter")).url == STOP


def test_an_emergency_of_someone_else_is_put_aside_by_an_explicit_choice(client, patient):
    tap_an_emergency_and_sign_in(client, patient)
    client.post("/screening/")
    assert client.post(reverse("plans:starter")).url != STOP
    assert client.get(RESULT).status_code == 200


def tap_an_emergency_and_sign_in(client, patient):
    ScreeningFactory(patient=patient)
    give(client, chest_pain="yes")
    client.post(STOP)
    client.force_login(patient)


def test_another_person_s_answers_are_not_taken_over(client, patient, stranger):
    client.force_login(patient)
    give(client, **ALL_NO)
    client.force_login(stranger)
    assert "Use the answers" not in client.get("/screening/").content.decode()
    assert client.post(reverse("screening:take_over")).url == "/screening/"
    assert not Screening.objects.exists()


def test_unfinished_answers_are_not_taken_over(client, patient):
    give(client, fever="no")
    client.force_login(patient)
    assert client.post(reverse("screening:take_over")).url == "/screening/"
    assert not Screening.objects.exists()
