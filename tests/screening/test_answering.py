"""Answering the questions: one a page, kept in the browser alone, judged when all are there."""

import logging
import re

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import RoutineFactory, ScreeningFactory
from tests.screening.forms_of import read
from tests.screening.sets import ALL_NO, CAUTION, CLINICIAN_FIRST, URGENT, answers
from tracker.models import Screening
from tracker.screening import questionnaire
from tracker.screening.answers import COOKIE, SALT

pytestmark = pytest.mark.django_db
QUESTIONS = questionnaire.current().questions
REVIEW, RESULT = "/screening/review/", "/screening/result/"
STOP, HELP = "/screening/stop/", "/seek-care/emergency/"


def url_of(key):
    return reverse("screening:question", args=[key])


def give(visitor, **given):
    """Answer these questions in turn; return the last response, a way on or the stop page."""
    for key, value in given.items():
        response = visitor.post(url_of(key), {"answer": value})
        assert response.status_code == 302 or is_stop_page(response)
    return response


def is_stop_page(response):
    return response.status_code == 200 and "This needs help now" in response.content.decode()


def confirm_in(response):
    """Return where the first form of a stop page leads, and what it holds."""
    form = next(form for form in read(response).forms if form.method == "post")
    return form.action, form.fields


def which(page):
    """Return what the page sends along to say which answers it is about."""
    return {"screening": re.search(r'name="screening" value="(\d+)"', page)[1]}


@pytest.fixture
def visitor():
    return Client()


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

    def test_each_page_shows_one_question_with_a_button_for_each_answer(self, visitor):
        page = visitor.get(url_of("leg_weakness")).content.decode()

        assert "Question 6 of 37" in page
        assert "Warning signs" in page
        assert page.count('name="answer"') == 5
        assert url_of("both_legs") in page

    def test_going_back_keeps_the_answers_and_shows_the_one_before(self, visitor):
        give(visitor, bladder_bowel_control="no", bladder_change="no")

        page = visitor.get(url_of("bladder_bowel_control")).content.decode()
        assert "choice is-chosen" in page
        assert "your answer before" in page
        assert give(visitor, bladder_bowel_control="no").url == url_of("bladder_change")
        assert "2 of 37" in visitor.get("/screening/").content.decode()

    def test_a_changed_answer_leads_back_to_all_answers(self, visitor):
        give(visitor, **ALL_NO)
        assert give(visitor, first_episode="yes").url == REVIEW
        assert give(visitor, fever="no").url == REVIEW

    def test_starting_again_forgets_the_answers(self, visitor):
        give(visitor, bladder_bowel_control="no")
        assert visitor.post("/screening/").url == url_of("bladder_bowel_control")
        assert "have begun" not in visitor.get("/screening/").content.decode()

    def test_a_question_that_does_not_exist_is_not_found(self, visitor):
        assert visitor.get(url_of("mood")).status_code == 404

    @pytest.mark.parametrize("answer", [{}, {"answer": ""}, {"answer": "maybe"}])
    def test_a_missing_or_forged_answer_is_refused_and_not_logged(self, visitor, caplog, answer):
        with caplog.at_level(logging.INFO, "backcare.screening"):
            response = visitor.post(url_of("fever"), answer)

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


