"""Stops that only the patient's own statement cleared: their therapist still hears of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import CareRelationshipFactory, PainScoreFactory, ScreeningFactory, clear
from tests.screening.test_locked_everywhere import STOPS
from tracker.models import Screening

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
LIST = reverse("care:caseload")
FLAG = "Went on by their own statement"


@pytest.fixture
def now():
    return timezone.now()


def stopped(patient, at, **said):
    return ScreeningFactory(patient=patient, stopped=True, screened_at=at, **said)


def page_of(browser, patient):
    html = browser.get(reverse("care:patient", args=[patient.pk])).content.decode()
    return " ".join(html.split())


def row_in(browser):
    (row,) = browser.get(LIST).context["rows"]
    return row


@pytest.mark.parametrize(("tier", "stop"), STOPS)
def test_each_stop_is_shown_to_the_therapist(as_user, care, now, tier, stop):
    stop(care.patient, now - DAY)
    found = Screening.objects.locking().get()
    clear(found, care.patient, now - DAY + SECOND, reason="Go on <gently>")
    ScreeningFactory(patient=care.patient, screened_at=now)
    browser = as_user(care.therapist)

    html = page_of(browser, care.patient)
    day = found.clearances.get().examined_on
    assert (
        f"They say that Dr. Lee examined them on {day:%b} {day.day} and allowed exercise: "
        "“Go on &lt;gently&gt;”" in html
    )
    assert found.reasons[0]["words"] in html
    assert "notice--care" in html
    assert "notice--stop" not in html
    assert "Stopped by screening" not in html

    assert row_in(browser).needs_you
    html = browser.get(LIST).content.decode()
    for words in (FLAG, found.get_tier_display(), "1 person needs you", "dot--care"):
        assert words in html
    assert "Stopped by screening" not in html
    assert found.reasons[0]["words"] not in html, "the reasons are on the patient's page alone"


@pytest.mark.parametrize(("age", "is_shown"), [(28 * DAY - SECOND * 30, True), (28 * DAY, False)])
def test_for_28_days_after_the_statement(as_user, care, now, age, is_shown):
    clear(stopped(care.patient, now - 60 * DAY), care.patient, now - age)
    browser = as_user(care.therapist)

    assert (FLAG in page_of(browser, care.patient)) == is_shown
    assert row_in(browser).needs_you == is_shown


@pytest.mark.parametrize("is_first", [True, False], ids=["before", "after"])
def test_until_a_therapist_clears_it_too(as_user, care, now, is_first):
    stop = stopped(care.patient, now - DAY)
    clear(stop, care.patient, now - DAY / 2)
    clear(stop, care.therapist, now - DAY / 4 * (3 if is_first else 1))
    browser = as_user(care.therapist)

    assert FLAG not in page_of(browser, care.patient)
    assert not row_in(browser).needs_you


def test_a_therapist_who_cleared_a_later_and_worse_stop_has_seen_the_earlier(as_user, care, now):
    clear(stopped(care.patient, now - 3 * DAY), care.patient, now - 2 * DAY)
    clear(stopped(care.patient, now - DAY), care.therapist, now - SECOND)

    assert not row_in(as_user(care.therapist)).needs_you


def test_a_therapist_s_earlier_word_says_nothing_of_a_later_stop(as_user, care, now):
    clear(stopped(care.patient, now - 3 * DAY), care.therapist, now - 2 * DAY)
    clear(stopped(care.patient, now - DAY), care.patient, now - SECOND)

    assert row_in(as_user(care.therapist)).is_own_word


def test_a_less_serious_stop_that_the_statement_opened_is_shown_with_it(as_user, care, now):
    tired = stopped(care.patient, now - 2 * DAY, tier="urgent", kind="quick")
    clear(stopped(care.patient, now - DAY), care.patient, now - SECOND)

    response = as_user(care.therapist).get(reverse("care:patient", args=[care.patient.pk]))

    shown = [(one.stop.tier, one.statement.clinician_name) for one in response.context["went_on"]]
    assert shown == [("emergency", "Dr. Lee"), (tired.tier, "Dr. Lee")]


def test_a_stop_that_nobody_cleared_comes_first_and_high_pain_after(as_user, care, now):
    clear(stopped(care.patient, now - 3 * DAY), care.patient, now - 2 * DAY)
    hurting = CareRelationshipFactory(therapist=care.therapist, patient__name="Abe").patient
    PainScoreFactory(patient=hurting, value=10, recorded_at=now)
    both = CareRelationshipFactory(therapist=care.therapist, patient__name="Zoe").patient
    clear(stopped(both, now - 3 * DAY), both, now - 2 * DAY)
    stopped(both, now)

    found = as_user(care.therapist).get(LIST).context["rows"]

    assert [row.patient for row in found] == [both, care.patient, hurting]
    assert [row.is_stopped for row in found] == [True, False, False]


def test_both_pages_take_the_same_queries_for_one_and_for_many(as_user, care, now):
    def queries(url):
        with CaptureQueriesContext(connection) as captured:
            browser.get(url)
        return len(captured)

    def go_on(patient):
        clear(stopped(patient, now - 2 * DAY), patient, now - DAY)

    browser, page = as_user(care.therapist), reverse("care:patient", args=[care.patient.pk])
    go_on(care.patient)
    few = queries(LIST), queries(page)
    for _n in range(10):
        go_on(care.patient)
        go_on(CareRelationshipFactory(therapist=care.therapist).patient)
        stopped(CareRelationshipFactory(therapist=care.therapist).patient, now)

    assert (queries(LIST), queries(page)) == few
    assert few[0] <= 9
    assert few[1] <= 21


def test_is_not_there_for_a_therapist_whose_care_has_ended(as_user, care, now):
    clear(stopped(care.patient, now - DAY), care.patient, now - SECOND)
    care.end(by=care.patient, at=now)

    assert as_user(care.therapist).get(LIST).context["rows"] == []
