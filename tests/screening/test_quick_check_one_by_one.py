"""The quick check question by question: each answer is kept, and leads to the help it needs."""

import re

import pytest
from django.urls import reverse

from tests.clock import clock_at
from tests.factories import quick_answers
from tests.screening.quick import (
    ADVICE,
    ASKED,
    DETAIL,
    GRADED,
    NOW,
    SESSION,
    START,
    TODAY,
    a_session_before,
    each,
    kept,
)
from tracker.models import RescreenRequest
from tracker.screening import questionnaire
from tracker.screening.gate import standing_of
from tracker.screening.rules import LOCKING

pytestmark = pytest.mark.django_db
clock = clock_at(NOW)


def test_asks_all_with_their_graded_answers_and_chooses_none(visitor, patient):
    a_session_before(patient, "3")
    html = visitor.get(DETAIL, {"next": SESSION}).content.decode()

    for question in ASKED.questions:
        assert question.text in html
        offered = re.findall(rf'name="{question.key}" value="(\w+)"', html)
        assert offered == [a.value for a in question.answers if a.value != "first_session"]
    assert "checked" not in html


def test_nothing_new_leads_to_the_session(visitor, patient):
    assert visitor.post(DETAIL, each()).url == SESSION
    assert kept().get().tier == "clear"
    assert standing_of(patient, NOW).quick_check


@pytest.mark.parametrize(("key", "value", "tier"), GRADED)
def test_each_answer_is_kept_and_leads_to_the_help_it_needs(visitor, patient, key, value, tier):
    response = visitor.post(DETAIL, each(**{key: value}))

    check = kept().get()
    assert (check.tier, check.answers[key]) == (tier.stored, value)
    answer = ASKED.question(key).answer(value)
    if tier.stored in LOCKING:
        assert response.url == reverse("screening:seek_care", args=[tier.stored])
        assert standing_of(patient, NOW).reason == "stopped"
        page = visitor.get(response.url).content.decode()
        assert answer.say in page
    elif answer.rescreen:
        assert response.url == START
        assert RescreenRequest.objects.get().because == answer.rescreen
        why = questionnaire.current().rescreen[answer.rescreen]
        assert why in visitor.get(START).content.decode()
    else:
        assert response.url == ADVICE
        page = visitor.get(ADVICE).content.decode()
        assert answer.advice in page
        assert f'class="btn btn-primary" href="{SESSION}"' in page
        assert f'class="btn btn-secondary" href="{TODAY}"' in page


@pytest.mark.parametrize("wrong", [None, "", "maybe", ["no", "maybe"], ["no", "no"]])
@pytest.mark.parametrize("key", [question.key for question in ASKED.questions])
def test_a_missing_unknown_or_repeated_answer_is_refused_beside_it(
    visitor, patient, key, wrong, caplog
):
    a_session_before(patient, "3")
    caplog.set_level("INFO")
    before = kept().count()

    response = visitor.post(DETAIL, each(**{key: wrong}))

    assert response.status_code == 422
    assert kept().count() == before
    html = response.content.decode()
    beside = re.search(rf'id="id_{key}_error">(.*?)</div>', html, re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", "", beside).strip() == "Choose one of these answers."
    assert html.count("invalid-feedback") == 1
    for other, value in quick_answers().items():
        is_kept = re.search(rf'name="{other}" value="{value}"[^>]* checked', html)
        assert bool(is_kept) == (other != key), other
    assert f"refused screening:quick_detail fields=['{key}']" in caplog.text


def test_answers_to_other_questions_are_not_taken(visitor):
    response = visitor.post(DETAIL, each() | {"version": ASKED.version + 1})
    assert response.status_code == 422
    assert "The questions have changed." in response.content.decode()
    assert not kept().exists()
