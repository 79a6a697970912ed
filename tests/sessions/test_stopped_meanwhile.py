"""A stop between opening a session and saving it: the log is kept and marked, the person led on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import QuickCheckFactory, ScreeningFactory
from tests.sessions.conftest import answers_for, ticket_in
from tracker.models import ExerciseSession

pytestmark = pytest.mark.django_db

STOP = reverse("screening:seek_care", args=["emergency"])


@pytest.fixture
def ticket(visitor, patient, url, clock):
    """The page was opened, and then a stop came."""
    ticket = ticket_in(visitor.get(url))
    clock.shift(timedelta(minutes=5))
    ScreeningFactory(patient=patient, stopped=True)
    return ticket


def test_the_session_is_kept_and_marked_and_the_person_led_to_seek_care(
    visitor, patient, routine, screening, url, ticket
):
    response = visitor.post(url, answers_for(routine, ticket), follow=True)

    assert response.redirect_chain == [(STOP, 302)]
    assert "What you did is saved." in response.content.decode()
    session = patient.exercise_sessions.get()
    assert session.is_after_stop
    assert session.screening == screening, "the one that let the person in"
    summary = visitor.get(reverse("sessions:summary", args=[session.pk])).content.decode()
    assert "Saved on March 4 while your program was on hold." in summary


def test_sent_twice_it_is_one_session_and_leads_to_seek_care(visitor, routine, url, ticket):
    for _click in range(2):
        assert visitor.post(url, answers_for(routine, ticket)).url == STOP
    assert ExerciseSession.objects.count() == 1


def test_a_wrong_answer_is_asked_for_again_without_guiding_anyone(visitor, routine, url, ticket):
    page = visitor.post(url, answers_for(routine, ticket, pain_after="", note="It stung."))

    html = page.content.decode()
    assert page.status_code == 422
    assert "Your program is on hold, so please do not go on." in html
    assert f'href="{STOP}"' in html
    assert "It stung." in html
    assert "Lie on your back." not in html, "no steps"
    assert "figure--large" not in html
    assert visitor.post(url, answers_for(routine, ticket_in(page))).url == STOP
    assert ExerciseSession.objects.get().is_after_stop


def test_without_a_good_ticket_nothing_is_kept(visitor, routine, url, ticket, clock):
    clock.shift(timedelta(days=2))
    for bad in ("forged", ticket):
        response = visitor.post(url, answers_for(routine, bad), follow=True)
        assert response.redirect_chain == [(STOP, 302)]
        assert "This session was not saved" in response.content.decode()
    assert not ExerciseSession.objects.exists()


def test_an_emergency_that_was_tapped_but_not_confirmed_marks_it_too(
    visitor, patient, routine, url
):
    ticket = ticket_in(visitor.get(url))
    question = reverse("screening:question", args=["bladder_bowel_control"])
    visitor.post(question, {"answer": "yes"})

    assert visitor.post(url, answers_for(routine, ticket)).url == reverse("screening:stop")
    assert patient.exercise_sessions.get().is_after_stop


def test_a_check_that_expired_meanwhile_keeps_the_session_too(
    visitor, patient, routine, screening, url, clock
):
    screening.screened_at -= timedelta(days=27, hours=23)
    screening.save()
    yesterday = timezone.now() - timedelta(days=1)
    QuickCheckFactory(patient=patient, screened_at=yesterday, used_at=yesterday)
    ticket = ticket_in(visitor.get(url))
    clock.shift(timedelta(hours=2))

    assert visitor.post(url, answers_for(routine, ticket)).url == reverse("screening:start")
    assert patient.exercise_sessions.get().is_after_stop
