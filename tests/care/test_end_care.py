"""Ending care for a patient: their page closes at once."""

import pytest
from django.urls import reverse

from tests.factories import CareRelationshipFactory, TherapistFactory
from tracker.models import CareRelationship

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(care):
    return reverse("care:end_care", args=[care.pk])


def test_closes_the_page_and_keeps_who_ended_it(as_user, care, url):
    client = as_user(care.therapist)
    page = reverse("care:patient", args=[care.patient_id])
    assert url in client.get(page).content.decode()

    response = client.post(url, follow=True)

    assert response.redirect_chain[0][0] == reverse("care:caseload")
    assert "Maria Santos is no longer in your care." in response.content.decode()
    assert client.get(page).status_code == 404
    care.refresh_from_db()
    assert care.ended_by == care.therapist
    assert care.ended_at is not None


def test_does_not_exist_the_second_time(as_user, care, url):
    client = as_user(care.therapist)
    client.post(url)
    ended_at = CareRelationship.objects.get().ended_at

    assert client.post(url).status_code == 404
    assert CareRelationship.objects.get().ended_at == ended_at


def test_does_not_exist_for_another_therapist(as_user, care, url):
    assert as_user(TherapistFactory()).post(url).status_code == 404
    assert CareRelationship.objects.current().exists()


def test_a_therapist_who_is_the_patient_here_uses_their_own_account_page(as_user):
    care = CareRelationshipFactory(patient=TherapistFactory())
    url = reverse("care:end_care", args=[care.pk])

    assert as_user(care.patient).post(url).status_code == 404


def test_is_refused_to_patients(as_user, care, url):
    assert as_user(care.patient).post(url).status_code == 403


def test_a_link_alone_ends_nothing(as_user, care, url):
    assert as_user(care.therapist).get(url).status_code == 405


def test_asks_a_visitor_to_sign_in(client, url):
    assert client.post(url)["Location"].startswith(reverse("account_login"))