class TestAnAnswerThatNeedsHelpNow:
    def test_leads_to_the_stop_and_then_to_seek_care_and_locks(self, as_user, patient):
        ScreeningFactory(patient=patient)
        routine = RoutineFactory(plan__patient=patient)
        visitor = as_user(patient)
        assert is_stop_page(give(visitor, bladder_bowel_control="yes"))

        page = visitor.get(STOP).content.decode()
        assert "I have lost control of my bladder or bowels" in page
        assert 'href="tel:911"' in page
        assert url_of("bladder_bowel_control") in page
        assert visitor.post(STOP).url == HELP
        assert visitor.get(reverse("sessions:perform", args=[routine.pk])).url == HELP
        assert visitor.post(reverse("plans:starter")).url == HELP

        screening = Screening.objects.latest("screened_at")
        assert (screening.tier, screening.answers) == (
            "emergency",
            {"bladder_bowel_control": "yes"},
        )
        assert "Say this, or show it" in visitor.get(HELP).content.decode()
        for url in ("/screening/", RESULT, REVIEW):
            assert reverse("plans:starter") not in visitor.get(url, follow=True).content.decode()

    def test_closes_the_gate_before_it_is_confirmed(self, as_user, patient):
        ScreeningFactory(patient=patient)
        visitor = as_user(patient)
        give(visitor, chest_pain="yes")

        assert visitor.post(reverse("plans:starter")).url == STOP

    def test_a_wrong_tap_can_be_taken_back(self, as_user, patient):
        visitor = as_user(patient)
        give(visitor, bladder_bowel_control="yes")
        response = give(visitor, bladder_bowel_control="no")

        assert response.url == url_of("bladder_change")
        assert visitor.get(STOP).url == "/screening/"
        assert not Screening.objects.exists()

    def test_two_answers_that_are_an_emergency_together_stop_at_the_second(self, visitor):
        give(visitor, both_legs="not_sure")
        assert is_stop_page(give(visitor, leg_weakness="new_one_leg"))
        assert url_of("leg_weakness") in visitor.get(STOP).content.decode()

    @pytest.mark.parametrize("is_known", [True, False], ids=["signed-in", "visitor"])
    def test_is_shown_and_can_be_confirmed_whatever_another_tab_put_in_the_cookie(
        self, as_user, patient, visitor, is_known
    ):
        tabs = as_user(patient) if is_known else visitor
        give(tabs, first_episode="yes")
        before = tabs.cookies[COOKIE].value
        shown = give(tabs, bladder_bowel_control="yes")
        tabs.cookies[COOKIE] = before  # the other tab was sent at the same moment
        give(tabs, fever="no")

        page = shown.content.decode()
        assert "I have lost control of my bladder or bowels" in page
        assert 'href="tel:112"' in page
        assert "Find the number of your country" in page
        action, fields = confirm_in(shown)
        assert action == STOP
        assert tabs.post(action, fields).url == HELP
        assert "I have lost control" in tabs.get(HELP).content.decode()
        assert Screening.objects.filter(tier="emergency").exists() == is_known

    def test_is_kept_in_the_cookie_too(self, visitor):
        give(visitor, chest_pain="yes")
        assert visitor.get(STOP).status_code == 200

    @pytest.mark.parametrize("is_known", [True, False], ids=["signed-in", "visitor"])
    def test_comes_before_the_start_and_is_not_wiped_by_starting_again(
        self, as_user, patient, visitor, is_known
    ):
        mine = as_user(patient) if is_known else visitor
        give(mine, chest_pain="yes")

        assert mine.get("/screening/").url == STOP
        for said in ({}, {"anew": ""}, {"anew": "yes"}):
            assert mine.post("/screening/", said).url == STOP
        assert mine.get(STOP).status_code == 200

    def test_is_put_aside_by_saying_that_it_was_a_wrong_tap(self, as_user, patient):
        ScreeningFactory(patient=patient)
        mine = as_user(patient)
        shown = read(give(mine, chest_pain="yes"))
        form = next(form for form in shown.forms if form.action == "/screening/")
        (said,) = form.sent()

        assert mine.post(form.action, said).url == url_of(QUESTIONS[0].key)
        assert mine.get("/screening/").status_code == 200
        assert mine.post(reverse("plans:starter")).url != STOP
        assert not Screening.objects.filter(tier="emergency").exists()

    def test_leads_to_help_even_when_the_answers_are_gone(self, as_user, patient):
        assert as_user(patient).post(STOP).url == HELP


