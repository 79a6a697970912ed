"""A session that was led through on a page: its ticket proves the checks that let it in."""

import uuid
from datetime import timedelta

import pytest

from tests.factories import PrescriptionFactory, QuickCheckFactory, ScreeningFactory
from tests.sessions.conftest import WEDNESDAY, answers_for
from tests.sessions.sending import check_of, send, session_of
from tracker.models import ExerciseSession, Screening
from tracker.sessions.tickets import new_ticket, read_ticket

pytestmark = pytest.mark.django_db
BEGAN = WEDNESDAY - timedelta(minutes=11)


@pytest.fixture
def led(routine, screening, quick_check):
    """The ticket of a page that was opened right after the quick check."""
    return new_ticket(
        patient=routine.plan.patient,
        routine=routine,
        screening=screening,
        quick_check=quick_check,
        at=BEGAN,
    )


def session_with(ticket, routine, /, **changed):
    key = {"key": str(ticket.key), "ticket": ticket.signed(), "quick_check": None}
    return session_of(routine, **key) | changed


def test_the_screening_and_the_quick_check_of_the_ticket_count(
    visitor, routine, led, screening, quick_check
):
    ScreeningFactory(patient=routine.plan.patient)  # a later one let nobody in to this
    answer = send(visitor, session_with(led, routine))

    session = ExerciseSession.objects.get()
    assert answer.json()["saved"]
    assert session.screening == screening
    assert session.quick_check == quick_check
    assert session.quick_check.used_at == session.started_at
    assert Screening.objects.filter(kind="quick").count() == 1


def test_the_ticket_in_the_page_is_one(visitor, routine, ticket, quick_check):
    led = read_ticket(ticket)
    send(visitor, session_with(led, routine))

    assert ExerciseSession.objects.get().quick_check == quick_check


def test_sent_again_it_is_the_same_session(visitor, routine, led):
    sent = session_with(led, routine)
    first = send(visitor, sent).json()

    assert send(visitor, sent).json() == first
    assert ExerciseSession.objects.count() == 1


def test_it_is_good_after_a_month_without_a_network(as_user, clock, routine, led, screening):
    clock.shift(timedelta(days=30))
    sent_at = (WEDNESDAY + timedelta(days=30)).isoformat()
    sent = session_with(led, routine, sent_at=sent_at)
    assert send(as_user(routine.plan.patient), sent).json()["saved"]

    session = ExerciseSession.objects.get()
    assert session.screening == screening
    assert session.done_on == WEDNESDAY.date()


def test_the_form_of_the_same_page_is_the_same_session(visitor, url, routine, led):
    send(visitor, session_with(led, routine))
    visitor.post(url, answers_for(routine, led.signed()))

    assert ExerciseSession.objects.count() == 1


class TestNotBelieved:
    """The session is kept all the same, with the latest screening and without a quick check."""

    def kept(self, visitor, sent):
        assert send(visitor, sent).json()["saved"]
        return ExerciseSession.objects.get()

    def test_a_forged_one(self, visitor, routine, led):
        sent = session_with(led, routine, ticket=led.signed()[:-2] + "xx")
        assert self.kept(visitor, sent).quick_check is None

    def test_one_of_another_session(self, visitor, routine, led):
        sent = session_with(led, routine, key=str(uuid.uuid4()))
        assert self.kept(visitor, sent).quick_check is None

    def test_one_of_another_routine(self, visitor, routine, led):
        other = PrescriptionFactory(routine__plan=routine.plan).routine
        sent = session_with(led, other)
        assert self.kept(visitor, sent).quick_check is None

    def test_somebody_elses(self, visitor, routine, screening):
        check = QuickCheckFactory()
        ticket = new_ticket(
            patient=check.patient, routine=routine, screening=screening, quick_check=check, at=BEGAN
        )
        session = self.kept(visitor, session_with(ticket, routine))
        assert session.quick_check is None
        assert Screening.objects.get(pk=check.pk).used_at is None


def test_a_quick_check_lets_in_one_session_only(visitor, routine, led, screening, quick_check):
    again = new_ticket(
        patient=routine.plan.patient,
        routine=routine,
        screening=screening,
        quick_check=quick_check,
        at=BEGAN,
    )
    send(visitor, session_with(led, routine))
    send(visitor, session_with(again, routine))

    assert [one.quick_check for one in ExerciseSession.objects.order_by("pk")] == [
        quick_check,
        None,
    ]


def test_a_check_that_the_phone_sends_beside_it_is_heard(visitor, routine, led, patient):
    """Who answered anew, because it hurt a lot, is believed first."""
    sent = session_with(led, routine, quick_check=check_of())
    send(visitor, sent)

    session = ExerciseSession.objects.get()
    assert str(session.quick_check_id) != str(led.quick_check)
    assert Screening.objects.filter(patient=patient, kind="quick").count() == 2
