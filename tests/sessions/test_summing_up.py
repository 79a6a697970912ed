"""The end of a session: what was done in one kind sentence, and what comes next."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import (
    ExerciseFactory,
    ExerciseLogFactory,
    ExerciseSessionFactory,
    PainScoreFactory,
    PrescriptionFactory,
    ScreeningFactory,
)
from tests.sessions.conftest import WEDNESDAY
from tests.sessions.sending import send, session_of
from tracker.models import ExerciseLog, Hurt

pytestmark = pytest.mark.django_db
STOPPED, SKIPPED = ExerciseLog.Outcome.STOPPED, ExerciseLog.Outcome.SKIPPED


@pytest.fixture
def session(routine):
    """Both exercises done just now, pain 4 before and 2 after."""
    session = ExerciseSessionFactory(routine=routine, finished_at=WEDNESDAY)
    for prescription in routine.prescriptions.all():
        ExerciseLogFactory(session=session, prescription=prescription)
    for moment, value in (("before", 4), ("after", 2)):
        PainScoreFactory(patient=session.patient, session=session, moment=moment, value=value)
    return session


def words(browser, session):
    page = browser.get(reverse("sessions:summary", args=[session.pk]))
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_all_of_it_done_is_well_done_and_says_what_comes_next(visitor, session):
    said = words(visitor, session)
    assert "Well done: you did the whole routine." in said
    assert "The next one is on Thursday, March 5." in said


def test_a_session_of_today_that_is_left_comes_next(visitor, session):
    other = PrescriptionFactory(routine__plan=session.routine.plan, routine__name="Evening")
    other.routine.times = "18:30"
    other.routine.save()
    assert "Next today: Evening, 6:30 p.m." in words(visitor, session)


@pytest.mark.parametrize(
    ("outcomes", "reason", "after", "sentence"),
    [
        (["done", SKIPPED], "no-time", 2, "You did 1 of 2 exercises, and each one counts."),
        (["done", STOPPED], "pain", 2, "You did 1 of 2 exercises and took care where it hurt."),
        (["done", SKIPPED], "no-time", 6, "You did 1 of 2 exercises; take it gently"),
        (["done", "done"], "", 5, "You did the whole routine; take it gently"),
        ([STOPPED, SKIPPED], "pain", 2, "You stopped because it hurt, and that was the right"),
        ([SKIPPED, SKIPPED], "no-time", 2, "You left it out this time, and that is all right."),
    ],
    ids=["partly", "hurt", "partly-and-pain-rose", "pain-rose", "none-for-pain", "none"],
)
def test_is_kind_and_cheers_no_pain(visitor, session, outcomes, reason, after, sentence):
    for log, outcome in zip(session.logs.all(), outcomes, strict=True):
        log.outcome, log.reason = outcome, "" if outcome == "done" else reason
        log.save()
    session.pain_scores.filter(moment="after").update(value=after)

    said = words(visitor, session)

    assert sentence in said
    assert "Well done" not in said


def test_a_sign_that_asks_for_care_is_not_cheered(visitor, session):
    session.new_symptoms = "spread"
    session.save()
    assert "take it gently" in words(visitor, session)


def test_what_hurt_and_what_was_done_about_it_is_shown_to_both(as_user, visitor, care, session):
    bridge, bird_dog = session.logs.all()
    Hurt.objects.create(log=bridge, at=WEDNESDAY, pain=6, choice="easier")
    Hurt.objects.create(log=bird_dog, at=WEDNESDAY, choice="carry-on")
    bridge.easier, bridge.easier_name = ExerciseFactory(name="Half lift"), "Half bridge"
    bridge.save()

    for browser in (visitor, as_user(care.therapist)):
        said = words(browser, session)
        assert "It hurt, 6 of 10. Went on with an easier one." in said
        assert "An easier one was done in its place: Half bridge." in said
        assert "It hurt. Carried on." in said
    assert "You did the whole routine and took care where it hurt." in words(visitor, session)


def test_behind_a_stop_nothing_comes_next(visitor, patient, session):
    ScreeningFactory(patient=patient, stopped=True)
    said = words(visitor, session)
    assert "Your program is on hold." in said
    assert "The next one is on" not in said


def test_while_the_gate_is_closed_nothing_comes_next(visitor, screening, session):
    type(screening).objects.update(screened_at=WEDNESDAY - timedelta(days=40))
    assert "The next one is on" not in words(visitor, session)


def test_one_that_was_kept_behind_a_stop_says_so(as_user, visitor, care, session):
    session.is_after_stop = True
    session.save()
    assert "Saved on March 4 while your program was on hold." in words(visitor, session)
    assert "Saved on March 4 while the program was on hold." in words(
        as_user(care.therapist), session
    )


@pytest.mark.parametrize("hours", [10, -10])
def test_a_clock_that_was_wrong_is_told(visitor, patient, routine, hours):
    by_phone = WEDNESDAY + timedelta(hours=hours)
    times = dict.fromkeys(("started_at", "finished_at", "sent_at"), by_phone.isoformat())
    send(visitor, session_of(routine, **times))
    said = words(visitor, patient.exercise_sessions.get())
    word = "ahead of" if hours > 0 else "behind"
    assert f"The phone's clock was {word} the right time" in said


def test_one_that_was_written_down_or_arrived_later_tells_when(visitor, session):
    assert "reached us" not in words(visitor, session)
    session.received_at, session.done_on = WEDNESDAY, WEDNESDAY.date() - timedelta(days=2)
    session.how = "guided"
    session.save()
    assert "It reached us on March 4." in words(visitor, session)
    session.how = "afterwards"
    session.save()
    assert "Written down afterwards, on March 4." in words(visitor, session)


def test_days_later_it_tells_no_more_what_comes_next(visitor, session, clock):
    clock.shift(timedelta(days=1))
    said = words(visitor, session)
    assert "Well done: you did the whole routine." in said
    assert "The next one is on" not in said


def test_a_removed_one_is_not_summed_up(visitor, session):
    visitor.post(reverse("sessions:remove", args=[session.pk]))
    assert "Well done" not in words(visitor, session)


def test_the_sentence_is_for_the_patient(as_user, care, session):
    said = words(as_user(care.therapist), session)
    assert "Well done" not in said
    assert "The next one is on" not in said


def test_asks_the_database_no_more_often_with_more_exercises(
    visitor, session, django_assert_max_num_queries
):
    for _n in range(6):
        log = ExerciseLogFactory(
            session=session, prescription=PrescriptionFactory(routine=session.routine)
        )
        Hurt.objects.create(log=log, at=WEDNESDAY, choice="carry-on")
    with django_assert_max_num_queries(12):
        visitor.get(reverse("sessions:summary", args=[session.pk]))
