"""Adding an exercise from its page to a routine: one's own, or a patient's."""

import pytest
from django.urls import reverse

from tests.factories import (
    CareRelationshipFactory,
    ExerciseFactory,
    PlanFactory,
    PrescriptionFactory,
    RoutineFactory,
    ScreeningFactory,
)
from tracker.models import AuditEvent, Plan, Prescription

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise():
    return ExerciseFactory(name="Bridge", slug="bridge")


@pytest.fixture
def url(exercise):
    return reverse("plans:add", args=[exercise.slug])


@pytest.fixture
def prescribe(exercise):
    return reverse("plans:prescribe", args=[exercise.slug])


def prescribed(person):
    drafts = Prescription.objects.filter(routine__plan__patient=person, words=None)
    return list(drafts.values_list("routine__plan__author", "exercise__slug"))


class TestToOnesOwnRoutine:
    def test_makes_the_first_routine(self, as_user, screened, url):
        response = as_user(screened).post(url, follow=True)

        draft = Plan.objects.get(patient=screened)
        assert response.redirect_chain == [(reverse("plans:edit", args=[draft.pk]), 302)]
        assert prescribed(screened) == [(screened.pk, "bridge")]
        assert "Bridge is in the routine." in response.text

    def test_goes_on_with_what_stands(self, as_user, screened, url):
        standing = PlanFactory(patient=screened)
        PrescriptionFactory(routine=RoutineFactory(plan=standing), exercise__slug="tilt")

        as_user(screened).post(url)

        draft = Plan.objects.get(patient=screened, status="draft")
        assert draft.replaces == standing
        slugs = draft.routines.get().prescriptions.values_list("exercise__slug", flat=True)
        assert list(slugs) == ["tilt", "bridge"]

    def test_twice_is_once(self, as_user, screened, url):
        browser = as_user(screened)
        browser.post(url)
        page = browser.post(url, follow=True)

        assert prescribed(screened) == [(screened.pk, "bridge")]
        assert "Bridge is in the routine already." in page.text

    def test_not_what_ones_answers_speak_against(
        self, as_user, screened, url, exercise, now_pregnant
    ):
        now_pregnant(exercise)
        page = as_user(screened).post(url, follow=True)

        assert "does not fit your safety check: Pregnancy" in page.text
        assert not Plan.objects.exists()

    def test_not_behind_a_stop(self, as_user, patient, url):
        ScreeningFactory(patient=patient, stopped=True)

        assert as_user(patient).post(url).status_code == 302
        assert not Plan.objects.exists()

    @pytest.mark.parametrize("status", ["draft", "archived"])
    def test_not_what_is_not_in_the_library(self, as_user, screened, exercise, url, status):
        type(exercise).objects.update(status=status)

        assert as_user(screened).post(url).status_code == 404

    def test_only_by_its_button(self, as_user, screened, url):
        assert as_user(screened).get(url).status_code == 405


class TestToAPatientsPlan:
    def test_makes_the_next_version_for_the_patient(self, as_user, care, prescribe):
        page = as_user(care.therapist).post(prescribe, {"patient": care.patient.pk}, follow=True)

        assert prescribed(care.patient) == [(care.therapist.pk, "bridge")]
        assert "Bridge is in the routine." in page.text
        assert AuditEvent.objects.filter(patient=care.patient, action="opened a draft").exists()

    def test_offers_only_patients_in_care(self, as_user, care, stranger, prescribe):
        page = as_user(care.therapist).get(prescribe)

        assert care.patient.name in page.text
        assert stranger.name not in page.text

    def test_says_what_the_patients_answers_raise(
        self, as_user, care, prescribe, exercise, now_pregnant
    ):
        ScreeningFactory(patient=care.patient)
        now_pregnant(exercise)
        page = as_user(care.therapist).post(prescribe, {"patient": care.patient.pk}, follow=True)

        assert "raise: Pregnancy" in page.text

    @pytest.mark.parametrize("who", ["nobody", "stranger", "words"])
    def test_refuses_somebody_else(self, as_user, care, stranger, prescribe, who):
        sent = {"nobody": {}, "stranger": {"patient": stranger.pk}, "words": {"patient": "x"}}
        page = as_user(care.therapist).post(prescribe, sent[who])

        assert page.status_code == 422
        assert "Choose" in page.text
        assert not Plan.objects.exists()

    def test_is_not_for_patients(self, as_user, patient, prescribe):
        assert as_user(patient).get(prescribe).status_code == 403

    def test_says_what_to_do_without_patients(self, as_user, therapist, prescribe):
        assert "Invite a patient" in as_user(therapist).get(prescribe).text

    def test_another_therapists_patient_is_not_there(self, as_user, care, prescribe):
        other = CareRelationshipFactory()
        page = as_user(other.therapist).post(prescribe, {"patient": care.patient.pk})

        assert page.status_code == 422
