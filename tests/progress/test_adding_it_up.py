"""What it all adds up to: pain and sessions over 4 weeks, 12 weeks or all time."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import ExerciseSessionFactory, PlanFactory, RoutineFactory
from tests.progress.conftest import TODAY, days_ago
from tracker.models import PainScore
from tracker.progress.queries import MOST_YEARS, adherence_of_many, progress_of
from tracker.progress.trends import Direction

pytestmark = pytest.mark.django_db


@pytest.fixture
def routine(patient):
    """Daily since Monday, March 2."""
    return RoutineFactory(plan__patient=patient)


def counts(progress):
    return progress.adherence.done, progress.adherence.due


def known(progress, moment="after"):
    """The periods with a score, as {first day: mean}."""
    periods = {p.first: getattr(p, moment) for p in progress.periods}
    return {day: mean for day, mean in periods.items() if mean is not None}


def test_4_weeks_are_28_days_with_today(patient, routine, done):
    done(routine, days_ago(27), before=6, after=5)
    done(routine, days_ago(28), before=9, after=9)
    done(routine, days_ago(1), before=3, after=2)

    progress = progress_of(patient, "4w", TODAY)

    assert progress.unit == "day"
    assert len(progress.periods) == 28
    assert (progress.periods[0].first, progress.periods[-1].last) == (days_ago(27), TODAY)
    assert known(progress) == {days_ago(27): 5, days_ago(1): 2}
    assert known(progress, "before") == {days_ago(27): 6, days_ago(1): 3}
    assert counts(progress) == (2, 27)
    assert progress.score_count == 4
    assert progress.trend.direction == Direction.DOWN


def test_12_weeks_are_12_periods_of_a_week(patient, routine, done):
    for n, after, slot in ((83, 7, None), (2, 4, 1), (1, 2, 1)):
        done(routine, days_ago(n), after=after, slot=slot)

    progress = progress_of(patient, "12w", TODAY)

    assert progress.unit == "week"
    assert len(progress.periods) == 12
    assert {(p.last - p.first).days for p in progress.periods} == {6}
    assert known(progress) == {days_ago(83): 7, days_ago(6): 3}
    assert [p.due for p in progress.periods] == [0] * 8 + [7, 7, 7, 6]
    assert [p.done for p in progress.periods] == [0] * 11 + [2]


def test_all_begins_with_the_first_score_session_or_plan(patient, routine, done, felt):
    assert progress_of(patient, "all", TODAY).periods[0].first == date(2026, 3, 2)
    done(routine, date(2026, 2, 27))
    assert progress_of(patient, "all", TODAY).periods[0].first == date(2026, 2, 27)
    felt(date(2026, 2, 20), 5)
    assert progress_of(patient, "all", TODAY).periods[0].first == date(2026, 2, 20)
    PlanFactory(patient=patient, draft=True, starts_on=date(2026, 1, 1))
    assert progress_of(patient, "all", TODAY).periods[0].first == date(2026, 2, 20)


def test_all_of_somebody_new_is_today(stranger):
    progress = progress_of(stranger, "all", TODAY)
    assert [(p.first, p.last) for p in progress.periods] == [(TODAY, TODAY)]
    assert not progress.has_something
    assert progress.trend.direction == Direction.UNKNOWN
    assert progress.adherence.percent is None


def test_all_of_a_plan_that_begins_next_week_is_today(stranger):
    RoutineFactory(plan__patient=stranger, plan__starts_on=TODAY + timedelta(days=7))
    progress = progress_of(stranger, "all", TODAY)
    assert len(progress.periods) == 1
    assert counts(progress) == (0, 0)


def test_more_than_half_a_year_is_shown_by_calendar_months(patient, routine, done, felt):
    felt(date(2025, 9, 20), 8)
    felt(date(2025, 9, 30), 6)
    done(routine, date(2026, 3, 1), after=3, slot=None)
    done(routine, date(2026, 3, 28), after=1)

    progress = progress_of(patient, "all", TODAY)

    assert progress.unit == "month"
    assert [p.first for p in progress.periods] == [
        date(2025, 9, 20), date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1),
        date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1),
    ]  # fmt: skip
    assert progress.periods[-1].last == TODAY
    assert known(progress, "now") == {date(2025, 9, 20): 7}
    assert known(progress) == {date(2026, 3, 1): 2}
    march = progress.periods[-1]
    assert (march.done, march.due) == (1, 27)
    assert counts(progress) == (1, 27)


def test_months_count_today_once_it_is_done(patient, routine, done, felt):
    felt(date(2025, 1, 1), 8)
    done(routine, days_ago(1))
    assert counts(progress_of(patient, "all", TODAY)) == (1, 27)
    done(routine, TODAY)
    progress = progress_of(patient, "all", TODAY)
    assert counts(progress) == (2, 28)
    assert (progress.periods[-1].done, progress.periods[-1].due) == (2, 28)


def test_at_most_ten_years_are_shown(patient, felt):
    felt(date(2001, 1, 1), 8)
    progress = progress_of(patient, "all", TODAY)
    assert progress.periods[0].first == TODAY - timedelta(days=365 * MOST_YEARS)
    assert len(progress.periods) <= 4 * MOST_YEARS + 1


def test_more_than_three_years_are_shown_by_quarters(patient, routine, done, felt):
    felt(date(2022, 11, 20), 8)
    felt(date(2022, 12, 31), 6)
    felt(date(2023, 1, 1), 2)
    done(routine, date(2026, 3, 28), after=1)

    progress = progress_of(patient, "all", TODAY)

    assert progress.unit == "quarter"
    first, second, *_, last = progress.periods
    assert (first.first, first.last) == (date(2022, 11, 20), date(2022, 12, 31))
    assert (second.first, second.last) == (date(2023, 1, 1), date(2023, 3, 31))
    assert (last.first, last.last) == (date(2026, 1, 1), TODAY)
    assert [first.quarter, second.quarter, last.quarter] == ["Q4 2022", "Q1 2023", "Q1 2026"]
    assert known(progress, "now") == {first.first: 7, second.first: 2}
    assert (last.done, last.due) == (1, 27)


@pytest.mark.parametrize("window", ["4w", "12w", "all"])
def test_today_counts_only_once_it_is_done(patient, routine, done, window):
    before = progress_of(patient, window, TODAY)
    assert counts(before) == (0, 27), "27 days before today"
    assert sum(p.due for p in before.periods) == 27

    done(routine, TODAY)
    after = progress_of(patient, window, TODAY)
    assert counts(after) == (1, 28)
    assert sum(p.due for p in after.periods) == 28
    assert sum(p.done for p in after.periods) == 1


def test_of_today_only_what_is_done_counts(patient, routine, done):
    routine.times = "08:00,12:00,18:00"
    routine.save()
    done(routine, TODAY, slot=1)
    done(routine, TODAY, slot=2)
    assert counts(progress_of(patient, "4w", TODAY)) == (2, 27 * 3 + 2)


def test_a_session_beyond_what_was_due_does_not_count(patient, routine, done):
    done(routine, days_ago(1))
    done(routine, days_ago(1), slot=None)
    assert counts(progress_of(patient, "4w", TODAY)) == (1, 27)


def test_each_version_of_a_plan_counts_for_its_days(patient, routine, done):
    old = routine.plan
    old.ended_on = date(2026, 3, 16)
    old.status = "revoked"
    old.save()
    RoutineFactory(
        plan=PlanFactory(patient=patient, starts_on=date(2026, 3, 16), version=2, replaces=old),
        weekdays="02",
        times="08:00,18:00",
    )
    done(routine, date(2026, 3, 15))

    progress = progress_of(patient, "4w", TODAY)

    due = {p.first: p.due for p in progress.periods if p.due}
    first_version = {date(2026, 3, 2) + timedelta(days=n): 1 for n in range(14)}
    second_version = {date(2026, 3, day): 2 for day in (16, 18, 23, 25)}
    assert due == first_version | second_version
    assert counts(progress) == (1, 14 + 8)


def test_a_draft_asks_for_nothing(patient):
    RoutineFactory(plan=PlanFactory(patient=patient, draft=True))
    assert counts(progress_of(patient, "4w", TODAY)) == (0, 0)


def test_a_plan_taken_back_on_a_day_that_was_done_never_makes_more_than_all(patient, routine, done):
    done(routine, date(2026, 3, 2))
    done(routine, date(2026, 3, 3))
    routine.plan.ended_on = date(2026, 3, 3)
    routine.plan.save()

    progress = progress_of(patient, "4w", TODAY)

    assert counts(progress) == (1, 1)
    assert all(p.done <= p.due for p in progress.periods)


def test_a_gap_is_unknown_and_not_zero(patient, routine, done, felt):
    done(routine, days_ago(20), after=0)
    done(routine, days_ago(3), before=4)
    felt(days_ago(1), 6)

    periods = {p.first: p for p in progress_of(patient, "4w", TODAY).periods}

    assert (periods[days_ago(20)].after, periods[days_ago(20)].before) == (0, None)
    assert periods[days_ago(20)].pain == 0
    assert periods[days_ago(10)].pain is None
    assert periods[days_ago(3)].pain == 4, "before a session, when nothing else is known"
    assert periods[days_ago(1)].pain == 6


def test_only_standing_scores_count(patient, felt):
    felt(days_ago(2), 9, superseded_at=timezone.now())
    felt(days_ago(2), 3)
    progress = progress_of(patient, "4w", TODAY)
    assert known(progress, "now") == {days_ago(2): 3}
    assert progress.score_count == 1


def test_several_scores_of_a_day_make_a_mean(patient, felt):
    for value in (2, 3, 3):
        felt(days_ago(2), value)
    mean = known(progress_of(patient, "4w", TODAY), "now")[days_ago(2)]
    assert mean == pytest.approx(8 / 3)


def test_a_week_weighs_each_score_alike(patient, felt):
    for value in (0, 0, 0):
        felt(days_ago(2), value)
    felt(days_ago(1), 8)
    assert known(progress_of(patient, "12w", TODAY), "now")[days_ago(6)] == 2


def test_another_persons_rows_do_not_count(patient, stranger, done, felt):
    theirs = RoutineFactory(plan__patient=stranger)
    done(theirs, days_ago(1), after=9)
    felt(days_ago(1), 9, patient=stranger)
    assert not progress_of(patient, "4w", TODAY).has_something


def test_asks_the_database_no_more_often_with_ten_years_of_history(
    patient, routine, felt, django_assert_num_queries
):
    def add_up():
        for window, queries in (("4w", 3), ("12w", 3), ("all", 6)):
            with django_assert_num_queries(queries):
                progress_of(patient, window, TODAY)

    for n in range(0, 30, 3):
        felt(days_ago(n), 5)
    add_up()

    moment = timezone.now()
    PainScore.objects.bulk_create(
        PainScore(
            patient=patient,
            value=n % 11,
            recorded_at=moment - timedelta(days=n),
            recorded_on=days_ago(n),
        )
        for n in range(3650)
    )
    add_up()


def test_the_caseload_counts_as_the_progress_page_does(
    patient, stranger, routine, done, django_assert_num_queries
):
    other = RoutineFactory(plan__patient=stranger, weekdays="0")
    for n in (0, 1, 5):
        done(routine, days_ago(n))
    ExerciseSessionFactory(routine=other)
    days = {patient.pk: TODAY, stranger.pk: TODAY - timedelta(days=1)}

    with django_assert_num_queries(2):
        found = adherence_of_many(days, 28)

    assert found[patient.pk] == progress_of(patient, "4w", TODAY).adherence
    assert found[stranger.pk] == progress_of(stranger, "4w", days[stranger.pk]).adherence


def test_a_caseload_of_nobody_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert adherence_of_many({}, 14) == {}
