"""One phone and several people: nothing of one is left for another, and nothing is lost."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.phone.acts import (
    Fault,
    bar,
    done_by,
    opened,
    put,
    routine_of,
    run,
    wait_until_sent,
)
from tests.factories import UserFactory
from tracker.models import ExerciseSession, SetAside
from tracker.sessions.owners import owner_of

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = """async (name) => {
  const store = await import("/static/backcare/js/phone/store.js");
  return (await store.everything(name)).map(({ owner }) => owner);
}"""
KEEP = """async ([name, value]) => {
  const store = await import("/static/backcare/js/phone/store.js");
  await store.set(name, value);
}"""
WAITS = "not yet saved. If you sign out it stays here"


def sign_out(page):
    page.locator("summary", has_text="Account").click()
    page.get_by_role("button", name="Sign out").click()


def wait_for_home(page):
    page.wait_for_url(lambda url: urlsplit(url).path == "/")


@pytest.fixture
def maria(routine):
    return owner_of(routine.plan.patient)


def test_signing_out_forgets_what_was_kept_for_her(phone, maria):
    phone.route("**/sessions/days/", lambda route: route.abort())
    page = opened(phone)
    page.evaluate(KEEP, ["days", {"owner": maria}])
    page.evaluate(KEEP, ["answers", {"owner": maria, "key": "1"}])
    page.evaluate(KEEP, ["locks", {"owner": maria}])
    sign_out(page)
    wait_for_home(page)

    for name in ("days", "answers", "progress"):
        assert page.evaluate(KEPT, name) == []
    assert page.evaluate(KEPT, "locks") == [maria]  # a warning sign outlives it


def test_signing_out_sends_what_waits_first(page, routine):
    put(page, done_by(routine))
    sign_out(page)
    wait_for_home(page)

    assert ExerciseSession.objects.count() == 1
    assert page.evaluate(KEPT, "outbox") == []


class TestWhileSomethingIsUnsent:
    @pytest.fixture(autouse=True)
    def fault(self, page, routine):
        fault = Fault(page, lambda route: route.fulfill(status=500))
        put(page, done_by(routine))
        return fault

    def test_it_is_said_before_and_one_may_stay(self, page):
        sign_out(page)
        expect(page.get_by_text(WAITS)).to_be_visible()
        expect(bar(page)).to_contain_text("1 session not yet saved")

        page.get_by_role("link", name="Stay signed in").click()
        page.wait_for_url("**/today/")

    def test_signing_out_all_the_same_keeps_it_for_her_alone(
        self, phone, page, fault, routine, maria, live_server
    ):
        sign_out(page)
        page.get_by_role("main").get_by_role("button", name="Sign out").click()
        wait_for_home(page)
        assert page.evaluate(KEPT, "outbox") == [maria]

        page.goto("/accounts/login/")
        expect(page.get_by_text("Whoever did it signs in here")).to_be_visible()
        other = routine_of(UserFactory()).plan.patient
        sign_in(phone, other, live_server.url)
        theirs = opened(phone)
        expect(bar(theirs)).to_be_hidden()
        assert not ExerciseSession.objects.exists()

        fault.over()
        phone.clear_cookies()
        sign_in(phone, routine.plan.patient, live_server.url)
        wait_until_sent(opened(phone), maria)
        assert ExerciseSession.objects.get().patient == routine.plan.patient


def test_an_unfinished_session_is_asked_about(page, maria):
    page.evaluate(KEEP, ["progress", {"owner": maria, "key": "1", "state": {}}])
    sign_out(page)

    expect(page.get_by_text("did not finish it")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    wait_for_home(page)
    assert page.evaluate(KEPT, "progress") == []


def test_whoever_signs_in_next_finds_nothing_of_the_one_before(phone, page, maria, live_server):
    """Without signing out: the first one's sign-in ran out."""
    page.evaluate(KEEP, ["days", {"owner": maria}])
    page.evaluate(KEEP, ["progress", {"owner": maria, "key": "1", "state": {}}])
    phone.clear_cookies()
    other = routine_of(UserFactory()).plan.patient
    sign_in(phone, other, live_server.url)

    theirs = opened(phone)
    theirs.evaluate(KEEP, ["days", {"owner": owner_of(other)}])
    theirs.reload()
    expect(theirs.get_by_role("heading", level=1)).to_be_visible()
    assert theirs.evaluate(KEPT, "days") == [owner_of(other)]
    assert theirs.evaluate(KEPT, "progress") == [maria]  # hers to finish


def test_without_a_script_the_page_says_it_when_told(client, patient):
    client.force_login(patient)

    assert WAITS in client.get("/accounts/logout/?unsent=1").text
    assert WAITS not in client.get("/accounts/logout/").text


class TestTwoPeopleOnOnePhone:
    @pytest.fixture
    def other(self):
        return routine_of(UserFactory())

    def test_one_is_never_sent_under_the_others_name(
        self, phone, page, routine, other, live_server
    ):
        session = done_by(routine)
        Fault(page, lambda route: route.abort())
        put(page, session)
        phone.clear_cookies()
        sign_in(phone, other.plan.patient, live_server.url)

        theirs = opened(phone)
        expect(bar(theirs)).to_be_hidden()
        assert run(theirs, "count", owner_of(other.plan.patient)) == 0
        # Not even by the page that the first one left open.
        page.unroute_all()
        assert run(page, "send", session["owner"])["why"] == "sign-in"
        assert not ExerciseSession.objects.exists()

        phone.clear_cookies()
        sign_in(phone, routine.plan.patient, live_server.url)
        wait_until_sent(opened(phone), session["owner"])
        assert ExerciseSession.objects.get().patient == routine.plan.patient
        assert not SetAside.objects.exists()

    def test_each_sends_their_own(self, phone, page, routine, other, live_server):
        Fault(page, lambda route: route.abort())
        first, second = done_by(routine), done_by(other)
        for session in (first, second):
            put(page, session)
        assert run(page, "count", first["owner"]) == 1
        phone.clear_cookies()
        sign_in(phone, other.plan.patient, live_server.url)

        wait_until_sent(opened(phone), second["owner"])
        assert str(ExerciseSession.objects.get().key) == second["key"]
