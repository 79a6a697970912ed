"""The quick check before a session: one tap when nothing is new, and sent twice it is one."""

import re
import uuid

import pytest
from django.urls import reverse

from tests.clock import clock_at
from tests.factories import ScreeningFactory, quick_answers
from tests.screening.quick import (
    ASKED,
    DETAIL,
    NOW,
    QUICK,
    SESSION,
    SIGNS,
    a_session_before,
    each,
    kept,
    sent,
)
from tracker.screening import questionnaire
from tracker.screening.actions import ask_again, record_quick_check
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
clock = clock_at(NOW)


class TestOneTap:
    def test_says_no_to_every_sign_keeps_the_pain_and_leads_to_the_session(self, visitor, patient):
        response = visitor.post(QUICK, sent())

        assert (response.status_code, response.url) == (302, SESSION)
        check = kept().get()
        assert check.answers == quick_answers(qc_settled="first_session")
        assert (check.patient, check.tier, check.screened_at) == (patient, "clear", NOW)
        assert standing_of(patient, NOW).quick_check == check

    def test_every_sign_can_be_read_before_the_first_button(self, visitor):
        html = visitor.get(QUICK, {"next": SESSION}).content.decode()

        places = [html.index(question.text) for question in SIGNS]
        assert len(places) == 5
        assert places == sorted(places)
        assert places[-1] < html.index('name="qc_pain_now"')
        assert re.findall(r'name="qc_pain_now" value="(\d+)"', html) == [str(n) for n in range(11)]
        assert html.index("0: no pain") < html.index("10: worst pain you can imagine")
        assert f'href="{DETAIL}?next={SESSION}"' in html

    def test_enter_on_the_page_says_nothing(self, visitor):
        """The first button of a form is what Enter presses; it must not be a number."""
        main = visitor.get(QUICK).content.decode().split("<main")[1]
        first = re.search(r"<button[^>]*>", main)[0]
        assert first == "<button hidden>"

    def test_before_the_first_session_nobody_asks_about_the_last_one(self, visitor):
        assert 'name="qc_settled"' not in visitor.get(QUICK).content.decode()

    def test_after_a_session_it_is_asked_and_nothing_is_said_for_the_person(self, visitor, patient):
        a_session_before(patient, "3")

        html = visitor.get(QUICK).content.decode()
        values = re.findall(r'name="qc_settled" value="(\w+)"', html)
        assert values == ["yes", "no", "cannot_say"]
        assert re.search(r'value="cannot_say"[^>]* checked', html)
        visitor.post(QUICK, sent(qc_settled="no"))
        assert kept().first().answers["qc_settled"] == "no"

    @pytest.mark.parametrize(
        "changed",
        [
            pytest.param({"qc_pain_now": None}, id="no-pain"),
            pytest.param({"qc_pain_now": "11"}, id="unknown-pain"),
            pytest.param({"qc_pain_now": ["2", "3"]}, id="two-pains"),
            pytest.param({"qc_settled": None}, id="nothing-about-the-last-session"),
            pytest.param({"qc_settled": "first_session"}, id="not-the-first"),
            pytest.param({"qc_settled": ["yes", "no"]}, id="two-answers"),
            pytest.param({"check": None}, id="no-id"),
            pytest.param({"check": "7"}, id="a-bad-id"),
            pytest.param({"version": None}, id="no-version"),
            pytest.param({"version": ASKED.version - 1}, id="other-questions"),
        ],
    )
    def test_a_wrong_or_missing_answer_is_asked_for_again_and_never_kept(
        self, visitor, patient, changed
    ):
        a_session_before(patient, "3")
        before = kept().count()

        response = visitor.post(QUICK, sent(**{"qc_settled": "no"} | changed))

        assert response.status_code == 422
        assert kept().count() == before
        html = response.content.decode()
        assert 'role="alert"' in html
        assert f'name="next" value="{SESSION}"' in html
        if "qc_settled" not in changed:
            assert re.search(r'name="qc_settled" value="no"[^>]* checked', html)


class TestSentAgain:
    def test_a_double_click_is_one_check(self, visitor):
        once = sent()
        assert [visitor.post(QUICK, once).url for _click in range(2)] == [SESSION] * 2
        assert kept().count() == 1

    @pytest.mark.parametrize("is_stop_first", [True, False])
    def test_of_two_tabs_both_are_kept_and_the_stop_wins(self, visitor, patient, is_stop_first):
        check = str(uuid.uuid4())
        tabs = [(DETAIL, each(check=check, qc_unwell="fever")), (QUICK, sent(check=check))]
        for url, answers in tabs if is_stop_first else reversed(tabs):
            last = visitor.post(url, answers)

        stop = reverse("screening:seek_care", args=["urgent"])
        assert last.url == stop
        assert kept().filter(tier="urgent").count() == 1
        assert standing_of(patient, NOW).url == stop
        assert standing_of(patient, NOW).quick_check is None

    def test_the_page_of_before_a_stop_opens_nothing(self, visitor, patient):
        ScreeningFactory(patient=patient, stopped=True)
        for url, answers in ((QUICK, sent()), (DETAIL, each())):
            response = visitor.post(url, answers)
            assert response.url == reverse("screening:seek_care", args=["emergency"])
        assert not kept().exists()

    def test_it_is_never_kept_by_the_browser(self, visitor):
        for url in (QUICK, DETAIL):
            assert "no-store" in visitor.get(url)["Cache-Control"]


def recheck(patient, **check):
    return record_quick_check(patient=patient, at=NOW, is_recheck=True, **check)


class TestAskedAnewInTheMiddleOfASession:
    def test_it_is_kept_once_and_lets_in_no_session(self, patient):
        ScreeningFactory(patient=patient)
        check = {"answers": quick_answers(qc_pain_now="9"), "check_id": uuid.uuid4()}
        first, again = [recheck(patient, **check) for _twice in range(2)]

        assert first == again
        kept_one = kept().get()
        assert (kept_one.used_at, kept_one.is_recheck) == (NOW, True)
        assert standing_of(patient, NOW).is_open
        assert standing_of(patient, NOW).quick_check is None

    def test_a_sign_in_it_stops(self, patient):
        ScreeningFactory(patient=patient)
        recheck(patient, answers=quick_answers(qc_unwell="fever"))

        assert standing_of(patient, NOW).is_locked

    def test_why_the_full_check_is_asked_for_has_words_of_its_own(self, patient):
        ScreeningFactory(patient=patient)
        ask_again(patient=patient, because=questionnaire.UNJUDGED, at=NOW)

        assert "could not read" in str(standing_of(patient, NOW).because)
