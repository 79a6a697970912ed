"""Looking back: every check and all that followed, newest first, nothing lost or changed."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.clock import clock_at
from tests.factories import QuickCheckFactory, ScreeningFactory, clear, quick_answers
from tests.screening.sets import CAUTION, CLINICIAN_FIRST, answers
from tests.screening.stopped import state
from tracker.models import Clearance, Screening
from tracker.screening import questionnaire
from tracker.screening.actions import ask_again, record, record_log, record_quick_check
from tracker.screening.past import PAGE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 17, tzinfo=UTC)
DAY = timedelta(days=1)
URL = reverse("screening:history")
clock = clock_at(NOW)


def read(browser, query=""):
    return " ".join(browser.get(URL + query).content.decode().split())


def test_shows_every_kind_with_its_day_outcome_reasons_and_version(as_user, patient):
    full = record(patient=patient, answers=CAUTION, at=NOW - 5 * DAY)
    fever = quick_answers(qc_unwell="fever")
    quick = record_quick_check(patient=patient, answers=fever, at=NOW - 3 * DAY)
    log = {"log_new_symptoms": "sudden"}
    said = record_log(patient=patient, answers=log, at=NOW - DAY, session_key=uuid.uuid4())

    page = read(as_user(patient))

    for screening, kind, day in (
        (full, "Safety check", "March 5, 2026"),
        (quick, "Quick check before a session", "March 7, 2026"),
        (said, "Said after a session", "March 9, 2026"),
    ):
        outcome, words = screening.get_tier_display(), screening.reasons[0]["words"]
        for shown in (kind, day, outcome, words):
            assert shown in page, shown
    assert f"version {questionnaire.current().version} of the questions" in page
    days = re.findall(r"<h2>(March \d+), 2026", page)
    assert days == ["March 9", "March 7", "March 5"]


def test_a_rule_about_several_answers_comes_with_those_answers(as_user, patient):
    screening = record(
        patient=patient, answers=answers(minor_trauma="not_sure", osteoporosis_known="yes"), at=NOW
    )
    (rule,) = [reason for reason in screening.reasons if reason["kind"] == "rule"]

    page = read(as_user(patient))

    assert rule["words"] in page
    for say in rule["says"]:
        assert page.count(say) == 1


def test_shows_who_allowed_exercise_again_and_why(as_user, care):
    patient = care.patient
    first = record(patient=patient, answers=CLINICIAN_FIRST, at=NOW - 6 * DAY)
    second = record_quick_check(
        patient=patient, answers=quick_answers(qc_unwell="fever"), at=NOW - 4 * DAY
    )
    for stop, by, name in ((first, patient, "Dr. Lee"), (second, care.therapist, "Dr. Kim")):
        said = {"clinician_name": name, "reason": f"{name} found nothing"}
        clear(stop, by, NOW - DAY, examined_on=(NOW - 2 * DAY).date(), **said)

    page = read(as_user(patient))

    assert "Examined by Dr. Lee on March 8, 2026, who allows exercise" in page
    assert "Dr. Lee found nothing" in page
    assert "Stated by the person themselves, March 9, 2026" in page
    assert "Examined by Dr. Kim on March 8, 2026, who allows exercise" in page
    assert "Given by the physical therapist Dana Ruiz, March 9, 2026" in page


def test_shows_what_a_new_check_was_asked_for_in_its_place(as_user, care):
    patient = care.patient
    ScreeningFactory(patient=patient, screened_at=NOW - 6 * DAY)
    ask_again(patient=patient, because="injury", at=NOW - 5 * DAY)
    ask_again(
        patient=patient,
        because="clinician_request",
        at=NOW - 4 * DAY,
        by=care.therapist,
        note="How is the leg?",
    )
    ScreeningFactory(patient=patient, screened_at=NOW - 3 * DAY)

    page = read(as_user(patient))

    assert questionnaire.current().rescreen["injury"] in page
    assert "Asked by Dana Ruiz" in page
    assert "How is the leg?" in page
    days = re.findall(r"<h2>March (\d+), 2026", page)
    assert days == ["7", "6", "5", "4"]


class TestManyQuickChecks:
    @pytest.fixture
    def browser(self, as_user, patient):
        ScreeningFactory(patient=patient, screened_at=NOW - 100 * DAY)
        for n in range(60):
            QuickCheckFactory(patient=patient, screened_at=NOW - n * DAY)
        return as_user(patient)

    def test_those_without_signs_do_not_bury_the_rest(self, browser):
        page = read(browser)
        assert page.count('<section class="card">') == 1
        assert "60 quick checks before your sessions found none of the signs." in page
        assert f'href="{URL}?all"' in page

    def test_all_can_be_listed_page_by_page(self, browser):
        seen = []
        for number in range(1, 5):
            page = read(browser, f"?page={number}&all")
            seen += re.findall(r"<h2>([^<]+)</h2>", page)
            assert f"Page {number} of 4" in page
            assert ("Older" in page) == (number < 4)
            assert ("Newer" in page) == (number > 1)
        assert len(seen) == len(set(seen)) == 61
        assert 'href="?page=2&amp;all"' in read(browser, "?all")

    def test_one_with_a_careful_answer_is_always_listed(self, browser, patient):
        record_quick_check(patient=patient, answers=quick_answers(qc_unwell="mild_cold"), at=NOW)
        assert "I have a mild cold" in read(browser)

    @pytest.mark.parametrize("number", ["0", "-1", "99", "x", "", "9" * 400])
    def test_a_page_that_is_not_there_is_answered(self, browser, number):
        assert browser.get(URL, {"page": number}).status_code == 200

    def test_only_quick_checks_is_not_the_same_as_nothing(self, browser, patient):
        patient.screenings.filter(kind="full").delete()
        page = read(browser)
        assert "60 quick checks" in page
        assert "You have not done a safety check yet" not in page


def test_takes_as_many_queries_for_many_as_for_few(as_user, care, django_assert_max_num_queries):
    patient = care.patient
    for n in range(PAGE):
        stop = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW - n * DAY)
        clear(stop, care.therapist, NOW)
        ask_again(patient=patient, because=f"rule-{n}", at=NOW + DAY, by=care.therapist)
    browser = as_user(patient)
    with django_assert_max_num_queries(8):
        page = read(browser)
    assert "Page 1 of 2" in page


def test_nothing_in_it_can_be_changed(as_user, patient):
    ScreeningFactory(patient=patient, stopped=True)
    page = read(as_user(patient))
    assert page.count("<form") == page.count('action="/accounts/logout/"')
    assert as_user(patient).post(URL).status_code == 405


def test_shows_a_therapist_their_own_checks_alone(as_user, care):
    ScreeningFactory(patient=care.patient, stopped=True)
    QuickCheckFactory(patient=care.patient)
    ask_again(patient=care.patient, because="injury", at=NOW)

    page = read(as_user(care.therapist))

    assert "You have not done a safety check yet" in page
    assert "quick check" not in page
    assert questionnaire.current().rescreen["injury"] not in page


def test_shows_the_own_checks_in_words(as_user, patient, stopped):
    state(as_user(patient))
    page = as_user(patient).get("/screening/history/").content.decode()

    assert "March 3, 2026" in page
    assert "I have lost control of my bladder or bowels" in page
    assert "Examined by Dr. Lee on March 9, 2026" in page
    assert page.count("<form") == page.count('action="/accounts/logout/"')


def test_shows_nothing_of_another(as_user, care, stopped):
    page = as_user(care.therapist).get("/screening/history/").content.decode()
    assert "You have not done a safety check yet" in page


def test_takes_as_many_queries_for_many_as_for_one(
    as_user, patient, stopped, django_assert_max_num_queries
):
    for days in range(20):
        ScreeningFactory(patient=patient, screened_at=NOW - timedelta(days=days))
    visitor = as_user(patient)
    with django_assert_max_num_queries(8):
        visitor.get("/screening/history/")


def test_is_for_people_who_are_signed_in(client):
    assert client.get("/screening/history/").url.startswith("/accounts/login/")


def test_who_sees_which_screenings(patient, therapist, stranger, care, stopped):
    for person, seen in ((patient, 1), (therapist, 1), (stranger, 0)):
        assert Screening.objects.visible_to(person).count() == seen
        assert Clearance.objects.editable_by(person).count() == 0
    assert Screening.objects.editable_by(therapist).count() == 0
