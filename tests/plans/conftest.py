"""What several tests of plans need."""

import pytest

from exercises.models import Caution
from tests.factories import (
    ConditionFactory,
    PlanFactory,
    PrescriptionFactory,
    RoutineFactory,
    ScreeningFactory,
)
from tracker.models import Plan
from tracker.plans.editor import PlanEditor
from tracker.screening import gate


@pytest.fixture
def screened(patient):
    """The patient's gate is open."""
    ScreeningFactory(patient=patient)
    return patient


@pytest.fixture
def draft(screened):
    """A patient's own draft with one exercise, every morning."""
    plan = PlanFactory(patient=screened, draft=True)
    PrescriptionFactory(routine=RoutineFactory(plan=plan))
    return plan


@pytest.fixture
def for_patient(care):
    """A therapist's draft for the patient, with one exercise, every morning."""
    plan = PlanFactory(patient=care.patient, author=care.therapist, draft=True)
    PrescriptionFactory(routine=RoutineFactory(plan=plan))
    return plan


@pytest.fixture
def now_pregnant(monkeypatch):
    """The last safety check raises a condition that these exercises name in a caution."""

    def raised_for(*exercises):
        condition = ConditionFactory(key="pregnant", name="Pregnancy")
        for exercise in exercises:
            Caution.objects.create(exercise=exercise, condition=condition, note="Sit instead.")
        monkeypatch.setattr(gate, "conditions_of", lambda *_: frozenset({"pregnant"}))

    return raised_for


@pytest.fixture
def form_of():
    """What the browser sends of a draft's page when a button is pressed.

    Changes are named by the end of a field's name: `form_of(plan, "publish", sets="3")`.
    """

    def fields(plan, action="publish", **changes):
        editor = PlanEditor(Plan.objects.get(pk=plan.pk), plan.starts_on)
        data = {"action": action}
        for form in editor.kept:
            for field in form:
                value = changes.get(field.name, field.value())
                data[field.html_name] = "" if value is None else value
        return {name: value for name, value in data.items() if value is not False}

    return fields
