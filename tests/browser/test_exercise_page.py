"""The page of an exercise: it moves, rests when asked, suits every eye, and prints on a sheet."""

import re

import pytest
from playwright.sync_api import expect

from exercises.models import Exercise
from tests.browser.conftest import DESK, NARROW, assert_accessible
from tests.factories import ScreeningFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/exercises/bird-dog/"
# Those with the most to say, of each kind of figure; all 47 were tried by hand.
LONGEST = (
    "knee-to-chest", "double-knee-to-chest", "prone-press-up", "cat-camel", "knee-rolls",
    "figure-four-stretch", "interval-walking",
)  # fmt: skip


def moment(page):
    """Return how far the movement has come, in seconds."""
    return page.locator(".demo__moving svg").evaluate("svg => svg.getCurrentTime()")


def after_a_while(page):
    page.wait_for_timeout(250)
    return moment(page)


def test_it_moves_and_rests_where_it_is_by_keyboard(library, new_page):
    page = new_page()
    page.goto(PAGE)
    assert moment(page) < after_a_while(page)

    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Play")).to_be_focused()
    rested = moment(page)
    assert rested > 0
    assert after_a_while(page) == rested

    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    assert rested < after_a_while(page) < rested + 5, "it goes on from where it was"


def test_start_and_end_are_chosen_by_keyboard(library, new_page):
    page = new_page()
    page.goto(PAGE)
    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Without motion")).to_be_focused()
    page.keyboard.press("Space")

    assert_rests(page)
    expect(page.get_by_role("button", name="Pause")).to_be_hidden()


def assert_rests(page):
    """Start and end are seen side by side, and say what they show."""
    expect(page.locator(".demo__moving")).to_be_hidden()
    expect(page.get_by_role("img", name="Start: ")).to_be_visible()
    assert page.locator(".demo__still animate, .demo__still animateTransform").count() == 0


def test_who_wants_no_motion_sees_start_and_end(library, new_page):
    page = new_page(reduced_motion="reduce")
    page.goto(PAGE)

    assert_rests(page)
    expect(page.get_by_label("Without motion")).to_be_hidden()


def test_without_a_script_it_can_still_be_stopped(library, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(PAGE)
    expect(page.locator("[data-pause]")).to_be_hidden()
    expect(page.locator(".demo__moving")).to_be_visible()
    page.get_by_label("Without motion").check()

    expect(page.locator(".demo__still")).to_be_visible()
    expect(page.locator(".demo__moving")).to_be_hidden()


def test_one_walks_up_and_down_the_ladder(library, new_page):
    page = new_page()
    page.goto(PAGE)
    ladder = page.get_by_role("navigation", name="Easier and harder")
    expect(ladder.locator("[aria-current=page]")).to_contain_text("Bird-dog")

    ladder.get_by_role("link", name="Too easy? Next is this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plank on knees")
    ladder.get_by_role("link", name="Too hard? Try this").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Plank on knees")


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(NARROW, "dark"), (DESK, "light")], ids=["320", "1280"]
)
def test_it_works_for_everyone(library, new_page, viewport, scheme):
    careful, stopped = UserFactory(), UserFactory(is_therapist=True)
    ScreeningFactory(patient=careful)
    ScreeningFactory(patient=stopped, stopped=True)
    exercise = Exercise.objects.get(slug="bird-dog")
    exercise.video_url = "https://video.example/bird-dog"
    exercise.save()

    for person in (None, careful, stopped):
        page = new_page(person, viewport=viewport, color_scheme=scheme)
        page.goto(PAGE)
        assert_accessible(page)
    page.get_by_label("Without motion").check()
    assert_accessible(page)


def test_it_prints_on_one_sheet(library, new_page):
    page = new_page(color_scheme="dark")
    for slug in LONGEST:
        page.goto(f"/exercises/{slug}/")
        assert [sheets(page, paper) for paper in ("A4", "Letter")] == [1, 1], slug


def sheets(page, paper):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


def test_on_paper_are_the_stills_and_no_ways_to_other_pages(library, new_page):
    page = new_page(color_scheme="dark")
    page.goto(PAGE)
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")

    assert_rests(page)
    for away in (".site-header", ".site-footer", ".ladder", ".btn", ".ask-first"):
        assert not page.locator(f"{away}:visible").count(), away
    ink = "el => [getComputedStyle(el).color, getComputedStyle(document.body).backgroundColor]"
    color, paper = page.locator(".steps-list li").first.evaluate(ink)
    assert (color, paper) == ("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")
