"""Signing up: what is kept, the code by e-mail, and what is refused."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tracker.models import Agreement, User
from tracker.people.adapter import AccountAdapter

pytestmark = pytest.mark.django_db
URL = reverse("account_signup")
CODE_URL = reverse("account_email_verification_sent")


def test_keeps_the_name_the_place_and_the_agreement(client, sign_up_form):
    assert client.post(URL, sign_up_form).status_code == 302

    person = User.objects.get(email="nova@example.com")
    assert (person.name, person.time_zone, person.country) == ("Nova Lind", "Europe/Madrid", "ES")
    assert not person.is_therapist
    assert not person.is_staff
    assert Agreement.objects.get().user == person


def test_the_code_from_the_mail_lets_the_person_in(client, sign_up_form, code_from_mail):
    assert client.post(URL, sign_up_form, follow=True).redirect_chain[-1][0] == CODE_URL
    assert mail.outbox[0].to == ["nova@example.com"]

    response = client.post(CODE_URL, {"code": code_from_mail()})

    assert response["Location"] == reverse("sessions:today")
    assert client.get(response["Location"]).status_code == 200


def test_nobody_is_in_before_the_code(client, sign_up_form):
    client.post(URL, sign_up_form)

    assert client.get(reverse("sessions:today")).status_code == 302
    assert client.get(reverse("people:profile"))["Location"].startswith("/accounts/login/")


def test_a_wrong_code_is_refused_and_a_third_one_ends_the_try(client, sign_up_form):
    client.post(URL, sign_up_form)

    assert client.post(CODE_URL, {"code": "AAAA-AAAA"}).status_code == 422
    assert client.post(CODE_URL, {"code": "AAAA-AAAB"}).status_code == 422
    assert client.post(CODE_URL, {"code": "AAAA-AAAC"})["Location"] == reverse("account_login")
    assert client.get(reverse("sessions:today")).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        pytest.param("name", "", "Type the name you go by.", id="no-name"),
        pytest.param("email", "", "This field is required.", id="no-address"),
        pytest.param("email", "nova", "Enter a valid email address.", id="no-real-address"),
        pytest.param("password1", "12345678", "This password is too common.", id="weak-password"),
        pytest.param("time_zone", "", "Choose the time zone you live in.", id="no-zone"),
        pytest.param("time_zone", "Mars/Base", "Select a valid choice.", id="unknown-zone"),
        pytest.param("country", "QQ", "Select a valid choice.", id="unknown-country"),
        pytest.param("agree", "", "Tick the box to go on.", id="not-agreed"),
    ],
)
def test_bad_input_is_refused_at_its_field(client, sign_up_form, field, value, message):
    response = client.post(URL, {**sign_up_form, field: value})

    assert response.status_code == 422
    assert message in " ".join(response.context["form"].errors[field])
    assert not User.objects.exists()
    assert not Agreement.objects.exists()


def test_a_refused_form_keeps_what_was_typed(client, sign_up_form):
    page = client.post(URL, {**sign_up_form, "agree": ""}).content.decode()

    assert 'value="Nova Lind"' in page
    assert 'value="nova@example.com"' in page
    assert '<option value="Europe/Madrid" selected>' in page
    assert '<option value="ES" selected>' in page


def test_the_country_is_guessed_from_the_browser(client):
    page = client.get(URL, headers={"Accept-Language": "de-AT,de;q=0.9"}).content.decode()

    assert '<option value="AT" selected>' in page


def test_an_unknown_country_of_the_browser_is_no_guess(client):
    page = client.get(URL, headers={"Accept-Language": "xx-QQ"}).content.decode()

    assert '<option value="" selected>' in page


def test_an_address_that_has_an_account_makes_no_second_one(client, sign_up_form):
    """The page does not tell that the account exists; the mail does."""
    UserFactory(email="nova@example.com", name="Nova Before")

    response = client.post(URL, {**sign_up_form, "email": "NOVA@example.com"})

    assert response["Location"] == CODE_URL
    assert User.objects.get().name == "Nova Before"
    assert mail.outbox[0].to == ["nova@example.com"]
    assert "already" in mail.outbox[0].body


def test_the_same_form_twice_is_one_account(client, sign_up_form):
    client.post(URL, sign_up_form)
    client.post(URL, sign_up_form)

    assert User.objects.count() == 1
    assert Agreement.objects.count() == 1


def test_sent_twice_at_once_is_answered_like_an_address_that_has_an_account(
    client, sign_up_form, monkeypatch
):
    """Another request saves the same address after this one was found to be free."""
    make = AccountAdapter.new_user

    def while_another_is_faster(self, request):
        UserFactory(email="nova@example.com", name="Nova First")
        return make(self, request)

    monkeypatch.setattr(AccountAdapter, "new_user", while_another_is_faster)

    response = client.post(URL, sign_up_form)

    assert response["Location"] == CODE_URL
    assert User.objects.get().name == "Nova First"
    assert "already" in mail.outbox[0].body


def test_the_21st_try_in_a_minute_has_to_wait(sign_up_form):
    for n in range(20):
        form = {**sign_up_form, "email": f"nova{n}@example.com"}
        assert Client().post(URL, form).status_code == 302

    response = Client().post(URL, sign_up_form)

    assert response.status_code == 429
    assert "Please wait a little" in response.content.decode()
    assert User.objects.count() == 20