class TestTheResult:
    @pytest.mark.parametrize(
        ("given", "url"),
        [
            pytest.param(CLINICIAN_FIRST, "/seek-care/clinician-first/", id="clinician-first"),
            pytest.param(URGENT, "/seek-care/urgent/", id="urgent"),
        ],
    )
    def test_answers_that_stop_lead_to_their_page(self, as_user, patient, visitor, given, url):
        mine = as_user(patient)
        give(mine, **given)
        assert mine.post(REVIEW).url == url
        assert mine.get(RESULT).url == url
        assert mine.post(reverse("screening:acknowledge")).url == url

        give(visitor, **given)
        assert visitor.get(visitor.post(REVIEW).url).url == url

    def test_a_caution_opens_after_its_advice_was_read(self, as_user, patient):
        visitor = as_user(patient)
        give(visitor, **CAUTION)
        visitor.post(REVIEW)
        page = visitor.get(RESULT).content.decode()
        assert "pain moves further down your leg" in page
        assert reverse("plans:starter") not in page

        response = visitor.post(reverse("screening:acknowledge"), which(page))
        assert (response.status_code, response.url) == (307, reverse("plans:starter"))
        read_at = Screening.objects.get().acknowledged_at
        visitor.post(reverse("screening:acknowledge"), which(page))
        assert Screening.objects.get().acknowledged_at == read_at is not None
        assert reverse("plans:starter") in visitor.get(RESULT).content.decode()

    @pytest.mark.parametrize("sent", ["old page", "nothing"])
    def test_advice_that_was_not_shown_is_not_acknowledged(self, as_user, patient, sent):
        visitor = as_user(patient)
        ScreeningFactory(patient=patient, caution=True)
        old_page = visitor.get(RESULT).content.decode()
        newer = ScreeningFactory(patient=patient, caution=True, screened_at=timezone.now())
        data = which(old_page) if sent == "old page" else {}
        response = visitor.post(reverse("screening:acknowledge"), data, follow=True)

        assert response.redirect_chain == [(RESULT, 302)]
        page = response.content.decode()
        assert "Your answers changed since" in page
        assert which(page) == {"screening": str(newer.pk)}
        assert not Screening.objects.filter(acknowledged_at__isnull=False).exists()

    def test_acknowledging_is_for_people_who_are_signed_in_and_by_post(self, visitor, as_user):
        assert visitor.post(reverse("screening:acknowledge")).url.startswith("/accounts/login/")
        assert visitor.get(reverse("screening:acknowledge")).status_code in (302, 405)

    def test_the_same_answers_sent_twice_are_one_screening(self, as_user, patient):
        visitor = as_user(patient)
        give(visitor, **ALL_NO)
        kept = visitor.cookies[COOKIE].value
        visitor.post(REVIEW)
        visitor.cookies[COOKIE] = kept
        visitor.post(REVIEW)

        assert Screening.objects.count() == 1

    def test_of_two_tabs_the_one_with_the_warning_sign_is_not_lost(self, as_user, patient):
        visitor = as_user(patient)
        give(visitor, **answers(fever="yes"))
        with_fever = visitor.cookies[COOKIE].value
        give(visitor, fever="no")
        visitor.post(REVIEW)
        visitor.cookies[COOKIE] = with_fever
        assert visitor.post(REVIEW).url == "/seek-care/urgent/"

        assert sorted(Screening.objects.values_list("tier", flat=True)) == ["clear", "urgent"]

    def test_without_answers_there_is_no_result(self, visitor, as_user, patient):
        assert visitor.get(RESULT).url == REVIEW
        assert as_user(patient).get(RESULT).url == "/screening/"


class TestTheCookie:
    def test_is_signed_http_only_and_short_lived(self, visitor):
        cookie = give(visitor, bladder_bowel_control="no").cookies[COOKIE]

        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
        assert cookie["max-age"] == 2 * 60 * 60
        assert len(cookie.value) < 4000

    def test_holds_all_answers_within_its_size(self, visitor):
        longest = {q.key: max((a.value for a in q.answers if a.tier is None), key=len)
                   for q in QUESTIONS}  # fmt: skip
        assert len(give(visitor, **longest).cookies[COOKIE].value) < 4000

    @pytest.mark.parametrize("forged", ["", "x", "e30:1abc:def"])
    def test_a_forged_one_starts_again(self, visitor, forged):
        visitor.cookies[COOKIE] = forged
        page = visitor.get("/screening/")
        assert page.status_code == 200
        assert "have begun" not in page.content.decode()

    def test_a_changed_one_starts_again(self, visitor):
        give(visitor, **ALL_NO)
        value = visitor.cookies[COOKIE].value
        visitor.cookies[COOKIE] = value[:-1] + ("A" if value[-1] != "A" else "B")
        assert visitor.post(REVIEW).status_code == 422

    def test_an_old_one_starts_again(self, visitor):
        with time_machine.travel("2026-03-02T12:00Z", tick=False) as clock:
            give(visitor, **ALL_NO)
            clock.shift(2 * 60 * 60 - 1)
            assert visitor.get(RESULT).status_code == 200
            clock.shift(2)
            assert visitor.get(RESULT).url == REVIEW

    def test_answers_to_another_version_start_again(self, visitor):
        give(visitor, **ALL_NO)
        content = signing.loads(visitor.cookies[COOKIE].value, salt=SALT)
        content["sha256"] = "other"
        visitor.cookies[COOKIE] = signing.dumps(content, salt=SALT, compress=True)
        assert visitor.post(REVIEW).status_code == 422

    def test_two_people_in_one_browser_do_not_get_each_other_s_answers(
        self, visitor, patient, stranger
    ):
        visitor.force_login(patient)
        give(visitor, leg_pain_one="steady")
        kept = visitor.cookies[COOKIE].value
        visitor.force_login(stranger)
        visitor.cookies[COOKIE] = kept

        assert "is-chosen" not in visitor.get(url_of("leg_pain_one")).content.decode()
        give(visitor, fever="no")
        assert signing.loads(visitor.cookies[COOKIE].value, salt=SALT)["answers"] == {"fever": "no"}


