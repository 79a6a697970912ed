"""Publishing: the next version comes into force, the one before ends, nothing is overwritten."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.factories import (
    MONDAY,
    NOON,
    CareRelationshipFactory,
    ExerciseSessionFactory,
    PlanFactory,
    PrescriptionFactory,
    RoutineFactory,
)
from tracker.models import AuditEvent, Plan, Prescription, Routine
from tracker.plans.actions import publish, start_draft

pytestmark = pytest.mark.django_db
Status = Plan.Status


def in_force(patient, day):
    """The versions that ask for sessions on that day."""
    return set(Plan.objects.filter(pk__in=Routine.objects.to_do_by(patient, day).values("plan")))


def publish_new(patient, by, starts_on=None, at=NOON):
    draft = start_draft(patient=patient, by=by, at=at)
    if not draft.routines.exists():
        PrescriptionFactory(routine=RoutineFactory(plan=draft))
    draft.starts_on = starts_on or patient.day_of(at)
    draft.save()
    publish(plan=draft, by=by, at=at)
    return draft


def test_a_change_is_the_next_version_and_the_old_one_ends(patient):
    first = publish_new(patient, patient, at=NOON - timedelta(days=7))
    second = publish_new(patient, patient)

    first.refresh_from_db()
    assert (first.status, first.ended_on, first.version) == (Status.REVOKED, MONDAY, 1)
    assert (second.status, second.replaces, second.version) == (Status.ACTIVE, first, 2)
    assert in_force(patient, MONDAY - timedelta(days=1)) == {first}
    assert in_force(patient, MONDAY) == {second}


def test_the_copy_has_the_same_routines_and_doses_and_the_original_keeps_its_own(patient):
    first = publish_new(patient, patient)
    routine = first.routines.get()
    Prescription.objects.filter(routine=routine).update(sets=3, note="Slowly.")

    second = publish_new(patient, patient)

    copy = second.routines.get()
    assert copy.pk != routine.pk
    assert copy.lineage == routine.lineage
    assert copy.prescriptions.get().dose == routine.prescriptions.get().dose
    assert copy.prescriptions.get().note == "Slowly."
    assert first.routines.get() == routine


def test_old_sessions_still_point_at_the_version_of_their_day(patient):
    first = publish_new(patient, patient)
    session = ExerciseSessionFactory(routine=first.routines.get())

    publish_new(patient, patient)

    session.refresh_from_db()
    assert session.routine.plan == first


def test_a_version_that_starts_later_leaves_the_one_before_in_force_until_then(patient):
    first = publish_new(patient, patient)
    later = MONDAY + timedelta(days=7)
    second = publish_new(patient, patient, starts_on=later)

    assert in_force(patient, later - timedelta(days=1)) == {first}
    assert in_force(patient, later) == {second}


def test_a_change_before_a_waiting_version_takes_the_place_of_both(patient):
    publish_new(patient, patient)
    waiting = publish_new(patient, patient, starts_on=MONDAY + timedelta(days=7))
    third = publish_new(patient, patient)

    assert (third.version, third.replaces) == (3, waiting)
    for n in range(21):
        assert in_force(patient, MONDAY + timedelta(days=n)) == {third}


def test_a_first_day_in_the_past_becomes_today(patient):
    plan = publish_new(patient, patient, starts_on=MONDAY - timedelta(days=30))

    assert plan.starts_on == MONDAY


def test_today_is_the_patients_day_and_not_the_servers(patient):
    """At 02:00 UTC it is still Monday evening in New York."""
    plan = publish_new(patient, patient, at=datetime(2026, 3, 3, 2, tzinfo=UTC))

    assert plan.starts_on == MONDAY


def test_a_therapists_plan_puts_the_patients_own_on_hold(patient, care):
    own = publish_new(patient, patient)
    assigned = publish_new(patient, care.therapist)

    own.refresh_from_db()
    assert (own.status, own.ended_on) == (Status.ON_HOLD, MONDAY)
    assert in_force(patient, MONDAY) == {assigned}
    assert assigned.version == 1


def test_a_therapists_plan_that_starts_later_leaves_the_patients_own_until_then(patient, care):
    own = publish_new(patient, patient)
    later = MONDAY + timedelta(days=7)
    assigned = publish_new(patient, care.therapist, starts_on=later)

    assert in_force(patient, later - timedelta(days=1)) == {own}
    assert in_force(patient, later) == {assigned}


def test_an_earlier_plan_of_the_therapist_takes_over_from_everything_that_waits(patient, care):
    publish_new(patient, patient)
    publish_new(patient, patient, starts_on=MONDAY + timedelta(days=14))
    publish_new(patient, care.therapist, starts_on=MONDAY + timedelta(days=7))
    now = publish_new(patient, care.therapist)

    for n in range(21):
        assert in_force(patient, MONDAY + timedelta(days=n)) == {now}


def test_ones_own_change_leaves_the_therapists_plan_in_force(patient, care):
    assigned = publish_new(patient, care.therapist)
    own = publish_new(patient, patient)

    assert in_force(patient, MONDAY) == {assigned, own}


def test_somebody_elses_plan_is_left_alone(patient, stranger):
    theirs = publish_new(stranger, stranger)
    publish_new(patient, patient)

    theirs.refresh_from_db()
    assert theirs.status == Status.ACTIVE


def test_published_twice_is_published_once(patient, care):
    plan = publish_new(patient, care.therapist)
    twin = Plan.objects.get(pk=plan.pk)

    publish(plan=twin, by=care.therapist, at=NOON + timedelta(days=1))

    plan.refresh_from_db()
    assert (plan.published_at, plan.status, plan.version) == (NOON, Status.ACTIVE, 1)
    assert AuditEvent.objects.filter(action="published a plan").count() == 1


def test_a_draft_that_was_overtaken_becomes_the_version_after(patient):
    """A draft waits in one tab, while the starter plan is taken in another."""
    draft = start_draft(patient=patient, by=patient, at=NOON)
    PrescriptionFactory(routine__plan=draft)
    other = PlanFactory(patient=patient)

    publish(plan=draft, by=patient, at=NOON)

    assert (draft.version, draft.replaces) == (2, other)


def test_of_two_therapists_the_second_is_told_before_the_first_is_undone(
    as_user, patient, care, form_of
):
    publish_new(patient, care.therapist)
    ben = CareRelationshipFactory(patient=patient).therapist
    draft = start_draft(patient=patient, by=ben, at=NOON)
    danas = publish_new(patient, care.therapist)
    client, url = as_user(ben), reverse("plans:edit", args=[draft.pk])

    response = client.post(url, form_of(draft))

    assert response.status_code == 422
    message = "The plan was changed meanwhile by Dana Ruiz on March 2, 2026. Look at it,"
    assert message in response.content.decode()
    draft.refresh_from_db()
    assert (draft.status, draft.replaces, draft.version) == (Status.DRAFT, danas, 3)
    assert client.post(url, form_of(draft)).status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.replaces, draft.version) == (Status.ACTIVE, danas, 3)


def test_a_double_click_on_publish_is_one_plan(as_user, draft, form_of):
    client, url = as_user(draft.patient), reverse("plans:edit", args=[draft.pk])
    form = form_of(draft)

    assert client.post(url, form)["Location"] == reverse("sessions:today")
    second = client.post(url, form, follow=True)

    assert "This version is published and stays as it is." in second.content.decode()
    assert Plan.objects.get().version == 1


def test_a_save_in_another_tab_does_not_undo_publishing(as_user, draft, form_of):
    client, url = as_user(draft.patient), reverse("plans:edit", args=[draft.pk])
    old_tab = form_of(draft, "save", sets="9")
    client.post(url, form_of(draft))

    client.post(url, old_tab)

    assert Plan.objects.get().status == Status.ACTIVE
    assert Prescription.objects.get().sets == 1


def test_what_ended_can_neither_be_written_nor_done(as_user, screened):
    with time_machine.travel(NOON, tick=False):
        first = publish_new(screened, screened)
        publish_new(screened, screened)
    client = as_user(screened)

    response = client.get(reverse("plans:edit", args=[first.pk]))
    assert response["Location"] == reverse("plans:detail", args=[first.pk])
    routine = first.routines.get()
    response = client.get(reverse("sessions:perform", args=[routine.pk]))
    assert response["Location"] == reverse("sessions:today")


def test_a_plan_whose_last_day_has_passed_cannot_be_done(as_user, screened):
    plan = PlanFactory(patient=screened, ends_on=MONDAY + timedelta(days=20))
    routine = PrescriptionFactory(routine__plan=plan).routine

    response = as_user(screened).get(reverse("sessions:perform", args=[routine.pk]))
    assert response["Location"] == reverse("sessions:today")
