"""What was new while exercising is asked with each session; a warning sign in it locks."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.factories import QuickCheckFactory
from tests.sessions.conftest import answers_for, ticket_in
from tests.sessions.signs import ASKED, EMERGENCY, NEW, STOPS, by_value, said, seek_care
from tracker.models import RescreenRequest
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db


def test_the_question_stands_after_the_pain_with_nothing_chosen_and_none_of_these_last(
    visitor, url
):
    page = visitor.get(url).content.decode()
    html = re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)

    assert html.index('name="pain_after"') < html.index(ASKED.text)
    assert ASKED.help in html
    offered = offered_in(html)
    assert offered == [answer.value for answer in NEW] + ["none"]
    assert not re.search(r'name="new_symptoms"[^>]* checked', page)


def test_the_end_of_a_guided_session_asks_the_same_once_the_form_is_put_aside(visitor, url):
    """It waits in a template, so neither a page without a script nor a reader has it twice."""
    page = visitor.get(url).content.decode()
    end = re.search(r'<template data-screen="end">.*?</template>', page, flags=re.DOTALL)[0]

    assert end.index('name="pain_after"') < end.index(ASKED.text)
    assert ASKED.help in end
    assert offered_in(end) == [answer.value for answer in NEW] + ["none"]


def offered_in(html):
    return re.findall(r'name="new_symptoms" value="(\w+)"', html)


def test_there_are_stops_and_cautions_among_the_answers():
    assert len(NEW) == len(ASKED.answers) - 1
    assert {answer.tier.name for answer in NEW} == {"EMERGENCY", "URGENT", "CAUTION"}


@by_value
def test_each_answer_is_kept_and_judged_with_the_session(
    visitor, patient, routine, url, ticket, answer
):
    answers = answers_for(routine, ticket, new_symptoms=answer.value)
    response = visitor.post(url, answers, follow=True)

    session = patient.exercise_sessions.get()
    assert (session.new_symptoms, session.is_after_stop) == (answer.value, False)
    log = said().get()
    assert (log.patient, log.tier) == (patient, answer.tier.stored)
    assert log.answers == {"log_new_symptoms": answer.value}
    assert log.screened_at == timezone.now()
    html = response.content.decode()
    if answer in STOPS:
        assert response.redirect_chain == [(seek_care(answer), 302)]
        assert "What you did is saved." in html
        assert answer.say in html
        assert standing_of(patient, timezone.now()).reason == "stopped"
    else:
        assert response.redirect_chain == [(reverse("sessions:summary", args=[session.pk]), 302)]
        assert answer.advice in html
        assert standing_of(patient, timezone.now()).reason == "asked-again"
        assert RescreenRequest.objects.get().because == answer.rescreen


def test_nothing_new_is_kept_with_the_session_alone(visitor, patient, routine, url, ticket):
    visitor.post(url, answers_for(routine, ticket))

    assert patient.exercise_sessions.get().new_symptoms == "none"
    assert not said().exists()
    assert standing_of(patient, timezone.now()).is_open


@pytest.mark.parametrize("wrong", [None, "", "a-cold", ["none", "none"], ["none", "spread"]])
def test_a_missing_unknown_or_repeated_answer_is_refused_beside_the_question(
    visitor, patient, routine, url, ticket, wrong
):
    answers = answers_for(routine, ticket, note="It went well.") | {"new_symptoms": wrong}
    if wrong is None:
        del answers["new_symptoms"]

    page = visitor.post(url, answers)

    html = page.content.decode()
    assert page.status_code == 422
    beside = re.search(r'id="id_new_symptoms_error">(.*?)</div>', html, re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", "", beside).strip() == "Choose one of these answers."
    assert "It went well." in html
    assert not patient.exercise_sessions.exists()


def test_the_therapist_is_told_that_there_is_news(
    visitor, care, routine, url, ticket, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post(url, answers_for(routine, ticket, new_symptoms="severe"))
    assert [message.to for message in mail.outbox] == [[care.therapist.email]]


def test_sent_twice_it_is_said_once(visitor, routine, url, ticket):
    for _click in range(2):
        response = visitor.post(url, answers_for(routine, ticket, new_symptoms="severe"))
        assert response.url == EMERGENCY
    assert said().count() == 1


def test_a_second_tab_with_a_warning_sign_is_heard_though_the_session_was_kept_before(
    visitor, patient, routine, url, ticket
):
    visitor.post(url, answers_for(routine, ticket))
    response = visitor.post(url, answers_for(routine, ticket, new_symptoms="sudden"))

    assert response.url == EMERGENCY
    assert said().get().tier == "emergency"
    assert patient.exercise_sessions.get().new_symptoms == "none", "what was acknowledged stands"


def test_a_quick_check_and_a_log_of_one_session_are_judged_apart(visitor, patient, routine, url):
    check = QuickCheckFactory(patient=patient, tier="caution")
    visitor.post(url, answers_for(routine, ticket_in(visitor.get(url)), new_symptoms="one_worse"))

    check.refresh_from_db()
    assert (check.tier, said().get().tier) == ("caution", "urgent")
    assert patient.exercise_sessions.get().quick_check == check
