"""What is seen from the floor: on each screen the digits are large, and nothing covers them."""

import re

import pytest
from playwright.sync_api import expect

from exercises.models import Exercise
from tests.browser.conftest import DESK, NARROW, PHONE
from tests.browser.player.acts import part, press, routine_of

pytestmark = pytest.mark.django_db(transaction=True)

SMALLEST = {"width": 320, "height": 568}
SMALL = {"width": 375, "height": 667}
LANDSCAPE = {"width": 844, "height": 390}
SCREENS = [
    pytest.param(viewport, id=f"{viewport['width']}-{viewport['height']}")
    for viewport in (SMALLEST, NARROW, SMALL, LANDSCAPE, DESK)
]


@pytest.mark.parametrize("viewport", SCREENS)
def test_digits_and_buttons_are_there_without_scrolling(led, routine, viewport):
    page = led(routine, viewport=viewport)
    for ms in (1_000, 16_000, 7_000):  # getting ready, holding, resting
        page.clock.run_for(ms)
        assert_in_reach(page, viewport)
    for chip in page.locator(".player__before .chip:visible").all():
        assert_above_the_buttons(page, chip)


def assert_in_reach(page, viewport):
    """The digits are large, and neither cut off nor under the buttons."""
    for one in (part(page, "digits"), page.get_by_role("button", name="Pause", exact=True),
                page.get_by_role("button", name="It hurts")):  # fmt: skip
        box = one.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= viewport["height"] + 1
    assert_above_the_buttons(page, part(page, "digits"))
    size = part(page, "digits").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 96


def assert_above_the_buttons(page, one):
    bar, box = page.locator(".player__bar").bounding_box(), one.bounding_box()
    assert box["y"] + box["height"] <= bar["y"] + 1


@pytest.mark.parametrize("viewport", [NARROW, SMALL, PHONE], ids=["320", "375", "390"])
def test_what_is_not_yet_saved_covers_nothing(led, routine, viewport):
    page = led(routine, viewport=viewport)
    page.clock.run_for(16_000)
    page.evaluate("document.querySelector('[data-unsent]').hidden = false")

    expect(page.get_by_role("button", name="Send now")).to_be_visible()
    assert_in_reach(page, viewport)


@pytest.mark.parametrize("viewport", SCREENS)
def test_minutes_are_as_large_as_seconds(led, library, viewport):
    page = led(routine_of([Exercise.objects.get(slug="steady-walking")]), viewport=viewport)
    page.clock.run_for(16_000)

    expect(part(page, "digits")).to_have_text(re.compile(r"^\d{1,2}:\d\d$"))
    assert_in_reach(page, viewport)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    before = part(page, "digits").inner_text()
    press(page, "1 minute more")
    assert int(part(page, "digits").inner_text().split(":")[0]) == int(before.split(":")[0]) + 1


def test_says_which_set_it_is(led, library):
    routine = routine_of([Exercise.objects.get(slug="bridge")])
    routine.prescriptions.update(sets=2, reps_min=2, reps_max=2, rest_seconds=30)
    page = led(routine)
    places = []
    for _second in range(66):
        place = part(page, "place").inner_text()
        if place not in places:
            places.append(place)
        page.clock.run_for(1000)

    assert places[1:6] == [
        "Set 1 of 2 \u00b7 Rep 1 of 2",
        "Set 1 of 2 \u00b7 Next: rep 2 of 2",
        "Set 1 of 2 \u00b7 Rep 2 of 2",
        "Next: set 2 of 2",
        "Set 2 of 2 \u00b7 Rep 1 of 2",
    ]
