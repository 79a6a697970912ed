"""The figure editor: a figure is moved with sliders, by hand and by keyboard, and seen at once."""

import re

import pytest
from playwright.sync_api import expect

from exercises.models import Draft, Picture
from tests.browser.conftest import DESK, EYES, NARROW, PHONE, assert_accessible
from tests.exercises.pictures import picture_bytes
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
BRIDGE = "/desk/exercise/bridge/edit/"
BIRD_DOG = "/desk/exercise/bird-dog/edit/"
NEW = "/desk/new/exercise/"


@pytest.fixture
def open_editor(library, new_page):
    """Open the editor of an exercise as somebody who keeps the library."""

    def opened(url=BRIDGE, **options):
        page = new_page(UserFactory(is_staff=True, name="Ada"), **{"viewport": DESK, **options})
        page.goto(url)
        return page

    return opened


def slider(page, name):
    return page.get_by_role("slider", name=name, exact=True)


def note(page, number=0):
    return page.locator(f"[name=poses-{number}-note]").input_value()


def picture(page):
    return page.locator("[data-figure-editor] [data-picture]")


def changed_after(page, act):
    """Do something, and wait until the figure is another."""
    before = picture(page).get_attribute("src")
    act()
    is_new = "before => document.querySelector('[data-figure-editor] img').src !== before"
    page.wait_for_function(is_new, arg=before)


def kept_after(page, is_kept):
    """Wait until the draft says it."""
    for _try in range(50):
        draft = Draft.objects.first()
        if draft and is_kept(draft.typed):
            return
        page.wait_for_timeout(100)
    raise AssertionError("It was not kept.")


def drawn_at_first(page):
    """Wait for the first drawing: the start alone, not start and hold beside each other."""
    expect(picture(page)).to_have_attribute("src", re.compile("viewBox%3D%220%200%20320%20200"))


def test_the_keyboard_moves_a_joint_and_the_figure_changes(open_editor):
    page = open_editor(BIRD_DOG)
    changed_after(page, lambda: page.get_by_role("button", name="Hold", exact=True).press("Enter"))
    hip = slider(page, "Near hip")
    expect(hip).to_have_attribute("aria-valuetext", "Near hip, -10 degrees")
    hip.focus()
    changed_after(page, lambda: page.keyboard.press("ArrowRight"))

    expect(hip).to_have_attribute("aria-valuetext", "Near hip, -9 degrees")
    expect(page.get_by_label("Near hip in degrees")).to_have_value("-9")
    assert "near: hip=-9 knee=0" in note(page, 1)
    assert "far: hip=80" in note(page, 1)
    page.keyboard.press("Home")
    assert "near: hip=-40 knee=0" in note(page, 1)


def test_a_number_can_be_typed_and_stays_within_the_joint(open_editor):
    page = open_editor()
    drawn_at_first(page)
    number = page.get_by_label("Near hip in degrees")
    changed_after(page, lambda: number.fill("70"))
    assert "near: hip=70" in note(page)
    assert "far: hip=70" in note(page), "the same for both sides"

    number.fill("999")
    number.press("Tab")
    expect(number).to_have_value("145")
    assert "near: hip=145" in note(page)
    number.press("Enter")
    expect(page).to_have_url(re.compile(BRIDGE))


def test_one_side_can_differ_from_the_other(open_editor):
    page = open_editor()
    expect(slider(page, "Far knee")).to_be_hidden()
    page.get_by_label("Same for both sides").uncheck()
    slider(page, "Far knee").press("ArrowLeft")
    assert "near: hip=50 knee=100" in note(page)
    assert "far: hip=50 knee=99" in note(page)

    page.get_by_role("button", name="Mirror").click()
    assert "near: hip=50 knee=99" in note(page)
    assert "far: hip=50 knee=100" in note(page)


def test_start_and_hold_are_worked_on_in_turn_and_played(open_editor):
    page = open_editor()
    drawn_at_first(page)
    start, hold = note(page, 0), note(page, 1)
    changed_after(page, lambda: page.get_by_role("button", name="Hold", exact=True).click())
    expect(slider(page, "Whole body")).to_have_value("206")
    slider(page, "Neck").press("ArrowRight")
    assert (note(page, 0), note(page, 1)) == (start, hold.replace("neck=26", "neck=27"))

    play = page.get_by_role("button", name="Play")
    changed_after(page, play.click)
    expect(play).to_have_attribute("aria-pressed", "true")
    expect(picture(page)).to_have_attribute("src", re.compile("animate"))
    changed_after(page, lambda: slider(page, "Neck").press("ArrowRight"))
    expect(play).to_have_attribute("aria-pressed", "false")


def test_a_figure_is_copied_changed_and_undone(open_editor):
    page = open_editor(NEW)
    expect(page.get_by_role("button", name="Play")).to_be_disabled()
    page.get_by_label("Begin with, or copy from").select_option("Bird-dog")
    copy = page.get_by_role("button", name="Copy", exact=True)
    changed_after(page, copy.click)
    bird_dog = note(page, 0), note(page, 1)
    assert "trunk=10" in bird_dog[0]

    page.get_by_label("Begin with, or copy from").select_option("Interval walking")
    copy.click()
    expect(page.get_by_role("button", name="Third pose")).to_be_visible()
    assert page.locator("[name=poses-1-name]").input_value() == "step-far"
    undo = page.get_by_role("button", name="Undo")
    undo.press("Enter")
    assert (note(page, 0), note(page, 1)) == bird_dog
    assert page.locator("[name=poses-1-name]").input_value() == "hold"
    undo.press("Enter")
    assert (note(page, 0), note(page, 1)) == ("", "")
    expect(page.get_by_text("This pose is empty.")).to_be_visible()
    expect(picture(page)).to_have_attribute("alt", "No figure yet")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_focused()


