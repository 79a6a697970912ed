"""Correcting a pain score: a new row takes its place, and the old one is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from tests.factories import ExerciseSessionFactory, PainScoreFactory
from tracker.measures.actions import correct_pain
from tracker.models import PainScore

pytestmark = pytest.mark.django_db


@pytest.fixture
def score(patient):
    return PainScoreFactory(patient=patient, value=7)


@pytest.fixture
def url(score):
    return reverse("measures:correct", args=[score.pk])


def test_adds_the_right_score_and_keeps_the_old_one(as_user, patient, score, url):
    response = as_user(patient).post(url, {"pain": "2"}, follow=True)

    assert response.redirect_chain == [(reverse("measures:pain"), 302)]
    new = patient.pain_scores.standing().get()
    score.refresh_from_db()
    assert (new.value, score.value) == (2, 7)
    assert score.superseded_at is not None
    assert (new.recorded_at, new.recorded_on) == (score.recorded_at, score.recorded_on)
    page = response.content.decode()
    assert "2 of 10" in page
    assert "7 of 10" not in page


def test_the_page_shows_what_was_chosen(as_user, patient, url):
    page = as_user(patient).get(url).content.decode()
    assert "You chose 7." in page
    assert 'is-chosen" name="pain" value="7"' in page


def test_the_same_number_again_changes_nothing(as_user, patient, score, url):
    assert as_user(patient).post(url, {"pain": "7"}).status_code == 302
    assert patient.pain_scores.get() == score
    assert patient.pain_scores.get().superseded_at is None


def test_a_second_click_leads_on_and_corrects_once(as_user, patient, url):
    browser = as_user(patient)
    for _click in range(2):
        assert browser.post(url, {"pain": "2"}).url == reverse("measures:pain")

    assert patient.pain_scores.count() == 2
    assert patient.pain_scores.standing().get().value == 2
    assert browser.get(url).url == reverse("measures:pain")


def test_of_two_corrections_at_once_the_first_stands(score):
    other_tab = PainScore.objects.get(pk=score.pk)
    correct_pain(score=score, value=2, at=timezone.now())
    correct_pain(score=other_tab, value=5, at=timezone.now() + timedelta(seconds=1))

    assert PainScore.objects.standing().get().value == 2
    assert PainScore.objects.count() == 2


@pytest.mark.parametrize("pain", ["11", "-1", "", "x"])
def test_a_number_off_the_scale_is_refused_with_a_sentence(as_user, patient, url, pain):
    response = as_user(patient).post(url, {"pain": pain})

    assert response.status_code == 422
    assert "Choose a number from 0 to 10." in response.content.decode()
    assert patient.pain_scores.get().superseded_at is None


def test_does_not_exist_for_a_stranger(as_user, stranger, url, score):
    assert as_user(stranger).get(url).status_code == 404
    assert as_user(stranger).post(url, {"pain": "1"}).status_code == 404
    assert PainScore.objects.get().value == 7


def test_is_refused_to_the_therapist_who_may_only_read(as_user, care, url):
    assert as_user(care.therapist).get(url).status_code == 403
    assert as_user(care.therapist).post(url, {"pain": "1"}).status_code == 403
    assert PainScore.objects.get().value == 7


def test_the_pain_of_a_session_is_corrected_with_the_session(as_user, patient):
    session = ExerciseSessionFactory(routine__plan__patient=patient)
    score = PainScoreFactory(patient=patient, session=session, moment="after")
    url = reverse("measures:correct", args=[score.pk])
    assert as_user(patient).get(url).status_code == 404


def test_other_methods_are_refused(as_user, patient, url):
    assert as_user(patient).delete(url).status_code == 405


@pytest.mark.parametrize("value", [11, -1])
def test_the_database_refuses_pain_off_the_scale(patient, value):
    with pytest.raises(IntegrityError):
        PainScoreFactory(patient=patient, value=value)
