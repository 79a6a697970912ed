"""The app is updated while a phone carries its days, and while something waits to be sent."""

import pytest
from playwright.sync_api import expect

from tests.browser.phone.acts import Fault, bar, done_by, opened, put
from tests.browser.phone.carried.acts import CARRIED, connect
from tracker.models import ExerciseSession

pytestmark = pytest.mark.django_db(transaction=True)
# What an earlier version of the app left, as its service worker goes.
BEFORE = """async () => {
  const old = await caches.open("today-before");
  await old.put("/today/offline/", new Response("<h1>Before</h1>"));
  for (const name of await caches.keys()) {
    if (name.startsWith("today-") && name !== "today-before") await caches.delete(name);
  }
  await (await navigator.serviceWorker.ready).unregister();
}"""
GONE = """async () => {
  for (let tries = 0; tries < 100; tries += 1) {
    if (!(await caches.has("today-before"))) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}"""


def test_an_update_replaces_the_page_that_is_carried_and_what_waits_is_sent(
    phone, routine, patient
):
    page = opened(phone, "/today/")
    assert page.evaluate(CARRIED, True) == 1
    fault = Fault(phone, lambda route: route.abort())
    put(page, done_by(routine))
    page.evaluate(BEFORE)
    page.goto("/account/")  # brings the new one
    assert page.evaluate(GONE)

    phone.set_offline(True)
    page.goto("/today/")
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    expect(bar(page)).to_contain_text("1 session not yet saved")
    fault.over()
    connect(phone, page, patient)
    assert ExerciseSession.objects.count() == 1
