"""The list says whose exercise waits for a new safety check."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    CareRelationshipFactory,
    PainScoreFactory,
    PlanFactory,
    QuickCheckFactory,
    ScreeningFactory,
    TherapistFactory,
    clear,
)
from tracker.models import Screening, User
from tracker.screening import questionnaire
from tracker.screening.actions import ask_again
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LIST = reverse("care:caseload")
LINE = "Exercise waits for a new safety check"


@pytest.fixture
def now():
    return timezone.now()


def screened(patient, at, **said):
    return ScreeningFactory(patient=patient, screened_at=at, **said)


def check_again(patient, now):
    screened(patient, now - 5 * DAY)
    clear(screened(patient, now - 3 * DAY, stopped=True), TherapistFactory(), now - DAY)


def by_own_word(patient, now):
    clear(screened(patient, now - 3 * DAY, stopped=True), patient, now - DAY)


def asked(patient, now):
    screened(patient, now - 2 * DAY)
    ask_again(patient=patient, because="injury", at=now - DAY)


def gap(patient, now):
    screened(patient, now - 20 * DAY).note_session(at=now - 14 * DAY)


def kept_going(patient, now):
    screened(patient, now - 20 * DAY)
    QuickCheckFactory(patient=patient, screened_at=now - 2 * DAY, used_at=now - 2 * DAY)


PASTS = {
    "first-use": lambda patient, now: None,
    "quick-check-only": lambda patient, now: QuickCheckFactory(patient=patient),
    "check-again": check_again,
    "cleared-by-own-word": by_own_word,
    "asked-again": asked,
    "expired": lambda patient, now: screened(patient, now - 28 * DAY),
    "gap": gap,
    "old-version": lambda patient, now: screened(patient, now - DAY, version=1, sha256="0"),
    "unacknowledged": lambda patient, now: screened(patient, now - DAY, caution=True),
    "stopped": lambda patient, now: screened(patient, now - DAY, stopped=True),
    "stopped-then-passed": lambda patient, now: [
        screened(patient, now - 2 * DAY, tier="urgent"),
        screened(patient, now - DAY),
    ],
    "open": lambda patient, now: screened(patient, now - DAY),
    "open-after-a-session": kept_going,
    "a-clock-that-ran-ahead": lambda patient, now: [
        screened(patient, now - 28 * DAY),
        screened(patient, now + DAY),
    ],
    "a-stop-from-the-future": lambda patient, now: [
        screened(patient, now - DAY),
        screened(patient, now + DAY, stopped=True),
    ],
}
WAITING = {
    "check-again", "cleared-by-own-word", "asked-again", "expired", "gap", "old-version",
    "a-clock-that-ran-ahead",
}  # fmt: skip


def in_care(therapist, name):
    care = CareRelationshipFactory(therapist=therapist, patient__name=name)
    PlanFactory(patient=care.patient)
    return care.patient


def rows_in(browser):
    return {row.patient.name: row for row in browser.get(LIST).context["rows"]}


def test_each_row_stands_as_the_gate_of_that_patient(as_user, therapist, now):
    """All pasts at once, so that no one's checks are taken for another's."""
    for name, make in PASTS.items():
        make(in_care(therapist, name), now)

    rows = rows_in(as_user(therapist))

    at = timezone.now()
    gates = {name: standing_of(row.patient, at).reason for name, row in rows.items()}
    assert {name: row.reason for name, row in rows.items()} == gates
    assert {name for name, row in rows.items() if row.is_waiting} == WAITING


def test_what_decides_for_many_is_what_decides_for_each(therapist, now):
    for name, make in PASTS.items():
        make(in_care(therapist, name), now)
    people = User.objects.filter(care_received__therapist=therapist)

    together = [one.as_past() for one in Screening.objects.deciding_for_each(people, now)]
    alone = [
        one.as_past() for person in people for one in Screening.objects.deciding_for(person, now)
    ]

    assert sorted(together, key=lambda one: one.pk) == sorted(alone, key=lambda one: one.pk)


@pytest.mark.parametrize("name", sorted(WAITING))
def test_the_line_stands_in_the_place_of_no_flag(as_user, therapist, now, name):
    PASTS[name](in_care(therapist, "Maria Santos"), now)
    html = as_user(therapist).get(LIST).content.decode()
    assert LINE in html
    assert "No flag" not in html


@pytest.mark.parametrize("name", sorted(set(PASTS) - WAITING))
def test_nobody_else_waits(as_user, therapist, now, name):
    PASTS[name](in_care(therapist, "Maria Santos"), now)
    assert LINE not in as_user(therapist).get(LIST).content.decode()


def test_it_is_no_reason_to_look(as_user, therapist, now):
    PASTS["expired"](in_care(therapist, "Maria Santos"), now)
    browser = as_user(therapist)
    assert not rows_in(browser)["Maria Santos"].needs_you
    assert "Nobody needs you right now" in browser.get(LIST).content.decode()


def test_it_stands_beside_a_reason_to_look(as_user, therapist, now):
    maria = in_care(therapist, "Maria Santos")
    PASTS["expired"](maria, now)
    PainScoreFactory(patient=maria, value=9, recorded_at=now)
    html = as_user(therapist).get(LIST).content.decode()
    assert "Pain 9 of 10" in html
    assert LINE in html


def test_without_a_plan_there_is_nothing_to_wait_for(as_user, care, now):
    PASTS["expired"](care.patient, now)
    html = as_user(care.therapist).get(LIST).content.decode()
    assert LINE not in html
    assert "No plan yet" in html

    PlanFactory(patient=care.patient, draft=True)
    assert LINE not in as_user(care.therapist).get(LIST).content.decode()


def test_takes_the_same_queries_for_1_and_for_20_patients(as_user, therapist, now):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            browser.get(LIST)
        return len(captured)

    browser = as_user(therapist)
    PASTS["cleared-by-own-word"](in_care(therapist, "Patient 0"), now)
    few = queries()
    for n, name in enumerate((sorted(WAITING) * 3)[:19], 1):
        PASTS[name](in_care(therapist, f"Patient {n}"), now)

    assert len(rows_in(browser)) == 20
    assert queries() == few <= 9


def test_the_questions_are_read_as_they_are_now(as_user, therapist, now, monkeypatch):
    screened(in_care(therapist, "Maria Santos"), now - DAY)
    browser = as_user(therapist)
    assert not rows_in(browser)["Maria Santos"].is_waiting
    next_one = questionnaire.current()
    changed = type(next_one)(**(vars(next_one) | {"sha256": "0" * 64}))
    monkeypatch.setattr(questionnaire, "current", lambda: changed)
    assert rows_in(browser)["Maria Santos"].reason == "old-version"
