"""Answers that were begun before the last stop, clearance or request open nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import QuickCheckFactory, ScreeningFactory, clear
from tests.screening.answering import give
from tests.screening.sets import ALL_NO, answers
from tracker.models import Screening
from tracker.screening.actions import ask_again
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(as_user, patient):
    """Her browser, in which every question was answered with no a moment ago."""
    found = as_user(patient)
    give(found, **ALL_NO)
    return found


def test_clean_answers_from_before_a_stop_do_not_open_after_the_clearance(answered, patient):
    clear(ScreeningFactory(patient=patient, stopped=True, kind="session-log"))

    response = answered.post(reverse("screening:review"), follow=True)

    assert not Screening.objects.filter(kind="full").exists()
    assert standing_of(patient, timezone.now()).reason == "first-use"
    assert "Things changed since you began" in response.content.decode()
    assert (
        reverse("screening:question", args=["bladder_bowel_control"]) in response.content.decode()
    )


def test_clean_answers_from_before_a_request_do_not_answer_it(answered, patient):
    ScreeningFactory(patient=patient, screened_at=timezone.now() - timedelta(days=1))
    ask_again(patient=patient, because="injury", at=timezone.now())

    answered.post(reverse("screening:review"))

    assert standing_of(patient, timezone.now()).reason == "asked-again"


def test_a_warning_sign_from_before_a_clearance_still_stops(as_user, patient):
    browser = as_user(patient)
    give(browser, **answers(fever="yes"))
    clear(ScreeningFactory(patient=patient, stopped=True))

    browser.post(reverse("screening:review"))

    assert standing_of(patient, timezone.now()).tier == "urgent"


def test_answers_begun_after_the_clearance_open(as_user, patient):
    clear(ScreeningFactory(patient=patient, stopped=True))
    browser = as_user(patient)
    give(browser, **ALL_NO)

    browser.post(reverse("screening:review"))

    assert standing_of(patient, timezone.now()).is_open


@pytest.mark.parametrize("make", [ScreeningFactory, QuickCheckFactory])
def test_a_passing_check_from_a_clock_that_runs_ahead_is_not_the_latest(patient, make):
    now = timezone.now()
    ScreeningFactory(patient=patient, screened_at=now - timedelta(hours=2))
    quick = QuickCheckFactory(patient=patient, screened_at=now - timedelta(hours=1))
    make(patient=patient, screened_at=now + timedelta(days=30))

    found = standing_of(patient, now)
    assert (found.is_open, found.quick_check) == (True, quick)


def test_a_stop_from_a_clock_that_runs_ahead_counts(patient):
    now = timezone.now()
    ScreeningFactory(patient=patient, screened_at=now)
    ScreeningFactory(patient=patient, stopped=True, screened_at=now + timedelta(days=30))

    assert standing_of(patient, now).reason == "stopped"
