"""Taking up one's own routines that a therapist's plan had put on hold."""

import pytest
from django.urls import reverse

from tests.factories import PlanFactory, PrescriptionFactory, ScreeningFactory
from tracker.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_hold(screened, care):
    plan = PlanFactory(patient=screened, status=Plan.Status.ON_HOLD, ended_on="2026-03-09")
    PrescriptionFactory(routine__plan=plan)
    PlanFactory(patient=screened, author=care.therapist, starts_on="2026-03-09")
    return plan


@pytest.fixture
def url(on_hold):
    return reverse("plans:resume", args=[on_hold.pk])


def test_makes_the_next_version_beside_the_therapists_plan(as_user, on_hold, url):
    client = as_user(on_hold.patient)
    page = client.get(reverse("plans:overview")).content.decode()
    assert "Your own routines are on hold" in page
    assert url in page

    assert client.post(url)["Location"] == reverse("sessions:today")

    active = Plan.objects.filter(status=Plan.Status.ACTIVE)
    own = active.get(is_own=True)
    assert (own.version, own.replaces) == (2, on_hold)
    assert own.starts_on == on_hold.patient.day_of(own.published_at)
    assert own.routines.get().prescriptions.count() == 1
    assert active.filter(is_own=False).exists()
    on_hold.refresh_from_db()
    assert on_hold.status == Plan.Status.REVOKED


def test_pressed_twice_is_one_version(as_user, on_hold, url):
    client = as_user(on_hold.patient)

    assert client.post(url).status_code == client.post(url).status_code == 302
    assert Plan.objects.filter(is_own=True).count() == 2


def test_works_while_a_draft_waits(as_user, on_hold, url):
    client = as_user(on_hold.patient)
    client.post(reverse("plans:new"))

    client.post(url)

    assert Plan.objects.get(is_own=True, status=Plan.Status.ACTIVE).version == 2
    assert Plan.objects.filter(status=Plan.Status.DRAFT).exists()


def test_a_closed_gate_leads_to_the_gate(as_user, on_hold, url):
    ScreeningFactory(patient=on_hold.patient, stopped=True)

    response = as_user(on_hold.patient).post(url)

    assert response["Location"] == reverse("screening:seek_care", args=["emergency"])
    assert not Plan.objects.filter(is_own=True, status=Plan.Status.ACTIVE).exists()


def test_does_not_exist_for_anybody_else(as_user, care, stranger, url):
    for person in (stranger, care.therapist):
        ScreeningFactory(patient=person)
        assert as_user(person).post(url).status_code == 404


def test_a_therapists_plan_is_not_ones_own_to_take_up(as_user, on_hold):
    theirs = Plan.objects.get(is_own=False)

    url = reverse("plans:resume", args=[theirs.pk])
    assert as_user(on_hold.patient).post(url).status_code == 404


def test_a_link_alone_takes_up_nothing(as_user, on_hold, url):
    assert as_user(on_hold.patient).get(url).status_code == 405
