"""Several tabs, devices and people, and the gate after whatever they did."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import PrescriptionFactory, QuickCheckFactory, RoutineFactory, ScreeningFactory
from tests.screening.forms_of import read
from tracker.screening import actions
from tracker.screening.gate import standing_of

STOP = reverse("screening:seek_care", args=["emergency"])


def at_once(*doings):
    """Do these in as many threads, all let go at the same moment; return what each returned."""
    start = Barrier(len(doings))

    def doing(do):
        try:
            start.wait(10)
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as threads:
        return [future.result(30) for future in [threads.submit(doing, do) for do in doings]]


def answering(patient, answers, check_id, at=None):
    return lambda: actions.record(
        patient=patient, answers=answers, at=at or timezone.now(), check_id=check_id
    )


def is_locked(patient):
    return standing_of(patient, timezone.now() + timedelta(seconds=1)).is_locked


def tab_of(person):
    client = Client()
    client.force_login(person)
    return client


def session_page_of(person):
    """Open a session, and return its address and what the page would send."""
    ScreeningFactory(patient=person)
    QuickCheckFactory(patient=person)
    routine = RoutineFactory(plan__patient=person)
    PrescriptionFactory(routine=routine)
    url = reverse("sessions:perform", args=[routine.pk])
    page = tab_of(person).get(url)
    form = next(form for form in read(page).forms if "ticket" in form.fields)
    return url, form.fields | {"new_symptoms": "none"}
