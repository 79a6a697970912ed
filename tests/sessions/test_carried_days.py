"""What a phone carries for the days without a connection."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    ExerciseSessionFactory,
    PlanFactory,
    PrescriptionFactory,
    QuickCheckFactory,
    RoutineFactory,
    ScreeningFactory,
)
from tests.sessions.conftest import WEDNESDAY
from tests.sessions.sending import send, session_of
from tracker.models import ExerciseSession
from tracker.sessions.owners import owner_of
from tracker.sessions.permits import read_permit

pytestmark = pytest.mark.django_db
URL = "/sessions/days/"


def carried(visitor):
    response = visitor.get(URL)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    return response.json()


def test_the_next_seven_days_and_all_that_leads_through_them(visitor, routine, patient):
    said = carried(visitor)

    assert (said["owner"], said["is_open"], said["stop"]) == (owner_of(patient), True, None)
    assert [one["day"] for one in said["days"]] == [
        (date(2026, 3, 4) + timedelta(days=n)).isoformat() for n in range(7)
    ]
    assert said["days"][0]["routines"] == [{"routine": routine.pk, "due": 1, "done": 0}]
    session = said["sessions"][str(routine.pk)]
    assert [one["name"] for one in session["exercises"]] == ["Bridge", "Bird-dog"]
    assert session["exercises"][0]["dose"]
    assert session["urls"]["here"] == f"/sessions/routines/{routine.pk}/"
    assert session["signs"]["bladder_saddle"]["url"] == "/seek-care/emergency/"


def test_what_is_done_today_is_not_asked_for_again(visitor, routine, screening):
    ExerciseSessionFactory(routine=routine, screening=screening, finished_at=WEDNESDAY, slot=1)

    days = carried(visitor)["days"]
    assert [day["routines"][0]["done"] for day in days] == [1, 0, 0, 0, 0, 0, 0]


def test_says_what_arrived_lately_so_that_no_phone_takes_it_for_unfinished(visitor, routine, do):
    do(routine)
    kept = ExerciseSession.objects.get()
    ExerciseSessionFactory(routine=routine, finished_at=WEDNESDAY - timedelta(days=3))

    assert carried(visitor)["saved"] == [str(kept.key)]


def test_a_plan_that_starts_or_ends_this_week(visitor, routine, patient):
    routine.plan.end("revoked", on=date(2026, 3, 6))
    plan = PlanFactory(patient=patient, starts_on=date(2026, 3, 6))
    later = RoutineFactory(plan=plan, name="Later")
    PrescriptionFactory(routine=later)

    days = carried(visitor)["days"]
    found = [[one["routine"] for one in day["routines"]] for day in days]
    assert found == [[routine.pk]] * 2 + [[later.pk]] * 5


def test_the_permit_ends_when_the_gate_would_close_by_itself(visitor, routine, patient, screening):
    said = carried(visitor)

    permit = read_permit(said["permit"], patient)
    assert permit.screening == screening.pk
    assert said["until"] == permit.until.isoformat()
    assert permit.until > WEDNESDAY


def test_a_session_by_this_permit_is_kept(visitor, routine):
    permit = carried(visitor)["permit"]

    assert send(visitor, session_of(routine, permit=permit)).json()["saved"]
    assert ExerciseSession.objects.count() == 1


def test_says_whether_a_last_session_can_be_asked_about(visitor, routine, patient):
    assert carried(visitor)["is_first"]
    QuickCheckFactory(patient=patient, used_at=WEDNESDAY)
    assert not carried(visitor)["is_first"]


class TestAClosedGate:
    def test_a_stop_gives_nothing_to_do_and_says_where_the_help_is(self, visitor, routine, patient):
        ScreeningFactory(patient=patient, stopped=True, screened_at=WEDNESDAY)
        said = carried(visitor)

        assert (said["is_open"], said["stop"]) == (False, "/seek-care/emergency/")
        assert said.keys() == {
            "owner",
            "made_at",
            "is_open",
            "leads_to",
            "stop",
            "saved",
            "time_zone",
        }

    def test_who_was_never_screened_is_led_there(self, as_user):
        person = RoutineFactory().plan.patient
        said = carried(as_user(person))

        assert (said["is_open"], said["stop"]) == (False, None)
        assert said["leads_to"] == "/screening/"
        assert "sessions" not in said


def test_nobody_elses(visitor, routine):
    other = RoutineFactory()
    PrescriptionFactory(routine=other)

    assert list(carried(visitor)["sessions"]) == [str(routine.pk)]


def test_needs_signing_in(client):
    assert client.get(URL).status_code == 302


def test_the_number_of_queries_does_not_grow(visitor, routine, django_assert_max_num_queries):
    for n in range(3, 9):
        PrescriptionFactory(routine=routine, order=n)
    PrescriptionFactory(routine=RoutineFactory(plan=routine.plan, order=2))
    with django_assert_max_num_queries(22):
        carried(visitor)
