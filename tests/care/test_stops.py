"""What stopped a patient, of every kind, and how their last safety check stands."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import PlanFactory, ScreeningFactory, clear, quick_answers
from tests.screening.sets import ALL_NO, CAUTION, CLINICIAN_FIRST, EMERGENCY, answers
from tracker.models import AuditEvent
from tracker.screening.actions import record, record_log, record_quick_check

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LIST = reverse("care:caseload")


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def page(patient):
    return reverse("care:patient", args=[patient.pk])


@pytest.fixture
def stop(care, now):
    """Keep a stop of this kind, said a day ago."""

    def of_kind(kind):
        said = {"patient": care.patient, "at": now - DAY}
        if kind == "quick":
            return record_quick_check(answers=quick_answers(qc_unwell="fever"), **said)
        if kind == "session-log":
            log = {"log_new_symptoms": "sudden"}
            return record_log(answers=log, session_key=uuid.uuid4(), **said)
        return record(answers=CLINICIAN_FIRST, **said)

    return of_kind


def read(browser, url):
    return " ".join(browser.get(url).content.decode().split())


KINDS = [
    pytest.param("full", "Safety check", "See a clinician before you exercise", id="full"),
    pytest.param("quick", "Quick check before a session", "Get medical advice today", id="quick"),
    pytest.param("session-log", "Said after a session", "Get emergency help now", id="log"),
]


@pytest.mark.parametrize(("kind", "words", "tier"), KINDS)
def test_the_list_says_which_check_and_the_day_but_not_the_reasons(
    as_user, care, stop, kind, words, tier
):
    found = stop(kind)

    html = read(as_user(care.therapist), LIST)

    day = found.screened_on
    for shown in ("Stopped by screening", tier, f"{words}, {day:%b} {day.day}"):
        assert shown in html
    assert found.reasons[0]["words"] not in html
    assert not AuditEvent.objects.exists(), "no reason was read"


@pytest.mark.parametrize(("kind", "words", "tier"), KINDS)
def test_the_page_shows_the_reasons_and_leads_to_the_clearance(
    as_user, care, stop, page, kind, words, tier
):
    found = stop(kind)

    html = read(as_user(care.therapist), page)

    for shown in (words, tier, found.reasons[0]["words"]):
        assert shown in html
    assert reverse("screening:clear_for", args=[found.pk]) in html
    assert AuditEvent.objects.get().patient == care.patient


@pytest.mark.parametrize(("kind", "words", "tier"), KINDS)
def test_each_kind_can_be_cleared_by_the_therapist(
    as_user, care, stop, page, now, kind, words, tier
):
    found = stop(kind)
    url = reverse("screening:clear_for", args=[found.pk])
    form = read(as_user(care.therapist), url)
    assert words in form
    assert "What comes next: they answer a full safety check." in form

    said = {
        "clinician_name": "Dana Ruiz",
        "examined_on": care.therapist.day_of(now).isoformat(),
        "reason": "All is well",
    }
    for missing in said:
        assert as_user(care.therapist).post(url, said | {missing: ""}).status_code == 422
    assert as_user(care.therapist).post(url, said).url == page

    html = read(as_user(care.therapist), page)
    assert "Stopped by screening" not in html
    if kind == "full":
        assert "A clinician allows exercise. It waits for a new check." in html


@pytest.mark.parametrize(("kind", "words", "tier"), KINDS)
def test_each_kind_can_be_cleared_by_the_patient_s_own_statement(
    as_user, care, stop, now, kind, words, tier
):
    found = stop(kind)
    url = reverse("screening:clear")
    form = read(as_user(care.patient), url)
    assert words in form
    assert "What comes next: a full safety check" in form

    said = {
        "screening": found.pk,
        "clinician_name": "Dr. Lee",
        "examined_on": care.patient.day_of(now).isoformat(),
        "reason": "All is well",
    }
    for missing in ("clinician_name", "examined_on", "reason"):
        assert as_user(care.patient).post(url, said | {missing: ""}).status_code == 422
    assert as_user(care.patient).post(url, said).url == reverse("screening:start")
    assert found.clearances.get().kind == "own-statement"


def test_all_open_stops_are_shown_the_most_serious_first(as_user, care, stop, page):
    urgent, emergency = stop("quick"), stop("session-log")

    html = read(as_user(care.therapist), page)

    assert html.index(emergency.reasons[0]["words"]) < html.index(urgent.reasons[0]["words"])
    assert html.count("I have examined this patient") == 1
    assert reverse("screening:clear_for", args=[emergency.pk]) in html


def test_a_rule_is_shown_with_the_answers_that_made_it(as_user, care, page, now):
    both = answers(minor_trauma="not_sure", osteoporosis_known="yes")
    found = record(patient=care.patient, answers=both, at=now)
    (rule,) = [reason for reason in found.reasons if reason["kind"] == "rule"]

    html = read(as_user(care.therapist), page)

    assert rule["words"] in html
    for say in rule["says"]:
        assert html.count(say) == 1


class TestTheLastSafetyCheck:
    def test_shows_the_cautions_the_day_and_when_it_runs_out(self, as_user, care, page, now):
        found = record(patient=care.patient, answers=CAUTION, at=now - 3 * DAY)
        browser = as_user(care.therapist)
        assert "Exercise waits until they have read the advice." in read(browser, page)

        found.acknowledge(at=now)
        html = read(browser, page)
        day, ends = found.screened_on, care.therapist.day_of(now + 25 * DAY)
        assert f"{day:%b} {day.day}, {day.year}: You can go on, with care" in html
        assert found.reasons[0]["words"] in html
        assert f"Exercise is open. The check runs out on {ends:%b} {ends.day}." in html

    def test_is_the_last_full_one(self, as_user, care, page, now):
        record(patient=care.patient, answers=CAUTION, at=now - 5 * DAY)
        record(patient=care.patient, answers=ALL_NO, at=now - 3 * DAY)
        quick = quick_answers(qc_unwell="mild_cold")
        record_quick_check(patient=care.patient, answers=quick, at=now)

        html = read(as_user(care.therapist), page)

        assert "No warning signs found" in html
        assert "I have a mild cold" not in html

    @pytest.mark.parametrize(
        ("make", "words"),
        [
            pytest.param(lambda p, now: None, "They have not answered one yet.", id="none"),
            pytest.param(
                lambda p, now: ScreeningFactory(patient=p, screened_at=now - 28 * DAY),
                "Exercise waits for a new check.",
                id="expired",
            ),
            pytest.param(
                lambda p, now: ScreeningFactory(patient=p, screened_at=now - 14 * DAY).note_session(
                    at=now - 14 * DAY
                ),
                "They have not exercised for two weeks or more.",
                id="gap",
            ),
            pytest.param(
                lambda p, now: record(patient=p, answers=EMERGENCY, at=now),
                "Exercise is closed until a clinician allows it.",
                id="stopped",
            ),
            pytest.param(
                lambda p, now: ScreeningFactory(patient=p, version=1, sha256="0"),
                "Exercise waits for a new check.",
                id="old-version",
            ),
        ],
    )
    def test_says_why_exercise_waits(self, as_user, care, page, now, make, words):
        make(care.patient, now)
        assert words in read(as_user(care.therapist), page)


@pytest.mark.parametrize(
    ("has_plan", "is_screened", "words"),
    [
        (False, False, "Not screened yet, no plan yet"),
        (True, False, "Not screened yet"),
        (False, True, "No plan yet"),
        (True, True, "No flag"),
    ],
)
def test_the_list_says_what_is_still_to_do(as_user, care, now, has_plan, is_screened, words):
    PlanFactory(patient=care.patient, draft=not has_plan)
    kind = "full" if is_screened else "quick"
    ScreeningFactory(patient=care.patient, kind=kind)

    assert f">{words}<" in read(as_user(care.therapist), LIST)


def test_the_page_takes_as_many_queries_for_many_stops(
    as_user, care, page, now, django_assert_max_num_queries
):
    for n in range(10):
        found = ScreeningFactory(patient=care.patient, stopped=True, screened_at=now - n * DAY)
        if n % 2:
            clear(found, care.therapist, found.screened_at)
    browser = as_user(care.therapist)
    with django_assert_max_num_queries(20):
        browser.get(page)
