"""The guided session for everyone: eyes, ears, keys, small and large screens, slow networks."""

import gzip
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import EYES
from tests.browser.player.acts import now_shown, part, press, skip_to
from tests.browser.steps import finish_session, pass_quick_check

pytestmark = pytest.mark.django_db(transaction=True)

ZOOMED = {"width": 195, "height": 422}  # a phone at 200 %
SHEETS = ("It hurts", "How to", "Sound", "Skip", "Leave the session")


LOOK = """
  window.wrong = null;
  axe.run({preload: false, resultTypes: ["violations"]}).then(({violations}) => {
    window.wrong = violations.map(({id, nodes}) => `${id}: ${nodes[0].target} ${nodes[0].html}`);
  });
"""


def assert_readable(page):
    """As every page of the site; axe waits by timers, so here time has to move a little for it."""
    page.wait_for_timeout(300)  # colors fade over
    page.evaluate(Axe().axe_script)
    page.evaluate(f"() => {{ {LOOK} }}")
    while (wrong := page.evaluate("window.wrong")) is None:
        page.clock.run_for(1)
    assert not wrong, wrong
    too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert too_wide <= 0
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(("viewport", "scheme"), EYES)
def test_every_moment_can_be_read(led, routine, viewport, scheme):
    page = led(routine, viewport=viewport, color_scheme=scheme)
    skip_to(page, "Bird-dog")
    for ms, kind in ((1_000, "ready"), (14_500, "move"), (2_000, "hold"), (3_000, "back"),
                     (1_500, "side")):  # fmt: skip
        page.clock.run_for(ms)
        assert page.locator(".player").get_attribute("data-kind") == kind
        assert_readable(page)
    press(page, "Pause")
    assert_readable(page)
    for button in SHEETS:
        press(page, button)
        expect(page.get_by_role("dialog")).to_be_visible()
        assert_readable(page)
        page.keyboard.press("Escape")
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    assert_readable(page)
    press(page, "Save the session")
    assert_readable(page)
    page.reload()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert_readable(page)


def test_nothing_is_cut_off_at_twice_the_size(led, routine):
    page = led(routine, viewport=ZOOMED)
    for ms in (1_000, 16_000, 7_000):
        page.clock.run_for(ms)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= ZOOMED["width"]
    press(page, "It hurts")
    press(page, "Carry on")


def test_thumbs_find_every_button(led, routine):
    page = led(routine)
    for button in page.locator(".player button:visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44, button.inner_text()


def test_everything_goes_by_keyboard(led, routine):
    page = led(routine)
    expect(part(page, "name")).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert now_shown(page)[0] == "Move in slowly"
    page.clock.run_for(3_000)
    page.keyboard.press("ArrowLeft")
    assert now_shown(page) == ("Move in slowly", "5", "Rep 1 of 10")
    page.keyboard.press("Space")
    expect(part(page, "word")).to_have_text("Paused")
    page.keyboard.press("Space")
    expect(part(page, "word")).to_have_text("Move in slowly")
    for key, name in (("h", "hurts"), ("s", "skip"), ("Escape", "leave")):
        page.keyboard.press(key)
        sheet = page.locator(f"[data-sheet={name}]")
        expect(sheet).to_be_visible()
        assert page.evaluate(
            "document.querySelector('dialog[open]').contains(document.activeElement)"
        )
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        expect(part(page, "word")).to_have_text("Move in slowly")
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    expect(part(page, "name")).to_have_text("Bird-dog")


def test_without_motion_it_shows_the_start_and_the_pose(led, routine):
    page = led(routine, reduced_motion="reduce")
    times = []
    for ms in (10_000, 5_500, 500, 500, 2_000, 4_600, 500):
        page.clock.run_for(ms)
        times.append(
            page.evaluate("document.querySelector('.player__figure svg').getCurrentTime()")
        )
    assert len(set(times)) == 2
    assert times[0] == times[-1] == 0


def test_without_a_script_the_list_does_the_same(new_page, routine):
    page = new_page(routine.plan.patient, java_script_enabled=False)
    page.goto(f"/sessions/routines/{routine.pk}/")
    pass_quick_check(page, pain=4)
    expect(page.get_by_role("heading", name="Bridge", exact=True)).to_be_visible()
    finish_session(page, before=4, after=2)


def test_the_first_load_is_small(new_page, routine):
    """All that a first visit needs to begin, packed as a server would; the scripts alone too."""
    page = new_page(routine.plan.patient)
    page.goto(f"/sessions/routines/{routine.pk}/")
    pass_quick_check(page, pain=4)
    expect(page.locator(".player__figure svg")).to_be_visible()
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    sizes = {url: packed(page, url) for url in {page.url, *loaded}}
    scripts = {url: size for url, size in sizes.items() if urlsplit(url).path.endswith(".js")}

    assert any("/js/player/play" in url for url in scripts)
    assert any("/css/app" in url for url in sizes)
    assert sum(scripts.values()) < 40_000, scripts
    assert sum(sizes.values()) < 90_000, sizes


def packed(page, url):
    return len(gzip.compress(page.request.get(url).body(), 6))
