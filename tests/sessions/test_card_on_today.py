"""The Learn card on Today: one that fits, in one query, and none behind a closed gate."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import (
    EducationCardFactory,
    PainScoreFactory,
    PlanFactory,
    PrescriptionFactory,
    ScreeningFactory,
)
from tracker.plans.actions import publish, start_draft

pytestmark = pytest.mark.django_db

URL = reverse("sessions:today")
TODAY = date(2026, 3, 4)
DAY = timedelta(days=1)


@pytest.fixture
def card():
    return EducationCardFactory(key="posture", title="Posture", summary="Your next posture.")


@pytest.fixture
def moments():
    """Two cards for each moment, and for that alone."""
    for moment in ("start", "steady", "sore", "walking"):
        for n in (1, 2):
            EducationCardFactory(key=f"{moment}-{n}", fits=[moment])


@pytest.fixture
def shown(as_user, patient):
    """The key of the card on Today, and how many there are is one or none."""

    def key(person=patient):
        page = as_user(person).get(URL).content.decode()
        found = re.findall(r'href="/learn/([\w-]+)/"', page)
        assert len(found) <= 1
        return found[0] if found else None

    return key


def felt(patient, value, days_ago):
    day = TODAY - days_ago * DAY
    return PainScoreFactory(
        patient=patient, value=value, recorded_on=day,
        recorded_at=datetime(day.year, day.month, day.day, 14, tzinfo=UTC),
    )  # fmt: skip


@pytest.fixture
def usual(patient):
    """Pain 3 for two weeks."""
    for days_ago in range(4, 18):
        felt(patient, 3, days_ago)


@pytest.fixture
def used_to_it(routine):
    """The plan began long ago."""
    routine.plan.starts_on = TODAY - 60 * DAY
    routine.plan.save()


def test_says_its_title_and_sentence_and_leads_to_the_rest(visitor, routine, card):
    page = visitor.get(URL).content.decode()

    assert "Worth knowing" in page
    assert "Posture</h2>" in page
    assert "Your next posture." in page
    assert f'href="{card.get_absolute_url()}"' in page
    assert card.paragraphs[0] not in page


def test_it_is_no_second_main_button(visitor, routine, card):
    assert visitor.get(URL).content.decode().count("btn-primary") == 1


def test_the_first_two_weeks_have_cards_of_their_own(routine, moments, shown):
    assert shown().startswith("start")


def test_after_the_first_two_weeks_of_the_first_plan_come_others(patient, routine, moments, shown):
    PlanFactory(patient=patient, status="completed", starts_on=TODAY - 14 * DAY, ended_on=TODAY)
    assert shown().startswith("steady")


def test_a_draft_of_long_ago_begins_nothing(patient, routine, moments, shown):
    PlanFactory(patient=patient, draft=True, starts_on=TODAY - 60 * DAY)
    assert shown().startswith("start")


def test_without_a_plan_one_is_new(screening, moments, shown):
    assert shown().startswith("start")


def test_higher_pain_of_late_has_its_own(patient, used_to_it, usual, moments, shown):
    assert shown().startswith("steady")
    felt(patient, 5, days_ago=1)
    assert shown().startswith("sore")


@pytest.mark.parametrize(("value", "days_ago"), [(4, 1), (8, 0), (8, 45)])
def test_a_little_more_or_today_or_long_ago_is_not_higher_of_late(
    patient, used_to_it, usual, moments, shown, value, days_ago
):
    felt(patient, value, days_ago)
    assert shown().startswith("steady")


def test_what_was_corrected_does_not_count(patient, used_to_it, usual, moments, shown):
    score = felt(patient, 9, days_ago=1)
    score.superseded_at = score.recorded_at
    score.save()
    assert shown().startswith("steady")


def test_another_persons_pain_and_plan_do_not_count(
    patient, stranger, used_to_it, usual, moments, shown
):
    felt(stranger, 9, days_ago=1)
    ScreeningFactory(patient=stranger)
    assert shown().startswith("steady")
    assert shown(stranger).startswith("start")


def test_who_walks_reads_of_walking(routine, used_to_it, shown):
    EducationCardFactory(key="shoes", fits=["walking"])
    assert shown() is None
    PrescriptionFactory(routine=routine, order=3, exercise__aim__key="walking")
    assert shown() == "shoes"


@pytest.mark.parametrize("on", [date(2026, 3, 2), date(2026, 3, 4)], ids=["monday", "wednesday"])
def test_the_card_stays_the_same_all_day(patient, routine, used_to_it, usual, shown, clock, on):
    """Whatever is felt and changed: the walking exercise goes, and pain jumps."""
    clock.move_to(datetime(on.year, on.month, on.day, 14, tzinfo=UTC))
    ScreeningFactory(patient=patient)
    EducationCardFactory(key="shoes", fits=["walking"])
    walk = PrescriptionFactory(routine=routine, order=3, exercise__aim__key="walking")
    EducationCardFactory(key="cold-and-heat", fits=["sore"])
    assert shown() == "shoes"

    PainScoreFactory(patient=patient, value=9, recorded_on=on, recorded_at=datetime.now(UTC))
    draft = start_draft(patient=patient, by=patient, at=datetime.now(UTC))
    draft.routines.get().prescriptions.filter(exercise=walk.exercise).delete()
    publish(plan=draft, by=patient, at=datetime.now(UTC))

    assert shown() == "shoes"


def test_tomorrow_has_another(patient, routine, shown, clock):
    for n in range(3):
        EducationCardFactory(key=f"any-{n}")
    first = shown()
    clock.move_to(datetime(2026, 3, 5, 14, tzinfo=UTC))
    assert shown() not in {None, first}


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_what_is_not_published_is_not_shown(routine, card, shown, status):
    card.status = status
    card.save()
    assert shown() is None


def test_what_fits_no_moment_is_not_shown(routine, shown):
    EducationCardFactory(key="surgery", fits=[])
    assert shown() is None


@pytest.mark.parametrize("closed", [{"stopped": True}, {"caution": True}])
def test_a_closed_gate_shows_none(patient, routine, card, shown, closed):
    ScreeningFactory(patient=patient, **closed)
    assert shown() is None


def test_it_takes_one_query_and_leaves_the_long_words_out(
    visitor, patient, routine, usual, django_assert_num_queries
):
    EducationCardFactory.create_batch(20)
    with django_assert_num_queries(6) as queries:  # five without it
        visitor.get(URL)
    (asked,) = [q["sql"] for q in queries.captured_queries if "educationcard" in q["sql"]]
    assert "paragraphs" not in asked


def test_a_title_is_text(visitor, routine):
    EducationCardFactory(title="<b>Bold</b>")
    assert "<b>Bold" not in visitor.get(URL).content.decode()
