"""Seeing Today: what is due, what is done, and one main button."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import (
    ExerciseLogFactory,
    ExerciseSessionFactory,
    PlanFactory,
    PrescriptionFactory,
    ScreeningFactory,
)
from tracker.plans.actions import publish, start_draft

pytestmark = pytest.mark.django_db

URL = reverse("sessions:today")
TODAY = date(2026, 3, 4)


@pytest.fixture
def see(as_user, patient):
    """The words of the page, without tags."""

    def words(visitor=None):
        page = (visitor or as_user(patient)).get(URL)
        assert page.status_code == 200
        main = page.content.decode().split("<main")[1].split("</main>")[0]
        return " ".join(re.sub(r"<[^>]+>", " ", main).split())

    return words


def main_buttons(page):
    return re.findall(r'<a class="btn btn-primary"[^>]*href="([^"]+)"', page.content.decode())


def test_shows_what_is_due_and_one_main_button(as_user, patient, routine, url, see):
    words = see()

    assert "Wednesday, March 4 Good morning, Maria" in words
    assert "Morning routine" in words
    assert "Your own routine · 8 a.m." in words
    assert "Bridge 10 times, hold 5 seconds" in words
    assert "0 of 7 done this week." in words
    assert main_buttons(as_user(patient).get(URL)) == [url]


def test_shows_what_is_done_and_when_the_next_one_is(as_user, patient, routine, do, see):
    do(routine)

    words = see()

    assert "Morning routine Done" in words
    assert "Wednesday : 1 of 1 done" in words.replace("Wednesday:", "Wednesday :")
    assert "1 of 7 done this week. The next one is on Thursday." in words
    assert "Do it once more" in words
    assert main_buttons(as_user(patient).get(URL)) == []


def test_says_who_prescribed_it(care, therapist, patient, screening, see):
    plan = PlanFactory(patient=patient, author=therapist)
    PrescriptionFactory(routine__plan=plan)
    assert "From Dana Ruiz, your physical therapist" in see()


def test_a_long_routine_shows_three_exercises_and_how_many_more(routine, see):
    for _n in range(3):
        PrescriptionFactory(routine=routine, order=3)
    assert "and 2 more" in see()


def test_several_times_a_day_count_down(as_user, patient, routine, url, do, see):
    routine.times = "08:00,18:30"
    routine.save()
    assert "8 a.m. · 0 of 2 today" in see()

    do(routine)
    assert "6:30 p.m. · 1 of 2 today" in see()
    assert "Wednesday: 1 of 2 done" in see()
    assert main_buttons(as_user(patient).get(URL)) == [url]

    do(routine)
    assert "2 of 2 today" in see()
    assert main_buttons(as_user(patient).get(URL)) == []

    do(routine)
    assert "2 of 2 today" in see(), "once more than asked is no third of two"
    assert "2 of 14 done this week" in see()


def test_of_two_routines_the_earlier_has_the_main_button(as_user, patient, routine, url, do):
    routine.times = "18:00"
    routine.save()
    early = PrescriptionFactory(routine__plan=routine.plan, routine__name="Early").routine
    visitor = as_user(patient)
    assert main_buttons(visitor.get(URL)) == [reverse("sessions:perform", args=[early.pk])]

    do(early)
    assert main_buttons(visitor.get(URL)) == [url]


def test_one_routine_done_twice_does_not_stand_for_the_other(patient, routine, do, see):
    PrescriptionFactory(routine__plan=routine.plan, routine__name="Evening")
    do(routine)
    do(routine)

    assert "Wednesday: 1 of 2 done" in see()
    assert "1 of 14 done this week" in see()


def test_a_rest_day_says_so_and_lets_those_who_want_to(as_user, patient, routine, url, do, see):
    routine.weekdays = "04"
    routine.save()

    words = see()

    assert "Nothing is due today. Rest is part of it." in words
    assert "not due today" in words
    assert "Wednesday: rest day" in words
    assert "The next one is on Friday." in words
    page = as_user(patient).get(URL)
    assert main_buttons(page) == []
    assert f'href="{url}"' in page.content.decode()

    do(routine)
    assert "Wednesday: done, though nothing was due" in see()
    assert "0 of 2 done this week" in see()


def test_a_session_of_which_all_was_skipped_leaves_the_day_as_it_was(routine, do, see):
    routine.weekdays = "04"
    routine.save()
    nothing = {"done": None, "reason": "no-time"}

    do(routine, first=nothing, second=nothing)

    assert "Wednesday: rest day" in see()


def test_without_a_plan_it_offers_the_four_basics(as_user, patient, screening, see):
    words = see()
    assert "No plan for today yet." in words
    page = as_user(patient).get(URL).content.decode()
    assert f'action="{reverse("plans:starter")}"' in page
    assert page.count("btn btn-primary") == 1


def test_a_plan_from_next_week_says_when_it_starts(as_user, patient, routine, see):
    routine.plan.starts_on = date(2026, 3, 9)
    routine.plan.save()

    words = see()

    assert "Your plan starts on Monday, March 9." in words
    assert "Bridge" not in words
    assert "four basics" not in words
    assert main_buttons(as_user(patient).get(URL)) == []


def test_a_plan_from_tomorrow_counts_in_this_week(patient, routine, see):
    routine.plan.starts_on = TODAY + timedelta(days=1)
    routine.plan.save()
    words = see()
    assert "Your plan starts on Thursday, March 5." in words
    assert "0 of 4 done this week." in words


@pytest.mark.parametrize("field", ["ends_on", "ended_on"])
def test_a_plan_that_has_ended_asks_for_nothing(patient, routine, see, field):
    last = TODAY - timedelta(days=1) if field == "ends_on" else TODAY
    setattr(routine.plan, field, last)
    routine.plan.save()

    words = see()

    assert "No plan for today yet." in words
    assert "Bridge" not in words
    assert "0 of 2 done this week." in words, "Monday and Tuesday were due"


def test_the_last_day_of_a_plan_is_part_of_it(patient, routine, see):
    routine.plan.ends_on = TODAY
    routine.plan.save()
    assert "Bridge" in see()


def test_a_plan_that_changed_in_midweek_counts_each_version_for_its_days(
    as_user, patient, routine, do, see, clock
):
    for day in (2, 3):
        moment = datetime(2026, 3, day, 14, tzinfo=UTC)
        ExerciseSessionFactory(routine=routine, finished_at=moment)
    draft = start_draft(patient=patient, by=patient, at=datetime.now(UTC))
    draft.routines.update(weekdays="4")
    publish(plan=draft, by=patient, at=datetime.now(UTC))

    assert "2 of 3 done this week. The next one is on Friday." in see()


def test_what_was_done_before_a_change_of_plan_still_counts_today(patient, routine, do, see):
    do(routine)
    draft = start_draft(patient=patient, by=patient, at=datetime.now(UTC))
    publish(plan=draft, by=patient, at=datetime.now(UTC))

    assert "Morning routine Done" in see()
    assert "Wednesday: 1 of 1 done" in see()


def test_another_persons_plan_is_not_shown(patient, screening, see):
    PrescriptionFactory(exercise__name="Somebody else's")
    assert "Somebody else" not in see()


@pytest.mark.parametrize(
    ("hour", "greeting"), [(12, "Good morning"), (17, "Good afternoon"), (23, "Good evening")]
)
def test_greets_by_the_clock_where_the_person_is(patient, routine, clock, see, hour, greeting):
    clock.move_to(datetime(2026, 3, 4, hour, tzinfo=UTC))
    assert greeting in see()


def test_asks_the_database_no_more_often_with_more_history(
    as_user, patient, routine, django_assert_num_queries
):
    visitor = as_user(patient)
    for _round in range(2):
        for n in range(15):
            day = datetime(2026, 3, 4, 13, tzinfo=UTC) - timedelta(days=n)
            session = ExerciseSessionFactory(routine=routine, finished_at=day, slot=None)
            ExerciseLogFactory(session=session)
            PrescriptionFactory(routine=routine)
        ScreeningFactory(patient=patient)
        with django_assert_num_queries(7):  # the session of the browser and the user are two
            visitor.get(URL)


def test_a_name_is_text(as_user, patient, routine):
    patient.name = routine.name = "<script>alert(1)</script>"
    patient.save()
    routine.save()
    page = as_user(patient).get(URL).content.decode()
    assert "<script>alert(1)" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 2


def test_other_methods_are_refused(as_user, patient):
    assert as_user(patient).post(URL).status_code == 405


def test_asks_a_visitor_to_sign_in(client):
    assert client.get(URL).url.startswith(reverse("account_login"))
