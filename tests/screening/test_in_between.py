"""Blocked wins when the stop comes between two steps of another tab.

What threads cannot be made to do.
"""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ScreeningFactory
from tests.screening import sets
from tests.screening.at_once import STOP, answering, is_locked, session_page_of
from tests.screening.forms_of import read
from tracker.models import Plan, Screening
from tracker.screening import actions, gate, views
from tracker.sessions import doing_views

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def stop_comes(monkeypatch, patient):
    """Let the stop come right after, or before, that step has run for the first time."""

    def arrange(where, name, *, before=False):
        step, said = getattr(where, name), []

        def stop_once():
            if not said:
                said.append(True)
                ScreeningFactory(patient=patient, stopped=True, screened_at=timezone.now())

        def with_stop(*args, **kwargs):
            if before:
                stop_once()
            result = step(*args, **kwargs)
            stop_once()
            return result

        monkeypatch.setattr(where, name, with_stop)

    return arrange


@pytest.fixture
def tab(as_user, patient):
    return as_user(patient)


@pytest.mark.parametrize("before", [True, False])
def test_a_clear_check_is_judged_and_then_a_stop_comes(patient, stop_comes, before):
    stop_comes(actions, "outcome_of", before=before)
    answering(patient, sets.answers(), uuid.uuid4())()
    assert is_locked(patient)


def test_a_stop_comes_between_the_answers_and_where_they_lead(patient, tab, stop_comes):
    for key, value in sets.answers().items():
        tab.post(reverse("screening:question", args=[key]), {"answer": value})
    stop_comes(views, "record")
    assert tab.post(reverse("screening:review")).url == STOP
    assert is_locked(patient)


def test_a_stop_comes_while_the_advice_is_acknowledged(patient, tab, stop_comes):
    caution = ScreeningFactory(patient=patient, caution=True)
    stop_comes(Screening, "acknowledge", before=True)
    response = tab.post(reverse("screening:acknowledge"), {"screening": caution.pk})
    assert response.url == STOP
    assert not Plan.objects.exists()


def test_a_stop_comes_before_the_quick_check_is_answered(patient, tab, stop_comes):
    ScreeningFactory(patient=patient)
    url = reverse("screening:quick_check")
    form = next(f for f in read(tab.get(url)).forms if "check" in f.fields)
    stop_comes(actions, "outcome_of")
    assert tab.post(url, form.fields | {"qc_pain_now": "3"}).url == STOP
    assert is_locked(patient)


def test_a_stop_comes_just_after_the_gate_was_read(patient, tab, stop_comes):
    """That page is on its way already; nothing after it is, and what was done is kept."""
    url, sent = session_page_of(patient)
    stop_comes(gate, "_judge")
    tab.get(url)

    assert tab.get(url).url == STOP
    assert tab.post(url, sent).url == STOP
    assert patient.exercise_sessions.get().is_after_stop


def test_a_stop_comes_while_the_session_is_kept(patient, tab, stop_comes):
    url, sent = session_page_of(patient)
    stop_comes(doing_views, "log_session", before=True)
    page = tab.post(url, sent, follow=True)

    assert patient.exercise_sessions.count() == 1, "kept"
    assert not any("/sessions/routines/" in link for link in read(page).links)
    assert tab.get(url).url == STOP
    assert tab.post(url, sent).url == STOP, "sent again it leads to the help"


def test_a_first_acknowledgement_counts_also_from_a_page_read_before(patient):
    caution = ScreeningFactory(patient=patient, caution=True)
    other_tab = Screening.objects.get(pk=caution.pk)
    first = timezone.now()
    caution.acknowledge(at=first)
    other_tab.acknowledge(at=first + timedelta(minutes=5))
    assert Screening.objects.get().acknowledged_at == first
    assert other_tab.acknowledged_at == first
