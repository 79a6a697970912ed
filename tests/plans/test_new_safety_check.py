"""A new safety check changes one's own plan: what it speaks against goes, and is named."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ExerciseFactory, PlanFactory, PrescriptionFactory, RoutineFactory
from tracker.models import Plan, Prescription, Routine

pytestmark = pytest.mark.django_db
GO_TO_MY_PROGRAM = reverse("plans:starter")
Status = Plan.Status


@pytest.fixture
def bridge():
    return ExerciseFactory(name="Bridge")


@pytest.fixture
def tilt():
    return ExerciseFactory(name="Pelvic tilt")


@pytest.fixture
def own(screened, bridge, tilt):
    """An active plan of the patient's own: bridge and tilt in the morning, bridge at night."""
    plan = PlanFactory(patient=screened, note="Slowly.")
    morning = RoutineFactory(plan=plan, name="Morning")
    PrescriptionFactory(routine=morning, exercise=bridge)
    PrescriptionFactory(routine=morning, exercise=tilt, sets=3)
    PrescriptionFactory(routine=RoutineFactory(plan=plan, name="Night"), exercise=bridge)
    return plan


@pytest.fixture
def today(screened):
    return screened.day_of(timezone.now())


def in_force(patient, day):
    return set(Plan.objects.filter(pk__in=Routine.objects.to_do_by(patient, day).values("plan")))


def test_ones_own_plan_goes_on_without_it_and_the_person_is_told(
    as_user, own, bridge, today, now_pregnant
):
    now_pregnant(bridge)

    response = as_user(own.patient).post(GO_TO_MY_PROGRAM, follow=True)

    assert response.redirect_chain[-1][0] == reverse("sessions:today")
    page = response.content.decode()
    assert "We left this out for now, because of your safety check: Bridge (Pregnancy)." in page
    (plan,) = in_force(own.patient, today)
    assert (plan.version, plan.replaces, plan.note, plan.starts_on) == (2, own, "Slowly.", today)
    routine = plan.routines.get()
    assert routine.lineage == own.routines.get(name="Morning").lineage
    assert [(p.exercise.name, p.sets) for p in routine.prescriptions.all()] == [("Pelvic tilt", 3)]
    assert Prescription.objects.filter(routine__plan=own).count() == 3


def test_pressed_twice_is_one_new_version_and_one_message(as_user, own, bridge, now_pregnant):
    now_pregnant(bridge)
    client = as_user(own.patient)
    client.post(GO_TO_MY_PROGRAM, follow=True)

    page = client.post(GO_TO_MY_PROGRAM, follow=True).content.decode()

    assert "because of your safety check" not in page
    assert Plan.objects.count() == 2


def test_a_plan_that_suits_stays_as_it_is(as_user, own, now_pregnant):
    now_pregnant(ExerciseFactory())

    as_user(own.patient).post(GO_TO_MY_PROGRAM)

    assert Plan.objects.get().status == Status.ACTIVE


def test_a_plan_of_which_nothing_is_left_is_put_on_hold(
    as_user, own, bridge, tilt, today, now_pregnant
):
    now_pregnant(bridge, tilt)

    response = as_user(own.patient).post(GO_TO_MY_PROGRAM, follow=True)

    assert response.redirect_chain[-1][0] == reverse("plans:overview")
    page = response.content.decode()
    assert "Your own routines are on hold for now, because of your safety check: " in page
    assert "Bridge (Pregnancy); Pelvic tilt (Pregnancy)." in page
    own.refresh_from_db()
    assert (own.status, own.ended_on) == (Status.ON_HOLD, today)
    assert in_force(own.patient, today) == set()


def test_a_version_that_waits_and_the_one_before_it_are_both_brought_in_step(
    as_user, own, bridge, tilt, today, now_pregnant
):
    Plan.objects.update(status=Status.REVOKED, ended_on=today + timedelta(days=7))
    waiting = PlanFactory(
        patient=own.patient, version=2, replaces=own, starts_on=today + timedelta(days=7)
    )
    PrescriptionFactory(routine__plan=waiting, exercise=tilt)
    now_pregnant(bridge)

    as_user(own.patient).post(GO_TO_MY_PROGRAM)

    for days in (0, 7):
        (plan,) = in_force(own.patient, today + timedelta(days=days))
        assert (plan.version, plan.replaces) == (3, waiting)


