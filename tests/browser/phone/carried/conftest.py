"""Maria's phone, which carries her days."""

import pytest
from django.utils import timezone

from tests.browser.phone.acts import opened
from tests.browser.phone.carried.acts import CARRIED
from tests.factories import PlanFactory, PrescriptionFactory, ScreeningFactory, UserFactory
from tracker.plans.actions import STARTER, fill_routine, suitable


@pytest.fixture
def patient():
    return UserFactory(name="Maria Santos")


@pytest.fixture
def routine(library, patient):
    """The four basics, every day, for somebody whom the gate lets in."""
    ScreeningFactory(patient=patient)
    plan = PlanFactory(patient=patient, draft=True, starts_on=timezone.localdate())
    routine = PrescriptionFactory(routine__plan=plan).routine
    routine.prescriptions.all().delete()
    fill_routine(routine=routine, exercises=suitable(STARTER, frozenset()))
    plan.publish(at=timezone.now(), on=plan.starts_on, replaces=None)
    return routine


@pytest.fixture
def kind_of_phone():
    """One that keeps pages, and whose days are those of the tests."""
    return {"timezone_id": "UTC"}


@pytest.fixture
def offline(phone):
    """Today was opened once; then the connection is gone."""
    page = opened(phone, "/today/")
    assert page.evaluate(CARRIED, True) == 1
    phone.set_offline(True)
    page.goto("/today/")
    return page
