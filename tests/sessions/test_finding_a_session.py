"""Finding what was done again: from Today, and in the list of past sessions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ExerciseSessionFactory,
    PainScoreFactory,
    PrescriptionFactory,
    ScreeningFactory,
)

pytestmark = pytest.mark.django_db
URL = reverse("sessions:history")


@pytest.fixture
def session(patient):
    """Done a moment ago, pain 4 before and 2 after."""
    screening = ScreeningFactory(patient=patient)
    routine = PrescriptionFactory(routine__plan__patient=patient).routine
    session = ExerciseSessionFactory(
        routine=routine, screening=screening, finished_at=timezone.now()
    )
    for moment, value in (("before", 4), ("after", 2)):
        PainScoreFactory(patient=patient, session=session, moment=moment, value=value)
    return session


def test_today_leads_to_what_was_just_done(as_user, patient, session):
    page = as_user(patient).get(reverse("sessions:today")).content.decode()

    assert reverse("sessions:summary", args=[session.pk]) in page


def test_the_list_leads_to_each_session_with_its_pains(as_user, patient, session):
    page = as_user(patient).get(URL).content.decode()

    assert reverse("sessions:summary", args=[session.pk]) in page
    assert "Pain 4 before, 2 after" in page


def test_progress_leads_to_the_list(as_user, patient):
    assert URL in as_user(patient).get(reverse("progress:overview")).content.decode()


def test_an_empty_list_says_what_to_do(as_user, stranger, session):
    page = as_user(stranger).get(URL).content.decode()

    assert "No session yet" in page
    assert reverse("sessions:summary", args=[session.pk]) not in page


def test_asks_the_database_no_more_often_with_more_sessions(as_user, patient, session):
    client = as_user(patient)

    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(URL)
        return len(queries)

    before = count()
    for _n in range(5):
        ExerciseSessionFactory(routine=session.routine, screening=session.screening)
    assert count() == before


def test_a_therapists_note_stands_on_today(as_user, patient, therapist):
    ScreeningFactory(patient=patient)
    plan = {"plan__patient": patient, "plan__author": therapist, "plan__note": "Slowly at first."}
    PrescriptionFactory(**{f"routine__{name}": value for name, value in plan.items()})

    assert "Slowly at first." in as_user(patient).get(reverse("sessions:today")).content.decode()
