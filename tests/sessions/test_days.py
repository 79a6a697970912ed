"""Days are the patient's: the moment in UTC, and beside it the date where they were then."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from tests.factories import (
    PrescriptionFactory,
    QuickCheckFactory,
    RoutineFactory,
    ScreeningFactory,
)
from tests.sessions.conftest import answers_for, ticket_in
from tracker.progress.queries import progress_of
from tracker.sessions.queries import today_of

pytestmark = pytest.mark.django_db

NEW_YORK, TOKYO = ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")


def local(year, month, day, hour, minute, zone=NEW_YORK, fold=0):
    return datetime(year, month, day, hour, minute, tzinfo=zone, fold=fold)


@pytest.fixture
def do_at(as_user, clock):
    """Open and save a routine at one moment, with both checks of just before."""

    def save(routine, moment):
        clock.move_to(moment)
        patient = routine.plan.patient
        ScreeningFactory(patient=patient)
        QuickCheckFactory(patient=patient)
        browser = as_user(patient)
        url = reverse("sessions:perform", args=[routine.pk])
        browser.post(url, answers_for(routine, ticket_in(browser.get(url))))
        return patient.exercise_sessions.latest("pk")

    return save


@pytest.fixture
def routine(patient):
    """Daily since March 2, in New York."""
    return PrescriptionFactory(routine__plan__patient=patient).routine


SPRING = [
    pytest.param(local(2026, 3, 7, 23, 30), "2026-03-08T04:30", date(2026, 3, 7), id="before"),
    pytest.param(local(2026, 3, 8, 1, 30), "2026-03-08T06:30", date(2026, 3, 8), id="last-of-it"),
    pytest.param(
        local(2026, 3, 8, 2, 30), "2026-03-08T07:30", date(2026, 3, 8), id="a-time-that-is-missing"
    ),
    pytest.param(local(2026, 3, 8, 23, 30), "2026-03-09T03:30", date(2026, 3, 8), id="that-night"),
]
AUTUMN = [
    pytest.param(local(2026, 10, 31, 23, 30), "2026-11-01T03:30", date(2026, 10, 31), id="before"),
    pytest.param(local(2026, 11, 1, 1, 30), "2026-11-01T05:30", date(2026, 11, 1), id="first-1:30"),
    pytest.param(
        local(2026, 11, 1, 1, 30, fold=1), "2026-11-01T06:30", date(2026, 11, 1), id="second-1:30"
    ),
    pytest.param(
        local(2026, 11, 1, 23, 30), "2026-11-02T04:30", date(2026, 11, 1), id="that-night"
    ),
]


@pytest.mark.parametrize(("moment", "in_utc", "day"), SPRING + AUTUMN)
def test_a_session_counts_for_the_day_on_the_patients_wall(do_at, routine, moment, in_utc, day):
    session = do_at(routine, moment)

    stored = datetime.fromisoformat(in_utc).replace(tzinfo=UTC)
    assert session.finished_at == session.started_at == stored
    assert session.done_on == day
    assert session.slot == 1
    for score in session.pain_scores.all():
        assert (score.recorded_at, score.recorded_on) == (stored, day)


def test_1_30_comes_twice_in_autumn_and_is_two_sessions_of_one_day(do_at, routine):
    routine.times = "01:30,20:00"
    routine.save()
    first = do_at(routine, local(2026, 11, 1, 1, 30))
    second = do_at(routine, local(2026, 11, 1, 1, 30, fold=1))

    assert second.finished_at - first.finished_at == timedelta(hours=1)
    assert (first.done_on, first.slot) == (date(2026, 11, 1), 1)
    assert (second.done_on, second.slot) == (date(2026, 11, 1), 2)


@pytest.mark.parametrize("sunday", [date(2026, 3, 8), date(2026, 11, 1)])
def test_the_night_the_clocks_change_is_one_due_day_like_any_other(do_at, routine, sunday):
    for n in (-1, 0, 1):
        day = sunday + timedelta(days=n)
        do_at(routine, local(day.year, day.month, day.day, 23, 30))

    today = today_of(routine.plan.patient, sunday)
    assert [day.due for day in today.week] == [1] * len(today.week)
    assert [day.done for day in today.week[-2:]] == [1, 1]
    monday = sunday + timedelta(days=1)
    progress = progress_of(routine.plan.patient, "4w", monday)
    counted = {p.first: (p.done, p.due) for p in progress.periods if p.done}
    assert counted == {sunday + timedelta(days=n): (1, 1) for n in (-1, 0, 1)}


def test_a_session_over_midnight_counts_for_the_day_it_ended(as_user, clock, routine, patient):
    clock.move_to(local(2026, 3, 4, 23, 55))
    ScreeningFactory(patient=patient)
    QuickCheckFactory(patient=patient)
    browser = as_user(patient)
    url = reverse("sessions:perform", args=[routine.pk])
    ticket = ticket_in(browser.get(url))
    clock.shift(timedelta(minutes=10))
    browser.post(url, answers_for(routine, ticket))

    session = patient.exercise_sessions.get()
    assert session.done_on == date(2026, 3, 5)
    days = dict(session.pain_scores.values_list("moment", "recorded_on"))
    assert days == {"before": date(2026, 3, 4), "after": date(2026, 3, 5)}


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Tokyo", "Thursday, March 5"),
        ("America/Los_Angeles", "Wednesday, March 4"),
        ("Pacific/Kiritimati", "Thursday, March 5"),
        ("UTC", "Wednesday, March 4"),
    ],
)
def test_today_is_the_patients_today(as_user, patient, routine, clock, zone, words):
    clock.move_to(datetime(2026, 3, 4, 20, tzinfo=UTC))
    patient.time_zone = zone
    patient.save()
    ScreeningFactory(patient=patient)
    assert words in as_user(patient).get(reverse("sessions:today")).content.decode()


@pytest.fixture
def flight(patient, routine, do_at):
    """Done on Tuesday evening in New York, then in Tokyo on Thursday morning."""
    old = do_at(routine, local(2026, 3, 3, 22, 0))
    patient.time_zone = "Asia/Tokyo"
    patient.save()
    routine.plan.patient.refresh_from_db()
    new = do_at(routine, local(2026, 3, 5, 7, 0, TOKYO))
    return old, new


def test_a_flight_leaves_the_days_of_before_as_they_were(as_user, patient, flight):
    old, new = flight
    old.refresh_from_db()
    assert old.finished_at == datetime(2026, 3, 4, 3, tzinfo=UTC), "already Wednesday in Tokyo"
    assert old.done_on == date(2026, 3, 3)
    assert set(old.pain_scores.values_list("recorded_on", flat=True)) == {date(2026, 3, 3)}
    assert new.done_on == date(2026, 3, 5)

    browser = as_user(patient)
    html = browser.get(reverse("sessions:summary", args=[old.pk])).content.decode()
    assert "Tuesday, March 3, 2026" in html
    assert "Wednesday, March 4" not in html


def test_after_a_flight_the_counts_add_up(as_user, patient, flight):
    week = today_of(patient, date(2026, 3, 5)).week
    assert [(day.done, day.due) for day in week] == [
        (0, 1), (1, 1), (0, 1), (1, 1), (0, 1), (0, 1), (0, 1),
    ]  # fmt: skip
    adherence = progress_of(patient, "4w", date(2026, 3, 5)).adherence
    assert (adherence.done, adherence.due) == (2, 4), "Monday to Thursday"


def test_flying_west_a_day_that_comes_twice_is_due_once(patient, routine, do_at):
    patient.time_zone = "Asia/Tokyo"
    patient.save()
    routine.plan.patient.refresh_from_db()
    first = do_at(routine, local(2026, 3, 5, 7, 0, TOKYO))
    patient.time_zone = "America/New_York"
    patient.save()
    routine.plan.patient.refresh_from_db()
    wednesday = do_at(routine, local(2026, 3, 4, 20, 0))
    again = do_at(routine, local(2026, 3, 5, 8, 0))

    assert (first.done_on, first.slot) == (date(2026, 3, 5), 1)
    assert (wednesday.done_on, wednesday.slot) == (date(2026, 3, 4), 1)
    assert (again.done_on, again.slot) == (date(2026, 3, 5), None)
    adherence = progress_of(patient, "4w", date(2026, 3, 5)).adherence
    assert (adherence.done, adherence.due) == (2, 4)


def test_before_a_day_that_was_done_ahead_of_time_it_is_not_counted(patient, routine, do_at):
    patient.time_zone = "Asia/Tokyo"
    patient.save()
    routine.plan.patient.refresh_from_db()
    do_at(routine, local(2026, 3, 5, 7, 0, TOKYO))

    adherence = progress_of(patient, "all", date(2026, 3, 4)).adherence
    assert (adherence.done, adherence.due) == (0, 2), "Monday and Tuesday"


def test_a_plan_starts_at_midnight_where_the_patient_is(as_user, patient, clock):
    routine = RoutineFactory(plan__patient=patient, plan__starts_on=date(2026, 3, 5))
    browser = as_user(patient)
    url = reverse("sessions:perform", args=[routine.pk])
    for moment, status in (
        (local(2026, 3, 4, 23, 59), 302),
        (local(2026, 3, 5, 0, 0), 200),
    ):
        clock.move_to(moment)
        ScreeningFactory(patient=patient)
        QuickCheckFactory(patient=patient)
        assert browser.get(url).status_code == status
