"""Building a routine of one's own: choose from the library, then days and doses."""

import pytest
from django.urls import reverse

from exercises.models import Caution
from tests.factories import (
    ConditionFactory,
    ExerciseFactory,
    PlanFactory,
    PrescriptionFactory,
    RoutineFactory,
    ScreeningFactory,
)
from tracker.models import Plan
from tracker.plans.actions import routine_to_fill
from tracker.screening import gate

pytestmark = pytest.mark.django_db
NEW = reverse("plans:new")


@pytest.fixture
def routine(screened):
    """A routine without exercises in the patient's own draft."""
    return RoutineFactory(plan=PlanFactory(patient=screened, draft=True))


@pytest.fixture
def url(routine):
    return reverse("plans:choose", args=[routine.pk])


def test_from_the_first_button_to_today(as_user, screened, form_of):
    bridge, tilt = ExerciseFactory(name="Bridge", sets=2), ExerciseFactory(name="Tilt")
    client = as_user(screened)

    choose = client.post(NEW, {"add": "1"})["Location"]
    assert "Bridge" in client.get(choose).content.decode()
    edit = client.post(choose, {"exercises": [bridge.pk, tilt.pk]})["Location"]
    draft = Plan.objects.get()
    assert client.get(edit).status_code == 200
    form = form_of(draft, name="Evening", days=["0", "2"], time_1="19:30", starts_on="2026-03-02")
    assert client.post(edit, form)["Location"] == reverse("sessions:today")

    draft.refresh_from_db()
    assert (draft.status, draft.is_own, draft.author) == (Plan.Status.ACTIVE, True, screened)
    routine = draft.routines.get()
    assert (routine.name, routine.weekdays, routine.times) == ("Evening", "02", "19:30")
    assert [p.exercise for p in routine.prescriptions.all()] == [bridge, tilt]
    assert routine.prescriptions.first().dose == bridge.dose == "2 sets of 10, hold 5 seconds"


def test_a_routine_is_added_to_the_plan_that_stands(as_user, screened):
    first = PrescriptionFactory(routine__plan__patient=screened).routine

    as_user(screened).post(NEW, {"add": "1"})

    draft = Plan.objects.get(status=Plan.Status.DRAFT)
    assert (draft.replaces, draft.version) == (first.plan, 2)
    assert [r.name for r in draft.routines.all()] == ["Morning routine", "My routine"]


def test_pressed_twice_is_one_draft_with_one_new_routine(as_user, screened):
    client = as_user(screened)

    assert client.post(NEW, {"add": "1"})["Location"] == client.post(NEW, {"add": "1"})["Location"]
    assert Plan.objects.get().routines.count() == 1


def test_what_is_in_the_routine_is_not_offered_again(as_user, routine, url):
    there = PrescriptionFactory(routine=routine, exercise__name="Bridge")
    ExerciseFactory(name="Tilt")

    exercises = as_user(routine.plan.patient).get(url).context["exercises"]

    assert [exercise.name for exercise in exercises] == ["Tilt"]
    assert there.exercise not in exercises


def test_the_same_choice_twice_adds_each_exercise_once(as_user, routine, url):
    bridge = ExerciseFactory()
    client = as_user(routine.plan.patient)

    for _n in range(2):
        assert client.post(url, {"exercises": [bridge.pk]}).status_code == 302
    assert routine.prescriptions.get().exercise == bridge


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_an_exercise_that_is_not_published_is_refused(as_user, routine, url, status):
    hidden, bridge = ExerciseFactory(name="Hidden", status=status), ExerciseFactory()

    client = as_user(routine.plan.patient)
    assert "Hidden" not in client.get(url).content.decode()
    response = client.post(url, {"exercises": [bridge.pk, hidden.pk]})

    assert response.status_code == 422
    page = response.content.decode()
    assert "One of these cannot be chosen. Choose from the list." in page
    assert f'value="{bridge.pk}" checked' in page
    assert not routine.prescriptions.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param([], "Tick at least one exercise.", id="nothing"),
        pytest.param(["999"], "One of these cannot be chosen.", id="unknown"),
        pytest.param(["bridge"], "One of these cannot be chosen.", id="not-a-number"),
        pytest.param([str(2**63)], "One of these cannot be chosen.", id="beyond-any-number"),
    ],
)
def test_bad_input_is_refused(as_user, routine, url, typed, message):
    response = as_user(routine.plan.patient).post(url, {"exercises": typed})

    assert response.status_code == 422
    assert message in response.content.decode()


def test_what_the_answers_speak_against_is_not_in_the_list_and_the_page_says_so(
    as_user, routine, url, monkeypatch
):
    caution = Caution.objects.create(
        exercise=ExerciseFactory(name="Bird-dog"),
        condition=ConditionFactory(key="knee_problem", name="A knee problem"),
        note="Do another one.",
    )
    monkeypatch.setattr(gate, "conditions_of", lambda *_: frozenset({"knee_problem"}))
    client = as_user(routine.plan.patient)

    page = client.get(url).content.decode()
    assert "Bird-dog" not in page
    assert "Exercises that do not fit your safety check are not in this list." in page
    assert client.post(url, {"exercises": [caution.exercise_id]}).status_code == 422


def test_a_closed_gate_leads_to_the_gate(as_user, routine, url):
    ScreeningFactory(patient=routine.plan.patient, stopped=True)
    client = as_user(routine.plan.patient)

    for response in (client.post(NEW), client.get(url), client.post(url)):
        assert response["Location"] == reverse("screening:seek_care", args=["emergency"])


def test_does_not_exist_for_somebody_else(as_user, url, stranger, care):
    ScreeningFactory(patient=stranger)

    assert as_user(stranger).get(url).status_code == 404
    assert as_user(stranger).post(url).status_code == 404
    assert as_user(care.therapist).get(url).status_code == 404


def test_does_not_exist_once_the_plan_is_published(as_user, routine, url):
    PrescriptionFactory(routine=routine)
    client = as_user(routine.plan.patient)
    Plan.objects.update(status=Plan.Status.ACTIVE, published_at=routine.plan.created_at)

    assert client.post(url, {"exercises": [ExerciseFactory().pk]}).status_code == 404
    assert routine.prescriptions.count() == 1


def test_a_plan_that_was_published_meanwhile_gets_no_routine(screened):
    """Another tab publishes between the press of the button and the new routine."""
    draft = PrescriptionFactory(routine__plan=PlanFactory(patient=screened, draft=True))
    stale = Plan.objects.get(pk=draft.routine.plan_id)
    Plan.objects.update(status=Plan.Status.ACTIVE, published_at=stale.created_at)

    assert routine_to_fill(plan=stale, add=True) is None
    assert stale.routines.count() == 1


def test_a_link_alone_begins_nothing(as_user, screened):
    assert as_user(screened).get(NEW).status_code == 405
