"""Being asked again: the gate closes, and the person is told why."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.clock import clock_at
from tests.factories import (
    CareRelationshipFactory,
    PrescriptionFactory,
    QuickCheckFactory,
    ScreeningFactory,
    quick_answers,
)
from tests.screening.sets import ALL_NO
from tracker.models import RescreenRequest
from tracker.screening import questionnaire
from tracker.screening.actions import ask_again, record, record_quick_check
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
WHY = questionnaire.current().rescreen
START, TODAY = "/screening/", "/today/"
clock = clock_at(NOW)


@pytest.fixture
def checked(patient):
    """A clear check of three days ago, and a plan."""
    PrescriptionFactory(routine__plan__patient=patient)
    return ScreeningFactory(patient=patient, screened_at=NOW - 3 * DAY)


def read(browser, url):
    return " ".join(browser.get(url).content.decode().split())


class TestAskedByTheTherapist:
    @pytest.fixture
    def asked(self, care, checked):
        return ask_again(
            patient=care.patient,
            because="clinician_request",
            at=NOW - DAY,
            by=care.therapist,
            note="Please tell me about\nyour left leg <b>.",
        )

    def test_the_page_says_who_asks_when_and_what_they_wrote(self, as_user, patient, asked):
        page = read(as_user(patient), START)

        assert "Your last check was on March 7, 2026." in page
        assert WHY["clinician_request"] in page
        assert "Dana Ruiz, March 9, 2026" in page
        assert "Please tell me about<br>your left leg &lt;b&gt;." in page
        assert "could not read" not in page

    def test_today_says_why_and_shows_nothing_to_do(self, as_user, patient, asked):
        page = read(as_user(patient), TODAY)

        assert WHY["clinician_request"] in page
        assert "Morning routine" not in page
        assert START in page

    def test_a_new_check_answers_it(self, as_user, patient, asked):
        record(patient=patient, answers=ALL_NO, at=NOW)

        assert standing_of(patient, NOW).is_open
        assert "Dana Ruiz" not in read(as_user(patient), START)

    def test_nobody_else_reads_the_note(self, as_user, stranger, asked):
        ScreeningFactory(patient=stranger, screened_at=NOW - 3 * DAY)
        ask_again(patient=stranger, because="injury", at=NOW)
        page = read(as_user(stranger), START)
        assert WHY["injury"] in page
        assert "left leg" not in page

    def test_a_therapist_who_is_asked_does_not_read_what_their_patients_were_asked(
        self, as_user, therapist, asked
    ):
        ScreeningFactory(patient=therapist, screened_at=NOW - 3 * DAY)
        ask_again(patient=therapist, because="injury", at=NOW)
        assert "left leg" not in read(as_user(therapist), START)

    def test_the_note_stays_after_the_care_has_ended(self, as_user, care, asked):
        care.end(by=care.patient, at=NOW)
        assert "your left leg" in read(as_user(care.patient), START)


class TestAskedByARule:
    @pytest.mark.parametrize(
        "because",
        ["quick_check_positive", "pain_jump", "injury", "health_change", "clinician_request"],
    )
    def test_both_pages_say_which(self, as_user, patient, checked, because):
        ask_again(patient=patient, because=because, at=NOW)
        for url in (START, TODAY):
            assert WHY[because] in read(as_user(patient), url)

    def test_all_that_it_was_asked_for_is_said(self, as_user, care, checked):
        second = CareRelationshipFactory(patient=care.patient, therapist__name="Lee Tan").therapist
        ask_again(patient=care.patient, because="injury", at=NOW - 2 * DAY)
        for therapist in (care.therapist, second):
            ask_again(patient=care.patient, because="clinician_request", at=NOW, by=therapist)

        page = read(as_user(care.patient), START)

        assert WHY["injury"] in page
        assert "Dana Ruiz, March 10" in page
        assert "Lee Tan, March 10" in page

    def test_what_was_answered_before_is_not_said_again(self, as_user, patient, checked):
        RescreenRequest.objects.create(patient=patient, because="injury", asked_at=NOW - 4 * DAY)
        ask_again(patient=patient, because="pain_jump", at=NOW)
        assert WHY["injury"] not in read(as_user(patient), START)

    def test_a_rule_that_nobody_knows_any_more_still_closes_the_gate(
        self, as_user, patient, checked
    ):
        ask_again(patient=patient, because="a_rule_of_long_ago", at=NOW)

        assert standing_of(patient, NOW).reason == "asked-again"
        assert as_user(patient).get(START).status_code == 200
        assert "Morning routine" not in read(as_user(patient), TODAY)

    def test_a_fall_told_in_the_quick_check_leads_there(self, as_user, patient, checked):
        record_quick_check(patient=patient, answers=quick_answers(qc_injury="minor"), at=NOW)
        assert WHY["injury"] in read(as_user(patient), START)


class TestAskedByTheCalendar:
    def test_after_two_weeks_without_a_session(self, as_user, patient, checked):
        checked.screened_at = NOW - 20 * DAY
        checked.save()
        QuickCheckFactory(patient=patient, screened_at=NOW - 15 * DAY, used_at=NOW - 14 * DAY)

        assert standing_of(patient, NOW).reason == "gap"
        for url in (START, TODAY):
            page = read(as_user(patient), url)
            assert WHY["gap_14_days"] in page
            assert "could not read" not in page

    def test_after_28_days(self, as_user, patient, checked):
        checked.screened_at = NOW - 28 * DAY
        checked.screened_on = patient.day_of(checked.screened_at)
        checked.save()

        for url in (START, TODAY):
            assert WHY["every_28_days"] in read(as_user(patient), url)
        assert "Your last check was on Feb. 10, 2026." in read(as_user(patient), START)

    def test_when_the_questions_have_changed(self, as_user, patient, checked):
        checked.sha256 = "0" * 64
        checked.save()
        for url in (START, TODAY):
            assert "Our questions have changed since your last check." in read(
                as_user(patient), url
            )


def test_the_page_takes_as_many_queries_for_many_requests(
    as_user, patient, checked, django_assert_max_num_queries
):
    for _n in range(10):
        therapist = CareRelationshipFactory(patient=patient).therapist
        ask_again(patient=patient, because="clinician_request", at=NOW, by=therapist)
    browser = as_user(patient)
    with django_assert_max_num_queries(4):
        browser.get(reverse("screening:start"))
