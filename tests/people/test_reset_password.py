"""Choosing a new password after the old one was forgotten."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = reverse("account_reset_password")
NEW_PASSWORD = "a quieter lavender morning"
NEW = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


@pytest.fixture
def person():
    person = UserFactory(email="maria@example.com")
    person.set_password("warm paper and a teal mat")
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def link_in_mail():
    return re.search(r"https?://testserver(/\S+)", mail.outbox[-1].body)[1]


def test_the_link_from_the_mail_sets_a_new_password(client, person):
    assert client.post(URL, {"email": person.email})["Location"] == reverse(
        "account_reset_password_done"
    )

    page = client.get(link_in_mail(), follow=True)
    response = client.post(page.redirect_chain[-1][0], NEW)

    assert response["Location"] == reverse("account_reset_password_from_key_done")
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)


def test_the_link_works_once(client, person):
    client.post(URL, {"email": person.email})
    link = link_in_mail()
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], NEW)

    assert "This link does not work any more" in client.get(link, follow=True).content.decode()


def test_an_unknown_address_gets_the_same_page(client, person):
    response = client.post(URL, {"email": "nobody@example.com"})

    assert response["Location"] == reverse("account_reset_password_done")


def test_an_empty_address_is_refused(client):
    response = client.post(URL, {"email": ""})

    assert response.status_code == 422
    assert response.context["form"].errors["email"] == ["This field is required."]


@pytest.mark.parametrize(
    ("first", "second", "field", "message"),
    [
        pytest.param("12345678", "12345678", "password1", "too common", id="weak"),
        pytest.param(NEW_PASSWORD, "another one", "password2", "the same password", id="differ"),
    ],
)
def test_a_bad_new_password_is_refused(client, person, first, second, field, message):
    client.post(URL, {"email": person.email})
    page = client.get(link_in_mail(), follow=True)
    form = {"password1": first, "password2": second}
    response = client.post(page.redirect_chain[-1][0], form)

    assert response.status_code == 422
    assert message in " ".join(response.context["form"].errors[field])
    person.refresh_from_db()
    assert not person.check_password(first)


def test_the_sixth_mail_in_a_minute_has_to_wait(client, person):
    for _n in range(5):
        assert client.post(URL, {"email": person.email}).status_code == 302

    response = client.post(URL, {"email": person.email})

    assert response.status_code == 429
    assert len(mail.outbox) == 5
