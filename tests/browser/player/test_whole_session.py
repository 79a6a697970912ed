"""A guided session, from Today to the kind sentence at its end."""

import pytest
from playwright.sync_api import expect

from exercises.models import Exercise
from tests.browser.player.acts import (
    SETTLE,
    TILT,
    WHOLE,
    answer_the_end,
    now_shown,
    part,
    press,
    routine_of,
    start,
)
from tests.browser.steps import rating
from tracker.models import ExerciseSession, PainScore

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_whole_session_without_a_touch(led, routine):
    """The four basics play from start to end by themselves, and are kept with all that was done."""
    page = led(routine)
    page.clock.run_for(1000 * (WHOLE + 1))
    answer_the_end(page, pain=2)

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You did 4 of 4 exercises. It took 10 min."
    )
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_text("Your pain went from 4 to 2.")).to_be_visible()
    expect(page.get_by_text("The next one is on")).to_be_visible()
    session = ExerciseSession.objects.get()
    assert (session.how, session.status, session.clock) == ("guided", "completed", "")
    assert session.quick_check.answers["qc_pain_now"] == "4"
    assert [(log.outcome, log.done_sets, log.done_reps, log.done_hold_seconds) for log in
            session.logs.all()] == [
        ("done", 1, 10, 5), ("done", 1, 10, 3), ("done", 1, 12, 3), ("done", 1, 3, 15),
    ]  # fmt: skip
    pains = PainScore.objects.filter(session=session).values_list("moment", "value")
    assert dict(pains) == {"before": 4, "after": 2}
    assert WHOLE <= (session.finished_at - session.started_at).total_seconds() < WHOLE + 2


def test_two_taps_from_today_to_the_first_exercise(opened, routine):
    page = opened(routine)
    page.add_init_script("addEventListener('click', () => { sessionStorage.taps += 'x' }, true)")
    page.evaluate("sessionStorage.taps = ''")
    page.reload()
    start(page)
    page.clock.run_for(1000 * (SETTLE + 1))

    assert page.evaluate("sessionStorage.taps") == "xx"
    assert now_shown(page)[0] == "Move in slowly"
    expect(part(page, "name")).to_have_text("Pelvic tilt")
    page.clock.run_for(1000 * (TILT + 2))
    expect(part(page, "name")).to_have_text("Bird-dog")
    assert page.evaluate("sessionStorage.taps") == "xx"


def test_shows_what_one_needs_from_the_floor(led, routine):
    page = led(routine)
    assert now_shown(page) == ("Find your place", "15", "")
    expect(part(page, "count")).to_have_text("1 of 4")
    expect(part(page, "dose")).to_have_text("10 times, hold 5 seconds")
    page.clock.run_for(15_500)
    assert now_shown(page) == ("Move in slowly", "5", "Rep 1 of 10")
    page.clock.run_for(2_000)
    assert now_shown(page) == ("Hold", "5", "Rep 1 of 10")
    page.clock.run_for(4_000)
    assert now_shown(page) == ("Hold", "1", "Rep 1 of 10")
    page.clock.run_for(1_000)
    assert now_shown(page)[0] == "And back"
    page.clock.run_for(1_500)
    assert now_shown(page) == ("Rest", "5", "Next: rep 2 of 10")
    size = part(page, "digits").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 96


def test_one_large_area_pauses_and_goes_on(led, routine):
    page = led(routine)
    page.clock.run_for(17_500)
    part(page, "figure").click()
    shown = now_shown(page)
    page.clock.run_for(60_000)
    assert now_shown(page) == shown
    assert shown[0] == "Paused"
    part(page, "figure").click()
    # After a minute nobody is in the pose anymore.
    assert now_shown(page) == ("Get ready", "5", "Rep 1 of 10")


def test_again_and_next_at_any_time(led, routine):
    page = led(routine)
    press(page, "Next")
    assert now_shown(page)[0] == "Move in slowly"
    page.clock.run_for(3_000)
    press(page, "Next")
    assert now_shown(page) == ("Move in slowly", "5", "Rep 2 of 10")
    page.clock.run_for(4_000)
    press(page, "Again")
    assert now_shown(page) == ("Move in slowly", "5", "Rep 2 of 10")


def test_next_after_a_long_pause_goes_on_to_the_next_repeat(led, routine):
    page = led(routine)
    page.clock.run_for(17_500)
    press(page, "Pause")
    page.clock.run_for(20_000)
    press(page, "Next")

    assert now_shown(page) == ("Get ready", "5", "Rep 2 of 10")


