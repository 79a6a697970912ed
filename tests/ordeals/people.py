"""The patients who log, each with a routine that they may do."""

import os
import secrets
from dataclasses import dataclass


def live_in(folder):
    """Set what production would set, in a folder that is thrown away afterwards."""
    for name in ("DEBUG", "DEMO"):
        os.environ.pop(name, None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="tests.ordeals.settings",
        SECRET_KEY=secrets.token_urlsafe(60),
        EMAIL_HOST="localhost",
        ALLOWED_HOSTS="127.0.0.1",
        PLAIN_HTTP="1",
        VAR_DIR=str(folder),
    )


@dataclass(frozen=True)
class Person:
    """What a phone of theirs needs to send."""

    session: str  # the cookie
    owner: str
    routine: int
    prescriptions: list[int]


def make_people(count):
    """Make an empty database, and this many patients with the four basics."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_exercises", verbosity=0)
    return [make_person(number) for number in range(count)]


def make_person(number):
    from django.test import Client
    from django.utils import timezone

    from tests.factories import ScreeningFactory, UserFactory
    from tracker.plans.actions import give_starter_plan
    from tracker.sessions.owners import owner_of

    patient = UserFactory(email=f"patient{number}@example.com")
    ScreeningFactory(patient=patient)
    plan = give_starter_plan(patient=patient, at=timezone.now())
    routine = plan.routines.get()
    client = Client()
    client.force_login(patient)
    numbers = list(routine.prescriptions.values_list("pk", flat=True))
    cookie = client.cookies["sessionid"].value
    return Person(cookie, owner_of(patient), routine.pk, numbers)
