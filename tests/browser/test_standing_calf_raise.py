"""An admin adds an exercise from nothing; a colleague publishes it; patients learn it, and later
it is said in other words. What was done before still says what was read that day."""

import re

import pytest
from playwright.sync_api import expect

from exercises.models import Exercise, Revision
from tests.browser.conftest import DESK
from tests.factories import ScreeningFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Standing calf raise"
STEPS = "Hold the back of a firm chair.\nRise onto your toes.\nLower your heels slowly."
SLOWER = "Hold the back of a firm chair.\nRise onto your toes.\nTake three seconds to come down."
# So few clicks, choices, fields and keys are enough for an exercise with figure and caution.
MOST = 30


class Hands:
    """Somebody at a page, whose every click, choice, field and key is counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def click(self, name, role="button"):
        self.act(self.page.get_by_role(role, name=name, exact=True).click)

    def fill(self, label, words):
        self.act(lambda: self.field(label).fill(words))

    def choose(self, label, option):
        self.act(lambda: self.field(label).select_option(option))

    def tick(self, label):
        # A chip hides its box under its own words.
        self.act(lambda: self.field(label).click(force=True))

    def press(self, label, *keys):
        for key in keys:
            self.act(lambda key=key: self.page.get_by_role("slider", name=label).press(key))

    def field(self, label):
        return self.page.get_by_label(label).first

    def act(self, act):
        self.count += 1
        act()


@pytest.fixture
def ada(library, new_page):
    return Hands(new_page(UserFactory(name="Ada Admin", is_staff=True), viewport=DESK))


@pytest.fixture
def rosa(library, new_page):
    return Hands(new_page(UserFactory(name="Rosa Reviewer", is_staff=True), viewport=DESK))


def write_it(ada):
    """Write the exercise: what is needed, one caution, and the figure."""
    ada.page.goto("/desk/")
    ada.click("New exercise", role="link")
    ada.fill("Name", NAME)
    ada.choose("What it is for", "Strong hips and legs")
    ada.choose("Position", "Standing")
    ada.choose("Sides", "Both sides together")
    ada.fill("Steps", STEPS)
    ada.fill("Times, at least", "10")
    ada.choose("Condition", "Poor balance, or falls")
    ada.fill("What to do", "Keep both hands on the chair.")
    draw_it(ada)


def draw_it(ada):
    """Copy a standing figure; let the hold rise onto its toes, with the keyboard."""
    ada.choose("Begin with, or copy from", "Standing")
    ada.click("Copy")
    ada.click("Copy start to hold")
    ada.act(ada.page.get_by_text("Rests or stands on").click)
    ada.tick("Both feet")
    ada.tick("Toes of both feet")
    ada.press("Near ankle", "PageUp", "PageUp", "PageUp", "ArrowRight")
    ada.fill("The pose in a few words", "Heels lifted.")


def hand_it_in(ada):
    ada.click("Hand in for review")
    expect(ada.page.get_by_text("Waiting for somebody else")).to_be_visible()


def publish_it(rosa):
    """Look at what waits, vouch for it, and let everybody read it."""
    rosa.page.goto("/desk/")
    rosa.act(rosa.page.get_by_role("link", name=f"To review {NAME}").click)
    expect(rosa.page.locator("[data-preview-screen]")).to_contain_text("Rise onto your toes.")
    rosa.tick("I have checked the words")
    rosa.click("Review and publish")
    expect(rosa.page.get_by_text("Reviewed and published.")).to_be_visible()


def add_it(ada, rosa):
    write_it(ada)
    expect(ada.page.locator("[data-preview-screen]")).to_contain_text("Keep both hands")
    hand_it_in(ada)
    publish_it(rosa)


def read_it(page, last_step):
    """Find it in the library, and read it as anybody does."""
    page.goto("/exercises/")
    page.get_by_role("link", name=re.compile(f"^{NAME}")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(page.locator(".steps-list li").last).to_have_text(last_step)


def do_it(page):
    """Take it into a routine, do it, and return where that session is looked back at."""
    page.get_by_role("button", name="Add to my routine").click()
    page.get_by_role("button", name="Start this plan").click()
    page.goto("/today/")
    page.get_by_role("link", name=re.compile("I did it already")).first.click()
    page.get_by_role("button", name="2", exact=True).click()
    expect(page.get_by_role("heading", name="What was done")).to_be_visible()
    return page.url


def assert_says(page, url, last_step):
    """That session still shows what the exercise said on its day."""
    page.goto(url)
    page.get_by_text("How it was described that day").click()
    expect(page.locator(".steps-list li").last).to_have_text(last_step)


def test_it_is_added_from_nothing_with_few_interactions(ada, rosa, new_page):
    add_it(ada, rosa)

    visitor = new_page()
    read_it(visitor, "Lower your heels slowly.")
    expect(visitor.get_by_text("10 times", exact=True).first).to_be_visible()
    expect(visitor.get_by_text("Keep both hands on the chair.")).to_be_visible()
    figure = visitor.get_by_role("img", name=re.compile("Then: heels lifted"))
    expect(figure.first).to_be_attached()
    exercise = Exercise.objects.get(slug="standing-calf-raise")
    assert exercise.reviewed_by == "Rosa Reviewer"
    assert "ankle=40" in exercise.poses[1]["note"]

    print(f"Added with {ada.count} interactions, reviewed and published with {rosa.count}.")
    assert ada.count + rosa.count <= MOST


def test_an_old_session_says_the_words_of_its_day(ada, rosa, new_page):
    add_it(ada, rosa)
    maria = UserFactory(name="Maria Santos")
    ScreeningFactory(patient=maria)
    patient = new_page(maria)
    read_it(patient, "Lower your heels slowly.")
    session = do_it(patient)

    ada.page.goto("/desk/")
    ada.click(f"Change {NAME}", role="link")
    ada.fill("Steps", SLOWER)
    hand_it_in(ada)
    publish_it(rosa)
    read_it(patient, "Take three seconds to come down.")
    assert_says(patient, session, "Lower your heels slowly.")

    ada.page.goto("/desk/exercise/standing-calf-raise/")
    ada.click("Put back number 1")
    expect(ada.page.get_by_text("Put back. Everybody reads it now.")).to_be_visible()
    read_it(patient, "Lower your heels slowly.")
    history = Revision.objects.of("exercise", "standing-calf-raise")
    assert [(row.number, row.is_standing) for row in history] == [
        (3, True), (2, False), (1, False)
    ]  # fmt: skip
