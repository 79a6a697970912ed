"""Writing at the desk: nothing typed is lost, it is seen at once, and what is wrong is said."""

import re

import pytest
from playwright.sync_api import expect

from exercises.models import Draft, Revision
from tests.browser.conftest import DESK, NARROW, PHONE, assert_accessible, go_offline
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
NEW, BRIDGE = "/desk/new/exercise/", "/desk/exercise/bridge/edit/"


@pytest.fixture
def open_desk(library, new_page):
    """Open the desk as somebody who keeps the library."""

    def opened(url=BRIDGE, **options):
        page = new_page(UserFactory(is_staff=True, name="Ada"), **{"viewport": DESK, **options})
        page.goto(url)
        return page

    return opened


def preview(page):
    return page.locator("[data-preview-screen]")


def test_what_is_typed_is_previewed_kept_and_there_again(open_desk):
    page = open_desk(NEW)
    page.get_by_label("Name").fill("Heel raise")
    page.get_by_label("Steps").fill("Hold a chair.\nRise.")
    expect(preview(page)).to_contain_text("Heel raise")
    expect(preview(page).locator(".steps-list li")).to_have_text(["Hold a chair.", "Rise."])
    expect(page.get_by_text("Saved at")).to_be_visible()

    expect(page).to_have_url(re.compile("draft="))
    page.reload()
    expect(page.get_by_label("Name")).to_have_value("Heel raise")
    page.goto("/desk/")
    page.get_by_role("link", name="Your draft Heel raise").click()
    expect(page.get_by_label("Steps")).to_have_value("Hold a chair.\nRise.")


def test_without_a_network_it_says_so_and_saves_later(open_desk):
    page = open_desk()
    go_offline(page)
    page.get_by_role("textbox", name="Breathing").fill("Out on the way up.")
    expect(page.get_by_text("Not saved: no connection.")).to_be_visible()
    assert not Draft.objects.exists()

    page.context.set_offline(False)
    expect(page.get_by_text("Saved at")).to_be_visible()
    assert Draft.objects.get().typed["breathing"] == ["Out on the way up."]
    expect(preview(page)).to_contain_text("Out on the way up.")


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(NARROW, "dark"), (DESK, "light")], ids=["320", "1280"]
)
def test_what_is_wrong_is_read_first_and_leads_to_its_field(open_desk, viewport, scheme):
    page = open_desk(NEW, viewport=viewport, color_scheme=scheme)
    page.get_by_label("Name").fill("Bridge")
    page.get_by_label("Condition").first.select_option("Poor balance, or falls")
    page.get_by_role("button", name=re.compile("^Hand in")).click()

    told = page.get_by_role("alert").filter(has_text="Nothing is lost.")
    expect(told).to_be_focused()
    assert_accessible(page)
    # Red is for seek care alone.
    refused = page.locator(".form-select.is-invalid").first
    assert "dc3545" not in refused.evaluate("box => getComputedStyle(box).backgroundImage")
    told.get_by_role("link", name="Name", exact=True).press("Enter")
    expect(page.get_by_label("Name")).to_be_focused()
    expect(page.get_by_label("Name")).to_have_value("Bridge")
    words = "Write what to do, or choose no condition."
    expect(page.locator(".caution-row").get_by_text(words)).to_be_visible()
    assert not Revision.objects.filter(status="waiting").exists()


def test_cautions_are_added_row_by_row_with_the_keyboard(open_desk):
    page = open_desk(NEW)
    expect(page.locator(".caution-row")).to_have_count(1)
    page.get_by_role("button", name="Add a row").press("Enter")
    expect(page.get_by_label("Condition").nth(1)).to_be_focused()
    page.get_by_label("Condition").nth(1).select_option("Poor balance, or falls")
    page.get_by_label("What to do").nth(1).fill("Hold on.")
    expect(preview(page)).to_contain_text("Hold on.")


def test_the_bar_leaves_room_for_what_is_typed_on_a_phone(open_desk):
    page = open_desk(viewport=PHONE, has_touch=True)
    assert page.locator(".desk-bar").bounding_box()["height"] < 110
    for button in page.locator(".desk-bar .btn").all():
        assert button.bounding_box()["height"] >= 44


def test_without_scripts_it_is_kept_seen_and_handed_in(open_desk):
    page = open_desk(java_script_enabled=False)
    page.get_by_role("textbox", name="Breathing").fill("Out on the way up.")
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_text("Only you see it until you hand it in.")).to_be_visible()
    expect(preview(page)).to_contain_text("Out on the way up.")
    page.get_by_role("button", name=re.compile("^Hand in")).click()
    expect(page.get_by_text("Waiting for somebody else")).to_be_visible()
    expect(page.locator(".differences")).to_contain_text("Out on the way up.")
