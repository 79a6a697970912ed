"""One patient's page: progress, plan, sessions, and why they were stopped."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    CareRelationshipFactory,
    ExerciseSessionFactory,
    PainScoreFactory,
    PlanFactory,
    PrescriptionFactory,
    ScreeningFactory,
    TherapistFactory,
)
from tracker.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(patient):
    return reverse("care:patient", args=[patient.pk])


def test_shows_progress_plan_and_sessions(as_user, care, url):
    patient, now = care.patient, timezone.now()
    plan = PlanFactory(patient=patient, author=care.therapist)
    routine = PrescriptionFactory(routine__plan=plan, exercise__name="Bridge").routine
    ExerciseSessionFactory(routine=routine, finished_at=now, note="Felt easier.")
    PainScoreFactory(patient=patient, value=6, recorded_at=now - timedelta(days=1))

    response = as_user(care.therapist).get(url)

    page = response.content.decode()
    for words in ("Maria Santos", "Bridge", "Morning routine", "Felt easier.", "Change the plan"):
        assert words in page
    assert response.context["progress"].score_count == 1


def test_a_patient_without_anything_can_be_given_a_plan(as_user, care, url):
    page = as_user(care.therapist).get(url).content.decode()

    assert "No plan yet. Assign one; the patient sees it on Today at once." in page
    assert "Assign a plan" in page
    assert reverse("plans:new_for", args=[care.patient_id]) in page


def test_a_draft_under_way_is_gone_on_with(as_user, care, url):
    PlanFactory(patient=care.patient, author=care.therapist, draft=True)

    assert "Go on with the draft" in as_user(care.therapist).get(url).content.decode()


def test_the_patients_own_draft_is_not_shown(as_user, care, url):
    draft = PlanFactory(patient=care.patient, draft=True, note="My secret idea")
    PrescriptionFactory(routine__plan=draft, exercise__name="Bridge")

    page = as_user(care.therapist).get(url).content.decode()

    assert "My secret idea" not in page
    assert "Bridge" not in page


def test_says_why_screening_stopped_the_patient(as_user, care, url):
    stop = ScreeningFactory(patient=care.patient, stopped=True)

    page = as_user(care.therapist).get(url).content.decode()

    assert stop.reasons[0]["words"] in page
    assert reverse("screening:clear_for", args=[stop.pk]) in page


@pytest.mark.parametrize("window", ["4w", "12w", "all", "nonsense", ""])
def test_any_range_is_answered(as_user, care, url, window):
    response = as_user(care.therapist).get(url, {"range": window})

    assert response.status_code == 200
    assert response.context["window"] == (window if window in {"12w", "all"} else "4w")


def test_reading_leaves_a_trail(as_user, care, url):
    as_user(care.therapist).get(url)

    event = AuditEvent.objects.get()
    assert (event.actor, event.patient, event.action) == (
        care.therapist,
        care.patient,
        "read the progress",
    )


def test_a_refused_look_leaves_none(as_user, care, url):
    as_user(TherapistFactory()).get(url)

    assert not AuditEvent.objects.exists()


def test_takes_no_more_queries_for_more_history(as_user, care, url, django_assert_max_num_queries):
    for version in range(1, 4):
        plan = PlanFactory(patient=care.patient, version=version, status="revoked")
        routine = PrescriptionFactory(routine__plan=plan).routine
        for ago in range(5):
            at = timezone.now() - timedelta(days=ago)
            ExerciseSessionFactory(routine=routine, finished_at=at)
            PainScoreFactory(patient=care.patient, recorded_at=at)
    client = as_user(care.therapist)

    with django_assert_max_num_queries(23):
        client.get(url)


def test_does_not_exist_for_another_therapist(as_user, care, url):
    assert as_user(TherapistFactory()).get(url).status_code == 404


def test_does_not_exist_after_care_has_ended(as_user, care, url):
    care.end(by=care.patient, at=timezone.now())

    assert as_user(care.therapist).get(url).status_code == 404


def test_exists_again_when_care_begins_again(as_user, care, url):
    care.end(by=care.patient, at=timezone.now())
    CareRelationshipFactory(patient=care.patient, therapist=care.therapist)

    assert as_user(care.therapist).get(url).status_code == 200


def test_ones_own_page_is_not_here(as_user, therapist):
    assert as_user(therapist).get(reverse("care:patient", args=[therapist.pk])).status_code == 404


def test_is_refused_to_patients(as_user, care, url, stranger):
    assert as_user(care.patient).get(url).status_code == 403
    assert as_user(stranger).get(url).status_code == 403


def test_reading_changes_nothing(as_user, care, url):
    assert as_user(care.therapist).post(url).status_code == 405


def test_asks_a_visitor_to_sign_in(client, url):
    assert client.get(url)["Location"].startswith(reverse("account_login"))
