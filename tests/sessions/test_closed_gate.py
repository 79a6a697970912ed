"""Behind a closed gate: no routine, no start, no session page, and a way on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import PrescriptionFactory, RoutineFactory, ScreeningFactory, clear
from tracker.models import ExerciseSession
from tracker.screening import gate

pytestmark = pytest.mark.django_db

START = reverse("screening:start")
STOP = reverse("screening:seek_care", args=["emergency"])


def first_use(patient):
    """Never asked."""


def expired(patient):
    ScreeningFactory(patient=patient, screened_at=datetime.now(UTC) - timedelta(days=28))


def old_version(patient):
    ScreeningFactory(patient=patient, sha256="0" * 64)


def unacknowledged(patient):
    ScreeningFactory(patient=patient, caution=True)


def stopped(patient):
    ScreeningFactory(patient=patient, stopped=True)


def uncleared(patient):
    ScreeningFactory(patient=patient, stopped=True)
    ScreeningFactory(patient=patient, screened_at=datetime.now(UTC) + timedelta(seconds=1))


def check_again(patient):
    stop = ScreeningFactory(patient=patient, stopped=True)
    clear(stop, at=datetime.now(UTC) + timedelta(minutes=1))


REASONS = [
    pytest.param(first_use, START, "First, is it safe to start?", id="first-use"),
    pytest.param(expired, START, "Time for your safety check", id="expired"),
    pytest.param(old_version, START, "Time for your safety check", id="old-version"),
    pytest.param(
        unacknowledged,
        reverse("screening:result"),
        "Please read the advice from your safety check first.",
        id="unacknowledged",
    ),
    pytest.param(stopped, STOP, "Your program is on hold", id="stopped"),
    pytest.param(uncleared, STOP, "Your program is on hold", id="uncleared"),
    pytest.param(check_again, START, "One more safety check", id="check-again"),
]


@pytest.fixture
def routine(patient):
    """A routine of somebody whom nothing has let in yet."""
    routine = RoutineFactory(plan__patient=patient)
    PrescriptionFactory(routine=routine, exercise__name="Bridge")
    return routine


@pytest.mark.parametrize(("closed_by", "way_on", "words"), REASONS)
def test_today_shows_no_routine_and_no_start(
    as_user, patient, routine, url, closed_by, way_on, words
):
    closed_by(patient)

    page = as_user(patient).get(reverse("sessions:today"))

    assert page.status_code == 200
    html = page.content.decode()
    assert words in html
    assert f'href="{way_on}"' in html
    assert "Bridge" not in html
    assert url not in html
    assert reverse("plans:starter") not in html
    assert reverse("measures:pain") in html


@pytest.mark.parametrize(("closed_by", "way_on", "words"), REASONS)
def test_the_session_page_leads_on_instead(
    as_user, patient, routine, url, closed_by, way_on, words
):
    closed_by(patient)
    response = as_user(patient).get(url)
    assert (response.status_code, response.url) == (302, way_on)


@pytest.mark.parametrize(("closed_by", "way_on", "words"), REASONS)
def test_nothing_is_kept_without_a_ticket(as_user, patient, routine, url, closed_by, way_on, words):
    closed_by(patient)

    response = as_user(patient).post(url, {"pain_before": "4", "pain_after": "2"})

    assert (response.status_code, response.url) == (302, way_on)
    assert not ExerciseSession.objects.exists()


def test_a_standing_that_cannot_be_read_is_a_closed_gate(
    as_user, patient, routine, screening, url, monkeypatch
):
    def broken():
        raise OSError

    monkeypatch.setattr(gate.questionnaire, "current", broken)
    browser = as_user(patient)

    assert browser.get(url).status_code == 302
    page = browser.get(reverse("sessions:today")).content.decode()
    assert "Bridge" not in page


def test_an_emergency_that_was_tapped_but_not_confirmed_closes_the_gate(
    as_user, patient, routine, screening, url
):
    browser = as_user(patient)
    question = reverse("screening:question", args=["bladder_bowel_control"])
    browser.post(question, {"answer": "yes"})

    for address in (url, reverse("sessions:today")):
        assert browser.get(address).url == reverse("screening:stop")
