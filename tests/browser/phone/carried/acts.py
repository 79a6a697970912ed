"""What somebody does with a phone that carries their days and has no connection."""

from playwright.sync_api import expect

from tests.browser.phone.acts import wait_until_sent
from tests.browser.steps import pass_quick_check, rating
from tracker.sessions.owners import owner_of

CARRIED = """async (isAll) => {
  const store = await import("/static/backcare/js/phone/store.js");
  for (let tries = 0; tries < 100; tries += 1) {
    const days = await store.everything("days");
    const isThere = !isAll || (days[0]?.is_whole && (await caches.match("/today/offline/")));
    if (days.length && isThere) return days.length;
    await new Promise((done) => setTimeout(done, 50));
  }
  return 0;
}"""

ANY_TRUE = "One is true, or I am not sure"
LOCKED = """async () => {
  const store = await import("/static/backcare/js/phone/store.js");
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await store.everything("locks")).length) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}"""


def start(page):
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def led(page, pain=4):
    """Pass the quick check with one tap; the player is there."""
    start(page)
    press(page, str(pain))
    expect(page.locator(".player__figure svg")).to_be_visible()


def led_online(phone, routine):
    """Open the player with a connection, on a page of its own."""
    page = phone.new_page()
    page.goto(f"/sessions/routines/{routine.pk}/")
    pass_quick_check(page, pain=4)
    expect(page.locator(".player__figure svg")).to_be_visible()
    return page


def connect(phone, page, patient):
    """The network is back, and what waited is sent."""
    phone.set_offline(False)
    page.goto("/account/")
    wait_until_sent(page, owner_of(patient))


def say_how_it_went(page, *, pain=2, sign="None of these"):
    """End the session, and save what was done so far."""
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    save(page, pain, sign)


def save(page, pain=2, sign="None of these"):
    rating(page, "Pain now, after it", pain)
    page.get_by_text(sign, exact=True).click()
    press(page, "Save the session")


def end_here(page):
    """Save what was done so far, and go back to Today."""
    say_how_it_went(page)
    expect(page.get_by_text("Kept on this phone")).to_be_visible()
    page.get_by_role("link", name="Back to Today").click()


def tell_fever(page, go_on="Go on"):
    """A warning sign in the quick check."""
    page.get_by_text(ANY_TRUE).click()
    page.get_by_text("Fever or shivering", exact=True).click()
    press(page, go_on)
    page.wait_for_url("**/seek-care/urgent/")


def tell_fever_online(page):
    page.get_by_text(ANY_TRUE).click()
    page.get_by_text("Fever or shivering", exact=True).click()
    page.locator("main form button.btn-primary").last.click()
    page.wait_for_url("**/seek-care/urgent/")
