"""A jump in pain asks for a new safety check, once, wherever the pain was told."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.clock import clock_at
from tests.factories import ExerciseSessionFactory, PainScoreFactory, ScreeningFactory
from tracker.measures.actions import ask_again_if_pain_jumped, record_pain
from tracker.models import RescreenRequest
from tracker.screening import questionnaire
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 30, 16, tzinfo=UTC)
DAY = timedelta(days=1)
clock = clock_at(NOW)


@pytest.fixture
def usual_2(patient):
    """A check ten days ago, pain of 2 for a week, then of 6 two days ago."""
    ScreeningFactory(patient=patient, screened_at=NOW - 10 * DAY)
    for days in (9, 8, 7, 6, 5):
        PainScoreFactory(patient=patient, value=2, recorded_at=NOW - days * DAY)
    PainScoreFactory(patient=patient, value=6, recorded_at=NOW - 2 * DAY)


def log(browser, pain):
    return browser.post(
        reverse("measures:pain"), {"pain": pain, "key": str(uuid.uuid4())}, follow=True
    )


def test_a_logged_score_asks_and_today_says_why(as_user, patient, usual_2):
    page = log(as_user(patient), "6").content.decode()

    asked = RescreenRequest.objects.get()
    assert (asked.patient, asked.because, asked.asked_by) == (patient, "pain_jump", None)
    assert standing_of(patient, NOW).reason == "asked-again"
    assert "Saved: pain 6 of 10." in page
    assert questionnaire.current().rescreen["pain_jump"] in page


def test_a_score_just_below_asks_nothing(as_user, patient, usual_2):
    log(as_user(patient), "4")
    assert not RescreenRequest.objects.exists()


def test_is_asked_once_until_it_is_answered_and_not_for_the_same_pain_again(
    as_user, patient, usual_2, clock
):
    for _time in range(2):
        log(as_user(patient), "6")
    assert RescreenRequest.objects.count() == 1

    clock.shift(60 * 60)
    ScreeningFactory(patient=patient)
    for _day in range(6):
        clock.shift(24 * 60 * 60)
        log(as_user(patient), "6")

    assert RescreenRequest.objects.count() == 1
    assert standing_of(patient, NOW + 6 * DAY).reason == ""


def test_a_corrected_score_asks_too(as_user, patient, usual_2):
    score = PainScoreFactory(patient=patient, value=3, recorded_at=NOW)
    url = reverse("measures:correct", args=[score.pk])

    as_user(patient).post(url, {"pain": "6"})

    assert RescreenRequest.objects.get().because == "pain_jump"


def test_a_score_that_was_corrected_away_does_not_count(as_user, patient, usual_2):
    wrong = PainScoreFactory(
        patient=patient, value=9, recorded_at=NOW - DAY, superseded_at=NOW - DAY
    )
    PainScoreFactory(patient=patient, value=2, recorded_at=wrong.recorded_at)

    log(as_user(patient), "6")

    assert not RescreenRequest.objects.exists()


def test_pain_told_with_sessions_counts(as_user, patient, usual_2):
    session = ExerciseSessionFactory(
        routine__plan__patient=patient, screening=patient.screenings.get(), finished_at=NOW - DAY
    )
    low = PainScoreFactory(patient=patient, session=session, value=2, recorded_at=NOW - DAY)
    log(as_user(patient), "6")
    assert not RescreenRequest.objects.exists()

    low.value = 6
    low.save()
    ask_again_if_pain_jumped(patient, NOW)
    assert RescreenRequest.objects.exists()


def test_before_the_first_check_nothing_is_asked_again(as_user, patient, usual_2):
    patient.screenings.update(kind="quick")
    log(as_user(patient), "6")
    assert not RescreenRequest.objects.exists()


def test_the_pain_of_another_does_not_count(as_user, patient, stranger, usual_2):
    ScreeningFactory(patient=stranger, screened_at=NOW - 10 * DAY)
    log(as_user(stranger), "6")
    assert not RescreenRequest.objects.exists()


def test_takes_as_many_queries_for_a_long_history(patient, usual_2, django_assert_num_queries):
    for hours in range(300):
        PainScoreFactory(patient=patient, value=2, recorded_at=NOW - timedelta(hours=hours))
    with django_assert_num_queries(1):
        ask_again_if_pain_jumped(patient, NOW)


def test_a_score_and_what_it_asks_for_are_kept_together(patient, usual_2, monkeypatch):
    def fail(*args, **kwargs):
        raise TimeoutError

    monkeypatch.setattr("tracker.measures.actions.ask_again", fail)
    with pytest.raises(TimeoutError):
        record_pain(patient=patient, key=uuid.uuid4(), value=6, at=NOW)
    assert patient.pain_scores.count() == 6
