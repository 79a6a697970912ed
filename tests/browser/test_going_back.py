"""The back button after a stop: whatever was on the screen before, nothing guides exercise."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import use_list
from tests.browser.test_seek_care import READY
from tests.factories import (
    PrescriptionFactory,
    QuickCheckFactory,
    RoutineFactory,
    ScreeningFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(new_page):
    """The page of a session after a first try that was refused, the service worker at work."""
    person = UserFactory()
    ScreeningFactory(patient=person)
    QuickCheckFactory(patient=person)
    routine = RoutineFactory(plan__patient=person)
    PrescriptionFactory(routine=routine)
    page = new_page(person)
    page.goto("/account/")
    assert page.evaluate(READY)
    page.goto(f"/sessions/routines/{routine.pk}/")
    use_list(page)
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_text("Choose a number from 0 to 10.").first).to_be_visible()
    return page


def test_after_a_stop_the_way_back_leads_to_the_help_and_to_no_exercise(session):
    session.get_by_label("I did this").check()
    session.get_by_text("Chest pain, fainting, or severe tummy pain").click()
    session.get_by_role("button", name="Save the session").click()
    session.goto("/seek-care/emergency/")

    for _step in range(2):
        session.go_back()
        expect(session.get_by_role("heading", name="You are offline")).to_have_count(0)
        expect(session.get_by_role("heading", level=1)).to_have_text("Get emergency help now")
        expect(session.get_by_label("I did this")).to_have_count(0)