class TestWithoutAnAccount:
    def test_nothing_is_stored_on_the_server(self, visitor):
        give(visitor, **CAUTION)
        page = visitor.get(visitor.post(REVIEW).url).content.decode()

        assert not Screening.objects.exists()
        assert "sessionid" not in visitor.cookies
        assert "You can go on, with care" in page
        assert reverse("account_signup") + "?next=/screening/" in page

    def test_an_emergency_leads_to_help_with_the_own_words(self, visitor):
        give(visitor, saddle_numbness="yes")
        assert visitor.post(STOP).url == HELP

        assert not Screening.objects.exists()
        assert "I have new numbness or tingling" in visitor.get(HELP).content.decode()


class TestTakingOver:
    def test_the_answers_are_kept_by_an_explicit_choice(self, visitor, patient):
        give(visitor, **ALL_NO)
        kept = visitor.cookies[COOKIE].value
        visitor.force_login(patient)
        visitor.cookies[COOKIE] = kept
        assert not Screening.objects.exists()
        assert "Use the answers you just gave" in visitor.get("/screening/").content.decode()

        assert visitor.post(reverse("screening:take_over")).url == RESULT
        assert Screening.objects.get().answers == ALL_NO
        assert visitor.cookies[COOKIE].value == ""

    def test_an_emergency_is_kept_as_one(self, visitor, patient):
        give(visitor, chest_pain="yes")
        visitor.force_login(patient)
        assert visitor.post(reverse("screening:take_over")).url == HELP
        assert Screening.objects.get().tier == "emergency"

    def test_an_emergency_from_before_signing_in_keeps_the_gate_shut(self, visitor, patient):
        self.tap_an_emergency_and_sign_in(visitor, patient)
        assert visitor.post(reverse("plans:starter")).url == STOP
        assert visitor.get(RESULT).url == STOP
        assert visitor.get(STOP).url == "/screening/"
        page = visitor.get("/screening/").content.decode()
        assert "That was not me" in page
        assert "Your program stays closed until you say" in page
        assert "still holds" not in page
        for response in (
            visitor.get(url_of("fever")),
            visitor.post(url_of("fever"), {"answer": "no"}),
        ):
            assert response.url == "/screening/"
        assert visitor.post(reverse("plans:starter")).url == STOP

    def test_an_emergency_of_someone_else_is_put_aside_by_an_explicit_choice(
        self, visitor, patient
    ):
        self.tap_an_emergency_and_sign_in(visitor, patient)
        visitor.post("/screening/")
        assert visitor.post(reverse("plans:starter")).url != STOP
        assert visitor.get(RESULT).status_code == 200

    def tap_an_emergency_and_sign_in(self, visitor, patient):
        ScreeningFactory(patient=patient)
        give(visitor, chest_pain="yes")
        visitor.post(STOP)
        visitor.force_login(patient)

    def test_another_person_s_answers_are_not_taken_over(self, visitor, patient, stranger):
        visitor.force_login(patient)
        give(visitor, **ALL_NO)
        visitor.force_login(stranger)
        assert "Use the answers" not in visitor.get("/screening/").content.decode()
        assert visitor.post(reverse("screening:take_over")).url == "/screening/"
        assert not Screening.objects.exists()

    def test_unfinished_answers_are_not_taken_over(self, visitor, patient):
        give(visitor, fever="no")
        visitor.force_login(patient)
        assert visitor.post(reverse("screening:take_over")).url == "/screening/"
        assert not Screening.objects.exists()


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


def test_each_answer_behind_a_stop_can_be_changed_where_it_is_shown(visitor):
    """Two answers may be an emergency only together, and the first of them be the mistake."""
    give(visitor, sudden_severe_pain="not_sure", age_band="70_plus")
    page = visitor.get(reverse("screening:stop")).content.decode()

    assert url_of("sudden_severe_pain") in page
    assert url_of("age_band") in page
