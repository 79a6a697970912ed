"""Clearing a patient: the therapist's word that they may exercise, and whose word it may be."""

import pytest
from django.urls import reverse

from tests.clock import clock_at
from tests.factories import CareRelationshipFactory, ScreeningFactory
from tests.screening.sets import EMERGENCY
from tests.screening.stopped import NOW, statement
from tracker.models import Clearance
from tracker.screening.actions import record
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
clock = clock_at(NOW)


@pytest.fixture
def url(stopped):
    return reverse("screening:clear_for", args=[stopped.pk])


def test_is_kept_with_the_therapist_s_name(as_user, care, stopped, url):
    visitor = as_user(care.therapist)
    page = visitor.get(url).content.decode()
    assert "Maria Santos" in page
    assert 'value="Dana Ruiz"' in page

    response = visitor.post(url, statement(clinician_name="Dana Ruiz"))
    assert response.url == reverse("care:patient", args=[care.patient.pk])
    clearance = Clearance.objects.get()
    assert (clearance.kind, clearance.given_by) == ("therapist", care.therapist)
    assert standing_of(care.patient, NOW).reason == "check-again"


def test_shows_all_open_stops_and_clears_the_most_serious_first(
    as_user, care, stopped, milder, url
):
    visitor = as_user(care.therapist)
    page = visitor.get(url).content.decode()
    for stop in (stopped, milder):
        assert stop.reasons[0]["words"] in page

    of_the_milder = reverse("screening:clear_for", args=[milder.pk])
    for ask in (visitor.get, visitor.post):
        response = ask(of_the_milder, statement(), follow=True)
        assert response.redirect_chain == [(url, 302)]
        assert "need to be cleared first" in response.content.decode()
    assert not Clearance.objects.exists()

    visitor.post(url, statement())
    assert visitor.get(of_the_milder).status_code == 200


def test_is_asked_for_the_most_serious_stop(as_user, care, stopped, milder, url):
    visitor = as_user(care.therapist)
    page = visitor.get(reverse("care:patient", args=[care.patient.pk])).content.decode()
    assert url in page
    assert stopped.reasons[0]["words"] in page
    (row,) = visitor.get(reverse("care:caseload")).context["rows"]
    assert (row.stopped_tier, row.stopped_at) == ("emergency", stopped.screened_at)


def test_sent_twice_is_kept_once(as_user, care, url):
    visitor = as_user(care.therapist)
    visitor.post(url, statement())
    response = visitor.post(url, statement(), follow=True)
    assert "cleared already" in response.content.decode()
    assert Clearance.objects.count() == 1


def test_can_be_given_in_another_time_zone(as_user, care):
    care.patient.time_zone = "Pacific/Kiritimati"
    care.patient.save()
    stop = record(patient=care.patient, answers=EMERGENCY, at=NOW)
    assert stop.screened_on.isoformat() == "2026-03-11"

    url = reverse("screening:clear_for", args=[stop.pk])
    response = as_user(care.therapist).post(url, statement(examined_on="2026-03-10"))
    assert response.status_code == 302


def test_is_refused_without_a_reason(as_user, care, url):
    assert as_user(care.therapist).post(url, statement(reason="")).status_code == 422


def test_does_not_exist_for_a_therapist_who_does_not_care_for_them(as_user, therapist, url):
    assert as_user(therapist).get(url).status_code == 404
    assert as_user(therapist).post(url, statement()).status_code == 404


def test_does_not_exist_after_the_care_has_ended(as_user, patient, therapist, url):
    CareRelationshipFactory(patient=patient, therapist=therapist, ended_at=NOW)
    assert as_user(therapist).get(url).status_code == 404


def test_is_refused_to_those_who_are_no_therapist(as_user, patient, stranger, url):
    assert as_user(patient).post(url, statement()).status_code == 403
    assert as_user(stranger).post(url, statement()).status_code == 403
    assert not Clearance.objects.exists()


def test_does_not_exist_for_the_therapist_s_own_screening(as_user, therapist):
    own = ScreeningFactory(patient=therapist, stopped=True)
    url = reverse("screening:clear_for", args=[own.pk])
    assert as_user(therapist).get(url).status_code == 404


def test_does_not_exist_for_a_screening_that_stopped_nobody(as_user, care):
    passing = ScreeningFactory(patient=care.patient)
    url = reverse("screening:clear_for", args=[passing.pk])
    assert as_user(care.therapist).get(url).status_code == 404
