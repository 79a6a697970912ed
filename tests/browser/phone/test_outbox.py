"""Sessions that wait on a phone: whatever goes wrong, each comes to the server, once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import assert_accessible, sign_in
from tests.browser.phone.acts import (
    FULL,
    RUN,
    Fault,
    bar,
    done_by,
    opened,
    put,
    run,
    wait_until_sent,
)
from tracker.models import ExerciseSession, SetAside
from tracker.plans.actions import publish, start_draft
from tracker.sessions.owners import owner_of

pytestmark = pytest.mark.django_db(transaction=True)
PORTAL = {"status": 200, "content_type": "text/html", "body": "<h1>Welcome to the hotel</h1>"}


def wait_for_nothing_left(page):
    """Press the button, unless it is sent by itself meanwhile."""
    page.locator("[data-unsent] button").dispatch_event("click")
    wait_until_sent(page, page.evaluate("document.documentElement.dataset.owner"))
    expect(bar(page)).to_be_hidden()


def is_kept_once(*sessions):
    kept = ExerciseSession.objects.order_by("pk").values_list("key", flat=True)
    return [str(key) for key in kept] == [one["key"] for one in sessions]


def commits_and_falls_silent(route):
    assert route.fetch().json()["saved"]
    route.abort("timedout")


FAULTS = [
    pytest.param(lambda route: route.abort("internetdisconnected"), id="no-network"),
    pytest.param(lambda route: route.fulfill(status=500, body="Broken"), id="a-broken-server"),
    pytest.param(lambda route: route.fulfill(status=503, body="Busy"), id="a-busy-server"),
    pytest.param(lambda route: route.fulfill(status=403, body="No"), id="always-403"),
    pytest.param(lambda route: route.fulfill(**PORTAL), id="a-captive-portal"),
    pytest.param(lambda route: route.fulfill(json={"ok": True}), id="a-portal-that-speaks-json"),
    pytest.param(
        lambda route: route.fulfill(status=302, headers={"Location": "http://portal.test/"}),
        id="a-portal-that-leads-away",
    ),
]


@pytest.mark.parametrize("answer", FAULTS)
@pytest.mark.parametrize("methods", [("GET", "POST"), ("POST",)], ids=["all", "sending-only"])
def test_waits_while_something_is_in_the_way_and_comes_once(page, routine, answer, methods):
    fault, session = Fault(page, answer, methods), done_by(routine)
    put(page, session)
    result = run(page, "send", session["owner"])

    assert (result["sent"], result["left"], result["answers"]) == (0, 1, [])
    expect(bar(page)).to_contain_text("1 session not yet saved")
    assert not ExerciseSession.objects.exists()

    fault.over()
    wait_for_nothing_left(page)
    assert is_kept_once(session)


def test_a_timeout_after_the_server_had_kept_it(page, routine):
    fault, session = Fault(page, commits_and_falls_silent, ["POST"]), done_by(routine)
    put(page, session)

    assert run(page, "send", session["owner"])["left"] == 1
    assert is_kept_once(session)
    fault.over()
    wait_for_nothing_left(page)
    assert is_kept_once(session)
    assert not SetAside.objects.exists()


def test_an_old_token_is_replaced_by_a_new_one_at_once(page, routine):
    session = done_by(routine)
    tokens = []

    def old_first(route):
        tokens.append(route)
        if len(tokens) > 1:
            return route.continue_()
        return route.fulfill(json={"owner": session["owner"], "token": "x" * 64})

    Fault(page, old_first, ["GET"])
    put(page, session)
    assert run(page, "send", session["owner"])["left"] == 0
    assert len(tokens) == 2
    assert is_kept_once(session)


def test_signed_out_meanwhile_it_asks_to_sign_in_and_comes_after_that(
    phone, page, routine, live_server
):
    session = done_by(routine)
    phone.clear_cookies()
    put(page, session)

    assert run(page, "send", session["owner"])["why"] == "sign-in"
    page.reload()  # leads to the sign-in page
    sign_in(phone, routine.plan.patient, live_server.url)
    page.goto("/account/")
    wait_until_sent(page, session["owner"])
    assert is_kept_once(session)


def test_says_on_a_page_that_stayed_open_where_to_sign_in(phone, page, routine):
    session = done_by(routine)
    put(page, session)
    phone.clear_cookies()
    run(page, "send", session["owner"])
    bar(page).get_by_role("button", name="Send now").click()

    link = bar(page).get_by_role("link", name="Sign in, and it is sent")
    expect(link).to_have_attribute("href", "/accounts/login/")


def test_a_plan_that_ended_meanwhile_takes_it(page, routine):
    session = done_by(routine)
    Fault(page, lambda route: route.abort())
    put(page, session)
    routine.plan.end("revoked", on=timezone.localdate())
    page.unroute_all()

    wait_for_nothing_left(page)
    assert is_kept_once(session)


def test_a_plan_that_was_changed_meanwhile_takes_it(page, routine):
    """It answers the due time of the version that stands now."""
    patient, session = routine.plan.patient, done_by(routine)
    Fault(page, lambda route: route.abort())
    put(page, session)
    draft = start_draft(patient=patient, by=routine.plan.author, at=timezone.now())
    publish(plan=draft, by=routine.plan.author, at=timezone.now())
    assert draft.routines.get().pk != routine.pk
    page.unroute_all()

    wait_for_nothing_left(page)
    assert is_kept_once(session)


def test_tries_again_by_itself_a_little_later(page, routine):
    session = done_by(routine)
    fault = Fault(page, lambda route: route.fulfill(status=500))
    put(page, session)
    expect(bar(page)).to_contain_text("BackCare could not take it just now", timeout=8000)
    fault.over()

    expect(bar(page)).to_be_hidden(timeout=12_000)
    assert is_kept_once(session)


def test_thirty_days_without_a_network(phone, routine):
    """Nothing is forgotten, and it is dated by when it was done."""
    ago, owner = timedelta(days=30), owner_of(routine.plan.patient)
    sessions = [done_by(routine, ago=ago - timedelta(days=day)) for day in range(3)]
    page = opened(phone)
    fault = Fault(phone, lambda route: route.abort("internetdisconnected"))
    for day, session in enumerate(sessions):
        phone.clock.set_fixed_time(timezone.now() - ago + timedelta(days=day))
        put(page, session)
    page.close()
    phone.clock.set_fixed_time(timezone.now())

    page = opened(phone)
    expect(bar(page)).to_contain_text("3 sessions not yet saved")
    expect(bar(page)).to_contain_text("You seem to be offline")
    assert run(page, "count", owner) == 3
    fault.over()
    wait_for_nothing_left(page)
    assert is_kept_once(*sessions)
    days = {(timezone.now() - one.finished_at).days for one in ExerciseSession.objects.all()}
    assert days == {28, 29, 30}
    assert set(ExerciseSession.objects.values_list("clock", flat=True)) == {""}


def test_a_page_from_before_an_update_still_keeps_and_sends(phone, page, routine):
    newer = "new Promise((done) => { const asked = indexedDB.open('backcare', 99);"
    newer += "asked.onsuccess = () => { asked.result.close(); done(); }; })"
    opened(phone).evaluate(newer)
    session = done_by(routine, something_new=1)

    assert put(page, session) is None
    assert run(page, "send", session["owner"])["sent"] == 1
    assert is_kept_once(session)


def test_a_full_device_says_so_keeps_the_oldest_and_sends_what_it_can(phone, page, routine):
    fault, owner = Fault(page, lambda route: route.abort()), owner_of(routine.plan.patient)
    oldest, last = done_by(routine), done_by(routine, note="Last")
    put(page, oldest)
    page.evaluate(FULL)

    assert put(page, last) == "QuotaExceededError"
    expect(bar(page)).to_contain_text("2 sessions not yet saved")
    expect(bar(page)).to_contain_text("This device is full")
    assert run(opened(phone), "count", owner) == 1  # on the disk is the oldest
    fault.over()
    wait_for_nothing_left(page)
    assert sorted([oldest["key"], last["key"]]) == sorted(
        str(key) for key in ExerciseSession.objects.values_list("key", flat=True)
    )


def test_one_that_the_server_cannot_take_does_not_hold_up_the_others(page, routine):
    bad, good = done_by(routine, note="bad"), done_by(routine)

    def breaks(route):
        is_bad = route.request.post_data_json["note"] == "bad"
        return route.fulfill(status=500) if is_bad else route.continue_()

    Fault(page, breaks, ["POST"])
    for session in (bad, good):
        put(page, session)
    run(page, "send", bad["owner"])

    expect(bar(page)).to_contain_text("1 session not yet saved")
    expect(bar(page)).to_contain_text("BackCare could not take it just now")
    assert is_kept_once(good)


def test_what_cannot_be_read_is_set_aside_and_told_kindly(page, routine):
    put(page, done_by(routine, how="flying"))
    bar(page).get_by_role("button", name="Send now").click()

    expect(page.get_by_text("could not be added to your diary as it was sent")).to_be_visible()
    expect(bar(page)).to_be_hidden()
    assert SetAside.objects.count() == 1


def test_other_content_put_while_the_first_is_on_its_way_is_not_lost(page, routine):
    session = done_by(routine)
    other = session | {"note": "Changed my mind"}

    def put_other_meanwhile(route):
        if route.request.post_data_json["note"] == "":
            put(page, other)
        route.continue_()

    put(page, session)
    Fault(page, put_other_meanwhile, ["POST"])
    run(page, "send", session["owner"])
    wait_for_nothing_left(page)

    assert is_kept_once(session)
    assert SetAside.objects.get().content["note"] == "Changed my mind"


def test_two_tabs_send_a_session_once_and_both_hear_the_answer(phone, page, routine):
    session, other = done_by(routine), opened(phone)
    sent = []
    phone.on("request", lambda request: sent.append(request.method))
    start = f"void (globalThis.said = ({RUN})(['send', {session['owner']!r}]))"
    put(page, session)
    for one in (page, other):
        one.evaluate(start)
    for one in (page, other):
        assert [said["key"] for said in one.evaluate("said")["answers"]] == [session["key"]]
    assert sent.count("POST") == 1
    assert is_kept_once(session)


def test_a_warning_sign_in_what_is_sent_leads_to_the_help(page, routine):
    put(page, done_by(routine, new_symptoms="bladder_saddle"))
    bar(page).get_by_role("button", name="Send now").click()

    page.wait_for_url("**/seek-care/emergency/")
    assert ExerciseSession.objects.count() == 1


def test_goes_by_itself_when_the_network_is_back(phone, page, routine):
    phone.set_offline(True)
    put(page, done_by(routine))
    expect(bar(page)).to_be_visible()
    phone.set_offline(False)

    expect(bar(page)).to_be_hidden()
    assert ExerciseSession.objects.count() == 1


def test_the_bar_is_for_everyone_to_read(page, routine):
    Fault(page, lambda route: route.abort())
    put(page, done_by(routine))
    run(page, "send", owner_of(routine.plan.patient))
    expect(bar(page)).to_be_visible()
    assert_accessible(page)
