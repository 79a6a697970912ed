"""Blocked wins in every race: two tabs, two devices, two people at the same moment."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from sqlite3 import connect
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    PrescriptionFactory,
    QuickCheckFactory,
    RoutineFactory,
    ScreeningFactory,
    TherapistFactory,
    UserFactory,
    quick_answers,
)
from tests.screening import sets
from tests.screening.forms_of import read
from tracker.models import Clearance, ExerciseSession, Plan, RescreenRequest, Screening
from tracker.screening import actions, gate, views
from tracker.screening.gate import standing_of
from tracker.sessions import doing_views

pytestmark = pytest.mark.thorough

STOP = reverse("screening:seek_care", args=["emergency"])


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that several threads can write to at once, as several workers of a server do.

    SQLite's database of the tests is in memory, where threads refuse each other instead of waiting
    for their turn. So it is copied into a file, opened as the site opens it.
    """
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, its_settings = connections["default"], connections.settings["default"]
    in_memory.ensure_connection()
    path = tmp_path / "races.sqlite3"
    file = connect(path)
    in_memory.connection.backup(file)
    file.close()
    connections.settings["default"] = its_settings | {"NAME": str(path)}
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = its_settings
        connections["default"] = in_memory


@pytest.fixture
def person(shared):
    return UserFactory()


def at_once(*doings):
    """Do these in as many threads, all let go at the same moment; return what each returned."""
    start = Barrier(len(doings))

    def doing(do):
        try:
            start.wait(10)
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as threads:
        return [future.result(30) for future in [threads.submit(doing, do) for do in doings]]


def answering(patient, answers, check_id, at=None):
    return lambda: actions.record(
        patient=patient, answers=answers, at=at or timezone.now(), check_id=check_id
    )


def clearing(stop, by):
    return lambda: actions.clear_screening(
        screening=stop,
        by=by,
        clinician_name="Dr. Lee",
        examined_on=stop.screened_on,
        reason="Examined, no sign of nerve trouble.",
        at=timezone.now(),
    )


def is_locked(patient):
    return standing_of(patient, timezone.now() + timedelta(seconds=1)).is_locked


def tab_of(person):
    client = Client()
    client.force_login(person)
    return client


BOTH_ORDERS = pytest.mark.parametrize("order", [1, -1], ids=["clear-first", "stop-first"])


