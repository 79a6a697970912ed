"""Strong pain in the quick check: 8 of 10, or well above the usual, is asked about."""

import re

import pytest

from tests.clock import clock_at
from tests.factories import QuickCheckFactory, ScreeningFactory, quick_answers
from tests.screening.quick import (
    ADVICE,
    DETAIL,
    NOW,
    QUICK,
    SESSION,
    a_session_before,
    each,
    kept,
    sent,
)
from tracker.screening import questionnaire
from tracker.screening.pain import is_strong, usual_of

pytestmark = pytest.mark.django_db
clock = clock_at(NOW)


@pytest.mark.parametrize(
    ("pain", "before", "expected"),
    [
        (7, [], False),
        (8, [], True),
        (8, [8, 8, 8], True),
        (5, [2, 2], False),
        (4, [2, 2, 2], False),
        (5, [2, 2, 2], True),
        (5, [2, 2, 3, 3], False),
        (5, [0, 2, 7], True),
        (6, [4, 3, 3], True),
    ],
)
def test_is_8_or_3_above_the_middle_of_three_or_more(pain, before, expected):
    assert is_strong(pain, usual_of(before), questionnaire.current().limits) == expected


@pytest.mark.parametrize("pain", ["8", "10"])
def test_is_not_answered_for_with_one_tap(visitor, pain):
    response = visitor.post(QUICK, sent(qc_pain_now=pain))

    assert response.status_code == 200
    html = response.content.decode()
    assert "Your pain is strong today. Please answer each question." in html
    assert re.search(rf'name="qc_pain_now" value="{pain}"[^>]* checked', html)
    assert html.count(" checked") == 1
    assert f'action="{DETAIL}"' in html
    assert f'name="next" value="{SESSION}"' in html
    assert not kept().exists()


def test_is_also_what_is_3_above_the_usual(visitor, patient):
    a_session_before(patient, "2", "2", "2")
    count = kept().count()
    assert visitor.post(QUICK, sent(qc_pain_now="5", qc_settled="yes")).status_code == 200
    assert kept().count() == count
    assert visitor.post(QUICK, sent(qc_pain_now="4", qc_settled="yes")).url == SESSION


def test_what_is_usual_is_the_last_seven_of_four_weeks(visitor, patient):
    a_session_before(patient, *["7"] * 7)
    a_session_before(patient, *["1"] * 9, days_ago=8)
    assert visitor.post(QUICK, sent(qc_pain_now="7", qc_settled="yes")).url == SESSION


def test_what_was_longer_ago_or_led_to_no_session_is_not_usual(visitor, patient):
    a_session_before(patient, "1", "1", "1", days_ago=28)
    ScreeningFactory(patient=patient)
    for _n in range(3):
        QuickCheckFactory(patient=patient, answers=quick_answers(qc_pain_now="1"))
    assert visitor.post(QUICK, sent(qc_pain_now="7", qc_settled="yes")).url == SESSION


def test_with_no_sign_it_leads_to_gentle_advice_and_then_the_session(visitor):
    assert visitor.post(DETAIL, each(qc_pain_now="8")).url == ADVICE

    html = visitor.get(ADVICE).content.decode()
    assert "Your pain is strong today" in html
    assert "aim=relaxation" in html
    assert f'href="{SESSION}"' in html
