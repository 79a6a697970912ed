"""Answering the questions: one a page, until all are there."""

import logging

import pytest
import time_machine
from django.urls import reverse

from tests.factories import ScreeningFactory
from tests.screening.answering import QUESTIONS, RESULT, REVIEW, give, url_of
from tests.screening.sets import ALL_NO
from tracker.models import Screening
from tracker.screening import questionnaire
from tracker.screening.answers import COOKIE

pytestmark = pytest.mark.django_db


class TestTheWayThrough:
    def test_no_to_everything_is_clear_and_opens_the_program(self, as_user, patient):
        visitor = as_user(patient)
        page = visitor.get("/screening/")
        assert url_of(QUESTIONS[0].key) in page.content.decode()

        for here, following in zip(QUESTIONS, QUESTIONS[1:], strict=False):
            response = give(visitor, **{here.key: ALL_NO[here.key]})
            assert response.url == url_of(following.key)
        assert give(visitor, **{QUESTIONS[-1].key: ALL_NO[QUESTIONS[-1].key]}).url == REVIEW
        assert visitor.post(REVIEW).url == RESULT

        screening = Screening.objects.get()
        assert (screening.patient, screening.tier, screening.reasons) == (patient, "clear", [])
        assert screening.answers == ALL_NO
        assert screening.sha256 == questionnaire.current().sha256
        page = visitor.get(RESULT)
        assert reverse("plans:starter") in page.content.decode()
        assert "does not rule out every problem" in page.content.decode()

    def test_each_page_shows_one_question_with_a_button_for_each_answer(self, client):
        page = client.get(url_of("leg_weakness")).content.decode()

        assert "Question 6 of 37" in page
        assert "Warning signs" in page
        assert page.count('name="answer"') == 5
        assert url_of("both_legs") in page

    def test_going_back_keeps_the_answers_and_shows_the_one_before(self, client):
        give(client, bladder_bowel_control="no", bladder_change="no")

        page = client.get(url_of("bladder_bowel_control")).content.decode()
        assert "choice is-chosen" in page
        assert "your answer before" in page
        assert give(client, bladder_bowel_control="no").url == url_of("bladder_change")
        assert "2 of 37" in client.get("/screening/").content.decode()

    def test_a_changed_answer_leads_back_to_all_answers(self, client):
        give(client, **ALL_NO)
        assert give(client, first_episode="yes").url == REVIEW
        assert give(client, fever="no").url == REVIEW

    def test_starting_again_forgets_the_answers(self, client):
        give(client, bladder_bowel_control="no")
        assert client.post("/screening/").url == url_of("bladder_bowel_control")
        assert "have begun" not in client.get("/screening/").content.decode()

    def test_a_question_that_does_not_exist_is_not_found(self, client):
        assert client.get(url_of("mood")).status_code == 404

    @pytest.mark.parametrize("answer", [{}, {"answer": ""}, {"answer": "maybe"}])
    def test_a_missing_or_forged_answer_is_refused_and_not_logged(self, client, caplog, answer):
        with caplog.at_level(logging.INFO, "backcare.screening"):
            response = client.post(url_of("fever"), answer)

        assert response.status_code == 422
        assert "Choose one of these answers" in response.content.decode()
        assert COOKIE not in response.cookies
        assert "maybe" not in caplog.text

    def test_asking_for_the_result_too_early_is_refused(self, as_user, patient):
        visitor = as_user(patient)
        give(visitor, **{k: v for k, v in ALL_NO.items() if k != "fever"})
        response = visitor.post(REVIEW)

        assert response.status_code == 422
        assert "1 question is not answered yet" in response.content.decode()
        assert url_of("fever") in response.content.decode()
        assert not Screening.objects.exists()


def test_in_the_full_check_too_two_answers_to_one_question_are_none(visitor):
    url = url_of("fever")
    for two in (["yes", "no"], ["no", "no"]):
        assert visitor.post(url, {"answer": two}).status_code == 422
    assert "You have begun this check" not in visitor.get("/screening/").content.decode()


class TestWhyOneIsAsked:
    @pytest.mark.parametrize(
        ("row", "words"),
        [
            pytest.param(None, "Before your first session", id="first-use"),
            pytest.param({"version": 9}, "questions have changed", id="old-version"),
            pytest.param({"caution": True}, "advice to read", id="unacknowledged"),
            pytest.param({"stopped": True}, "clinician should see you", id="stopped"),
            pytest.param({}, "still holds", id="open"),
        ],
    )
    def test_the_page_says_why(self, as_user, patient, row, words):
        if row is not None:
            ScreeningFactory(patient=patient, **row)
        assert words in as_user(patient).get("/screening/").content.decode()

    def test_the_page_says_when_28_days_have_passed(self, as_user, patient):
        with time_machine.travel("2026-03-02T12:00Z", tick=False) as clock:
            ScreeningFactory(patient=patient)
            clock.shift(28 * 24 * 60 * 60)
            page = as_user(patient).get("/screening/").content.decode()
        assert "Your last check was on March 2, 2026. Things can change. So a check holds" in page
