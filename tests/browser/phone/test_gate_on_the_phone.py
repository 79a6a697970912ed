"""The gate fails closed: whatever was told on a phone, in whichever tab, nobody gets past it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.phone.acts import FULL, opened, wait_until_sent
from tests.browser.phone.offline import (
    CARRIED,
    led,
    offline,
    patient,
    phone,
    press,
    routine,
    save,
    say_how_it_went,
    start,
)
from tests.browser.steps import pass_quick_check
from tests.factories import PrescriptionFactory, QuickCheckFactory
from tracker.models import ExerciseSession, Screening
from tracker.screening.gate import standing_of
from tracker.sessions.owners import owner_of

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["offline", "patient", "phone", "routine"]
ANY_TRUE = "One is true, or I am not sure"
LOCKED = """async () => {
  const store = await import("/static/backcare/js/phone/store.js");
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await store.everything("locks")).length) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}"""


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
    page = phone.new_page()
    page.goto(f"/sessions/routines/{routine.pk}/")
    pass_quick_check(page, pain=4)
    expect(figure(page)).to_be_visible()
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


def hurt_a_lot(page):
    """Strong pain leads to the quick check at once."""
    press(page, "It hurts")
    page.get_by_role("dialog").get_by_text("9", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")


def test_after_strong_pain_no_way_leads_past_the_quick_check(offline):
    led(offline)
    hurt_a_lot(offline)
    offline.goto("/today/")
    start(offline)


def test_after_strong_pain_no_way_leads_past_it_online_either(phone, routine):
    page, here = phone.new_page(), f"/sessions/routines/{routine.pk}/"
    page.goto(here)
    pass_quick_check(page, pain=4)
    expect(figure(page)).to_be_visible()
    hurt_a_lot(page)
    page.goto(here)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")
    pass_quick_check(page, pain=3)
    press(page, "End here and save what I did")
    save(page)
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()

    # The second check let in the rest of this session, and no other one.
    page.goto(here)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")


def test_the_check_after_strong_pain_reaches_the_server(phone, offline, patient):
    led(offline)
    hurt_a_lot(offline)
    press(offline, "3")
    press(offline, "End here and save what I did")
    save(offline)
    expect(offline.get_by_text("Kept on this phone")).to_be_visible()
    phone.set_offline(False)
    offline.goto("/account/")
    wait_until_sent(offline, owner_of(patient))

    checks = Screening.objects.filter(kind="quick").order_by("pk")
    assert [one.answers["qc_pain_now"] for one in checks] == ["4", "3"]


def test_what_was_done_before_a_stop_is_saved_by_itself(phone, offline, patient):
    led(offline)
    hurt_a_lot(offline)
    tell_fever(offline)
    phone.set_offline(False)
    offline.goto("/seek-care/urgent/")
    wait_until_sent(offline, owner_of(patient))

    session = ExerciseSession.objects.get()
    assert session.status == "stopped"
    assert [hurt.pain for log in session.logs.all() for hurt in log.hurts.all()] == [9]
    assert standing_of(patient, timezone.now()).is_locked


def test_what_was_done_before_a_stop_is_saved_with_a_connection_too(phone, routine, patient):
    page = phone.new_page()
    page.goto(f"/sessions/routines/{routine.pk}/")
    pass_quick_check(page, pain=4)
    expect(figure(page)).to_be_visible()
    hurt_a_lot(page)
    tell_fever_online(page)
    assert page.evaluate(LOCKED)
    for _try in range(50):
        if ExerciseSession.objects.exists():
            break
        page.wait_for_timeout(100)

    session = ExerciseSession.objects.get()
    assert (session.status, session.is_after_stop) == ("stopped", True)
    page.goto("/account/")
    expect(page.get_by_role("complementary", name="Not yet saved")).to_be_hidden()


def test_a_symptom_that_asks_for_the_full_check_closes_the_phone(phone, offline, patient):
    led(offline)
    say_how_it_went(offline, pain=6, sign="Pain that spread further down one leg")
    expect(offline.get_by_text("Kept on this phone")).to_be_visible()
    offline.goto("/today/")
    expect(offline.locator("[data-why=again]")).to_be_visible()

    phone.set_offline(False)
    offline.goto("/account/")
    wait_until_sent(offline, owner_of(patient))
    assert standing_of(patient, timezone.now()).reason == "asked-again"


def test_after_strong_pain_another_routine_is_no_way_past_it(phone, routine):
    other = PrescriptionFactory(routine__plan=routine.plan, routine__name="Evening").routine
    page = phone.new_page()
    page.goto(f"/sessions/routines/{routine.pk}/")
    pass_quick_check(page, pain=4)
    expect(figure(page)).to_be_visible()
    hurt_a_lot(page)
    page.goto(f"/sessions/routines/{other.pk}/")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")


def test_a_check_of_before_the_pain_is_none_after_it(phone, routine):
    page, here = phone.new_page(), f"/sessions/routines/{routine.pk}/"
    page.goto(here)
    pass_quick_check(page, pain=4)
    expect(figure(page)).to_be_visible()
    QuickCheckFactory(patient=routine.plan.patient, screened_at=timezone.now())
    page.wait_for_timeout(1100)
    hurt_a_lot(page)
    page.goto(here)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")


def test_after_strong_pain_the_next_exercise_is_not_begun(phone, offline, patient):
    led(offline)
    press(offline, "Next")
    offline.wait_for_timeout(1500)
    hurt_a_lot(offline)
    press(offline, "3")
    press(offline, "End here and save what I did")
    save(offline)
    expect(offline.get_by_text("Kept on this phone")).to_be_visible()
    phone.set_offline(False)
    offline.goto("/account/")
    wait_until_sent(offline, owner_of(patient))

    logs = ExerciseSession.objects.get().logs.all()
    assert [log.outcome for log in logs] == ["stopped", "skipped", "skipped", "skipped"]


def test_what_was_told_at_the_end_goes_along_when_the_session_is_ended_by_itself(
    phone, routine, patient
):
    page = phone.new_page()
    page.goto(f"/sessions/routines/{routine.pk}/")
    pass_quick_check(page, pain=4)
    expect(figure(page)).to_be_visible()
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
