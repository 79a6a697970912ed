"""Taking the starter plan: the four exercises of the source, daily, once."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from exercises.models import Caution
from tests.factories import (
    ConditionFactory,
    ExerciseFactory,
    ExerciseSessionFactory,
    PlanFactory,
    QuickCheckFactory,
    ScreeningFactory,
)
from tracker.models import Plan, Prescription
from tracker.plans.actions import STARTER
from tracker.screening import gate

pytestmark = pytest.mark.django_db
URL = reverse("plans:starter")


@pytest.fixture
def basics():
    """The four basics; much lighter than the whole library."""
    return [ExerciseFactory(slug=slug, name=slug.replace("-", " ").title()) for slug in STARTER]


@pytest.fixture
def knee_problem(monkeypatch, basics):
    """The person's answers raise a condition that two of the basics name in a caution."""
    knee = ConditionFactory(key="knee_problem", name="A knee problem")
    for exercise in (basics[1], basics[3]):
        Caution.objects.create(exercise=exercise, condition=knee, note="Do another one.")
    monkeypatch.setattr(gate, "conditions_of", lambda *_: frozenset({"knee_problem"}))
    return knee


def test_gives_the_four_exercises_of_the_source_with_its_doses(as_user, screened, capsys):
    call_command("load_exercises")

    assert as_user(screened).post(URL)["Location"] == reverse("sessions:today")

    plan = Plan.objects.get()
    assert (plan.patient, plan.author, plan.is_own) == (screened, screened, True)
    assert (plan.status, plan.version) == (Plan.Status.ACTIVE, 1)
    routine = plan.routines.get()
    assert (routine.weekdays, routine.times) == ("0123456", "08:00")
    assert [(p.exercise.slug, p.dose) for p in routine.prescriptions.all()] == [
        ("pelvic-tilt", "10 times, hold 5 seconds"),
        ("bird-dog", "10 each side, hold 3 to 5 seconds"),
        ("bridge", "8 to 12 times, hold 3 to 5 seconds"),
        ("knee-to-chest", "1 to 3 each side, hold 15 to 30 seconds"),
    ]


def test_is_due_today_and_every_day(as_user, screened, basics):
    client = as_user(screened)
    client.post(URL)

    assert client.get(reverse("sessions:today")).context["today"].due == 1
    routine = Plan.objects.get().routines.get()
    QuickCheckFactory(patient=screened)
    page = client.get(reverse("sessions:perform", args=[routine.pk])).content.decode()
    assert all(exercise.name in page for exercise in basics)


def test_posted_twice_is_one_plan(as_user, screened, basics):
    client = as_user(screened)

    assert client.post(URL).status_code == client.post(URL).status_code == 302
    assert Plan.objects.count() == 1


def test_leaves_out_what_the_answers_speak_against_and_says_so(
    as_user, screened, basics, knee_problem
):
    page = as_user(screened).post(URL, follow=True).content.decode()

    assert [p.exercise for p in Prescription.objects.all()] == [basics[0], basics[2]]
    assert (
        "We left this out for now, because of your safety check: Bird Dog (A knee problem); "
        "Knee To Chest (A knee problem)." in page
    )
    assert "A physical therapist can show you a way that suits you." in page


def test_a_plan_of_nothing_is_not_made_and_the_person_is_told(
    as_user, screened, basics, knee_problem
):
    for exercise in (basics[0], basics[2]):
        Caution.objects.create(exercise=exercise, condition=knee_problem, note="Do another one.")

    response = as_user(screened).post(URL, follow=True)

    assert not Plan.objects.exists()
    assert response.redirect_chain[-1][0] == reverse("plans:overview")
    page = response.content.decode()
    assert "We left this out for now" in page
    assert "Build a routine of your own" in page


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_leaves_out_what_is_not_published(as_user, screened, basics, status):
    basics[0].status = status
    basics[0].save()

    as_user(screened).post(URL)

    assert [p.exercise for p in Prescription.objects.all()] == basics[1:]


def test_somebody_with_a_plan_keeps_it(as_user, screened, care, basics):
    plan = PlanFactory(patient=screened, author=care.therapist)

    assert as_user(screened).post(URL)["Location"] == reverse("sessions:today")
    assert Plan.objects.get() == plan


def test_somebody_whose_plan_starts_later_is_told_when(as_user, screened, care, basics):
    later = screened.day_of(timezone.now()).replace(day=1).replace(year=2099)
    PlanFactory(patient=screened, author=care.therapist, starts_on=later)

    page = as_user(screened).post(URL, follow=True).content.decode()

    assert "You have a plan already. It starts on" in page
    assert Plan.objects.count() == 1


def test_somebody_whose_plan_is_over_can_take_it_as_the_next_version(as_user, screened, basics):
    old = PlanFactory(patient=screened, ends_on="2026-03-20")
    session = ExerciseSessionFactory(routine__plan=old)
    client = as_user(screened)
    assert "Start with the four basics" in client.get(reverse("plans:overview")).content.decode()

    client.post(URL)

    new = Plan.objects.get(status=Plan.Status.ACTIVE)
    assert (new.version, new.replaces) == (2, old)
    session.refresh_from_db()
    assert session.routine.plan == old


@pytest.mark.parametrize("standing", ["never screened", "stopped"])
def test_a_closed_gate_gives_no_plan(as_user, patient, basics, standing):
    if standing == "stopped":
        ScreeningFactory(patient=patient, stopped=True)

    response = as_user(patient).post(URL)

    place = ["screening:start"] if standing == "never screened" else ["screening:seek_care"]
    assert response["Location"].startswith(
        reverse(place[0], args=["emergency"] if standing == "stopped" else [])
    )
    assert not Plan.objects.exists()


def test_a_link_alone_gives_no_plan(as_user, screened):
    assert as_user(screened).get(URL).status_code == 405


def test_asks_a_visitor_to_sign_in(client):
    assert client.post(URL)["Location"].startswith(reverse("account_login"))