def test_a_hold_and_a_rest_can_be_made_longer_and_shorter(led, routine):
    page = led(routine)
    press(page, "Next")
    page.clock.run_for(2_000)
    press(page, "5 seconds more")
    assert now_shown(page) == ("Hold", "10", "Rep 1 of 10")
    page.clock.run_for(12_000)
    assert now_shown(page)[:2] == ("Rest", "5")
    press(page, "5 seconds less")
    assert now_shown(page)[0] == "Move in slowly"
    page.clock.run_for(2_000)
    assert now_shown(page) == ("Hold", "10", "Rep 2 of 10")


def test_five_minutes_only_is_one_tap(led, routine):
    page = led(routine)
    press(page, "Five minutes only")
    expect(part(page, "count")).to_have_text("1 of 2")
    expect(part(page, "name")).to_have_text("Pelvic tilt")
    page.clock.run_for(300_000)
    answer_the_end(page)
    expect(page.get_by_role("heading", name="You did 2 of 4")).to_be_visible()
    logs = ExerciseSession.objects.get().logs.all()
    assert [(log.outcome, log.reason) for log in logs].count(("skipped", "no-time")) == 2


def test_a_session_of_one_short_exercise_offers_nothing_shorter(led, library):
    page = led(routine_of([Exercise.objects.get(slug="bridge")]))
    expect(page.get_by_role("button", name="Five minutes only")).to_be_hidden()
    expect(page.get_by_role("button", name="Use the list")).to_be_visible()


def test_what_is_missing_at_the_end_is_said_and_nothing_is_lost(led, routine):
    page = led(routine)
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    page.get_by_label("Note (optional)").fill("Tired today.")
    press(page, "Save the session")

    expect(page.get_by_role("alert").first).to_contain_text("Two answers are missing")
    expect(page.get_by_text("Choose a number from 0 to 10.")).to_be_visible()
    expect(page.get_by_label("Note (optional)")).to_have_value("Tired today.")
    rating(page, "Pain now, after it", 2)
    press(page, "Save the session")
    expect(page.get_by_role("alert").first).to_contain_text("One answer is missing")
    page.reload()
    expect(page.get_by_label("Note (optional)")).to_have_value("Tired today.")
    page.get_by_text("None of these", exact=True).click()
    press(page, "Save the session")
    expect(page.get_by_role("heading", name="You came, and you listened")).to_be_visible()
    expect(page.get_by_text("Next today: ")).to_be_visible()
    assert ExerciseSession.objects.get().note == "Tired today."


def test_a_warning_sign_leads_to_the_help_at_once(led, routine):
    page = led(routine)
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    answer_the_end(page, sign="Chest pain, fainting, or severe tummy pain")

    expect(page.get_by_role("heading", level=1)).to_have_text("Get emergency help now")
    assert ExerciseSession.objects.get().new_symptoms == "severe"


def test_a_lot_of_pain_after_it_leads_to_the_quick_check(led, routine):
    page = led(routine)
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    answer_the_end(page, pain=8)

    expect(page.get_by_text("That is a lot of pain.")).to_be_visible()
    expect(page.get_by_role("link", name="Back to Today")).to_be_hidden()
    expect(page.get_by_text("Next today")).to_have_count(0)
    page.get_by_role("link", name="Answer the quick check").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")


def test_what_was_not_reached_is_not_said_to_be_for_want_of_time(led, routine):
    page = led(routine)
    page.clock.run_for(1000 * (SETTLE + TILT + 2))
    press(page, "Leave the session")
    expect(page.get_by_role("dialog").get_by_text("You did 1 of 4 exercises.")).to_be_visible()
    press(page, "End here and save what I did")
    answer_the_end(page)
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()

    reasons = [log.reason for log in ExerciseSession.objects.get().logs.all()]
    assert reasons == ["", "not-reached", "not-reached", "not-reached"]


def test_today_leads_back_to_what_was_begun(led, routine):
    page = led(routine)
    page.clock.run_for(1000 * (SETTLE + TILT + 2))
    page.goto("/today/")
    expect(page.get_by_role("heading", name="Not finished yet")).to_be_visible()
    page.get_by_role("link", name="Go on, or save what you did").click()

    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    expect(page.get_by_text("You did 1 of 4 exercises.")).to_be_visible()


def test_today_says_nothing_of_what_was_only_opened(led, routine):
    page = led(routine)
    page.clock.run_for(2_000)
    page.goto("/today/")
    expect(page.get_by_role("link", name="Start").first).to_be_visible()
    expect(page.get_by_role("heading", name="Not finished yet")).to_be_hidden()
