"""What was new while exercising is asked with each session; a warning sign in it locks."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.factories import QuickCheckFactory, ScreeningFactory
from tests.sessions.conftest import answers_for, ticket_in
from tracker.models import RescreenRequest, Screening
from tracker.screening import questionnaire
from tracker.screening.actions import clear_screening
from tracker.screening.gate import standing_of
from tracker.screening.rules import LOCKING

pytestmark = pytest.mark.django_db

ASKED = questionnaire.current().log.question("log_new_symptoms")
NEW = [answer for answer in ASKED.answers if answer.tier]
STOPS = [answer for answer in NEW if answer.tier.stored in LOCKING]
CAUTIONS = [answer for answer in NEW if answer not in STOPS]
EMERGENCY = reverse("screening:seek_care", args=["emergency"])
by_value = pytest.mark.parametrize("answer", NEW, ids=lambda answer: answer.value)


@pytest.fixture
def visitor(as_user, patient):
    return as_user(patient)


@pytest.fixture
def ticket(visitor, url):
    return ticket_in(visitor.get(url))


@pytest.fixture
def session(patient, routine, do, clock):
    """Done an hour ago, with nothing new."""
    do(routine)
    clock.shift(timedelta(hours=1))
    return patient.exercise_sessions.get()


def said():
    return Screening.objects.filter(kind="session-log")


def seek_care(answer):
    return reverse("screening:seek_care", args=[answer.tier.stored])


def test_the_question_stands_after_the_pain_with_nothing_chosen_and_none_of_these_last(
    visitor, url
):
    html = visitor.get(url).content.decode()

    assert html.index('name="pain_after"') < html.index(ASKED.text)
    assert ASKED.help in html
    offered = re.findall(r'name="new_symptoms" value="(\w+)"', html)
    assert offered == [answer.value for answer in NEW] + ["none"]
    assert not re.search(r'name="new_symptoms"[^>]* checked', html)


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
        clear_screening(
            screening=first,
            by=patient,
            clinician_name="Dr. Lee",
            examined_on=timezone.localdate(),
            reason="Examined, may exercise.",
            at=timezone.now(),
        )
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


class TestCorrected:
    @pytest.fixture
    def correct(self, visitor, routine, session):
        def post(**changed):
            url = reverse("sessions:correct", args=[session.pk])
            return visitor.post(url, answers_for(routine, **changed))

        return post

    @pytest.fixture
    def cleared(self, patient, clock):
        """A clinician allows exercise an hour later, and the next safety check is passed."""

        def clear():
            clock.shift(timedelta(hours=1))
            clear_screening(
                screening=said().get(),
                by=patient,
                clinician_name="Dr. Lee",
                examined_on=timezone.localdate(),
                reason="Examined, may exercise.",
                at=timezone.now(),
            )
            clock.shift(timedelta(hours=1))
            ScreeningFactory(patient=patient)
            assert standing_of(patient, timezone.now()).is_open

        return clear

    @by_value
    def test_to_something_new_is_heard_like_a_new_log(
        self, visitor, patient, session, correct, answer
    ):
        response = correct(new_symptoms=answer.value)

        session.refresh_from_db()
        assert session.new_symptoms == answer.value
        assert session.corrections.get().before["new_symptoms"] == "none"
        assert said().get().tier == answer.tier.stored
        if answer in STOPS:
            assert response.url == seek_care(answer)
        else:
            page = visitor.get(response.url).content.decode()
            assert answer.advice in page
            assert RescreenRequest.objects.exists()

    def test_to_something_less_takes_no_stop_back(self, patient, session, correct):
        correct(new_symptoms="severe")
        correct(new_symptoms="spread")
        correct(new_symptoms="none")

        session.refresh_from_db()
        assert session.new_symptoms == "none"
        assert [log.tier for log in said()] == ["emergency"]
        assert standing_of(patient, timezone.now()).is_locked
        history = [correction.before["new_symptoms"] for correction in session.corrections.all()]
        assert history == ["none", "severe", "spread"]

    def test_to_another_that_is_as_serious_is_heard_too(self, session, correct):
        correct(new_symptoms="severe")
        correct(new_symptoms="sudden")
        assert said().count() == 2

    def test_back_to_a_stop_that_was_cleared_locks_again(self, patient, correct, clock, cleared):
        correct(new_symptoms="severe")
        correct(new_symptoms="none")
        cleared()
        clock.shift(timedelta(hours=1))
        assert correct(new_symptoms="severe").url == EMERGENCY
        assert standing_of(patient, timezone.now()).is_locked

    def test_to_a_milder_stop_is_heard_after_the_first_was_cleared(
        self, patient, correct, clock, cleared
    ):
        correct(new_symptoms="severe")
        cleared()
        clock.shift(timedelta(hours=1))

        assert correct(new_symptoms="one_worse").status_code == 302
        assert standing_of(patient, timezone.now()).tier == "urgent"
        assert standing_of(patient, timezone.now()).is_locked

    @pytest.mark.parametrize(
        "wrong", [{"pain_after": None}, {"new_symptoms": ["none", "severe"]}], ids=str
    )
    def test_to_a_stop_is_heard_first_whatever_else_is_wrong(
        self, visitor, patient, session, correct, wrong
    ):
        page = correct(**{"new_symptoms": "severe", "note": "Typed."} | wrong)

        html = page.content.decode()
        assert page.status_code == 422
        assert "Typed." in html
        assert f'Your program is on hold. <a href="{EMERGENCY}">See what to do</a>' in html
        assert said().get().tier == "emergency"
        assert not session.corrections.exists()
        assert correct(new_symptoms="severe").url == EMERGENCY
        assert said().count() == 1, "the same correction"

    def test_a_refused_one_says_again_nothing_that_was_said_before(
        self, patient, correct, cleared, clock
    ):
        correct(new_symptoms="severe")
        cleared()
        clock.shift(timedelta(hours=1))

        page = correct(new_symptoms="severe", pain_after=None)
        assert page.status_code == 422
        assert "on hold" not in page.content.decode()
        assert said().count() == 1
        assert standing_of(patient, timezone.now()).is_open

    def test_a_refused_one_with_less_than_a_stop_is_asked_again(self, correct):
        assert correct(new_symptoms="spread", pain_after=None).status_code == 422
        assert not said().exists()

    def test_with_nothing_else_to_correct_it_leaves_no_trace_and_twice_is_once(
        self, session, correct
    ):
        for _click in range(2):
            correct(new_symptoms="severe")
        assert said().count() == 1
        assert session.corrections.count() == 1

    def test_has_to_be_answered_for_a_session_from_before_it_was_asked(self, session, correct):
        type(session).objects.update(new_symptoms="")
        assert correct(new_symptoms=None).status_code == 422
        assert correct(new_symptoms="none").status_code == 302
        assert not said().exists()

    def test_the_page_is_filled_with_what_was_said(self, visitor, session):
        url = reverse("sessions:correct", args=[session.pk])
        html = visitor.get(url).content.decode()
        assert re.search(r'name="new_symptoms" value="none"[^>]* checked', html)


def test_the_summary_shows_what_was_new_and_what_was_said_before(
    visitor, care, as_user, routine, session
):
    correct = reverse("sessions:correct", args=[session.pk])
    summary = reverse("sessions:summary", args=[session.pk])
    words = "New while exercising, or since:"
    assert words not in visitor.get(summary).content.decode()

    visitor.post(correct, answers_for(routine, new_symptoms="spread"))
    for reader in (visitor, as_user(care.therapist)):
        html = reader.get(summary).content.decode()
        assert f"{words} Pain that spread further down one leg" in html

    visitor.post(correct, answers_for(routine, new_symptoms="none"))
    html = visitor.get(summary).content.decode()
    assert html.count(words) == 1, "among the corrections"


def test_a_quick_check_and_a_log_of_one_session_are_judged_apart(visitor, patient, routine, url):
    check = QuickCheckFactory(patient=patient, tier="caution")
    visitor.post(url, answers_for(routine, ticket_in(visitor.get(url)), new_symptoms="one_worse"))

    check.refresh_from_db()
    assert (check.tier, said().get().tier) == ("caution", "urgent")
    assert patient.exercise_sessions.get().quick_check == check
