"""The gate fails closed: whatever was told on a phone, in whichever tab, nobody gets past it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.phone.acts import FULL, opened
from tests.browser.phone.carried.acts import (
    CARRIED,
    LOCKED,
    connect,
    led,
    led_online,
    press,
    say_how_it_went,
    start,
    tell_fever,
    tell_fever_online,
)
from tracker.models import ExerciseSession
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db(transaction=True)


def figure(page):
    return page.locator(".player__figure svg")


def test_a_sign_told_with_a_connection_holds_without_one(phone, routine):
    page = opened(phone, "/today/")
    assert page.evaluate(CARRIED, True) == 1
    page.goto(f"/sessions/routines/{routine.pk}/")
    tell_fever_online(page)
    assert page.evaluate(LOCKED)

    phone.set_offline(True)
    page.goto("/today/")
    page.wait_for_url("**/seek-care/urgent/")


def test_a_sign_told_on_a_full_phone_holds(offline):
    start(offline)
    offline.evaluate(FULL)
    tell_fever(offline)

    offline.goto("/today/")
    offline.wait_for_timeout(500)
    expect(offline.get_by_role("link", name="Start")).to_have_count(0)


def test_a_sign_after_a_session_leads_to_the_help_though_the_phone_is_full(offline):
    led(offline)
    offline.evaluate(FULL)
    say_how_it_went(offline, sign="Chest pain, fainting, or severe tummy pain")

    offline.wait_for_url("**/seek-care/emergency/")
    offline.goto("/today/")
    offline.wait_for_timeout(500)
    expect(offline.get_by_role("link", name="Start")).to_have_count(0)


def test_a_sign_told_in_another_tab_takes_this_one_to_the_help(phone, offline):
    other = opened(phone, "/today/")
    start(other)
    start(offline)
    tell_fever(offline)

    other.wait_for_url("**/seek-care/urgent/")


def test_a_sign_told_in_another_tab_ends_the_session_of_this_one(phone, routine):
    page = led_online(phone, routine)
    other = opened(phone, "/screening/quick/")
    tell_fever_online(other)

    page.wait_for_url("**/seek-care/urgent/")


def test_a_page_that_was_open_for_long_asks_again_whether_one_may(offline):
    start(offline)
    offline.clock.set_fixed_time(timezone.now() + timedelta(days=60))
    press(offline, "4")

    expect(offline.get_by_role("heading", level=1)).not_to_contain_text("Before you start")
    expect(figure(offline)).to_have_count(0)


def test_a_clock_that_is_set_back_closes_it(offline):
    offline.clock.set_fixed_time(timezone.now() + timedelta(days=5))
    offline.goto("/today/")
    expect(offline.get_by_role("link", name="Start")).to_be_visible()
    offline.wait_for_timeout(300)
    offline.clock.set_fixed_time(timezone.now() + timedelta(days=1))
    offline.goto("/today/")

    expect(offline.locator("[data-why=clock]")).to_be_visible()
    expect(offline.get_by_role("link", name="Start")).to_have_count(0)


def test_a_symptom_that_asks_for_the_full_check_closes_the_phone(phone, offline, patient):
    led(offline)
    say_how_it_went(offline, pain=6, sign="Pain that spread further down one leg")
    expect(offline.get_by_text("Kept on this phone")).to_be_visible()
    offline.goto("/today/")
    expect(offline.locator("[data-why=again]")).to_be_visible()

    connect(phone, offline, patient)
    assert standing_of(patient, timezone.now()).reason == "asked-again"


def test_what_was_told_at_the_end_goes_along_when_the_session_is_ended_by_itself(
    phone, routine, patient
):
    page = led_online(phone, routine)
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    page.get_by_text("Chest pain, fainting, or severe tummy pain", exact=True).click()
    page.get_by_label("Note (optional)").fill("Suddenly.")
    page.wait_for_timeout(300)
    page.close()
    routine.plan.end("revoked", on=timezone.localdate())
    page = opened(phone, "/today/")
    page.wait_for_url("**/seek-care/emergency/")

    session = ExerciseSession.objects.get()
    assert (session.new_symptoms, session.note) == ("severe", "Suddenly.")


def test_a_stop_told_elsewhere_leaves_a_form_alone(phone, offline):
    """Only where one exercises does another tab lead away: somebody may be typing."""
    phone.set_offline(False)
    form = opened(phone, "/account/")
    phone.set_offline(True)
    start(offline)
    tell_fever(offline)
    form.wait_for_timeout(500)

    assert form.url.endswith("/account/")
