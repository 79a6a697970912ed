"""A session that was broken off: by a reload, for later, in another tab, without a network."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import go_offline
from tests.browser.player.acts import answer_the_end, now_shown, part, press, skip_to
from tests.browser.steps import pass_quick_check
from tracker.models import ExerciseSession

pytestmark = pytest.mark.django_db(transaction=True)

DAY = 24 * 60 * 60 * 1000


@pytest.fixture
def in_bridge(led, routine):
    """Tilt done, bird-dog skipped, in the second repeat of the bridge."""
    page = led(routine)
    page.clock.run_for(1000 * 150)
    skip_to(page, "Bridge")
    page.clock.run_for(26_000)
    assert now_shown(page)[2] == "Rep 2 of 12"
    return page


def test_after_a_reload_it_goes_on_where_it_was(in_bridge):
    page = in_bridge
    page.reload()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    expect(page.get_by_text("You did 1 of 4 exercises.")).to_be_visible()
    press(page, "Go on with Bridge, 3 of 4")

    assert now_shown(page) == ("Get ready", "5", "Rep 2 of 12")
    page.clock.run_for(1000 * 400)
    answer_the_end(page)
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    logs = ExerciseSession.objects.get().logs.all()
    assert [(log.outcome, log.done_reps) for log in logs] == [
        ("done", 10), ("skipped", None), ("done", 12), ("done", 3),
    ]  # fmt: skip


def test_a_reload_before_the_first_repeat_just_begins(led, routine):
    page = led(routine)
    page.reload()
    expect(part(page, "name")).to_have_text("Pelvic tilt")
    assert now_shown(page)[:2] == ("Find your place", "15")


def test_later_today_it_goes_on_from_today(in_bridge):
    page = in_bridge
    press(page, "Leave the session")
    press(page, "Go on later today")
    expect(page).to_have_url("/today/")
    page.get_by_role("link", name="Start").first.click()
    press(page, "Go on with Bridge, 3 of 4")
    expect(part(page, "name")).to_have_text("Bridge")


def test_what_was_begun_on_another_day_is_saved_but_not_gone_on_with(in_bridge, routine):
    page = in_bridge
    page.goto("/today/")
    page.clock.fast_forward(DAY)
    page.get_by_role("link", name="Start").first.click()
    expect(page.get_by_text("You began “Morning routine” on")).to_be_visible()
    expect(page.get_by_role("button", name="Go on", exact=False)).to_be_hidden()
    press(page, "End here and save what I did")
    answer_the_end(page)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("You did 2 of 4 exercises. It took 3 min.")
    assert [log.outcome for log in ExerciseSession.objects.get().logs.all()][0] == "done"


def test_starting_anew_forgets_what_was_there(in_bridge):
    page = in_bridge
    page.reload()
    press(page, "Start from the beginning")
    expect(part(page, "name")).to_have_text("Pelvic tilt")
    page.reload()
    expect(part(page, "name")).to_have_text("Pelvic tilt")


def test_saved_once_it_is_not_offered_again(in_bridge, routine):
    page = in_bridge
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    answer_the_end(page)
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.goto(f"/sessions/routines/{routine.pk}/")
    pass_quick_check(page, pain=4)
    expect(part(page, "name")).to_have_text("Pelvic tilt")
    assert ExerciseSession.objects.count() == 1


def test_another_tab_says_where_it_runs_and_may_take_it_over(in_bridge):
    first = in_bridge
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.get_by_role("heading", level=1)).to_have_text(
        "This session is open in another tab"
    )
    assert now_shown(first)[0] != "Paused"
    press(second, "Go on here")
    press(second, "Go on with Bridge, 3 of 4")
    expect(second.locator(".player")).to_be_visible()
    expect(first.get_by_role("heading", level=1)).to_have_text(
        "This session is open in another tab"
    )
    press(first, "Go on here")
    expect(first.get_by_role("heading", name="Welcome back")).to_be_visible()


def test_without_a_network_it_is_kept_on_the_phone(in_bridge, routine):
    page = in_bridge
    go_offline(page)
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    answer_the_end(page)
    expect(
        page.get_by_text("Kept on this phone. It is sent as soon as there is a connection.")
    ).to_be_visible()
    assert not ExerciseSession.objects.exists()


def test_a_warning_sign_without_a_network_leads_to_the_help(in_bridge):
    page = in_bridge
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    go_offline(page)
    answer_the_end(page, sign="Chest pain, fainting, or severe tummy pain")
    expect(page).to_have_url("/seek-care/emergency/")


def test_the_list_takes_over_what_was_done(in_bridge):
    page = in_bridge
    press(page, "Leave the session")
    press(page, "Use the list instead")
    boxes = page.get_by_label("I did this")
    expect(boxes.first).to_be_visible(timeout=1500)
    expect(boxes).to_have_count(4)
    # The bridge too: one of its repeats was done, and that is what the list says.
    assert [box.is_checked() for box in boxes.all()] == [True, False, True, False]
    bridge = page.locator(".exercise-log").nth(2)
    bridge.get_by_text("I did more or less than that").click()
    expect(bridge.get_by_label("Times")).to_have_value("1")
    for box in boxes.all():
        box.check()
    answer_the_end_of_the_list(page)
    session = ExerciseSession.objects.get()
    assert (session.how, session.logs.count()) == ("form", 4)


def answer_the_end_of_the_list(page):
    page.get_by_role("group", name="Pain now, after it").get_by_text("2", exact=True).click()
    page.get_by_text("None of these", exact=True).click()
    press(page, "Save the session")
    expect(page.get_by_role("heading", name="What was done")).to_be_visible()
