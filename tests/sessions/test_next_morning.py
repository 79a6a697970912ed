"""How the back is on the day after a session: asked once on Today, answered with one tap."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import ExerciseSessionFactory, PrescriptionFactory, ScreeningFactory
from tests.screening.forms_of import read
from tests.sessions.conftest import WEDNESDAY
from tracker.models import PainScore, RescreenRequest, Screening
from tracker.progress.queries import progress_of

pytestmark = pytest.mark.django_db
TODAY = reverse("sessions:today")
ASKED = "How is your back today?"


@pytest.fixture
def session(routine):
    """Done yesterday evening."""
    return ExerciseSessionFactory(routine=routine, finished_at=WEDNESDAY - timedelta(hours=14))


@pytest.fixture
def url(session):
    return reverse("sessions:next_morning", args=[session.pk])


def is_asked(visitor):
    return ASKED in visitor.get(TODAY).content.decode()


def test_one_tap_on_today_keeps_it_with_the_session(visitor, patient, session, url):
    page = visitor.get(TODAY)
    assert "You did “Morning routine” yesterday." in page.content.decode()
    form = next(form for form in read(page).forms if form.action == url)
    tap = next(button for button in form.buttons if button == {"pain": "3"})

    response = visitor.post(url, form.fields | tap, follow=True)

    assert response.redirect_chain == [(TODAY, 302)]
    assert "Saved: pain 3 of 10." in response.content.decode()
    score = PainScore.objects.get()
    assert (score.session, score.moment, score.value) == (session, "next-day", 3)
    assert (score.recorded_at, score.recorded_on) == (WEDNESDAY, date(2026, 3, 4))
    assert ASKED not in response.content.decode(), "asked once"


def test_waved_away_it_is_not_asked_again(visitor, session, url):
    assert visitor.post(url, {"leave": "1"}).url == TODAY
    assert not is_asked(visitor)
    assert not PainScore.objects.exists()


def test_waved_away_it_is_not_asked_on_another_device_either(as_user, patient, session, url):
    phone, desk = as_user(patient), as_user(patient)
    assert is_asked(desk)
    phone.post(url, {"leave": "1"})
    assert not is_asked(desk)


def test_waved_away_today_it_is_asked_after_the_next_session(visitor, routine, session, url, clock):
    visitor.post(url, {"leave": "1"})
    ExerciseSessionFactory(routine=routine, finished_at=WEDNESDAY)
    clock.shift(timedelta(days=1))
    assert is_asked(visitor)


@pytest.mark.parametrize("days", [0, 2, 7])
def test_on_another_day_it_is_not_asked(visitor, routine, days):
    ExerciseSessionFactory(routine=routine, finished_at=WEDNESDAY - timedelta(days=days))
    assert not is_asked(visitor)


def test_on_a_monday_it_is_asked_about_sunday(visitor, session, routine, clock):
    clock.move_to(datetime(2026, 3, 9, 14, tzinfo=UTC))
    ExerciseSessionFactory(routine=routine, finished_at=datetime(2026, 3, 8, 14, tzinfo=UTC))
    assert is_asked(visitor)


def test_days_are_local(visitor, routine, clock):
    clock.move_to(datetime(2026, 3, 5, 4, tzinfo=UTC))  # still Wednesday in New York
    ExerciseSessionFactory(routine=routine, finished_at=WEDNESDAY)
    assert not is_asked(visitor)
    clock.move_to(datetime(2026, 3, 5, 6, tzinfo=UTC))
    assert is_asked(visitor)


def test_of_two_sessions_it_asks_about_the_last_and_only_once(visitor, routine, session, url):
    early = ExerciseSessionFactory(routine=routine, finished_at=WEDNESDAY - timedelta(hours=24))
    page = visitor.get(TODAY).content.decode()
    assert url in page
    assert reverse("sessions:next_morning", args=[early.pk]) not in page
    visitor.post(url, {"pain": "0"})
    ExerciseSessionFactory(routine=routine, finished_at=WEDNESDAY - timedelta(hours=13))
    assert not is_asked(visitor), "a session that came in later asks nothing anew"


def test_a_removed_session_is_not_asked_about(visitor, session, url):
    visitor.post(reverse("sessions:remove", args=[session.pk]))
    assert not is_asked(visitor)
    assert visitor.post(url, {"pain": "3"}).status_code == 404


def test_behind_a_stop_it_is_not_asked(visitor, patient, session):
    ScreeningFactory(patient=patient, stopped=True)
    assert not is_asked(visitor)


def test_a_double_tap_is_one_score(visitor, session, url):
    for pain in ("3", "3", "4"):
        page = visitor.post(url, {"pain": pain}, follow=True)
    assert "This was saved before as 3 of 10." in page.content.decode()
    assert PainScore.objects.get().value == 3


def test_it_can_be_corrected_like_any_other_score(visitor, session, url):
    visitor.post(url, {"pain": "3"})
    score = PainScore.objects.get()
    correct = reverse("measures:correct", args=[score.pk])
    assert correct in visitor.get(reverse("measures:pain")).content.decode()

    visitor.post(correct, {"pain": "5"})

    new = PainScore.objects.standing().get()
    assert (new.value, new.session, new.moment) == (5, session, "next-day")
    assert not is_asked(visitor)


def test_a_lot_of_pain_is_answered_with_advice(visitor, session, url):
    page = visitor.post(url, {"pain": "8"}, follow=True).content.decode()
    assert "That is a lot of pain." in page


def test_pain_that_stays_high_asks_for_a_new_safety_check(visitor, patient, session, url):
    Screening.objects.update(screened_at=WEDNESDAY - timedelta(days=10))
    for days, value in [(9, 2), (8, 2), (7, 2), (2, 8)]:
        at = WEDNESDAY - timedelta(days=days)
        PainScore.objects.create(
            patient=patient, value=value, recorded_at=at, recorded_on=patient.day_of(at)
        )
    visitor.post(url, {"pain": "8"})
    assert RescreenRequest.objects.get().patient == patient


def test_it_is_in_the_summary_and_in_progress(visitor, patient, session, url):
    visitor.post(url, {"pain": "6"})
    page = visitor.get(reverse("sessions:summary", args=[session.pk])).content.decode()
    assert "<dt>Pain the day after</dt><dd>6 of 10</dd>" in page
    progress = progress_of(patient, "4w", date(2026, 3, 4))
    assert progress.periods[-1].now == 6


@pytest.mark.parametrize("pain", ["", "11", "-1", "x", None])
def test_what_is_no_number_is_refused(visitor, session, url, pain):
    response = visitor.post(url, {} if pain is None else {"pain": pain})
    assert response.status_code == 422
    assert "Choose a number from 0 to 10." in response.content.decode()
    assert not PainScore.objects.exists()


def test_its_own_page_asks_the_same(visitor, url):
    page = visitor.get(url)
    assert page.status_code == 200
    assert re.search(r'name="pain" value="10"', page.content.decode())


def test_too_late_it_is_said_kindly(visitor, session, url, clock):
    clock.shift(timedelta(days=1))
    page = visitor.post(url, {"pain": "3"}, follow=True)
    assert page.redirect_chain == [(TODAY, 302)]
    assert "on the day after a session only" in page.content.decode()
    assert not PainScore.objects.exists()


def test_does_not_exist_for_a_stranger(as_user, stranger, url):
    browser = as_user(stranger)
    assert browser.get(url).status_code == browser.post(url, {"pain": "3"}).status_code == 404


def test_is_refused_to_the_therapist_who_may_only_read(as_user, care, url):
    browser = as_user(care.therapist)
    assert browser.get(url).status_code == browser.post(url, {"pain": "3"}).status_code == 403
    assert not PainScore.objects.exists()


def test_today_asks_the_database_one_query_more(
    visitor, routine, session, django_assert_num_queries
):
    PrescriptionFactory(routine=routine)
    with django_assert_num_queries(7):
        visitor.get(TODAY)
