"""A therapist assigns a plan to a patient in their care."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.models import Caution
from tests.factories import (
    ConditionFactory,
    ExerciseFactory,
    PlanFactory,
    PrescriptionFactory,
    ScreeningFactory,
    TherapistFactory,
)
from tracker.models import AuditEvent, Plan
from tracker.screening import gate

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(patient):
    return reverse("plans:new_for", args=[patient.pk])


def test_from_the_patients_page_to_the_patients_today(as_user, care, url, form_of):
    bridge = ExerciseFactory(name="Bridge")
    dana = as_user(care.therapist)

    choose = dana.post(url)["Location"]
    edit = dana.post(choose, {"exercises": [bridge.pk]})["Location"]
    draft = Plan.objects.get()
    form = form_of(draft, days=list("0123456"), time_2="18:00", sets="2", starts_on="2026-03-02")
    form["plan-note"] = "Stop if the leg pain gets worse."
    form["plan-ends_on"] = str(timezone.now().date() + timedelta(days=90))
    assert dana.post(edit, form)["Location"] == reverse("care:patient", args=[care.patient_id])

    plan = Plan.objects.get()
    assert (plan.author, plan.patient, plan.is_own) == (care.therapist, care.patient, False)
    assert plan.status == Plan.Status.ACTIVE
    ScreeningFactory(patient=care.patient)
    maria = as_user(care.patient)
    today = maria.get(reverse("sessions:today"))
    assert today.context["today"].due == 2
    assert "Dana Ruiz" in today.content.decode()
    overview = maria.get(reverse("plans:overview")).content.decode()
    assert "From Dana Ruiz, your physical therapist" in overview
    assert "Stop if the leg pain gets worse." in overview


def test_the_patient_sees_nothing_before_it_is_published(as_user, for_patient, patient):
    ScreeningFactory(patient=patient)
    client = as_user(patient)

    page = client.get(reverse("plans:overview")).content.decode()
    assert "physical therapist" not in page
    assert client.get(reverse("plans:detail", args=[for_patient.pk])).status_code == 404


def test_needs_no_open_gate_but_the_patient_does_to_exercise(as_user, for_patient, form_of):
    ScreeningFactory(patient=for_patient.patient, stopped=True)
    edit = reverse("plans:edit", args=[for_patient.pk])

    assert as_user(for_patient.author).post(edit, form_of(for_patient)).status_code == 302
    routine = for_patient.routines.get()
    response = as_user(for_patient.patient).get(reverse("sessions:perform", args=[routine.pk]))
    assert response["Location"] == reverse("screening:seek_care", args=["emergency"])


def test_shows_the_cautions_that_the_patients_answers_raise(as_user, for_patient, monkeypatch):
    ScreeningFactory(patient=for_patient.patient)
    for name in ("knee_problem", "wrist_problem"):
        Caution.objects.create(
            exercise=ExerciseFactory(name=f"For {name}"),
            condition=ConditionFactory(key=name, name=name.replace("_", " ").title()),
            note="Choose a lying one.",
        )
    monkeypatch.setattr(gate, "conditions_of", lambda *_: frozenset({"knee_problem"}))
    choose = reverse("plans:choose", args=[for_patient.routines.get().pk])

    page = as_user(for_patient.author).get(choose).content.decode()

    assert "For knee_problem" in page
    assert "For wrist_problem" in page
    assert "Knee Problem: Choose a lying one." in page
    assert "Wrist Problem" not in page


def test_a_change_is_the_next_version(as_user, care, url):
    plan = PrescriptionFactory(
        routine__plan=PlanFactory(patient=care.patient, author=care.therapist)
    ).routine.plan

    response = as_user(care.therapist).post(url)

    draft = Plan.objects.get(status=Plan.Status.DRAFT)
    assert response["Location"] == reverse("plans:edit", args=[draft.pk])
    assert (draft.replaces, draft.version) == (plan, 2)


def test_pressed_twice_is_one_draft(as_user, care, url):
    dana = as_user(care.therapist)

    assert dana.post(url)["Location"] == dana.post(url)["Location"]
    assert Plan.objects.count() == 1


def test_leaves_a_trail(as_user, for_patient, form_of, url):
    dana = as_user(for_patient.author)
    edit = reverse("plans:edit", args=[for_patient.pk])
    choose = reverse("plans:choose", args=[for_patient.routines.get().pk])
    dana.post(url)
    dana.get(edit)
    dana.get(choose)
    dana.post(choose, {"exercises": [ExerciseFactory().pk]})
    dana.post(edit, form_of(for_patient))

    trail = AuditEvent.objects.order_by("pk")
    assert [event.action for event in trail] == [
        "opened a draft", "opened a draft", "opened a draft",
        "changed a draft", "changed a draft", "published a plan",
    ]  # fmt: skip
    assert {(event.actor, event.patient) for event in trail} == {
        (for_patient.author, for_patient.patient)
    }


def test_discarding_leads_back_to_the_patient(as_user, for_patient):
    url = reverse("plans:discard", args=[for_patient.pk])

    response = as_user(for_patient.author).post(url)

    assert response["Location"] == reverse("care:patient", args=[for_patient.patient_id])
    assert not Plan.objects.exists()
    assert AuditEvent.objects.get().action == "discarded a draft"


def test_a_patient_who_is_not_in_their_care_does_not_exist(as_user, care, url):
    other = TherapistFactory()

    assert as_user(other).post(url).status_code == 404
    assert as_user(other).post(reverse("plans:new_for", args=[999])).status_code == 404
    assert not Plan.objects.exists()


def test_a_therapists_own_back_is_not_their_patient(as_user, therapist):
    url = reverse("plans:new_for", args=[therapist.pk])

    assert as_user(therapist).post(url).status_code == 404


def test_is_refused_to_patients(as_user, care, url, stranger):
    assert as_user(stranger).post(url).status_code == 403
    assert as_user(care.patient).post(url).status_code == 403


def test_a_link_alone_begins_nothing(as_user, care, url):
    assert as_user(care.therapist).get(url).status_code == 405


def test_a_draft_of_another_therapist_of_the_patient_does_not_exist(as_user, for_patient):
    from tests.factories import CareRelationshipFactory

    other = CareRelationshipFactory(patient=for_patient.patient).therapist

    assert as_user(other).get(reverse("plans:edit", args=[for_patient.pk])).status_code == 404


@pytest.mark.parametrize("ended_by", ["care", "flag"])
def test_loses_the_draft_and_the_plan_when_care_ends(
    as_user, care, for_patient, form_of, url, ended_by
):
    published = PlanFactory(patient=care.patient, author=care.therapist)
    if ended_by == "care":
        care.end(by=care.patient, at=timezone.now())
    else:
        care.therapist.is_therapist = False
        care.therapist.save()
    dana = as_user(care.therapist)

    edit = reverse("plans:edit", args=[for_patient.pk])
    assert dana.get(edit).status_code == 404
    assert dana.post(edit, form_of(for_patient)).status_code == 404
    choose = reverse("plans:choose", args=[for_patient.routines.get().pk])
    assert dana.post(choose).status_code == 404
    assert dana.post(reverse("plans:discard", args=[for_patient.pk])).status_code == 404
    assert dana.get(reverse("plans:detail", args=[published.pk])).status_code == 404
    assert dana.post(url).status_code == (404 if ended_by == "care" else 403)


def test_the_patient_keeps_the_plan_when_care_ends(as_user, care):
    plan = PlanFactory(patient=care.patient, author=care.therapist)
    care.end(by=care.patient, at=timezone.now())

    page = as_user(care.patient).get(reverse("plans:detail", args=[plan.pk]))
    assert page.status_code == 200
