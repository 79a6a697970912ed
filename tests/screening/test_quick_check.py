"""The quick check before a session: one tap when nothing is new, else each question."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.factories import QuickCheckFactory, ScreeningFactory, quick_answers
from tracker.models import RescreenRequest, Screening
from tracker.screening import questionnaire
from tracker.screening.gate import standing_of
from tracker.screening.pain import is_strong, usual_of
from tracker.screening.rules import LOCKING

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 14, tzinfo=UTC)
QUICK, DETAIL = reverse("screening:quick_check"), reverse("screening:quick_detail")
TODAY, START = reverse("sessions:today"), reverse("screening:start")
SESSION = reverse("sessions:perform", args=[7])
ADVICE = reverse("screening:quick_advice", query={"next": SESSION})
ASKED = questionnaire.current().quick
SIGNS = [question for question in ASKED.questions if question.is_about_safety]
GRADED = [(q.key, a.value, a.tier) for q in SIGNS for a in q.answers if a.tier]
STOPS = [one for one in GRADED if one[2].stored in LOCKING]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def visitor(as_user, patient):
    """A person with an open gate."""
    ScreeningFactory(patient=patient)
    return as_user(patient)


def sent(**changed):
    """What the one tap sends; what is None is not sent."""
    tapped = {"check": str(uuid.uuid4()), "version": ASKED.version, "next": SESSION}
    tapped |= {"qc_pain_now": "3"} | changed
    return {name: value for name, value in tapped.items() if value is not None}


def each(**changed):
    """Each question answered, none of the signs there."""
    return sent(**quick_answers(**changed))


def kept():
    return Screening.objects.filter(kind="quick")


def a_session_before(patient, *pains, days_ago=1):
    """Sessions were done, each after a quick check with this pain."""
    for n, pain in enumerate(pains):
        at = NOW - timedelta(days=days_ago + n)
        answers = quick_answers(qc_pain_now=pain)
        QuickCheckFactory(patient=patient, screened_at=at, used_at=at, answers=answers)


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
        assert html.index("No pain") < html.index("Worst pain you can imagine")
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


class TestEachQuestion:
    def test_asks_all_with_their_graded_answers_and_chooses_none(self, visitor, patient):
        a_session_before(patient, "3")
        html = visitor.get(DETAIL, {"next": SESSION}).content.decode()

        for question in ASKED.questions:
            assert question.text in html
            offered = re.findall(rf'name="{question.key}" value="(\w+)"', html)
            assert offered == [a.value for a in question.answers if a.value != "first_session"]
        assert "checked" not in html

    def test_nothing_new_leads_to_the_session(self, visitor, patient):
        assert visitor.post(DETAIL, each()).url == SESSION
        assert kept().get().tier == "clear"
        assert standing_of(patient, NOW).quick_check

    @pytest.mark.parametrize(("key", "value", "tier"), GRADED)
    def test_each_answer_is_kept_and_leads_to_the_help_it_needs(
        self, visitor, patient, key, value, tier
    ):
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
        self, visitor, patient, key, wrong, caplog
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

    def test_answers_to_other_questions_are_not_taken(self, visitor):
        response = visitor.post(DETAIL, each() | {"version": ASKED.version + 1})
        assert response.status_code == 422
        assert "The questions have changed." in response.content.decode()
        assert not kept().exists()


class TestAWarningSignIsHeardWhateverElseIsWrong:
    WRONG = [
        pytest.param({"qc_pain_now": None}, id="no-pain"),
        pytest.param({"qc_pain_now": "11"}, id="unknown-pain"),
        pytest.param({"version": ASKED.version - 1}, id="other-questions"),
        pytest.param({"version": None}, id="no-version"),
        pytest.param({"check": "7"}, id="a-bad-id"),
        pytest.param({"check": None}, id="no-id"),
    ]

    @pytest.mark.parametrize("wrong", WRONG)
    @pytest.mark.parametrize(("key", "value", "tier"), STOPS)
    def test_each_stop_is_kept_and_leads_to_the_help_it_needs(
        self, visitor, patient, caplog, key, value, tier, wrong
    ):
        caplog.set_level("INFO")
        response = visitor.post(DETAIL, each(**{key: value} | wrong))

        check = kept().get()
        assert (check.patient, check.tier, check.answers) == (patient, tier.stored, {key: value})
        assert response.url == reverse("screening:seek_care", args=[tier.stored])
        assert standing_of(patient, NOW).reason == "stopped"
        assert ASKED.question(key).answer(value).say in visitor.get(response.url).content.decode()
        assert "refused screening:quick_detail fields=" in caplog.text

    @pytest.mark.parametrize("two", [["no", "yes"], ["yes", "no"], ["yes", "yes"]])
    def test_among_two_answers(self, visitor, patient, two):
        response = visitor.post(DETAIL, each(qc_bladder_saddle=two))

        assert response.url == reverse("screening:seek_care", args=["emergency"])
        assert kept().get().answers == {"qc_bladder_saddle": "yes"}

    def test_of_several_to_one_question_the_most_serious_counts(self, visitor):
        visitor.post(DETAIL, each(qc_unwell=["fever", "severe", "no"], qc_injury=None))
        assert kept().get().answers == {"qc_unwell": "severe"}

    def test_all_of_them_are_kept_together(self, visitor):
        visitor.post(DETAIL, each(qc_bladder_saddle="yes", qc_unwell="fever", qc_pain_now=None))
        assert kept().get().answers == {"qc_bladder_saddle": "yes", "qc_unwell": "fever"}

    def test_sent_twice_it_is_one(self, visitor):
        once = each(qc_unwell="fever", qc_pain_now=None)
        assert len({visitor.post(DETAIL, once).url for _click in range(2)}) == 1
        assert kept().count() == 1

    def test_behind_a_closed_gate_too(self, as_user, patient):
        ScreeningFactory(patient=patient, screened_at=NOW - timedelta(days=28))

        response = as_user(patient).post(DETAIL, each(qc_legs=None, qc_unwell="severe"))

        assert response.url == reverse("screening:seek_care", args=["emergency"])
        assert kept().get().tier == "emergency"

    def test_a_whole_form_is_kept_whole(self, visitor):
        visitor.post(DETAIL, each(qc_unwell="fever"))
        answers = quick_answers(qc_unwell="fever", qc_settled="first_session")
        assert kept().get().answers == answers


class TestStrongPain:
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
    def test_is_8_or_3_above_the_middle_of_three_or_more(self, pain, before, expected):
        assert is_strong(pain, usual_of(before), questionnaire.current().limits) == expected

    @pytest.mark.parametrize("pain", ["8", "10"])
    def test_is_not_answered_for_with_one_tap(self, visitor, pain):
        response = visitor.post(QUICK, sent(qc_pain_now=pain))

        assert response.status_code == 200
        html = response.content.decode()
        assert "Your pain is strong today. Please answer each question." in html
        assert re.search(rf'name="qc_pain_now" value="{pain}"[^>]* checked', html)
        assert html.count(" checked") == 1
        assert f'action="{DETAIL}"' in html
        assert f'name="next" value="{SESSION}"' in html
        assert not kept().exists()

    def test_is_also_what_is_3_above_the_usual(self, visitor, patient):
        a_session_before(patient, "2", "2", "2")
        count = kept().count()
        assert visitor.post(QUICK, sent(qc_pain_now="5", qc_settled="yes")).status_code == 200
        assert kept().count() == count
        assert visitor.post(QUICK, sent(qc_pain_now="4", qc_settled="yes")).url == SESSION

    def test_what_is_usual_is_the_last_seven_of_four_weeks(self, visitor, patient):
        a_session_before(patient, *["7"] * 7)
        a_session_before(patient, *["1"] * 9, days_ago=8)
        assert visitor.post(QUICK, sent(qc_pain_now="7", qc_settled="yes")).url == SESSION

    def test_what_was_longer_ago_or_led_to_no_session_is_not_usual(self, visitor, patient):
        a_session_before(patient, "1", "1", "1", days_ago=28)
        ScreeningFactory(patient=patient)
        for _n in range(3):
            QuickCheckFactory(patient=patient, answers=quick_answers(qc_pain_now="1"))
        assert visitor.post(QUICK, sent(qc_pain_now="7", qc_settled="yes")).url == SESSION

    def test_with_no_sign_it_leads_to_gentle_advice_and_then_the_session(self, visitor):
        assert visitor.post(DETAIL, each(qc_pain_now="8")).url == ADVICE

        html = visitor.get(ADVICE).content.decode()
        assert "Your pain is strong today" in html
        assert "category=relaxation" in html
        assert f'href="{SESSION}"' in html


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


class TestWhereItLeads:
    @pytest.mark.parametrize(
        "asked",
        [
            "", "https://evil.example/sessions/routines/7/", "//evil.example/sessions/routines/7/",
            "/account/", "/sessions/routines/", "/sessions/routines/../../account/",
            "/sessions/routines/7/?next=//evil.example", "javascript:alert(1)", "\\\\evil.example",
        ],
    )  # fmt: skip
    def test_only_to_a_session_or_else_to_today(self, visitor, asked):
        assert visitor.post(QUICK, sent(next=asked)).url == TODAY
        page = visitor.get(QUICK, {"next": asked}).content.decode()
        assert f'name="next" value="{TODAY}"' in page
        visitor.post(DETAIL, each(qc_legs="one_mild"))
        page = visitor.get(reverse("screening:quick_advice"), {"next": asked}).content.decode()
        assert f'class="btn btn-primary" href="{TODAY}"' in page

    def test_the_advice_is_only_for_who_has_just_answered(self, visitor, patient):
        again = reverse("screening:quick_check", query={"next": SESSION})
        assert visitor.get(ADVICE).url == again
        QuickCheckFactory(patient=patient, screened_at=NOW - timedelta(hours=4))
        assert visitor.get(ADVICE).url == again


class TestBehindAClosedGate:
    @pytest.mark.parametrize("url", [QUICK, DETAIL, ADVICE])
    def test_leads_to_what_opens_it(self, as_user, patient, url):
        visitor = as_user(patient)
        assert visitor.get(url).url == START
        ScreeningFactory(patient=patient, stopped=True)
        assert visitor.get(url).url == reverse("screening:seek_care", args=["emergency"])

    def test_a_check_that_passes_is_not_kept(self, as_user, patient):
        ScreeningFactory(patient=patient, screened_at=NOW - timedelta(days=28))
        visitor = as_user(patient)
        for url, answers in (
            (QUICK, sent()),
            (DETAIL, each()),
            (DETAIL, each(qc_legs="one_mild")),
            (DETAIL, each(qc_legs=None, qc_unwell="mild_cold")),
        ):
            assert visitor.post(url, answers).url == START
        assert not kept().exists()

    @pytest.mark.parametrize("days", [1, 28])
    def test_a_warning_sign_is_kept_all_the_same(self, as_user, patient, days):
        """The page was open while the safety check ran out, or while another stop came."""
        stopped = {"stopped": True} if days == 1 else {}
        ScreeningFactory(patient=patient, screened_at=NOW - timedelta(days=days), **stopped)

        response = as_user(patient).post(DETAIL, each(qc_unwell="severe"))

        assert response.url == reverse("screening:seek_care", args=["emergency"])
        assert kept().get().tier == "emergency"

    def test_an_emergency_that_was_tapped_but_not_confirmed_comes_first(self, visitor):
        question = reverse("screening:question", args=["bladder_bowel_control"])
        visitor.post(question, {"answer": "yes"})
        assert visitor.get(QUICK).url == reverse("screening:stop")
        assert visitor.post(QUICK, sent()).url == reverse("screening:stop")
        assert not kept().exists()


@pytest.mark.parametrize("url", [QUICK, DETAIL, ADVICE])
def test_a_visitor_is_asked_to_sign_in(client, url):
    assert client.get(url).url.startswith(reverse("account_login"))
    assert client.post(url, each(qc_legs="both_or_severe")).status_code in {302, 405}
    assert not Screening.objects.exists()


def test_other_methods_are_refused(visitor):
    assert visitor.put(QUICK).status_code == visitor.delete(DETAIL).status_code == 405
    assert visitor.post(ADVICE).status_code == 405


def test_in_the_full_check_too_two_answers_to_one_question_are_none(visitor):
    url = reverse("screening:question", args=["fever"])
    for two in (["yes", "no"], ["no", "no"]):
        assert visitor.post(url, {"answer": two}).status_code == 422
    assert "You have begun this check" not in visitor.get(START).content.decode()
