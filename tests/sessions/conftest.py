"""A Wednesday morning in New York, a patient whom the gate lets in, and her routine."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.clock import clock_at
from tests.factories import PrescriptionFactory, QuickCheckFactory, RoutineFactory, ScreeningFactory
from tracker.screening.gate import standing_of
from tracker.sessions.tickets import new_ticket

WEDNESDAY = datetime(2026, 3, 4, 14, tzinfo=UTC)  # 9 in the morning in New York
clock = clock_at(WEDNESDAY)


@pytest.fixture
def visitor(as_user, patient):
    return as_user(patient)


@pytest.fixture
def screening(patient):
    return ScreeningFactory(patient=patient)


@pytest.fixture
def routine(patient, screening):
    """Two exercises, due every day at eight."""
    routine = RoutineFactory(plan__patient=patient)
    for name, order in (("Bridge", 1), ("Bird-dog", 2)):
        PrescriptionFactory(routine=routine, exercise__name=name, order=order)
    return routine


@pytest.fixture
def url(routine, quick_check):
    """Where the routine is done, right after the quick check."""
    return reverse("sessions:perform", args=[routine.pk])


@pytest.fixture
def ticket(routine, url):
    return ticket_for(routine)


def ticket_for(routine):
    """What the page of the routine would send along, opened now; the page itself takes longer."""
    now, patient = timezone.now(), routine.plan.patient
    standing = standing_of(patient, now)
    assert standing.is_open
    assert standing.quick_check
    checks = {"screening": standing.screening, "quick_check": standing.quick_check}
    return new_ticket(patient=patient, routine=routine, at=now, **checks).signed()


def ticket_in(page):
    return re.search(r'name="ticket" value="([^"]+)"', page.content.decode())[1]


@pytest.fixture
def quick_check(patient):
    """Answered a moment ago: none of the signs, pain 3 of 10."""
    return QuickCheckFactory(patient=patient)


def answers_for(routine, ticket="", *, first=None, second=None, **changed):
    """Everything was done as asked and pain went from 4 to 2; what is None is not sent."""
    answers = {"ticket": ticket, "pain_before": "4", "pain_after": "2", "exertion": "3"}
    answers |= {"new_symptoms": "none"} | changed
    as_asked = {"done": "on", "done_sets": "1", "done_reps": "10", "done_hold_seconds": "5"}
    for prescription, other in zip(routine.prescriptions.all(), (first, second), strict=False):
        for name, value in (as_asked | (other or {})).items():
            answers[f"exercise-{prescription.pk}-{name}"] = value
    return {name: value for name, value in answers.items() if value is not None}


@pytest.fixture
def do(as_user):
    """Answer the quick check, do a routine and save it.

    `first={"done_reps": "8"}` changes the first exercise.
    """

    def save(routine, browser=None, **changed):
        browser = browser or as_user(routine.plan.patient)
        QuickCheckFactory(patient=routine.plan.patient)
        url = reverse("sessions:perform", args=[routine.pk])
        return browser.post(url, answers_for(routine, ticket_for(routine), **changed))

    return save
