"""Stopping a therapist's access: at once, and only one's own."""

import pytest
from django.urls import reverse

from tests.factories import (
    CareRelationshipFactory,
    ExerciseSessionFactory,
    PlanFactory,
    ScreeningFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(care):
    return reverse("people:stop_sharing", args=[care.pk])


def test_closes_every_page_of_the_patient_to_the_therapist_at_once(
    as_user, patient, therapist, care, url
):
    session = ExerciseSessionFactory(routine__plan__patient=patient)
    stop = ScreeningFactory(patient=patient, stopped=True)
    draft = PlanFactory(patient=patient, author=therapist, draft=True)
    pages = [
        reverse("care:patient", args=[patient.pk]),
        reverse("sessions:summary", args=[session.pk]),
        reverse("plans:detail", args=[session.routine.plan_id]),
        reverse("plans:edit", args=[draft.pk]),
        reverse("screening:clear_for", args=[stop.pk]),
    ]
    dana = as_user(therapist)
    assert [dana.get(page).status_code for page in pages] == [200] * len(pages)

    assert as_user(patient).post(url)["Location"] == reverse("people:profile")

    assert [dana.get(page).status_code for page in pages] == [404] * len(pages)
    assert patient.name not in dana.get(reverse("care:caseload")).content.decode()


def test_keeps_who_ended_it(as_user, patient, care, url):
    as_user(patient).post(url)

    care.refresh_from_db()
    assert care.ended_by == patient
    assert care.ended_at is not None


def test_a_second_therapist_keeps_access(as_user, patient, url):
    other = CareRelationshipFactory(patient=patient)
    as_user(patient).post(url)

    page = reverse("care:patient", args=[patient.pk])
    assert as_user(other.therapist).get(page).status_code == 200


def test_does_not_exist_for_somebody_else(as_user, care, stranger, url):
    assert as_user(stranger).post(url).status_code == 404
    assert as_user(care.therapist).post(url).status_code == 404

    care.refresh_from_db()
    assert care.ended_at is None


def test_pressed_twice_it_stays_ended(as_user, patient, care, url):
    client = as_user(patient)
    client.post(url)
    care.refresh_from_db()
    first = care.ended_at

    response = client.post(url, follow=True)

    assert response.status_code == 200
    assert "Dana Ruiz can no longer see your program." in response.content.decode()
    care.refresh_from_db()
    assert care.ended_at == first


def test_a_link_alone_stops_nothing(as_user, patient, url):
    assert as_user(patient).get(url).status_code == 405


def test_asks_a_visitor_to_sign_in(client, url):
    assert client.post(url)["Location"].startswith(reverse("account_login"))


def test_a_therapist_whose_flag_was_taken_away_sees_no_patient(as_user, patient, care):
    care.therapist.is_therapist = False
    care.therapist.save()
    client = as_user(care.therapist)

    session = ExerciseSessionFactory(routine__plan__patient=patient)
    assert client.get(reverse("care:patient", args=[patient.pk])).status_code == 403
    assert client.get(reverse("sessions:summary", args=[session.pk])).status_code == 404
