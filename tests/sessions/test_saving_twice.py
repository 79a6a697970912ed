"""Saving the same session again: the ticket of the page makes it one, and cannot be made up."""

import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    PrescriptionFactory,
    QuickCheckFactory,
    RoutineFactory,
    ScreeningFactory,
    UserFactory,
)
from tests.sessions.conftest import answers_for, ticket_in
from tracker.models import ExerciseLog, ExerciseSession, PainScore

pytestmark = pytest.mark.django_db


def assert_kept_once():
    assert ExerciseSession.objects.count() == 1
    assert ExerciseLog.objects.count() == 2
    assert PainScore.objects.count() == 2


def test_the_same_page_twice_is_one_session_and_leads_to_it(as_user, patient, routine, url):
    browser = as_user(patient)
    answers = answers_for(routine, ticket_in(browser.get(url)))
    first = browser.post(url, answers)

    second = browser.post(url, answers | {"pain_after": "9"}, follow=True)

    assert second.redirect_chain == [(first.url, 302)]
    assert "This session was saved before. You can correct it here." in second.content.decode()
    assert_kept_once()
    assert patient.pain_scores.get(moment="after").value == 2, "what was acknowledged stands"


def test_two_pages_are_two_sessions(patient, routine, do):
    do(routine)
    do(routine)
    assert ExerciseSession.objects.count() == 2


@pytest.fixture
def database_for_threads(transactional_db, tmp_path, monkeypatch):
    """Let threads write at once: SQLite can in a file, but not in the memory of the tests."""
    if connection.vendor == "sqlite":
        copy = tmp_path / "threads.sqlite3"

        def into_a_file():
            connection.close_if_unusable_or_obsolete()
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(copy)])
            monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(copy))

        return into_a_file
    return lambda: None


def in_threads(work, times=1):
    """Run the work in threads of their own, all at once, and return what they answer."""
    answers, ready = [], threading.Barrier(times)

    def run():
        ready.wait(timeout=10)
        try:
            answers.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


@pytest.mark.django_db(transaction=True)
def test_the_same_page_from_four_tabs_at_once_is_one_session(
    database_for_threads, as_user, patient, routine, url
):
    browser = as_user(patient)
    answers = answers_for(routine, ticket_in(browser.get(url)))
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
    database_for_threads()

    def save():
        tab = Client()
        tab.cookies[settings.SESSION_COOKIE_NAME] = cookie
        response = tab.post(url, answers)
        return response.status_code, response.url

    def count():
        rows = [m.objects.count() for m in (ExerciseSession, ExerciseLog, PainScore)]
        return rows, ExerciseSession.objects.get().pk

    led = in_threads(save, times=4)
    [(rows, pk)] = in_threads(count)

    assert led == [(302, reverse("sessions:summary", args=[pk]))] * 4
    assert rows == [1, 2, 2]


@pytest.mark.parametrize("ticket", ["", "forged", "WyJhIl0:1abc:def", None])
def test_a_forged_ticket_keeps_nothing_and_loses_nothing_that_was_typed(
    as_user, patient, routine, url, ticket
):
    browser = as_user(patient)

    page = browser.post(url, answers_for(routine, ticket, note="My back felt warm."))

    assert page.status_code == 422
    assert not ExerciseSession.objects.exists()
    html = page.content.decode()
    assert "This page was open for too long. Please check your answers and save again." in html
    assert "My back felt warm." in html
    assert browser.post(url, answers_for(routine, ticket_in(page))).status_code == 302
    assert_kept_once()


def test_another_persons_ticket_keeps_nothing(as_user, patient, routine, url):
    other = UserFactory()
    ScreeningFactory(patient=other)
    QuickCheckFactory(patient=other)
    theirs = PrescriptionFactory(routine__plan__patient=other).routine
    their_page = as_user(other).get(reverse("sessions:perform", args=[theirs.pk]))

    page = as_user(patient).post(url, answers_for(routine, ticket_in(their_page)))

    assert page.status_code == 422
    assert not ExerciseSession.objects.exists()


def test_the_ticket_of_another_routine_keeps_nothing(as_user, patient, routine, url):
    other = RoutineFactory(plan=routine.plan)
    browser = as_user(patient)
    ticket = ticket_in(browser.get(reverse("sessions:perform", args=[other.pk])))

    assert browser.post(url, answers_for(routine, ticket)).status_code == 422
    assert not ExerciseSession.objects.exists()


def test_a_page_that_was_open_for_more_than_a_day_is_asked_again(
    as_user, patient, routine, url, clock
):
    browser = as_user(patient)
    ticket = ticket_in(browser.get(url))
    clock.shift(timedelta(days=1, seconds=1))

    page = browser.post(url, answers_for(routine, ticket, note="Late."))

    assert page.status_code == 422
    assert "Late." in page.content.decode()
    assert ticket_in(page) != ticket
    assert browser.post(url, answers_for(routine, ticket_in(page))).status_code == 302
    assert_kept_once()


def test_a_page_that_was_open_for_a_day_is_still_good(as_user, patient, routine, url, clock):
    browser = as_user(patient)
    ticket = ticket_in(browser.get(url))
    clock.shift(timedelta(days=1))
    assert browser.post(url, answers_for(routine, ticket)).status_code == 302


def test_an_old_page_that_was_saved_leads_to_what_was_kept(as_user, patient, routine, url, clock):
    browser = as_user(patient)
    answers = answers_for(routine, ticket_in(browser.get(url)))
    kept = browser.post(url, answers).url
    clock.shift(timedelta(days=2))

    assert browser.post(url, answers).url == kept
    assert_kept_once()


def test_an_old_page_of_a_plan_that_has_ended_leads_to_today(as_user, patient, routine, url, clock):
    browser = as_user(patient)
    ticket = ticket_in(browser.get(url))
    clock.shift(timedelta(days=2))
    routine.plan.end("completed", on=patient.day_of(timezone.now()))

    response = browser.post(url, answers_for(routine, ticket), follow=True)

    assert "This routine is not in your plan today." in response.content.decode()
    assert not ExerciseSession.objects.exists()
