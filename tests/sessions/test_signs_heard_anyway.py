"""A warning sign is heard though the rest of the log is wrong, late or not to be kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ScreeningFactory, clear
from tests.sessions.conftest import answers_for
from tests.sessions.signs import CAUTIONS, EMERGENCY, said
from tracker.models import RescreenRequest
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db


class TestAWarningSignIsHeardWhateverElseIsWrong:
    def test_with_an_answer_missing(self, visitor, patient, routine, url, ticket):
        answers = answers_for(routine, ticket, new_symptoms="severe", pain_after=None, note="Kept.")
        page = visitor.post(url, answers)

        html = page.content.decode()
        assert page.status_code == 422
        assert f'href="{EMERGENCY}"' in html
        assert "Your program is on hold" in html
        assert "Kept." in html
        assert "Lie on your back." not in html, "no steps"
        assert said().get().tier == "emergency"
        assert visitor.post(url, answers | {"pain_after": "2"}).url == EMERGENCY
        assert said().count() == 1
        assert patient.exercise_sessions.get().is_after_stop, "its own stop came before"

    @pytest.mark.parametrize("bad", ["", "forged", "old"])
    def test_without_a_good_ticket(self, visitor, patient, routine, url, ticket, clock, bad):
        if bad == "old":
            bad = ticket
            clock.shift(timedelta(days=2))
        response = visitor.post(url, answers_for(routine, bad, new_symptoms="severe"))

        assert response.url == EMERGENCY
        assert said().get().tier == "emergency"
        assert not patient.exercise_sessions.exists()

    @pytest.mark.parametrize(
        "two", [["none", "severe"], ["severe", "none"], ["severe", "severe"], ["spread", "severe"]]
    )
    def test_among_two_answers(self, visitor, routine, url, ticket, two):
        page = visitor.post(url, answers_for(routine, ticket, new_symptoms=two))

        assert page.status_code == 422
        assert "Your program is on hold" in page.content.decode()
        assert said().get().answers == {"log_new_symptoms": "severe"}

    def test_without_a_good_ticket_the_same_page_says_it_once(
        self, visitor, routine, url, ticket, clock
    ):
        for bad in ("", "forged"):
            for _click in range(3):
                visitor.post(url, answers_for(routine, bad, new_symptoms="severe"))
        assert said().count() == 2, "one of each page"
        clock.shift(timedelta(days=1))
        visitor.post(url, answers_for(routine, "forged", new_symptoms="severe"))
        assert said().count() == 3, "another day is another time"

    @pytest.mark.parametrize("answer", CAUTIONS, ids=lambda answer: answer.value)
    def test_without_a_ticket_behind_a_closed_gate_also_when_it_is_less_than_a_stop(
        self, visitor, patient, routine, url, answer
    ):
        ScreeningFactory(patient=patient, stopped=True)
        for _click in range(2):
            answers = answers_for(routine, "forged", new_symptoms=answer.value)
            page = visitor.post(url, answers, follow=True)

        assert page.redirect_chain == [(EMERGENCY, 302)]
        assert answer.advice in page.content.decode()
        assert said().get().tier == "caution"
        assert RescreenRequest.objects.get().because == answer.rescreen

    def test_without_a_ticket_for_a_routine_that_left_the_plan(
        self, visitor, patient, routine, url, ticket, clock
    ):
        clock.shift(timedelta(days=2))
        routine.plan.end("completed", on=patient.day_of(timezone.now()))

        response = visitor.post(url, answers_for(routine, ticket, new_symptoms="spread"))

        assert response.url == reverse("sessions:today")
        assert said().get().tier == "caution"

    def test_on_an_old_page_whose_session_was_kept(self, visitor, routine, url, ticket, clock):
        kept = visitor.post(url, answers_for(routine, ticket)).url
        clock.shift(timedelta(days=2))

        answers = answers_for(routine, ticket, new_symptoms="spread")
        assert visitor.post(url, answers).url == kept
        assert said().get().tier == "caution"

    @pytest.mark.parametrize("nothing", ["none", "", "a-cold", None])
    def test_nothing_is_made_of_no_sign(self, visitor, patient, routine, url, nothing):
        ScreeningFactory(patient=patient, stopped=True)
        visitor.post(url, answers_for(routine, "forged", new_symptoms=nothing))
        assert not said().exists()

    def test_not_when_it_is_less_than_a_stop(self, visitor, routine, url, ticket):
        answers = answers_for(routine, ticket, new_symptoms="spread", pain_after=None)
        assert visitor.post(url, answers).status_code == 422
        assert not said().exists()


class TestSentLate:
    def test_after_a_stop_it_is_a_stop_of_its_own(
        self, visitor, patient, routine, url, ticket, clock
    ):
        """The first one is cleared; the second still locks."""
        clock.shift(timedelta(minutes=5))
        first = ScreeningFactory(patient=patient, stopped=True)
        clock.shift(timedelta(minutes=5))

        answers = answers_for(routine, ticket, new_symptoms="one_worse")
        assert visitor.post(url, answers).url == EMERGENCY

        session = patient.exercise_sessions.get()
        assert session.is_after_stop
        assert said().get().tier == "urgent"
        clear(first)
        standing = standing_of(patient, timezone.now())
        assert (standing.is_locked, standing.tier) == (True, "urgent")

    def test_after_a_new_safety_check_it_still_locks_from_when_it_arrives(
        self, visitor, patient, routine, url, ticket, clock
    ):
        clock.shift(timedelta(hours=20))
        ScreeningFactory(patient=patient)
        clock.shift(timedelta(hours=1))

        answers = answers_for(routine, ticket, new_symptoms="bladder_saddle")
        assert visitor.post(url, answers).url == EMERGENCY

        assert said().get().screened_at == timezone.now()
        assert standing_of(patient, timezone.now()).reason == "stopped"
