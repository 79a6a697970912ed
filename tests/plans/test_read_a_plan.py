"""Reading one's plan, and the versions before it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    MONDAY,
    PlanFactory,
    PrescriptionFactory,
    RoutineFactory,
    TherapistFactory,
)
from tracker.models import AuditEvent, Plan

pytestmark = pytest.mark.django_db
URL = reverse("plans:overview")


def test_shows_the_exercises_with_dose_days_and_times(as_user, patient):
    routine = RoutineFactory(plan__patient=patient, weekdays="024", times="08:00,18:30")
    PrescriptionFactory(routine=routine, exercise__name="Bridge", note="Slowly.")

    page = as_user(patient).get(URL).content.decode()

    for words in ("Bridge", "10 times, hold 5 seconds", "Slowly.", "Mon, Wed, Fri", "Your own"):
        assert words in page
    assert "8 a.m. and 6:30 p.m." in page


def test_without_a_plan_it_offers_a_start(as_user, patient):
    page = as_user(patient).get(URL).content.decode()

    assert "Start with the four basics" in page
    assert "Build a routine of your own" in page


def test_tells_until_when_a_version_runs_and_from_when_the_next(as_user, patient):
    today = patient.day_of(timezone.now())
    later = today + timedelta(days=7)
    PlanFactory(patient=patient, status=Plan.Status.REVOKED, ended_on=later)
    PlanFactory(patient=patient, starts_on=later, version=2)

    response = as_user(patient).get(URL)

    page = " ".join(response.content.decode().split())
    assert len(response.context["running"]) == 2
    assert f"Mar 2 to {later - timedelta(days=1):%b} {(later - timedelta(days=1)).day}" in page
    assert f"From {later:%b} {later.day}" in page
    assert page.count("Change days, times or doses") == 1


def test_earlier_versions_can_still_be_read(as_user, patient):
    old = PlanFactory(patient=patient, status=Plan.Status.REVOKED, ended_on=MONDAY)
    PrescriptionFactory(routine__plan=old, exercise__name="Bridge")
    PlanFactory(patient=patient, version=2, replaces=old)
    client = as_user(patient)

    detail = reverse("plans:detail", args=[old.pk])
    assert detail in client.get(URL).content.decode()
    page = client.get(detail).content.decode()
    assert "Bridge" in page
    assert "In force until Mar 2, 2026" in page


def test_an_exercise_that_left_the_library_stays_in_the_plan_that_has_it(as_user, patient):
    prescription = PrescriptionFactory(routine__plan__patient=patient, exercise__name="Bridge")
    prescription.exercise.archive()

    assert "Bridge" in as_user(patient).get(URL).content.decode()


def test_takes_the_same_queries_for_many_versions(as_user, patient, django_assert_max_num_queries):
    for version in range(1, 6):
        plan = PlanFactory(
            patient=patient, version=version, status=Plan.Status.REVOKED, ended_on=MONDAY
        )
        PrescriptionFactory(routine__plan=plan)
    client = as_user(patient)

    with django_assert_max_num_queries(8):
        client.get(URL)


def test_the_therapist_may_read_it_and_leaves_a_trail(as_user, care):
    plan = PlanFactory(patient=care.patient)

    url = reverse("plans:detail", args=[plan.pk])
    assert as_user(care.therapist).get(url).status_code == 200

    event = AuditEvent.objects.get()
    assert (event.actor, event.patient, event.action) == (
        care.therapist,
        care.patient,
        "read a plan",
    )


def test_reading_ones_own_leaves_no_trail(as_user, patient):
    as_user(patient).get(reverse("plans:detail", args=[PlanFactory(patient=patient).pk]))

    assert not AuditEvent.objects.exists()


def test_does_not_exist_for_anybody_else(as_user, patient, stranger, admin):
    url = reverse("plans:detail", args=[PlanFactory(patient=patient).pk])

    for person in (stranger, TherapistFactory(), admin):
        assert as_user(person).get(url).status_code == 404


def test_a_draft_has_no_page_to_read(as_user, patient):
    url = reverse("plans:detail", args=[PlanFactory(patient=patient, draft=True).pk])

    assert as_user(patient).get(url).status_code == 404


def test_reading_changes_nothing(as_user, patient):
    url = reverse("plans:detail", args=[PlanFactory(patient=patient).pk])

    assert as_user(patient).post(url).status_code == 405
    assert as_user(patient).post(URL).status_code == 405


def test_asks_a_visitor_to_sign_in(client):
    assert client.get(URL)["Location"].startswith(reverse("account_login"))