class TestTwoAtTheSameMoment:
    """With threads, each with its own connection: on SQLite in a file, and on PostgreSQL."""

    @BOTH_ORDERS
    @pytest.mark.parametrize("stop", [sets.EMERGENCY, sets.URGENT, sets.CLINICIAN_FIRST])
    def test_of_two_tabs_with_opposite_answers_the_stop_wins(self, person, stop, order):
        check, moment = uuid.uuid4(), timezone.now()
        pair = [answering(person, said, check, moment) for said in (sets.answers(), stop)]
        at_once(*pair[::order])

        assert Screening.objects.count() == 2, "neither is lost"
        assert is_locked(person)

    @BOTH_ORDERS
    def test_of_two_quick_checks_the_stop_wins(self, person, order):
        ScreeningFactory(patient=person)
        check = uuid.uuid4()

        def quickly(**said):
            return lambda: actions.record_quick_check(
                patient=person, answers=quick_answers(**said), at=timezone.now(), check_id=check
            )

        at_once(*[quickly(), quickly(qc_legs="both_or_severe")][::order])
        assert Screening.objects.filter(kind="quick").count() == 2
        assert is_locked(person)

    def test_a_stop_that_comes_while_another_is_cleared_stays(self, person):
        first = answering(person, sets.URGENT, None, timezone.now() - timedelta(days=1))()
        at_once(clearing(first, person), answering(person, sets.URGENT, uuid.uuid4()))

        assert is_locked(person)
        answering(person, sets.answers(), uuid.uuid4())()
        assert is_locked(person)

    def test_a_clear_check_that_comes_with_the_clearance_does_not_open(self, person):
        stop = answering(person, sets.EMERGENCY, None, timezone.now() - timedelta(days=1))()
        before_it = timezone.now()
        at_once(clearing(stop, person), answering(person, sets.answers(), None, before_it))

        assert not standing_of(person, timezone.now()).is_open
        assert standing_of(person, timezone.now()).reason == "check-again"

    def test_the_same_check_sent_many_times_at_once_is_one_row(self, person):
        check = uuid.uuid4()
        sent = [answering(person, sets.EMERGENCY, check) for _tab in range(6)]
        rows = at_once(*sent)

        assert len({row.pk for row in rows}) == 1
        assert Screening.objects.count() == 1

    def test_a_log_that_is_synced_twice_at_once_is_one_row(self, person):
        ScreeningFactory(patient=person)
        sent = {"patient": person, "session_key": uuid.uuid4(), "at": timezone.now()}
        said = {"log_new_symptoms": "one_worse"}
        at_once(*[lambda: actions.record_log(answers=said, **sent) for _tab in range(4)])
        assert Screening.objects.filter(kind="session-log").count() == 1
        assert is_locked(person)

    def test_the_same_clearance_given_twice_at_once_is_one(self, person):
        stop = answering(person, sets.URGENT, None, timezone.now() - timedelta(days=1))()
        at_once(*[clearing(stop, person)] * 4)
        assert Clearance.objects.count() == 1

    def test_two_clearances_of_two_people_are_both_kept(self, person):
        stop = answering(person, sets.URGENT, None, timezone.now() - timedelta(days=1))()
        at_once(clearing(stop, person), clearing(stop, TherapistFactory()))
        assert Clearance.objects.count() == 2
        assert standing_of(person, timezone.now()).reason == "check-again"

    def test_a_new_check_that_is_asked_for_while_one_is_answered_closes_the_gate(self, person):
        ScreeningFactory(patient=person, screened_at=timezone.now() - timedelta(days=1))
        asked_at = timezone.now()

        def ask():
            return actions.ask_again(patient=person, because="injury", at=asked_at)

        at_once(ask, ask, answering(person, sets.CAUTION, None, asked_at))
        assert RescreenRequest.objects.exists()
        assert standing_of(person, timezone.now()).reason == "asked-again"

    def test_a_session_saved_from_two_tabs_while_a_stop_comes_is_kept_once(self, person):
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

    def test_answers_taken_over_in_two_tabs_at_once_are_one_row(self, person):
        visitor = Client()
        question = reverse("screening:question", args=["bladder_bowel_control"])
        visitor.post(question, {"answer": "yes"})
        tabs = [tab_of(person), tab_of(person)]
        for tab in tabs:
            tab.cookies["screening"] = visitor.cookies["screening"].value

        at_once(*[lambda tab=tab: tab.post(reverse("screening:take_over")) for tab in tabs])
        assert Screening.objects.get().tier == "emergency"
        assert is_locked(person)

    def test_the_basics_taken_up_while_a_stop_comes_are_not_shown(self, person):
        ScreeningFactory(patient=person)
        tab = tab_of(person)
        stop = answering(person, sets.EMERGENCY, uuid.uuid4())
        at_once(lambda: tab.post(reverse("plans:starter")), stop)

        page = tab.get(reverse("sessions:today"))
        assert "Your program is on hold" in page.content.decode()
        assert not any("/sessions/routines/" in link for link in read(page).links)


def session_page_of(person):
    """Open a session, and return its address and what the page would send."""
    ScreeningFactory(patient=person)
    QuickCheckFactory(patient=person)
    routine = RoutineFactory(plan__patient=person)
    PrescriptionFactory(routine=routine)
    url = reverse("sessions:perform", args=[routine.pk])
    page = tab_of(person).get(url)
    form = next(form for form in read(page).forms if "ticket" in form.fields)
    return url, form.fields | {"new_symptoms": "none"}


