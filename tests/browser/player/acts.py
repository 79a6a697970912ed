"""Somebody with a plan of the four basics, led through it on a clock that tests move on."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.browser.steps import pass_quick_check
from tests.factories import (
    PlanFactory,
    QuickCheckFactory,
    RoutineFactory,
    ScreeningFactory,
    UserFactory,
    quick_answers,
)
from tracker.plans.actions import STARTER, fill_routine, suitable

READY, SETTLE = 5, 15
# The four basics in seconds: what docs/library.md asks for, played as the most repeats and the
# shortest hold. 3.5 s into a pose and back, 2 s between repeats where the rest is for sets.
TILT = 10 * (3.5 + 5) + 9 * 5
BIRD_DOG = 20 * (3.5 + 3) + 19 * 2
BRIDGE = 12 * (3.5 + 3) + 11 * 2
KNEE = 6 * (3.5 + 15) + 4 * 10 + 10
# Tilt on the back, bird-dog on hands and knees, bridge and knee on the back.
WHOLE = SETTLE + TILT + SETTLE + BIRD_DOG + SETTLE + BRIDGE + READY + KNEE


def zone_at_noon():
    """Return a time zone in which no midnight is near, whenever the tests run."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"


def routine_of(exercises=None, patient=None):
    """A routine of the four basics, or of these, of somebody whom the gate lets in."""
    patient = patient or UserFactory(name="Maria Santos")
    ScreeningFactory(patient=patient)
    today = patient.day_of(datetime.now(UTC))
    plan = PlanFactory(patient=patient, draft=True, starts_on=today - timedelta(days=3))
    routine = RoutineFactory(plan=plan)
    fill_routine(routine=routine, exercises=exercises or suitable(STARTER, frozenset()))
    plan.publish(at=datetime.now(UTC) - timedelta(days=3), on=plan.starts_on, replaces=None)
    return routine


def start(page, pain=4):
    """One tap on Today, one on the pain; time stands still before the player is there."""
    page.get_by_role("link", name="Start").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")
    rest_clock(page)
    pass_quick_check(page, pain=pain)
    expect(page.locator(".player__figure svg")).to_be_visible()


def rest_clock(page):
    """Let time stand still from now on; a test moves it."""
    page.clock.pause_at(page.evaluate("(Date.now() + 200) / 1000"))


def now_shown(page):
    """What one does, the digits, and how far one is."""
    return tuple(part(page, name).inner_text() for name in ("word", "digits", "place"))


def part(page, name):
    return page.locator(f".player [data-part={name}]")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def skip_to(page, name):
    """Skip what comes before an exercise."""
    while part(page, "name").inner_text() != name:
        press(page, "Skip")
        press(page, "No time")


def usual_pain(patient, pain):
    """Three sessions of the last days, each with this pain before it."""
    for days in (1, 2, 3):
        at = datetime.now(UTC) - timedelta(days=days)
        QuickCheckFactory(
            patient=patient,
            screened_at=at,
            used_at=at,
            answers=quick_answers(qc_pain_now=str(pain)),
        )


def answer_the_end(page, *, pain=2, sign="None of these"):
    """Say how it went, and save."""
    expect(page.get_by_role("heading", name="How did it go?")).to_be_visible()
    page.get_by_role("group", name="Pain now, after it").get_by_text(str(pain), exact=True).click()
    page.get_by_text(sign, exact=True).click()
    press(page, "Save the session")
