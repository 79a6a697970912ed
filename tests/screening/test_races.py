"""Blocked wins when two tabs, two devices or two people do something at the same moment.

With threads, each with its own connection: on SQLite in a file, and on PostgreSQL.
"""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import ScreeningFactory, TherapistFactory, UserFactory, clear, quick_answers
from tests.screening import sets
from tests.screening.at_once import STOP, answering, at_once, is_locked, session_page_of, tab_of
from tests.screening.forms_of import read
from tracker.models import Clearance, ExerciseSession, RescreenRequest, Screening
from tracker.screening import actions
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.thorough
BOTH_ORDERS = pytest.mark.parametrize("order", [1, -1], ids=["clear-first", "stop-first"])


@pytest.fixture
def person(shared):
    return UserFactory()


def clearing(stop, by):
    return lambda: clear(stop, by, examined_on=stop.screened_on)


@BOTH_ORDERS
@pytest.mark.parametrize("stop", [sets.EMERGENCY, sets.URGENT, sets.CLINICIAN_FIRST])
def test_of_two_tabs_with_opposite_answers_the_stop_wins(person, stop, order):
    check, moment = uuid.uuid4(), timezone.now()
    pair = [answering(person, said, check, moment) for said in (sets.answers(), stop)]
    at_once(*pair[::order])

    assert Screening.objects.count() == 2, "neither is lost"
    assert is_locked(person)


@BOTH_ORDERS
def test_of_two_quick_checks_the_stop_wins(person, order):
    ScreeningFactory(patient=person)
    check = uuid.uuid4()

    def quickly(**said):
        return lambda: actions.record_quick_check(
            patient=person, answers=quick_answers(**said), at=timezone.now(), check_id=check
        )

    at_once(*[quickly(), quickly(qc_legs="both_or_severe")][::order])
    assert Screening.objects.filter(kind="quick").count() == 2
    assert is_locked(person)


def test_a_stop_that_comes_while_another_is_cleared_stays(person):
    first = answering(person, sets.URGENT, None, timezone.now() - timedelta(days=1))()
    at_once(clearing(first, person), answering(person, sets.URGENT, uuid.uuid4()))

    assert is_locked(person)
    answering(person, sets.answers(), uuid.uuid4())()
    assert is_locked(person)


def test_a_clear_check_that_comes_with_the_clearance_does_not_open(person):
    stop = answering(person, sets.EMERGENCY, None, timezone.now() - timedelta(days=1))()
    before_it = timezone.now()
    at_once(clearing(stop, person), answering(person, sets.answers(), None, before_it))

    assert not standing_of(person, timezone.now()).is_open
    assert standing_of(person, timezone.now()).reason == "check-again"


def test_the_same_check_sent_many_times_at_once_is_one_row(person):
    check = uuid.uuid4()
    sent = [answering(person, sets.EMERGENCY, check) for _tab in range(6)]
    rows = at_once(*sent)

    assert len({row.pk for row in rows}) == 1
    assert Screening.objects.count() == 1


def test_a_log_that_is_synced_twice_at_once_is_one_row(person):
    ScreeningFactory(patient=person)
    sent = {"patient": person, "session_key": uuid.uuid4(), "at": timezone.now()}
    said = {"log_new_symptoms": "one_worse"}
    at_once(*[lambda: actions.record_log(answers=said, **sent) for _tab in range(4)])
    assert Screening.objects.filter(kind="session-log").count() == 1
    assert is_locked(person)


def test_the_same_clearance_given_twice_at_once_is_one(person):
    stop = answering(person, sets.URGENT, None, timezone.now() - timedelta(days=1))()
    at_once(*[clearing(stop, person)] * 4)
    assert Clearance.objects.count() == 1


def test_two_clearances_of_two_people_are_both_kept(person):
    stop = answering(person, sets.URGENT, None, timezone.now() - timedelta(days=1))()
    at_once(clearing(stop, person), clearing(stop, TherapistFactory()))
    assert Clearance.objects.count() == 2
    assert standing_of(person, timezone.now()).reason == "check-again"


def test_a_new_check_that_is_asked_for_while_one_is_answered_closes_the_gate(person):
    ScreeningFactory(patient=person, screened_at=timezone.now() - timedelta(days=1))
    asked_at = timezone.now()

    def ask():
        return actions.ask_again(patient=person, because="injury", at=asked_at)

    at_once(ask, ask, answering(person, sets.CAUTION, None, asked_at))
    assert RescreenRequest.objects.exists()
    assert standing_of(person, timezone.now()).reason == "asked-again"


def test_a_session_saved_from_two_tabs_while_a_stop_comes_is_kept_once(person):
    url, sent = session_page_of(person)
    tabs = [tab_of(person), tab_of(person)]

    def save(tab):
        return lambda: tab.post(url, sent)

    stop = answering(person, sets.EMERGENCY, uuid.uuid4())
    first, second, _stop = at_once(*[save(tab) for tab in tabs], stop)

    assert {first.status_code, second.status_code} == {302}
    assert ExerciseSession.objects.count() == 1
    assert is_locked(person)
    assert tabs[0].get(url).url == STOP
    assert tabs[1].post(url, sent).url == STOP


def test_answers_taken_over_in_two_tabs_at_once_are_one_row(person):
    visitor = Client()
    question = reverse("screening:question", args=["bladder_bowel_control"])
    visitor.post(question, {"answer": "yes"})
    tabs = [tab_of(person), tab_of(person)]
    for tab in tabs:
        tab.cookies["screening"] = visitor.cookies["screening"].value

    at_once(*[lambda tab=tab: tab.post(reverse("screening:take_over")) for tab in tabs])
    assert Screening.objects.get().tier == "emergency"
    assert is_locked(person)


def test_the_basics_taken_up_while_a_stop_comes_are_not_shown(person):
    ScreeningFactory(patient=person)
    tab = tab_of(person)
    stop = answering(person, sets.EMERGENCY, uuid.uuid4())
    at_once(lambda: tab.post(reverse("plans:starter")), stop)

    page = tab.get(reverse("sessions:today"))
    assert "Your program is on hold" in page.content.decode()
    assert not any("/sessions/routines/" in link for link in read(page).links)
