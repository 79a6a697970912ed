"""Whom the list names first: the most serious stop, and the newer of two that are as serious."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import CareRelationshipFactory, PainScoreFactory, ScreeningFactory, clear

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def stop(therapist, now):
    """Keep a stop of somebody of this name, so many days ago."""

    def of(name, tier, days_ago, own_word=False):
        patient = CareRelationshipFactory(therapist=therapist, patient__name=name).patient
        at = now - days_ago * DAY
        found = ScreeningFactory(patient=patient, stopped=True, tier=tier, screened_at=at)
        if own_word:
            clear(found, patient, at + DAY / 2)
        return patient

    return of


def names(browser):
    rows = browser.get(reverse("care:caseload")).context["rows"]
    return [row.patient.name for row in rows]


@pytest.mark.parametrize("own_word", [False, True])
def test_the_most_serious_stop_first_and_newer_among_equals(as_user, therapist, stop, own_word):
    stop("Abe", "clinician-first", 1, own_word)
    stop("Bea", "urgent", 3, own_word)
    stop("Cid", "emergency", 9, own_word)
    stop("Dan", "urgent", 2, own_word)
    stop("Eve", "emergency", 8, own_word)

    assert names(as_user(therapist)) == ["Eve", "Cid", "Dan", "Bea", "Abe"]


def test_the_most_serious_of_one_person_counts(as_user, therapist, stop, now):
    stop("Abe", "urgent", 1)
    both = stop("Zoe", "emergency", 5)
    ScreeningFactory(patient=both, stopped=True, tier="clinician-first", screened_at=now)

    assert names(as_user(therapist)) == ["Zoe", "Abe"]


def test_a_mild_stop_comes_before_a_worse_one_that_they_went_on_after(as_user, therapist, stop):
    stop("Abe", "emergency", 1, own_word=True)
    stop("Zoe", "clinician-first", 9)

    assert names(as_user(therapist)) == ["Zoe", "Abe"]


def test_pain_comes_after_and_the_rest_by_name(as_user, therapist, stop, now):
    for name in ("zac", "Amy"):
        CareRelationshipFactory(therapist=therapist, patient__name=name)
    hurting = CareRelationshipFactory(therapist=therapist, patient__name="Pia").patient
    PainScoreFactory(patient=hurting, value=10, recorded_at=now)
    stop("Zoe", "clinician-first", 20)

    assert names(as_user(therapist)) == ["Zoe", "Pia", "Amy", "zac"]
