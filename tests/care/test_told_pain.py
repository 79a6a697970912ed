"""Pain told in a quick check that no session followed: the therapist sees it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    CareRelationshipFactory,
    PainScoreFactory,
    QuickCheckFactory,
    ScreeningFactory,
    quick_answers,
)

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LIST = reverse("care:caseload")
SOURCE = "Told in the quick check before a session"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def page(patient):
    return reverse("care:patient", args=[patient.pk])


@pytest.fixture
def tell(care):
    """Tell this pain in a quick check."""

    def told(pain, at):
        return QuickCheckFactory(
            patient=care.patient, screened_at=at, answers=quick_answers(qc_pain_now=str(pain))
        )

    return told


def row_in(browser):
    (row,) = browser.get(LIST).context["rows"]
    return row


def read(browser, url):
    return " ".join(browser.get(url).content.decode().split())


def test_is_the_last_pain_with_its_day_and_a_reason_to_look(
    as_user, care, patient, page, tell, now
):
    PainScoreFactory(patient=patient, value=2, recorded_at=now - 3 * DAY)
    day = tell(8, now - DAY).screened_on
    browser = as_user(care.therapist)

    row = row_in(browser)
    assert (row.last_pain, row.last_pain_on, row.needs_you) == (8, day, True)
    html = read(browser, LIST)
    for words in ("Pain 8 of 10", SOURCE, f"8, {day:%b} {day.day}", "1 person needs you"):
        assert words in html
    html = read(browser, page)
    for words in (f"Last pain: 8 of 10, {day:%b} {day.day}", SOURCE, "dot--care"):
        assert words in html


@pytest.mark.parametrize(("pain", "needs_you"), [(0, False), (6, False), (7, True), (10, True)])
def test_is_judged_as_any_other_pain(as_user, care, tell, now, pain, needs_you):
    tell(pain, now)
    row = row_in(as_user(care.therapist))
    assert (row.last_pain, row.needs_you) == (pain, needs_you)


@pytest.mark.parametrize("later", [timedelta(0), HOUR], ids=["at-once", "later"])
def test_a_score_since_then_counts(as_user, care, patient, page, tell, now, later):
    tell(9, now - DAY)
    PainScoreFactory(patient=patient, value=3, recorded_at=now - DAY + later)
    browser = as_user(care.therapist)

    assert (row_in(browser).last_pain, row_in(browser).needs_you) == (3, False)
    html = read(browser, page)
    assert "Last pain: 3 of 10" in html
    for words in (SOURCE, "dot--care"):
        assert words not in html


def test_a_score_that_was_corrected_does_not(as_user, care, patient, tell, now):
    tell(9, now - DAY)
    PainScoreFactory(patient=patient, value=3, recorded_at=now, superseded_at=now)
    assert row_in(as_user(care.therapist)).last_pain == 9


def test_only_the_newest_quick_check_counts(as_user, care, page, tell, now):
    tell(9, now - DAY)
    tell(4, now)
    browser = as_user(care.therapist)
    assert (row_in(browser).last_pain, row_in(browser).needs_you) == (4, False)
    assert "Last pain: 4 of 10" in read(browser, page)


@pytest.mark.parametrize("answers", [{"qc_unwell": "fever"}, {"qc_pain_now": None}, [1], "no", 7])
def test_a_quick_check_that_is_not_whole_tells_none(as_user, care, patient, page, now, answers):
    PainScoreFactory(patient=patient, value=5, recorded_at=now - DAY)
    QuickCheckFactory(patient=patient, screened_at=now, answers=answers)
    browser = as_user(care.therapist)
    assert row_in(browser).last_pain == 5
    assert "Last pain: 5 of 10" in read(browser, page)


def test_a_full_check_tells_none(as_user, care, patient, page, now):
    ScreeningFactory(patient=patient, answers=quick_answers(qc_pain_now="9"))
    browser = as_user(care.therapist)
    assert row_in(browser).last_pain is None
    assert "Last pain" not in read(browser, page)


def test_the_newest_is_found_behind_a_stop_of_another_kind(as_user, care, patient, tell, now):
    tell(9, now - DAY)
    ScreeningFactory(patient=patient, stopped=True, kind="session-log", screened_at=now)
    row = row_in(as_user(care.therapist))
    assert (row.last_pain, row.is_stopped) == (9, True)


def test_is_that_of_this_patient(as_user, care, tell, now):
    tell(9, now)
    other = CareRelationshipFactory(therapist=care.therapist).patient
    rows = as_user(care.therapist).get(LIST).context["rows"]
    assert {row.patient: row.last_pain for row in rows} == {care.patient: 9, other: None}


def test_the_day_is_that_of_the_patient(as_user, care, page, tell, now):
    for place in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        care.patient.time_zone = place
        care.patient.save()
        day = tell(8, now).screened_on
        browser = as_user(care.therapist)
        assert row_in(browser).last_pain_on == day == care.patient.day_of(now)
        assert f"Last pain: 8 of 10, {day:%b} {day.day}" in read(browser, page)