def test_the_hold_begins_as_the_start(open_editor):
    page = open_editor(NEW)
    page.get_by_role("button", name="Copy", exact=True).click()
    slider(page, "Neck").press("ArrowRight")
    page.get_by_role("button", name="Copy start to hold").click()
    assert note(page, 1) == note(page, 0)
    assert "neck=1;" in note(page, 1)
    page.get_by_role("button", name="Remove this pose").click()
    assert note(page, 1) == ""


def test_what_it_rests_on_is_ticked_and_what_cannot_be_is_said(open_editor):
    page = open_editor()
    page.get_by_text("Rests or stands on: Both feet, Pelvis, Back, Head").click()
    for contact in ("Both feet", "Pelvis", "Back"):
        page.get_by_role("checkbox", name=contact, exact=True).uncheck(force=True)
    assert "contact=head;" in note(page)
    page.get_by_role("checkbox", name="Head", exact=True).uncheck(force=True)
    expect(page.get_by_role("status").filter(has_text="touches nothing")).to_be_visible()
    page.get_by_role("checkbox", name="Lower back", exact=True).check(force=True)
    expect(page.get_by_text("touches nothing")).to_be_hidden()


def test_a_pasted_note_moves_the_sliders_and_a_wrong_one_is_said(open_editor):
    page = open_editor()
    page.get_by_text("The poses as notes").click()
    box = page.get_by_role("textbox", name="Start", exact=True)
    box.fill(note(page).replace("knee=100", "knee=90"))
    expect(slider(page, "Near knee")).to_have_value("90")
    box.fill("standing on one leg")
    expect(page.get_by_text("Write one like: view=side").first).to_be_visible()
    expect(slider(page, "Near knee")).to_be_hidden()


def test_what_is_moved_is_kept_and_previewed(open_editor):
    page = open_editor()
    slider(page, "Neck").press("ArrowRight")
    expect(page.get_by_text("Saved at")).to_be_visible()
    draft = Draft.objects.get()
    assert "neck=1;" in draft.typed["poses-0-note"][0]
    assert not {name for name in draft.typed if "copy" in name or "joint" in name}
    page.reload()
    expect(slider(page, "Neck")).to_have_value("1")


def test_a_picture_is_kept_as_soon_as_it_is_chosen(open_editor):
    page = open_editor()
    page.get_by_text("A picture or a video").click()
    box = page.get_by_label("Picture", exact=True)
    box.set_input_files({"name": "x.gif", "mimeType": "image/gif", "buffer": b"GIF89a"})
    expect(page.get_by_text("This is not a picture we can read.")).to_be_visible()
    box.set_input_files({"name": "x", "mimeType": "image/png", "buffer": b"0" * (5 * 2**20 + 1)})
    expect(page.get_by_text("This picture has more than 5 MB.")).to_be_visible()
    sent = {"name": "x.png", "mimeType": "image/png", "buffer": picture_bytes(size=(300, 200))}
    box.set_input_files(sent)
    shown = page.get_by_alt_text("The picture that was chosen")
    expect(shown).to_be_visible()
    expect(page.get_by_text("This picture has more than 5 MB.")).to_have_count(0)
    key = str(Picture.objects.get().pk)
    # The files that were refused have been saved as none before.
    kept_after(page, lambda typed: typed.get("picture") == [key])
    assert shown.evaluate("image => image.naturalWidth") == 300

    page.reload()
    expect(shown).to_be_visible()
    page.get_by_label("Remove picture").check()
    expect(page.locator("[data-preview-screen] img")).to_have_count(0)


@pytest.mark.parametrize(("viewport", "scheme"), EYES)
def test_the_editor_works_for_everyone(open_editor, viewport, scheme):
    page = open_editor(viewport=viewport, color_scheme=scheme)
    page.get_by_label("Same for both sides").uncheck()
    for words in ("Rests or stands on", "The poses as notes", "A picture or a video"):
        page.get_by_text(words).first.click()
    assert_accessible(page)


@pytest.mark.parametrize("viewport", [PHONE, NARROW], ids=["phone", "narrow"])
def test_a_finger_can_hit_everything_and_the_focus_is_not_hidden(open_editor, viewport):
    page = open_editor(viewport=viewport, has_touch=True)
    drawn_at_first(page)
    editor = page.locator("[data-figure-editor]")
    for control in editor.locator("button:visible, input[type=range]:visible").all():
        assert control.bounding_box()["height"] >= 44
    knee = slider(page, "Near knee")
    knee.tap()
    assert note(page).count("knee=") == 2
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    is_seen = """() => {
      const { x, y, width, height } = document.activeElement.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2) === document.activeElement;
    }"""
    page.wait_for_function(is_seen)


def test_without_scripts_a_note_can_be_pasted_and_seen(open_editor):
    page = open_editor(java_script_enabled=False)
    expect(picture(page)).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(0)
    box = page.get_by_role("textbox", name="Hold", exact=True)
    box.fill(note(page, 1).replace("trunk=206", "trunk=200"))
    before = picture(page).get_attribute("src")
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_text("Only you see it until you hand it in.")).to_be_visible()
    assert picture(page).get_attribute("src") != before
    assert "trunk=200" in note(page, 1)


def test_without_scripts_a_picture_goes_with_the_form(open_editor):
    page = open_editor(java_script_enabled=False)
    page.get_by_text("A picture or a video").click()
    sent = {"name": "x.png", "mimeType": "image/png", "buffer": picture_bytes()}
    page.get_by_label("Picture", exact=True).set_input_files(sent)
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_alt_text("The picture that was chosen")).to_be_visible()
    assert Draft.objects.get().typed["picture"] == [str(Picture.objects.get().pk)]
