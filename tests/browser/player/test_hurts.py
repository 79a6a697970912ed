"""It hurts, or something else is in the way: one tap asks, one more goes on."""

import pytest
from playwright.sync_api import expect

from exercises.models import Caution, Condition, Exercise
from tests.browser.player.acts import (
    answer_the_end,
    now_shown,
    part,
    press,
    routine_of,
    skip_to,
    usual_pain,
)
from tests.factories import ScreeningFactory, UserFactory, answers_no
from tracker.models import ExerciseSession

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def in_bird_dog(led, routine):
    """In the third repeat of the bird-dog, which has an easier sister."""
    page = led(routine)
    skip_to(page, "Bird-dog")
    page.clock.run_for(25_000)
    return page


def end(page):
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    answer_the_end(page)
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def log_of(name):
    return ExerciseSession.objects.get().logs.get(exercise_name=name)


def test_going_easier_takes_two_taps(in_bird_dog):
    page = in_bird_dog
    press(page, "It hurts")
    press(page, "Go easier: Hands-and-knees leg reach")

    expect(part(page, "name")).to_have_text("Hands-and-knees leg reach")
    expect(part(page, "dose")).to_have_text("2 sets of 5 to 10 each side, hold 2 to 5 seconds")
    assert now_shown(page)[:2] == ("Find your place", "15")
    expect(page.locator(".player__figure svg")).to_be_visible()
    page.clock.run_for(1000 * 300)
    end(page)
    log = log_of("Bird-dog")
    assert (log.outcome, log.easier.slug, log.easier_name) == (
        "done", "quadruped-leg-reach", "Hands-and-knees leg reach",
    )  # fmt: skip
    assert [(hurt.choice, hurt.pain) for hurt in log.hurts.all()] == [("easier", None)]


def test_stopping_keeps_what_was_done_and_goes_on_with_the_next(in_bird_dog):
    page = in_bird_dog
    press(page, "It hurts")
    page.get_by_role("dialog").get_by_text("4", exact=True).click()
    press(page, "Stop this exercise")

    expect(part(page, "name")).to_have_text("Bridge")
    end(page)
    log = log_of("Bird-dog")
    assert (log.outcome, log.reason, log.done_reps) == ("stopped", "pain", 1)
    assert [(hurt.choice, hurt.pain) for hurt in log.hurts.all()] == [("stop", 4)]
    assert ExerciseSession.objects.get().status == "stopped"


def test_carrying_on_goes_on_where_one_was(in_bird_dog):
    page = in_bird_dog
    page.clock.run_for(100)
    place = now_shown(page)[2]
    press(page, "It hurts")
    page.clock.run_for(2_000)
    press(page, "Carry on")

    assert now_shown(page)[2] == place
    assert now_shown(page)[0] != "Paused"
    end(page)
    assert [hurt.choice for hurt in log_of("Bird-dog").hurts.all()] == ["carry-on"]


def test_the_exercise_waits_while_one_thinks(in_bird_dog):
    page = in_bird_dog
    press(page, "It hurts")
    before = now_shown(page)
    page.clock.run_for(60_000)
    assert now_shown(page) == before
    page.keyboard.press("Escape")
    expect(part(page, "word")).to_have_text("Get ready")


def test_strong_pain_leads_to_the_quick_check_and_back_to_where_one_was(in_bird_dog):
    page = in_bird_dog
    press(page, "It hurts")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("7", exact=True).click()
    expect(dialog.get_by_text("That is strong.")).to_be_hidden()
    dialog.get_by_text("8", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")
    expect(page.get_by_text("You said it hurts a lot, so we stopped.")).to_be_visible()
    page.clock.run_for(5_000)
    page.get_by_role("button", name="3", exact=True).click()
    press(page, "Go on with Bridge, 3 of 4")
    expect(part(page, "name")).to_have_text("Bridge")
    end(page)
    (hurt,) = log_of("Bird-dog").hurts.all()
    assert (hurt.pain, hurt.choice) == (8, "stop")


def test_by_keyboard_one_passes_over_a_strong_pain_and_presses_what_to_do(in_bird_dog):
    page = in_bird_dog
    page.keyboard.press("h")
    for _number in range(9):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("That is strong.")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("That is strong.")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    press(page, "Carry on")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")


def test_what_speaks_for_stopping_is_said_with_the_way_to_the_help(in_bird_dog):
    page = in_bird_dog
    press(page, "It hurts")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Stop if pain shoots further down your leg")).to_be_visible()
    expect(dialog.get_by_role("link", name="When to get help")).to_be_visible()


def test_well_above_the_usual_is_strong_too(led, routine):
    """Whoever has 2 before each session: 5 is much more than usual."""
    usual_pain(routine.plan.patient, 2)
    page = led(routine, pain=2)
    press(page, "It hurts")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("4", exact=True).click()
    expect(dialog.get_by_text("That is strong.")).to_be_hidden()
    dialog.get_by_text("5", exact=True).click()
    expect(page.get_by_text("You said it hurts a lot, so we stopped.")).to_be_visible()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("It hurt", "pain"),
        ("No time", "no-time"),
        ("Missing equipment", "no-equipment"),
        ("Not sure how", "unsure"),
        ("Another reason", "other"),
    ],
)
def test_skipping_takes_a_reason_in_one_tap(led, routine, words, reason):
    page = led(routine)
    press(page, "Skip")
    press(page, words)
    expect(part(page, "name")).to_have_text("Bird-dog")
    end(page)
    assert (log_of("Pelvic tilt").outcome, log_of("Pelvic tilt").reason) == ("skipped", reason)


def test_what_was_done_before_can_be_enough(in_bird_dog):
    page = in_bird_dog
    press(page, "Skip")
    press(page, "That was enough: count what I did")
    end(page)
    assert (log_of("Bird-dog").outcome, log_of("Bird-dog").done_reps) == ("done", 1)


def test_nothing_easier_is_offered_where_there_is_nothing(led, library):
    page = led(routine_of([Exercise.objects.get(slug="glute-squeeze")]))
    press(page, "It hurts")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Go easier")).to_be_hidden()
    expect(dialog.get_by_role("button", name="Carry on")).to_be_visible()


def test_nothing_easier_is_offered_that_calls_for_care(led, library):
    """Thin bones, and the easier exercise has a caution for them."""
    patient = UserFactory()
    routine = routine_of([Exercise.objects.get(slug="bird-dog")], patient)
    Caution.objects.create(
        exercise=Exercise.objects.get(slug="quadruped-leg-reach"),
        condition=Condition.objects.get(key="osteoporosis"),
        note="Not so far.",
    )
    ScreeningFactory(patient=patient, answers=answers_no() | {"osteoporosis_known": "yes_checked"})
    page = led(routine)
    press(page, "It hurts")
    expect(page.get_by_role("dialog").get_by_text("Go easier")).to_be_hidden()