@pytest.mark.django_db
class TestInBetween:
    """What threads cannot be made to do: the stop comes between two steps of the other tab."""

    @pytest.fixture
    def stop_comes(self, monkeypatch, patient):
        """Let the stop come right after, or before, that step has run for the first time."""

        def arrange(where, name, *, before=False):
            step, said = getattr(where, name), []

            def stop_once():
                if not said:
                    said.append(True)
                    ScreeningFactory(patient=patient, stopped=True, screened_at=timezone.now())

            def with_stop(*args, **kwargs):
                if before:
                    stop_once()
                result = step(*args, **kwargs)
                stop_once()
                return result

            monkeypatch.setattr(where, name, with_stop)

        return arrange

    @pytest.fixture
    def tab(self, as_user, patient):
        return as_user(patient)

    @pytest.mark.parametrize("before", [True, False])
    def test_a_clear_check_is_judged_and_then_a_stop_comes(self, patient, stop_comes, before):
        stop_comes(actions, "outcome_of", before=before)
        answering(patient, sets.answers(), uuid.uuid4())()
        assert is_locked(patient)

    def test_a_stop_comes_between_the_answers_and_where_they_lead(self, patient, tab, stop_comes):
        for key, value in sets.answers().items():
            tab.post(reverse("screening:question", args=[key]), {"answer": value})
        stop_comes(views, "record")
        assert tab.post(reverse("screening:review")).url == STOP
        assert is_locked(patient)

    def test_a_stop_comes_while_the_advice_is_acknowledged(self, patient, tab, stop_comes):
        caution = ScreeningFactory(patient=patient, caution=True)
        stop_comes(Screening, "acknowledge", before=True)
        response = tab.post(reverse("screening:acknowledge"), {"screening": caution.pk})
        assert response.url == STOP
        assert not Plan.objects.exists()

    def test_a_stop_comes_before_the_quick_check_is_answered(self, patient, tab, stop_comes):
        ScreeningFactory(patient=patient)
        url = reverse("screening:quick_check")
        form = next(f for f in read(tab.get(url)).forms if "check" in f.fields)
        stop_comes(actions, "outcome_of")
        assert tab.post(url, form.fields | {"qc_pain_now": "3"}).url == STOP
        assert is_locked(patient)

    def test_a_stop_comes_just_after_the_gate_was_read(self, patient, tab, stop_comes):
        """That page is on its way already; nothing after it is, and what was done is kept."""
        url, sent = session_page_of(patient)
        stop_comes(gate, "_read")
        tab.get(url)

        assert tab.get(url).url == STOP
        assert tab.post(url, sent).url == STOP
        assert patient.exercise_sessions.get().is_after_stop

    def test_a_stop_comes_while_the_session_is_kept(self, patient, tab, stop_comes):
        url, sent = session_page_of(patient)
        stop_comes(doing_views, "log_session", before=True)
        page = tab.post(url, sent, follow=True)

        assert patient.exercise_sessions.count() == 1, "kept"
        assert not any("/sessions/routines/" in link for link in read(page).links)
        assert tab.get(url).url == STOP
        assert tab.post(url, sent).url == STOP, "sent again it leads to the help"

    def test_a_first_acknowledgement_counts_also_from_a_page_read_before(self, patient):
        caution = ScreeningFactory(patient=patient, caution=True)
        other_tab = Screening.objects.get(pk=caution.pk)
        first = timezone.now()
        caution.acknowledge(at=first)
        other_tab.acknowledge(at=first + timedelta(minutes=5))
        assert Screening.objects.get().acknowledged_at == first
        assert other_tab.acknowledged_at == first


@pytest.mark.django_db
class TestTwoTabsOfOneBrowser:
    """They share one cookie, and each may overwrite what the other has put there."""

    def test_an_emergency_that_is_confirmed_is_heard_whatever_the_other_tab_answered(
        self, as_user, patient
    ):
        tabs = as_user(patient)
        first = reverse("screening:question", args=["bladder_bowel_control"])
        tabs.post(first, {"answer": "yes"})
        asked = tabs.get(reverse("screening:stop"))
        confirm = next(form for form in read(asked).forms if form.method == "post")
        for key, value in sets.answers().items():
            tabs.post(reverse("screening:question", args=[key]), {"answer": value})
        tabs.post(reverse("screening:review"))
        assert standing_of(patient, timezone.now()).is_open, "the other tab is done"

        response = tabs.post(reverse("screening:stop"), confirm.fields)

        assert response.url == STOP
        assert is_locked(patient)
        assert set(Screening.objects.values_list("tier", flat=True)) == {"clear", "emergency"}

    def test_the_same_before_signing_in(self, as_user, patient, client):
        client.post(
            reverse("screening:question", args=["bladder_bowel_control"]), {"answer": "yes"}
        )
        asked = client.get(reverse("screening:stop"))
        confirm = next(form for form in read(asked).forms if form.method == "post")
        client.post(reverse("screening:question", args=["bladder_bowel_control"]), {"answer": "no"})
        client.post(reverse("screening:stop"), confirm.fields)

        ScreeningFactory(patient=patient)
        client.force_login(patient)
        assert client.get(reverse("sessions:today")).url == reverse("screening:stop")

    def test_the_page_of_another_person_confirms_nothing_for_this_one(
        self, as_user, patient, stranger
    ):
        tab = as_user(stranger)
        first = reverse("screening:question", args=["bladder_bowel_control"])
        tab.post(first, {"answer": "yes"})
        form = next(f for f in read(tab.get(reverse("screening:stop"))).forms if f.method == "post")

        as_user(patient).post(reverse("screening:stop"), form.fields)
        assert not Screening.objects.exists()
