"""Inviting a patient by a link, with or without mail, and taking the link back."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.factories import InvitationFactory, TherapistFactory
from tracker.models import CareRelationship, Invitation

pytestmark = pytest.mark.django_db
URL = reverse("care:invite")


@pytest.fixture
def invitation(therapist):
    return InvitationFactory(therapist=therapist)


@pytest.fixture
def withdraw_url(invitation):
    return reverse("care:withdraw", args=[invitation.pk])


def test_makes_a_link_to_hand_on(as_user, therapist, django_capture_on_commit_callbacks):
    client = as_user(therapist)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(URL, {"name": "Maria", "email": ""})

    invitation = Invitation.objects.get()
    assert response["Location"] == reverse("care:invited", args=[invitation.pk])
    link = f"http://testserver{reverse('people:invitation', args=[invitation.token])}"
    page = client.get(response["Location"]).content.decode()
    assert f'value="{link}"' in page
    assert "Copy it and send it to your patient" in page
    assert mail.outbox == []


def test_mails_the_link_when_there_is_an_address(
    as_user, therapist, django_capture_on_commit_callbacks
):
    client = as_user(therapist)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(URL, {"name": "Maria", "email": "maria@example.com"})

    (letter,) = mail.outbox
    assert letter.to == ["maria@example.com"]
    assert letter.subject == "Dana Ruiz invites you to BackCare"
    assert reverse("people:invitation", args=[Invitation.objects.get().token]) in letter.body
    assert "Hello Maria," in letter.body
    page = client.get(response["Location"]).content.decode()
    assert "We have sent it to maria@example.com." in page


def test_names_are_written_in_the_mail_as_they_are(
    as_user, therapist, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        as_user(therapist).post(URL, {"name": "Mary O'Neill & Sons", "email": "m@example.com"})

    assert "Hello Mary O'Neill & Sons," in mail.outbox[0].body


def test_a_mail_that_fails_loses_no_link(
    as_user, therapist, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("tracker.care.views.send_mail", fail)
    with django_capture_on_commit_callbacks(execute=True):
        response = as_user(therapist).post(URL, {"name": "Maria", "email": "m@example.com"})

    assert response.status_code == 302
    assert Invitation.objects.exists()


def test_links_cannot_be_guessed(therapist):
    tokens = {InvitationFactory(therapist=therapist).token for _n in range(5)}

    assert len(tokens) == 5
    assert all(len(token) >= 32 for token in tokens)


@pytest.mark.parametrize(
    ("form", "field", "message"),
    [
        pytest.param({"name": ""}, "name", "Type the patient's name.", id="no-name"),
        pytest.param({"name": "M" * 81}, "name", "at most 80 characters", id="long-name"),
        pytest.param(
            {"name": "Maria", "email": "maria"}, "email", "valid email", id="no-real-address"
        ),
    ],
)
def test_bad_input_is_refused_at_its_field_and_kept(as_user, therapist, form, field, message):
    response = as_user(therapist).post(URL, form)

    assert response.status_code == 422
    assert message in " ".join(response.context["form"].errors[field])
    for typed in form.values():
        assert f'value="{typed}"' in response.content.decode() or not typed
    assert not Invitation.objects.exists()


def test_taking_it_back_makes_it_worthless(as_user, invitation, withdraw_url, patient):
    client = as_user(invitation.therapist)

    assert client.post(withdraw_url)["Location"] == reverse("care:caseload")

    link = reverse("people:invitation", args=[invitation.token])
    assert as_user(patient).post(link).status_code == 410
    page = client.get(reverse("care:invited", args=[invitation.pk])).content.decode()
    assert "You have taken this link back." in page
    assert link not in page


def test_taken_back_twice_says_that_nothing_changed(as_user, invitation, withdraw_url):
    client = as_user(invitation.therapist)
    client.post(withdraw_url)
    first = Invitation.objects.get().withdrawn_at

    page = client.post(withdraw_url, follow=True).content.decode()

    assert "This link did not work any more. Nothing changed." in page
    assert Invitation.objects.get().withdrawn_at == first


def test_taking_back_a_link_that_was_accepted_ends_no_care(
    as_user, invitation, withdraw_url, patient
):
    invitation.accept(by=patient, at=timezone.now())

    as_user(invitation.therapist).post(withdraw_url)

    assert Invitation.objects.get().withdrawn_at is None
    assert CareRelationship.objects.current().exists()


@pytest.mark.parametrize(
    ("state", "words"),
    [("accepted_at", "This link was accepted."), ("expires_at", "This link has expired.")],
)
def test_a_link_that_no_longer_works_is_not_shown(as_user, invitation, state, words):
    Invitation.objects.update(**{state: timezone.now() - timedelta(seconds=1)})

    url = reverse("care:invited", args=[invitation.pk])
    page = as_user(invitation.therapist).get(url).content.decode()

    assert words in page
    assert invitation.token not in page


def test_does_not_exist_for_another_therapist(as_user, invitation, withdraw_url):
    client = as_user(TherapistFactory())

    assert client.get(reverse("care:invited", args=[invitation.pk])).status_code == 404
    assert client.post(withdraw_url).status_code == 404
    assert Invitation.objects.get().withdrawn_at is None


def test_is_refused_to_patients(as_user, patient, invitation, withdraw_url):
    client = as_user(patient)

    assert client.get(URL).status_code == 403
    assert client.post(URL, {"name": "Maria"}).status_code == 403
    assert client.get(reverse("care:invited", args=[invitation.pk])).status_code == 403
    assert client.post(withdraw_url).status_code == 403


def test_a_link_alone_takes_nothing_back(as_user, therapist, withdraw_url):
    assert as_user(therapist).get(withdraw_url).status_code == 405


def test_asks_a_visitor_to_sign_in(client, withdraw_url):
    assert client.get(URL)["Location"].startswith(reverse("account_login"))
    assert client.post(withdraw_url)["Location"].startswith(reverse("account_login"))
