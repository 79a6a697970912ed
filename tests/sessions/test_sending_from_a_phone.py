"""A session that a phone sends: kept once, whole, whatever its clock says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import ExerciseFactory, PlanFactory, RoutineFactory, ScreeningFactory
from tests.sessions.conftest import WEDNESDAY
from tests.sessions.sending import check_of, send, session_of
from tracker.models import ExerciseSession, PainScore, Screening, SetAside
from tracker.screening.gate import standing_of
from tracker.sessions.owners import owner_of

pytestmark = pytest.mark.django_db


def pains(session):
    return dict(session.pain_scores.values_list("moment", "value"))


class TestKept:
    def test_is_kept_whole_and_acknowledged_with_its_key(self, visitor, routine, screening):
        sent = session_of(routine, note="Went well")
        answer = send(visitor, sent)

        session = ExerciseSession.objects.get()
        assert answer.status_code == 200
        assert answer.json() == {
            "key": sent["key"],
            "saved": True,
            "url": f"/sessions/{session.pk}/",
            "stop": None,
        }
        assert (session.how, session.note, session.exertion) == ("guided", "Went well", 3)
        assert session.screening == screening
        assert pains(session) == {"before": 4, "after": 2}
        assert [log.outcome for log in session.logs.all()] == ["done", "done"]
        assert session.done_on == date(2026, 3, 4)
        assert session.slot == 1
        assert session.received_at == WEDNESDAY
        assert session.quick_check.used_at == session.started_at

    def test_one_of_which_all_was_skipped_is_none_done(self, visitor, routine):
        skipped = {"outcome": "skipped", "reason": "no-time"}
        logs = [{"prescription": one.pk} | skipped for one in routine.prescriptions.all()]
        send(visitor, session_of(routine, logs=logs))
        assert ExerciseSession.objects.get().slot is None

    def test_the_same_again_gets_the_same_answer(self, visitor, routine):
        sent = session_of(routine)
        first = send(visitor, sent).json()
        again = send(visitor, sent | {"sent_at": (WEDNESDAY + timedelta(minutes=1)).isoformat()})

        assert again.json() == first
        assert ExerciseSession.objects.count() == 1
        assert PainScore.objects.count() == 2
        assert not SetAside.objects.exists()

    def test_other_content_under_the_same_key_is_refused_and_both_are_kept(self, visitor, routine):
        sent = session_of(routine)
        send(visitor, sent)
        for _twice in range(2):
            answer = send(visitor, sent | {"pain_after": 9})
            assert answer.status_code == 409
            assert answer.json()["set_aside"]
            assert answer.json()["key"] == sent["key"]

        assert pains(ExerciseSession.objects.get())["after"] == 2
        aside = SetAside.objects.get()
        assert (aside.why, aside.content["pain_after"]) == ("other-content", 9)

    def test_a_key_is_each_persons_own(self, visitor, as_user, routine):
        sent = session_of(routine)
        other = RoutineFactory(plan=PlanFactory())
        ScreeningFactory(patient=other.plan.patient)
        theirs = session_of(routine) | {
            "key": sent["key"],
            "routine": other.pk,
            "owner": owner_of(other.plan.patient),
            "logs": [],
        }
        send(visitor, sent)
        answer = send(as_user(other.plan.patient), theirs)

        assert answer.status_code == 422  # nothing in it, and not a word of the other session
        assert answer.json() == {
            "saved": False, "wrong": ["logs"], "key": sent["key"], "set_aside": True
        }  # fmt: skip

    def test_what_hurt_and_what_was_done_about_it(self, visitor, routine):
        easier = ExerciseFactory(slug="tilt", name="Pelvic tilt")
        sent = session_of(routine)
        hurt = {"at": WEDNESDAY.isoformat(), "pain": 6}
        sent["logs"][0] |= {"easier": "tilt", "hurts": [hurt | {"choice": "easier"}]}
        sent["logs"][1] |= {"outcome": "stopped", "hurts": [hurt | {"choice": "stop"}]}
        send(visitor, sent)

        session = ExerciseSession.objects.get()
        first, second = session.logs.all()
        assert session.status == "stopped"
        assert (first.outcome, first.easier, first.easier_name) == ("done", easier, "Pelvic tilt")
        assert first.hurts.get().choice == "easier"
        assert (second.outcome, second.reason) == ("stopped", "pain")
        assert second.hurts.get().pain == 6

    def test_one_logged_afterwards_needs_no_pain_and_no_check(self, visitor, routine):
        sent = session_of(routine, how="afterwards", pain_before=None, quick_check=None)
        sent["new_symptoms"] = ""

        assert send(visitor, sent).json()["saved"]
        assert pains(ExerciseSession.objects.get()) == {"after": 2}

    def test_a_plan_that_has_ended_meanwhile_still_takes_it(self, visitor, routine):
        routine.plan.end("revoked", on=date(2026, 3, 3))

        assert send(visitor, session_of(routine)).json()["saved"]
        assert ExerciseSession.objects.get().slot is None


class TestTheClock:
    @pytest.mark.parametrize(
        ("error", "mark"),
        [
            pytest.param(timedelta(), "", id="right"),
            pytest.param(timedelta(minutes=4), "", id="a-little-ahead"),
            pytest.param(timedelta(days=3), "ahead", id="days-ahead"),
            pytest.param(timedelta(days=-20000), "behind", id="in-1970"),
        ],
    )
    def test_is_corrected_by_when_it_arrived_and_marked(self, visitor, routine, error, mark):
        sent = session_of(routine)
        for name in ("started_at", "finished_at", "sent_at"):
            sent[name] = (datetime.fromisoformat(sent[name]) + error).isoformat()
        send(visitor, sent)

        session = ExerciseSession.objects.get()
        assert session.clock == mark
        assert session.done_on == date(2026, 3, 4)
        assert abs(session.finished_at - WEDNESDAY) <= timedelta(minutes=5)
        assert session.finished_at - session.started_at == timedelta(minutes=10)

    def test_a_day_is_the_one_where_it_was_done(self, visitor, routine):
        at = datetime(2026, 3, 3, 20, tzinfo=UTC).isoformat()  # Wednesday in Tokyo already
        send(visitor, session_of(routine, started_at=at, finished_at=at, time_zone="Asia/Tokyo"))

        assert ExerciseSession.objects.get().done_on == date(2026, 3, 4)

    @pytest.mark.parametrize("zone", ["", "Mars/Base", "../etc/passwd"])
    def test_an_unknown_zone_is_the_persons_own(self, visitor, routine, zone):
        at = datetime(2026, 3, 3, 2, tzinfo=UTC).isoformat()  # Monday evening in New York
        send(visitor, session_of(routine, started_at=at, finished_at=at, time_zone=zone))

        assert ExerciseSession.objects.get().done_on == date(2026, 3, 2)


class TestTheGate:
    def test_a_sign_told_late_locks(self, visitor, routine, patient):
        answer = send(visitor, session_of(routine, new_symptoms="bladder_saddle")).json()

        assert answer["saved"]
        assert answer["stop"] == "/seek-care/emergency/"
        assert not standing_of(patient, WEDNESDAY).is_open

    def test_a_sign_in_the_phones_check_locks_and_lets_nobody_in(self, visitor, routine, patient):
        sent = session_of(routine, quick_check=check_of(qc_unwell="fever"))
        answer = send(visitor, sent).json()

        assert answer["stop"] == "/seek-care/urgent/"
        assert ExerciseSession.objects.get().quick_check is None
        assert standing_of(patient, WEDNESDAY).is_locked

    def test_a_session_after_a_stop_is_kept_and_marked(self, visitor, routine, patient):
        ScreeningFactory(patient=patient, stopped=True, screened_at=WEDNESDAY)

        assert send(visitor, session_of(routine)).json()["saved"]
        assert ExerciseSession.objects.get().is_after_stop

    def test_a_check_of_an_old_version_lets_nobody_in_and_its_sign_is_heard(
        self, visitor, routine, patient
    ):
        sent = session_of(routine, quick_check=check_of(qc_unwell="fever") | {"version": 1})

        assert send(visitor, sent).json()["stop"] == "/seek-care/urgent/"
        assert ExerciseSession.objects.get().quick_check is None

    def test_a_sign_in_what_cannot_be_read_locks_too(self, visitor, routine, patient):
        sent = session_of(routine, how="flying", new_symptoms="bladder_saddle")

        assert send(visitor, sent).status_code == 422
        assert standing_of(patient, WEDNESDAY).is_locked

    def test_a_sign_in_other_content_locks_too(self, visitor, routine, patient):
        sent = session_of(routine)
        send(visitor, sent)
        send(visitor, sent | {"new_symptoms": "bladder_saddle"})

        assert standing_of(patient, WEDNESDAY).is_locked

    def test_the_check_of_one_session_lets_in_no_other(self, visitor, routine):
        check = check_of()
        send(visitor, session_of(routine, quick_check=check))
        send(visitor, session_of(routine, quick_check=check))

        checks = [one.quick_check for one in ExerciseSession.objects.order_by("pk")]
        assert checks == [Screening.objects.get(kind="quick"), None]


def test_the_number_of_queries_does_not_grow(visitor, routine, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        send(visitor, session_of(routine))
