"""The figure of an exercise moves, rests when asked, and not at all for who wants no motion."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import assert_accessible

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/exercises/bird-dog/"


def is_paused(page):
    return page.locator(".demo__moving svg").evaluate("svg => svg.animationsPaused()")


def test_it_moves_and_rests_by_keyboard(library, new_page):
    page = new_page()
    page.goto(PAGE)
    assert not is_paused(page)

    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Play")).to_be_focused()
    assert is_paused(page)

    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert not is_paused(page)
    assert_accessible(page)


def test_who_wants_no_motion_sees_start_and_end(library, new_page):
    page = new_page(reduced_motion="reduce")
    page.goto(PAGE)

    expect(page.locator(".demo__still")).to_be_visible()
    expect(page.locator(".demo__moving")).to_be_hidden()


def test_without_a_script_it_can_still_be_stopped(library, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(PAGE)
    page.get_by_label("Without motion").check()

    expect(page.locator(".demo__still")).to_be_visible()
    expect(page.locator(".demo__moving")).to_be_hidden()


def test_print_is_one_page(library, new_page, tmp_path):
    page = new_page()
    page.goto(PAGE)
    page.pdf(path=tmp_path / "page.pdf", format="Letter")

    content = (tmp_path / "page.pdf").read_bytes()
    assert content.count(b"/Type /Page\n") == 1
