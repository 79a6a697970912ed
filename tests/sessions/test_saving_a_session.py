"""Saving a session: what was done, what was left out and why, and how it felt."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import PrescriptionFactory
from tests.sessions.conftest import WEDNESDAY, answers_for, ticket_in
from tracker.models import ExerciseSession
from tracker.plans.actions import publish, start_draft

pytestmark = pytest.mark.django_db
LIMITS = {"done_sets": 10, "done_reps": 100, "done_hold_seconds": 300}


@pytest.fixture
def refused(visitor, routine, url, ticket):
    """Send wrong answers, and return the page that comes back."""

    def post(**changed):
        response = visitor.post(url, answers_for(routine, ticket, **changed))
        assert response.status_code == 422
        assert not ExerciseSession.objects.exists()
        return response

    return post


def field_of(routine, n, name):
    return f"exercise-{routine.prescriptions.all()[n].pk}-{name}"


def message_at(page, field):
    """The message that stands with a field, by the id that ties the two."""
    html = page.content.decode()
    found = re.search(rf'id="id_{field}_error"[^>]*>(.*?)</', html, re.DOTALL)
    other = re.search(rf'id="error_\d+_id_{field}"[^>]*>(.*?)</', html, re.DOTALL)
    words = (found or other)[1]
    return re.sub(r"<[^>]+>", "", words).strip()


def test_keeps_what_was_done_and_how_it_felt(as_user, patient, routine, screening, clock, do, url):
    browser = as_user(patient)
    ticket = ticket_in(browser.get(url))
    clock.shift(timedelta(minutes=12))
    actual = {"done_reps": "8", "done_sets": "2", "done_hold_seconds": "3"}

    answers = answers_for(routine, ticket, first=actual, note="Felt good.\nSlept well.")
    response = browser.post(url, answers)

    session = patient.exercise_sessions.get()
    assert response.url == reverse("sessions:summary", args=[session.pk])
    assert (session.routine, session.screening, session.slot) == (routine, screening, 1)
    assert (session.exertion, session.is_after_stop) == (3, False)
    assert session.note.splitlines() == ["Felt good.", "Slept well."]
    assert (session.started_at, session.finished_at) == (
        WEDNESDAY,
        WEDNESDAY + timedelta(minutes=12),
    )
    assert session.done_on == date(2026, 3, 4)
    bridge, bird_dog = session.logs.all()
    assert (bridge.exercise_name, bridge.outcome, bridge.reason) == ("Bridge", "done", "")
    assert (bridge.done_sets, bridge.done_reps, bridge.done_hold_seconds) == (2, 8, 3)
    assert bridge.dose == "10 times, hold 5 seconds", "what was asked for stands beside it"
    assert (bird_dog.done_sets, bird_dog.done_reps, bird_dog.done_hold_seconds) == (1, 10, 5)
    pains = {score.moment: score for score in session.pain_scores.all()}
    assert {moment: score.value for moment, score in pains.items()} == {"before": 4, "after": 2}
    assert pains["before"].recorded_at == WEDNESDAY


def test_keeps_why_an_exercise_was_left_out(patient, routine, do):
    do(routine, first={"done": None, "reason": "pain"})

    bridge, bird_dog = patient.exercise_sessions.get().logs.all()
    assert (bridge.outcome, bridge.reason) == ("skipped", "pain")
    assert (bridge.done_sets, bridge.done_reps, bridge.done_hold_seconds) == (None, None, None)
    assert bridge.dose == "10 times, hold 5 seconds"
    assert bird_dog.outcome == "done"


def test_a_tick_wins_over_a_reason(patient, routine, do):
    do(routine, first={"reason": "pain"})
    bridge = patient.exercise_sessions.get().logs.first()
    assert (bridge.outcome, bridge.reason) == ("done", "")


def test_keeps_the_minutes_of_a_walk(patient, screening, do):
    walk = PrescriptionFactory(
        routine__plan__patient=patient, reps_min=None, hold_seconds_min=None, minutes_min=20
    )
    answers = {"done_minutes": "15", "done_sets": None, "done_reps": None}
    do(walk.routine, first=answers)
    assert patient.exercise_sessions.get().logs.get().done_minutes == 15


def test_effort_and_note_may_be_left_empty(patient, routine, do):
    do(routine, exertion=None)
    session = patient.exercise_sessions.get()
    assert (session.exertion, session.note) == (None, "")


def test_a_session_beyond_what_was_due_is_kept_without_a_slot(patient, routine, do):
    do(routine)
    do(routine)
    assert list(patient.exercise_sessions.order_by("pk").values_list("slot", flat=True)) == [
        1,
        None,
    ]


def test_a_session_of_which_all_was_skipped_is_kept_and_is_none_done(patient, routine, do):
    nothing = {"done": None, "reason": "no-time"}
    do(routine, first=nothing, second=nothing)
    do(routine)
    assert list(patient.exercise_sessions.order_by("pk").values_list("slot", flat=True)) == [
        None,
        1,
    ]


@pytest.mark.django_db(transaction=True)
def test_asks_the_database_at_most_14_times(
    as_user, patient, routine, url, django_assert_max_num_queries
):
    for _n in range(8):
        PrescriptionFactory(routine=routine)
    browser = as_user(patient)
    answers = answers_for(routine, ticket_in(browser.get(url)))
    for prescription in routine.prescriptions.all()[2:]:
        answers[f"exercise-{prescription.pk}-done"] = "on"
    with django_assert_max_num_queries(13):
        assert browser.post(url, answers).status_code == 302
    assert patient.exercise_sessions.get().logs.count() == 10


# Refused: the message stands at the field, and nothing that was typed is lost.


def test_a_missing_reason_is_asked_for_at_the_exercise(refused, routine):
    page = refused(first={"done": None})
    message = message_at(page, field_of(routine, 0, "reason"))
    assert message == "Tick “I did this”, or choose why not."


@pytest.mark.parametrize("value", [None, "", "11", "-1", "x", "4.5"])
def test_pain_is_required_from_0_to_10(refused, value):
    page = refused(pain_before=value, pain_after=value)
    for field in ("pain_before", "pain_after"):
        assert message_at(page, field) == "Choose a number from 0 to 10."


@pytest.mark.parametrize("value", ["11", "-1", "x"])
def test_effort_is_from_0_to_10(refused, value):
    assert message_at(refused(exertion=value), "exertion") == "Choose a number from 0 to 10."


@pytest.mark.parametrize("wrong", ["0", "-1", "x", "1.5", "above"])
def test_what_was_done_has_the_limits_of_a_dose(refused, routine, wrong):
    above = {name: str(top + 1) for name, top in LIMITS.items()}
    page = refused(first=above if wrong == "above" else dict.fromkeys(LIMITS, wrong))
    for name, top in LIMITS.items():
        message = message_at(page, field_of(routine, 0, name))
        assert message == f"Type a number from 1 to {top}."


@pytest.mark.parametrize("value", ["0", "181"])
def test_minutes_are_from_1_to_180(as_user, patient, screening, quick_check, value):
    walk = PrescriptionFactory(
        routine__plan__patient=patient, reps_min=None, hold_seconds_min=None, minutes_min=20
    )
    url = reverse("sessions:perform", args=[walk.routine.pk])
    browser = as_user(patient)
    ticket = ticket_in(browser.get(url))

    page = browser.post(url, answers_for(walk.routine, ticket, first={"done_minutes": value}))

    assert page.status_code == 422
    assert message_at(page, f"exercise-{walk.pk}-done_minutes") == "Type a number from 1 to 180."


def test_the_limits_themselves_are_fine(patient, routine, do):
    lowest = dict.fromkeys(LIMITS, 1)
    for limit in (lowest, LIMITS):
        assert do(routine, first={name: str(n) for name, n in limit.items()}).status_code == 302
    logs = [session.logs.first() for session in patient.exercise_sessions.order_by("pk")]
    said = [{name: getattr(log, name) for name in LIMITS} for log in logs]
    assert said == [lowest, LIMITS]


def test_an_unknown_reason_is_refused(refused, routine):
    page = refused(first={"done": None, "reason": "the-dog-ate-it"})
    assert "not one of the available choices" in message_at(page, field_of(routine, 0, "reason"))


def test_a_note_has_at_most_1000_letters(refused, routine, do, patient):
    page = refused(note="a" * 1001)
    assert message_at(page, "note") == "Please keep the note to 1000 letters."
    do(routine, note="a" * 1000)
    assert len(patient.exercise_sessions.get().note) == 1000


def test_nothing_that_was_typed_is_lost_in_two_refusals(as_user, patient, routine, url):
    browser = as_user(patient)
    page = browser.get(url)
    ticket = ticket_in(page)
    for _time in range(2):
        answers = answers_for(
            routine,
            ticket_in(page),
            first={"done_reps": "7", "done_hold_seconds": "x"},
            second={"done": None, "reason": "no-time"},
            pain_before="6",
            pain_after=None,
            exertion="9",
            note="Careful <b>here</b>",
        )
        page = browser.post(url, answers)
        html = page.content.decode()

        assert page.status_code == 422
        assert "2 answers are missing or not right." in html
        assert re.search(r'name="pain_before" value="6"[^>]* checked', html)
        assert re.search(r'name="exertion" value="9"[^>]* checked', html)
        assert not re.search(r'name="pain_after"[^>]* checked', html)
        assert re.search(rf'name="{field_of(routine, 0, "done_reps")}" value="7"', html)
        assert re.search(rf'name="{field_of(routine, 0, "done_hold_seconds")}" value="x"', html)
        assert re.search(rf'name="{field_of(routine, 0, "done")}"[^>]* checked', html)
        assert not re.search(rf'name="{field_of(routine, 1, "done")}"[^>]* checked', html)
        assert re.search(r'<option value="no-time" selected', html)
        assert "Careful &lt;b&gt;here&lt;/b&gt;" in html
        assert ticket_in(page) == ticket

    assert browser.post(url, answers_for(routine, ticket)).status_code == 302


def test_an_empty_form_names_all_that_is_missing(as_user, patient, routine, url):
    browser = as_user(patient)
    page = browser.post(url, {"ticket": ticket_in(browser.get(url))})
    assert page.status_code == 422
    assert "5 answers are missing or not right." in page.content.decode()


def test_a_session_started_while_the_plan_ran_is_kept_after_its_end(as_user, patient, routine, url):
    browser = as_user(patient)
    ticket = ticket_in(browser.get(url))
    routine.plan.end("completed", on=date(2026, 3, 4))

    assert browser.post(url, answers_for(routine, ticket)).status_code == 302
    assert patient.exercise_sessions.get().slot is None, "nothing was due any more"


def test_a_session_of_the_version_before_answers_what_is_due_in_the_new_one(
    as_user, patient, routine, url
):
    browser = as_user(patient)
    ticket = ticket_in(browser.get(url))
    draft = start_draft(patient=patient, by=patient, at=datetime.now(UTC))
    publish(plan=draft, by=patient, at=datetime.now(UTC))

    browser.post(url, answers_for(routine, ticket))

    session = patient.exercise_sessions.get()
    assert (session.routine, session.slot) == (routine, 1)
    today = browser.get(reverse("sessions:today")).content.decode()
    assert "1 of 7 done this week." in today
