"""Maria's phone, which carries her days, and what she does with it while it has no connection."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.phone.acts import opened
from tests.browser.steps import rating
from tests.factories import PlanFactory, PrescriptionFactory, ScreeningFactory, UserFactory
from tracker.plans.actions import STARTER, fill_routine, suitable

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


@pytest.fixture
def patient():
    return UserFactory(name="Maria Santos")


@pytest.fixture
def routine(library, patient):
    """The four basics, every day, for somebody whom the gate lets in."""
    ScreeningFactory(patient=patient)
    plan = PlanFactory(patient=patient, draft=True, starts_on=timezone.localdate())
    routine = PrescriptionFactory(routine__plan=plan).routine
    routine.prescriptions.all().delete()
    fill_routine(routine=routine, exercises=suitable(STARTER, frozenset()))
    plan.publish(at=timezone.now(), on=plan.starts_on, replaces=None)
    return routine


@pytest.fixture
def phone(new_phone, routine, live_server):
    context = new_phone(timezone_id="UTC")
    sign_in(context, routine.plan.patient, live_server.url)
    return context


@pytest.fixture
def offline(phone):
    """Today was opened once; then the connection is gone."""
    page = opened(phone, "/today/")
    assert page.evaluate(CARRIED, True) == 1
    phone.set_offline(True)
    page.goto("/today/")
    return page


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
