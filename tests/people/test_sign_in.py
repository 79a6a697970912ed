"""Signing in: with the right password, and not with a wrong one tried often."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories import TherapistFactory, UserFactory
from tracker.people.demo import DEMO_ACCOUNTS

pytestmark = pytest.mark.django_db
URL = reverse("account_login")
PASSWORD = "warm paper and a teal mat"


def with_password(person, *, proved=True):
    person.set_password(PASSWORD)
    person.save()
    if proved:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def person():
    return with_password(UserFactory(email="maria@example.com"))


def test_leads_to_today(client, person):
    response = client.post(URL, {"login": person.email, "password": PASSWORD})

    assert response["Location"] == reverse("sessions:today")
    assert client.get(reverse("people:profile")).status_code == 200


def test_large_letters_in_the_address_do_not_matter(client, person):
    response = client.post(URL, {"login": "MARIA@Example.com", "password": PASSWORD})

    assert response["Location"] == reverse("sessions:today")


def test_goes_on_to_the_page_that_was_asked_for(client, person):
    response = client.get(reverse("people:profile"))
    assert response["Location"] == f"{URL}?next={reverse('people:profile')}"

    form = {"login": person.email, "password": PASSWORD, "next": reverse("people:profile")}
    assert client.post(URL, form)["Location"] == reverse("people:profile")


def test_does_not_lead_to_another_site(client, person):
    form = {"login": person.email, "password": PASSWORD, "next": "https://evil.example/"}

    assert client.post(URL, form)["Location"] == reverse("sessions:today")


def test_somebody_an_admin_made_proves_the_address_first(client, code_from_mail):
    dana = with_password(TherapistFactory(email="dana@example.com"), proved=False)

    response = client.post(URL, {"login": dana.email, "password": PASSWORD})
    assert response["Location"] == reverse("account_email_verification_sent")
    assert mail.outbox[0].to == ["dana@example.com"]

    response = client.post(response["Location"], {"code": code_from_mail()})
    assert client.get(reverse("care:caseload")).status_code == 200


@pytest.mark.parametrize("address", ["maria@example.com", "nobody@example.com"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, person, address):
    response = client.post(URL, {"login": address, "password": "wrong"})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "The email address and/or password you specified are not correct."
    ]
    assert f'value="{address}"' in response.content.decode()


@pytest.mark.parametrize("field", ["login", "password"])
def test_an_empty_field_is_refused(client, person, field):
    form = {"login": person.email, "password": PASSWORD, field: ""}
    response = client.post(URL, form)

    assert response.status_code == 422
    assert response.context["form"].errors[field] == ["This field is required."]


def test_somebody_switched_off_stays_out(client, person):
    person.is_active = False
    person.save()

    client.post(URL, {"login": person.email, "password": PASSWORD})

    assert client.get(reverse("people:profile")).status_code == 302


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(person):
    for _n in range(5):
        assert Client().post(URL, {"login": person.email, "password": "no"}).status_code == 422

    response = Client().post(URL, {"login": person.email, "password": PASSWORD})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "Too many failed login attempts. Try again later."
    ]


def test_the_31st_try_in_a_minute_from_one_place_has_to_wait(person):
    for n in range(30):
        Client().post(URL, {"login": f"someone{n}@example.com", "password": "no"})

    response = Client().post(URL, {"login": person.email, "password": PASSWORD})

    assert response.status_code == 429
    assert "Please wait a little" in response.content.decode()


def test_signing_out_asks_and_then_closes_every_page(as_user, person):
    client = as_user(person)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("people:profile")).status_code == 200

    assert client.post(reverse("account_logout"))["Location"] == reverse("home")
    assert client.get(reverse("people:profile")).status_code == 302


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_accounts_are_shown_only_in_a_demo(client, settings, demo):
    settings.DEMO = demo

    page = client.get(URL).content.decode()

    for account in DEMO_ACCOUNTS:
        assert (account["email"] in page) == demo
        assert (account["password"] in page) == demo


@pytest.mark.parametrize(
    ("traits", "place"),
    [
        ({}, "sessions:today"),
        ({"is_therapist": True}, "care:caseload"),
        ({"is_staff": True}, "admin:index"),
    ],
    ids=["patient", "therapist", "administrator"],
)
def test_leads_to_where_the_work_begins(client, traits, place):
    person = UserFactory(**traits)
    person.set_password("warm paper and a teal mat")
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    form = {"login": person.email, "password": "warm paper and a teal mat"}

    assert client.post(reverse("account_login"), form)["Location"] == reverse(place)
