"""The patients who log, each with a routine that they may do."""

from dataclasses import dataclass


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
