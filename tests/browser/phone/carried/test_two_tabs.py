"""One session, two tabs: nothing that was done in either is lost, and nothing is written over."""

import pytest
from playwright.sync_api import expect

from tests.browser.phone.acts import opened, put, run
from tests.browser.phone.carried.acts import CARRIED, connect, led, press, save
from tests.browser.steps import pass_quick_check, rating
from tracker.models import ExerciseSession
from tracker.sessions.owners import owner_of
from tracker.sessions.sent_models import SetAside

pytestmark = pytest.mark.django_db(transaction=True)
PROGRESS = """async () => {
  const store = await import("/static/backcare/js/phone/store.js");
  return (await store.everything("progress")).map(({ state }) => state);
}"""
ELSEWHERE = "This session is open in another tab"


def skip_one(page):
    press(page, "Skip")
    press(page, "No time")


@pytest.fixture
def other(phone, offline, routine):
    """A second tab of the session that is under way in the first."""
    led(offline)
    skip_one(offline)
    page = opened(phone, f"/sessions/routines/{routine.pk}/")
    expect(page.get_by_role("heading", name=ELSEWHERE)).to_be_visible()
    return page


@pytest.mark.parametrize("where", ["welcome back", "the end"])
def test_a_tab_that_was_taken_over_can_neither_go_on_nor_save(offline, other, where):
    if where == "the end":
        press(offline, "Leave the session")
        press(offline, "End here and save what I did")
    press(other, "Go on here")

    expect(offline.get_by_role("heading", name=ELSEWHERE)).to_be_visible()
    expect(offline.get_by_role("button", name="Save the session")).to_have_count(0)
    expect(other.get_by_role("heading", name="Welcome back")).to_be_visible()


def test_a_session_that_is_over_holds_up_no_other_tab(offline, other):
    press(offline, "Leave the session")
    press(offline, "End here and save what I did")
    save(offline)
    expect(offline.get_by_text("Kept on this phone")).to_be_visible()
    other.reload()

    expect(other.get_by_role("heading", name=ELSEWHERE)).to_have_count(0)


def test_other_content_under_the_same_key_waits_beside_the_first(phone, offline, patient):
    led(offline)
    (state,) = offline.evaluate(PROGRESS) or [None]
    session = {"key": state["data"]["key"], "owner": owner_of(patient), "pain_after": 2}
    put(offline, session)
    put(offline, session)
    put(offline, session | {"pain_after": 9})

    waiting = run(offline, "sessionsOf", session["owner"])
    assert [one["pain_after"] for one in waiting] == [2, 9]


def test_both_are_kept_for_review_by_the_server(phone, offline, other, patient):
    press(other, "Go on here")
    expect(offline.get_by_role("heading", name=ELSEWHERE)).to_be_visible()
    press(other, "End here and save what I did")
    save(other)
    expect(other.get_by_text("Kept on this phone")).to_be_visible()
    (session,) = run(other, "sessionsOf", owner_of(patient))
    put(other, session | {"pain_after": 9})
    connect(phone, other, patient)

    kept = ExerciseSession.objects.get()
    assert kept.pains()["after"] == 2
    assert SetAside.objects.get().content["pain_after"] == 9


def test_two_presses_begin_one_session_anew(offline):
    led(offline)
    skip_one(offline)
    offline.reload()
    expect(offline.get_by_role("heading", name="Welcome back")).to_be_visible()
    offline.get_by_role("button", name="Start from the beginning").dblclick()
    expect(offline.locator(".player__figure svg")).to_be_visible()
    skip_one(offline)
    offline.wait_for_timeout(2500)  # a second player would keep its own by now

    assert [state["n"] for state in offline.evaluate(PROGRESS)] == [1]


def test_a_list_that_was_not_taken_leaves_the_session_where_it_was(phone, routine):
    page, here = opened(phone, "/today/"), f"/sessions/routines/{routine.pk}/"
    assert page.evaluate(CARRIED, True) == 1
    page.goto(here)
    pass_quick_check(page, pain=4)
    expect(page.locator(".player__figure svg")).to_be_visible()
    skip_one(page)
    press(page, "Leave the session")
    page.get_by_role("dialog").get_by_role("button", name="Use the list").click()
    fill_list(page)
    refuse = lambda route: route.abort() if route.request.method == "POST" else route.fallback()  # noqa: E731
    phone.route(f"**{here}", refuse)
    page.get_by_role("button", name="Save the session").click()
    page.wait_for_timeout(500)
    phone.unroute(f"**{here}", refuse)
    page.goto(here)
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()

    press(page, "Go on with Bird-dog, 2 of 4")
    expect(page.locator(".player__figure svg")).to_be_visible()
    press(page, "Leave the session")
    page.get_by_role("dialog").get_by_role("button", name="Use the list").click()
    fill_list(page)
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_role("heading", name="What was done")).to_be_visible()
    page.wait_for_timeout(500)
    assert not page.evaluate(PROGRESS)
    page.goto("/today/")
    expect(page.get_by_role("heading", name="Not finished yet")).to_be_hidden()
    assert ExerciseSession.objects.count() == 1


def fill_list(page):
    expect(page.get_by_label("I did this").first).to_be_visible()
    for box in page.get_by_label("I did this").all():
        box.check()
    rating(page, "Pain before you started", 4)
    rating(page, "Pain now, after it", 2)
    page.get_by_text("None of these", exact=True).click()
