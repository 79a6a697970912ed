"""Accepting a therapist's invitation: once, by one person, while it is good."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import CareRelationshipFactory, InvitationFactory, UserFactory
from tracker.models import CareRelationship, Invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(therapist):
    return InvitationFactory(therapist=therapist)


@pytest.fixture
def url(invitation):
    return reverse("people:invitation", args=[invitation.token])


def test_starts_the_care(as_user, patient, therapist, invitation, url):
    client = as_user(patient)
    assert "Accept and share" in client.get(url).content.decode()

    assert client.post(url)["Location"] == reverse("sessions:today")

    care = CareRelationship.objects.current().get()
    assert (care.patient, care.therapist) == (patient, therapist)
    invitation.refresh_from_db()
    assert invitation.accepted_by == patient
    assert as_user(therapist).get(reverse("care:patient", args=[patient.pk])).status_code == 200


def test_a_visitor_sees_who_invites_and_what_it_means(client, url):
    page = client.get(url).content.decode()

    assert "Dana Ruiz would like to help you with your back" in page
    assert "Dana Ruiz sees your plan, sessions, pain scores and safety checks." in page
    assert "You can stop sharing at any time" in page
    assert f"{reverse('account_signup')}?next={url}" in page
    assert f"{reverse('account_login')}?next={url}" in page


def test_a_visitor_who_signs_up_comes_back_to_it(client, url, sign_up_form, code_from_mail):
    page = client.get(f"{reverse('account_signup')}?next={url}").content.decode()
    assert f'<input type="hidden" name="next" value="{url}"' in page

    response = client.post(reverse("account_signup"), {**sign_up_form, "next": url})
    response = client.post(response["Location"], {"code": code_from_mail()})
    assert response["Location"] == url

    client.post(url)
    assert CareRelationship.objects.current().get().patient.email == "nova@example.com"


def test_a_visitor_with_an_account_signs_in_and_comes_back_to_it(client, url, patient):
    patient.set_password("warm paper and a teal mat")
    patient.save()
    EmailAddress.objects.create(user=patient, email=patient.email, verified=True, primary=True)
    page = client.get(f"{reverse('account_login')}?next={url}").content.decode()
    assert f'<input type="hidden" name="next" value="{url}"' in page

    form = {"login": patient.email, "password": "warm paper and a teal mat", "next": url}
    assert client.post(reverse("account_login"), form)["Location"] == url


def test_the_way_back_survives_changing_from_sign_in_to_sign_up(client, url):
    to_sign_in = client.get(f"{reverse('account_login')}?next={url}").content.decode()
    to_sign_up = client.get(f"{reverse('account_signup')}?next={url}").content.decode()

    next_one = url.replace("/", "%2F")
    assert f'href="{reverse("account_signup")}?next={next_one}"' in to_sign_in
    assert f'href="{reverse("account_login")}?next={next_one}"' in to_sign_up


def test_a_visitor_cannot_accept(client, url):
    client.post(url)

    assert not CareRelationship.objects.exists()


def test_accepted_twice_is_one_care(as_user, patient, url):
    client = as_user(patient)
    client.post(url)
    page = client.post(url)

    assert "You have accepted this. Dana Ruiz can see your program." in page.content.decode()
    assert CareRelationship.objects.count() == 1


def test_a_second_link_of_the_same_therapist_is_one_care(as_user, patient, care, url):
    assert as_user(patient).post(url).status_code == 302

    assert CareRelationship.objects.get() == care


def test_a_link_that_another_person_used_says_so(as_user, patient, url, stranger):
    as_user(patient).post(url)

    response = as_user(stranger).post(url)

    assert response.status_code == 410
    page = response.content.decode()
    assert "This link was used already. It works only once. Ask Dana Ruiz for a new one." in page
    assert patient.name not in page
    assert CareRelationship.objects.get().patient == patient


def test_a_used_link_says_so_to_a_visitor(as_user, patient, url):
    as_user(patient).post(url)

    assert Client().get(url).status_code == 410


def test_after_sharing_was_stopped_the_old_link_opens_nothing(as_user, patient, url):
    client = as_user(patient)
    client.post(url)
    CareRelationship.objects.get().end(by=patient, at=timezone.now())

    response = client.post(url)

    assert response.status_code == 410
    assert "Ask Dana Ruiz for a new one" in response.content.decode()
    assert not CareRelationship.objects.current().exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_expired_link_says_what_to_do(as_user, patient, invitation, url, method):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    response = getattr(as_user(patient), method)(url)

    assert response.status_code == 410
    assert "This link has expired. Ask Dana Ruiz for a new one." in response.content.decode()
    assert not CareRelationship.objects.exists()


def test_a_link_works_for_14_days(invitation):
    assert invitation.expires_at - invitation.invited_at == timedelta(days=14)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_withdrawn_link_says_what_to_do(as_user, patient, invitation, url, method):
    invitation.withdraw(at=timezone.now())

    response = getattr(as_user(patient), method)(url)

    assert response.status_code == 410
    assert "Dana Ruiz has taken this link back." in response.content.decode()
    assert not CareRelationship.objects.exists()


def test_ones_own_link_is_no_invitation(as_user, therapist, url):
    response = as_user(therapist).post(url)

    assert "This is your own link." in response.content.decode()
    assert not CareRelationship.objects.exists()


@pytest.mark.parametrize("flag", ["is_therapist", "is_active"])
def test_the_link_of_somebody_who_is_no_therapist_any_more_is_closed(
    as_user, patient, therapist, url, flag
):
    setattr(therapist, flag, False)
    therapist.save()

    assert as_user(patient).post(url).status_code == 410
    assert not CareRelationship.objects.exists()


def test_a_therapist_may_be_another_therapists_patient(as_user, url):
    other = CareRelationshipFactory().therapist
    as_user(other).post(url)

    assert CareRelationship.objects.filter(patient=other).exists()


def test_a_made_up_link_is_not_found(as_user, patient):
    url = reverse("people:invitation", args=["made-up"])

    assert as_user(patient).get(url).status_code == 404
    assert Client().post(url).status_code == 404


def test_of_two_people_at_once_the_second_is_told(patient, invitation):
    invitation.accept(by=patient, at=timezone.now())

    with pytest.raises(ValueError, match="used"):
        invitation.accept(by=UserFactory(), at=timezone.now())