def test_nothing_is_left_of_two_versions_and_both_end(as_user, own, bridge, today, now_pregnant):
    Plan.objects.update(status=Status.REVOKED, ended_on=today + timedelta(days=7))
    waiting = PlanFactory(patient=own.patient, starts_on=today + timedelta(days=7))
    PrescriptionFactory(routine__plan=waiting, exercise=bridge)
    now_pregnant(bridge)

    as_user(own.patient).post(GO_TO_MY_PROGRAM)

    assert in_force(own.patient, today) == in_force(own.patient, waiting.starts_on) == set()
    assert [p.status for p in Plan.objects.order_by("pk")] == [Status.REVOKED, Status.ON_HOLD]


def test_a_therapists_plan_still_takes_over_on_its_day(as_user, own, bridge, today, now_pregnant):
    later = today + timedelta(days=7)
    Plan.objects.update(status=Status.ON_HOLD, ended_on=later)
    now_pregnant(bridge)

    as_user(own.patient).post(GO_TO_MY_PROGRAM)

    (plan,) = in_force(own.patient, today)
    assert (plan.version, plan.status, plan.ended_on) == (2, Status.ON_HOLD, later)
    assert in_force(own.patient, later) == set()


def test_a_therapists_plan_is_not_changed(as_user, screened, care, bridge, now_pregnant):
    plan = PlanFactory(patient=screened, author=care.therapist)
    PrescriptionFactory(routine__plan=plan, exercise=bridge)
    now_pregnant(bridge)

    as_user(screened).post(GO_TO_MY_PROGRAM)

    assert Plan.objects.get().status == Status.ACTIVE


def test_a_draft_with_it_is_not_published_until_it_is_left_out(
    as_user, draft, form_of, now_pregnant
):
    first = Prescription.objects.get()
    PrescriptionFactory(routine=draft.routines.get())
    now_pregnant(first.exercise)
    client, url = as_user(draft.patient), reverse("plans:edit", args=[draft.pk])

    response = client.post(url, form_of(draft))

    assert response.status_code == 422
    errors = [form.errors for form in response.context["editor"].kept if form.errors]
    message = "Because of your safety check: Pregnancy. Leave this exercise out."
    assert errors == [{"remove": [message]}]
    assert message in response.content.decode()
    assert Plan.objects.get().status == Status.DRAFT
    assert client.post(url, form_of(draft, "save")).status_code == 302
    client.post(url, {**form_of(draft), f"prescription-{first.pk}-remove": "on"})
    assert Plan.objects.get().status == Status.ACTIVE


def test_a_therapist_may_prescribe_it_all_the_same(as_user, for_patient, form_of, now_pregnant):
    now_pregnant(Prescription.objects.get().exercise)

    url = reverse("plans:edit", args=[for_patient.pk])
    assert as_user(for_patient.author).post(url, form_of(for_patient)).status_code == 302
    assert Plan.objects.get().status == Status.ACTIVE


@pytest.fixture
def on_hold(own):
    Plan.objects.update(status=Status.ON_HOLD, ended_on="2026-03-09")
    return own


def test_what_was_on_hold_comes_back_without_it(as_user, on_hold, bridge, now_pregnant):
    now_pregnant(bridge)

    url = reverse("plans:resume", args=[on_hold.pk])
    page = as_user(on_hold.patient).post(url, follow=True).content.decode()

    assert "We left this out for now, because of your safety check: Bridge (Pregnancy)." in page
    back = Plan.objects.get(status=Status.ACTIVE)
    assert [p.exercise.name for p in back.routines.get().prescriptions.all()] == ["Pelvic tilt"]


def test_what_is_on_hold_stays_so_when_nothing_would_be_left(
    as_user, on_hold, bridge, tilt, now_pregnant
):
    now_pregnant(bridge, tilt)

    url = reverse("plans:resume", args=[on_hold.pk])
    response = as_user(on_hold.patient).post(url, follow=True)

    assert "Your own routines are on hold for now" in response.content.decode()
    assert Plan.objects.get().status == Status.ON_HOLD
