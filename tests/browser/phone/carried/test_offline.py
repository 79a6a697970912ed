"""Days without a connection, after one visit: Today, a session, and the help."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import assert_accessible, sign_in
from tests.browser.phone.acts import bar, opened, wait_until_sent
from tests.browser.phone.carried.acts import CARRIED, end_here, press, start
from tests.browser.steps import pass_quick_check
from tests.factories import UserFactory
from tests.screening.sets import EMERGENCY
from tracker.models import ExerciseSession, Screening
from tracker.screening.actions import record
from tracker.screening.gate import standing_of
from tracker.sessions.owners import owner_of

pytestmark = pytest.mark.django_db(transaction=True)
# The drawings of all that is due on these days, and of what is easier.
FIGURES = """async () => {
  const store = await import("/static/backcare/js/phone/store.js");
  const [{ sessions }] = await store.everything("days");
  const all = Object.values(sessions).flatMap(({ exercises }) => exercises);
  const drawn = all.flatMap((one) => [one, one.easier]).filter((one) => one?.figure);
  const needed = [...new Set(drawn.map(({ figure }) => figure.url))];
  const there = await Promise.all(needed.map((url) => caches.match(url)));
  return { needed: needed.length, missing: needed.filter((_url, i) => !there[i]) };
}"""
UNLOCKED = """async () => {
  const store = await import("/static/backcare/js/phone/store.js");
  for (let tries = 0; tries < 100; tries += 1) {
    if (!(await store.everything("locks")).length) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}"""
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  return found.map((url) => new URL(url).pathname);
}"""


def test_what_a_page_had_no_time_to_take_along_the_next_one_does(phone, patient):
    """One tap on Start, and Today is left before everything of it is here."""
    page = phone.new_page()
    page.add_init_script("navigator.serviceWorker.register = () => new Promise(() => {})")
    page.goto("/today/")
    assert page.evaluate(CARRIED, False) == 1
    assert not page.evaluate("caches.has('figures')")
    page.close()

    page = opened(phone, "/plans/")
    assert page.evaluate(CARRIED, True) == 1
    phone.set_offline(True)
    page.goto("/today/")
    expect(page.get_by_role("link", name="Start")).to_be_visible()


def test_a_session_takes_it_along_once_it_is_under_way(phone, routine):
    page = phone.new_page()
    page.clock.install()
    page.route("**/sessions/days/", lambda route: route.abort())
    page.goto(f"/sessions/routines/{routine.pk}/")
    pass_quick_check(page, pain=4)
    expect(page.locator(".player__figure svg")).to_be_visible()
    page.unroute_all()
    page.clock.fast_forward(20_000)
    assert page.evaluate(CARRIED, True) == 1


def test_today_and_the_next_days_with_their_figures(offline):
    expect(offline.get_by_role("heading", name="Today", level=1)).to_be_visible()
    expect(offline.get_by_role("heading", name="Pelvic tilt")).to_have_count(0)
    assert offline.locator(".exercise-row").count() == 3
    drawn = "[...document.images].every((one) => one.complete && one.naturalWidth > 0)"
    offline.wait_for_load_state("networkidle")
    assert offline.evaluate(drawn)
    assert offline.locator("dl.facts dt").count() == 6
    assert offline.evaluate(FIGURES) == {"needed": 8, "missing": []}
    assert_accessible(offline)


def test_a_session_from_today_to_its_end_comes_to_the_server_once(phone, offline, routine, patient):
    start(offline)
    assert_accessible(offline)
    press(offline, "4")
    expect(offline.locator(".player__figure svg")).to_be_visible()
    press(offline, "It hurts")
    press(offline, "Stop this exercise")
    end_here(offline)
    expect(offline.get_by_text("Done today")).to_be_visible()
    expect(bar(offline)).to_contain_text("1 session not yet saved")
    phone.set_offline(False)
    expect(offline.get_by_role("heading", name="Good")).to_be_visible(timeout=20_000)
    wait_until_sent(offline, owner_of(patient))
    session = ExerciseSession.objects.get()
    assert session.routine == routine
    assert session.quick_check.answers["qc_pain_now"] == "4"
    assert dict(session.pain_scores.values_list("moment", "value")) == {"before": 4, "after": 2}


def test_a_session_in_which_nothing_was_done_is_still_to_do(offline):
    start(offline)
    press(offline, "4")
    expect(offline.locator(".player__figure svg")).to_be_visible()
    end_here(offline)
    expect(bar(offline)).to_contain_text("1 session not yet saved")
    expect(offline.get_by_role("link", name="Start")).to_be_visible()
    expect(offline.get_by_text("Done today")).to_be_hidden()


def test_a_session_is_taken_up_again_after_a_reload(offline):
    start(offline)
    press(offline, "4")
    expect(offline.locator(".player__figure svg")).to_be_visible()
    press(offline, "Skip")
    press(offline, "No time")
    offline.reload()

    expect(offline.get_by_role("heading", name="Welcome back")).to_be_visible()


class TestTheGate:
    def test_a_red_flag_locks_the_phone_at_once_and_the_account_at_the_next_contact(
        self, phone, offline, patient
    ):
        start(offline)
        press(offline, "One is true, or I am not sure")
        assert_accessible(offline)
        offline.get_by_text("Fever or shivering", exact=True).click()
        press(offline, "Go on")
        expect(offline).to_have_url("/seek-care/urgent/")
        expect(offline.get_by_role("heading", level=1)).to_contain_text("medical advice")

        for url in ("/today/", f"/sessions/routines/{patient.plans.get().routines.get().pk}/"):
            offline.goto(url)
            expect(offline).to_have_url("/seek-care/urgent/")
        assert not Screening.objects.filter(kind="quick").exists()

        phone.set_offline(False)
        offline.goto("/account/")
        offline.wait_for_url("**/seek-care/urgent/")
        check = Screening.objects.get(kind="quick")
        assert check.tier == "urgent"
        assert standing_of(patient, timezone.now()).is_locked

    def test_a_sign_at_the_end_of_a_session_locks_too(self, phone, offline, patient):
        start(offline)
        press(offline, "4")
        expect(offline.locator(".player__figure svg")).to_be_visible()
        press(offline, "Leave the session")
        press(offline, "End here and save what I did")
        offline.get_by_role("group", name="Pain now").get_by_text("2", exact=True).click()
        offline.get_by_text("Chest pain, fainting, or severe tummy pain", exact=True).click()
        press(offline, "Save the session")
        expect(offline).to_have_url("/seek-care/emergency/")
        offline.goto("/today/")
        expect(offline).to_have_url("/seek-care/emergency/")

        phone.set_offline(False)
        offline.goto("/seek-care/emergency/")
        wait_until_sent(offline, owner_of(patient))
        assert ExerciseSession.objects.count() == 1
        assert standing_of(patient, timezone.now()).is_locked

    def test_what_calls_for_the_full_check_leads_to_no_session(self, offline):
        start(offline)
        press(offline, "One is true, or I am not sure")
        for number, answer in enumerate(
            ["No", "No", "No", "Small fall or twist, pain about the same", "No"]
        ):
            offline.get_by_role("group").nth(number).get_by_text(answer, exact=True).click()
        offline.get_by_role("group", name="How strong is your pain").get_by_text(
            "3", exact=True
        ).click()
        press(offline, "Go on")

        expect(offline.get_by_text("we ask you the full safety check")).to_be_visible()
        offline.goto("/today/")
        expect(offline.get_by_role("link", name="Start")).to_have_count(0)

    def test_a_missing_answer_is_marked_and_nothing_is_lost(self, offline):
        start(offline)
        press(offline, "9")  # strong: each question by itself
        expect(offline.get_by_text("Your pain is strong today")).to_be_visible()
        press(offline, "Go on")
        expect(offline.get_by_text("Choose one of these answers.").first).to_be_visible()
        pain = offline.get_by_role("group", name="How strong is your pain")
        expect(pain.get_by_label("9", exact=True)).to_be_checked()

        for number in range(5):
            offline.get_by_role("group").nth(number).get_by_text("No", exact=True).click()
        press(offline, "Go on")
        expect(offline.get_by_role("heading", name="Go gently today")).to_be_visible()
        assert_accessible(offline)
        press(offline, "Go on with the session")
        expect(offline.locator(".player__figure svg")).to_be_visible()

    def test_a_permit_that_has_ended_opens_nothing(self, phone, offline):
        offline.clock.set_fixed_time(timezone.now() + timedelta(days=8))
        offline.goto("/today/")

        expect(offline.get_by_role("heading", name="Not without a connection")).to_be_visible()
        assert_accessible(offline)
        expect(offline.get_by_role("link", name="Start")).to_have_count(0)

    def test_whoever_is_stopped_is_led_to_the_help(self, new_phone, library, live_server):
        person = record(patient=UserFactory(), answers=EMERGENCY, at=timezone.now()).patient
        phone = new_phone()
        sign_in(phone, person, live_server.url)
        page = opened(phone, "/account/")
        assert page.evaluate(CARRIED, True) == 1
        phone.set_offline(True)
        page.goto("/today/")

        expect(page).to_have_url("/seek-care/emergency/")


def test_a_clearance_opens_the_phone_again(phone, offline, patient):
    """What was told here holds until the server has heard it; then its word does."""
    offline.evaluate(
        """async (owner) => {
          const { lock } = await import("/static/backcare/js/phone/lock.js");
          await lock(owner, { url: "/seek-care/urgent/", isStop: true });
        }""",
        owner_of(patient),
    )
    offline.goto("/today/")
    expect(offline).to_have_url("/seek-care/urgent/")
    phone.set_offline(False)
    offline.goto("/today/")
    expect(offline.get_by_role("link", name="Start")).to_be_visible()
    assert offline.evaluate(UNLOCKED)
    phone.set_offline(True)
    offline.goto("/today/")

    expect(offline.get_by_role("link", name="Start")).to_be_visible()


def test_nothing_of_a_person_is_in_a_cache(offline, patient):
    cached = offline.evaluate(CACHED)
    pages = {path for path in cached if "." not in path}

    assert pages == {
        "/offline/",
        "/today/offline/",
        *(f"/seek-care/{tier}/offline/" for tier in ("clinician-first", "emergency", "urgent")),
    }
    for path in [*pages, "/screening/phone.json"]:
        text = offline.evaluate("async (path) => (await caches.match(path)).text()", path)
        assert "Maria" not in text
    assert sum(path.startswith("/exercises/") for path in cached) >= 4  # drawings of the library


def test_after_signing_out_there_is_nothing_to_see(phone, offline):
    phone.set_offline(False)
    offline.goto("/account/")
    offline.locator("summary", has_text="Account").click()
    press(offline, "Sign out")
    offline.wait_for_url(lambda url: url.endswith("/") and "account" not in url)
    phone.set_offline(True)
    offline.goto("/today/")

    expect(offline.get_by_role("heading", name="You are offline")).to_be_visible()
    assert not [path for path in offline.evaluate(CACHED) if path.startswith("/exercises/")]
