"""What was done already is written down in two taps, a past day in three; and taken back in two."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import assert_accessible
from tests.browser.house import House
from tracker.models import ExerciseSession

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(library):
    return House()


class Taps:
    """Taps on what a person sees, counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, role, name):
        self.page.get_by_role(role, name=name, exact=name.isdecimal()).first.click()
        self.page.wait_for_load_state()
        self.count += 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_a_whole_routine_in_two_taps_and_undone(house, new_page, scripts):
    page = new_page(house.patient, java_script_enabled=scripts)
    page.goto("/today/")
    kept, taps = ExerciseSession.objects.count(), Taps(page)

    taps.on("link", "I did it already")
    taps.on("button", "2")

    assert taps.count == 2
    expect(page.get_by_text("Well done: you did the whole routine.")).to_be_visible()
    assert ExerciseSession.objects.count() == kept + 1

    taps.on("button", "Remove this session")
    assert ExerciseSession.objects.count() == kept
    taps.on("button", "Undo")
    expect(page.get_by_text("The session is back, and counts again.")).to_be_visible()
    assert ExerciseSession.objects.count() == kept + 1


def test_a_past_day_in_three_taps(house, new_page):
    page = new_page(house.patient)
    page.goto("/today/")
    taps = Taps(page)

    taps.on("link", "I did it already")
    page.get_by_role("navigation", name="When did you do it?").get_by_role("link").nth(2).click()
    taps.count += 1
    expect(page.get_by_text("A session of that day is saved already.")).to_be_visible()
    taps.on("button", "2")

    assert taps.count == 3
    days = ExerciseSession.objects.filter(how="afterwards").values_list("done_on", "received_at")
    ((done_on, saved_at),) = days
    assert (house.patient.day_of(saved_at) - done_on).days == 2


def test_one_tap_says_how_it_is_the_day_after(house, new_page):
    page = new_page(house.patient)
    page.goto("/today/")
    asked = page.get_by_role("form", name="How is your back today?")
    asked.get_by_role("button", name="3", exact=True).click()
    expect(page.get_by_text("Saved: pain 3 of 10.")).to_be_visible()
    expect(asked).to_have_count(0)


def test_a_removal_with_its_undo_is_accessible(house, new_page):
    page = new_page(house.patient)
    page.goto(f"/sessions/{house.session.pk}/")
    page.get_by_role("button", name="Remove this session").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert_accessible(page)
