"""Strong pain in a session: nothing goes on before the quick check, and nothing of it is lost."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.phone.acts import wait_until_sent
from tests.browser.phone.carried.acts import (
    LOCKED,
    connect,
    led,
    led_online,
    press,
    save,
    start,
    tell_fever,
    tell_fever_online,
)
from tests.browser.steps import pass_quick_check
from tests.factories import PrescriptionFactory, QuickCheckFactory
from tracker.models import ExerciseSession, Screening
from tracker.screening.gate import standing_of
from tracker.sessions.owners import owner_of

pytestmark = pytest.mark.django_db(transaction=True)


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
    page, here = led_online(phone, routine), f"/sessions/routines/{routine.pk}/"
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
    connect(phone, offline, patient)

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
    page = led_online(phone, routine)
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


def test_after_strong_pain_another_routine_is_no_way_past_it(phone, routine):
    other = PrescriptionFactory(routine__plan=routine.plan, routine__name="Evening").routine
    page = led_online(phone, routine)
    hurt_a_lot(page)
    page.goto(f"/sessions/routines/{other.pk}/")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")


def test_a_check_of_before_the_pain_is_none_after_it(phone, routine):
    page, here = led_online(phone, routine), f"/sessions/routines/{routine.pk}/"
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
    connect(phone, offline, patient)

    logs = ExerciseSession.objects.get().logs.all()
    assert [log.outcome for log in logs] == ["stopped", "skipped", "skipped", "skipped"]
