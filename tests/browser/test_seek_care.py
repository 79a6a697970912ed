"""The help pages in a real browser: on paper, on a narrow phone, and without a connection."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, assert_accessible
from tests.factories import UserFactory
from tests.screening.sets import CLINICIAN_FIRST, EMERGENCY, URGENT, answers
from tracker.screening import questionnaire
from tracker.screening.actions import record
from tracker.screening.rules import Tier

pytestmark = pytest.mark.django_db(transaction=True)
TIERS = ["emergency", "urgent", "clinician-first"]
FEW = {"emergency": EMERGENCY, "urgent": URGENT, "clinician-first": CLINICIAN_FIRST}
READY = "navigator.serviceWorker.ready.then(() => true)"


def as_bad_as(tier):
    """To each question the most serious answer that this tier allows."""
    limit = Tier[tier.upper().replace("-", "_")]
    worst = {}
    for question in questionnaire.current().questions:
        allowed = [answer for answer in question.answers if (answer.tier or 0) <= limit]
        worst[question.key] = max(allowed, key=lambda answer: answer.tier or 0).value
    return answers(**worst)


def stopped_by(given):
    screening = record(patient=UserFactory(), answers=given, at=timezone.now())
    return screening.patient, screening.tier


def sheets(page, paper):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


@pytest.mark.parametrize("tier", TIERS)
def test_a_help_page_is_one_sheet_of_paper(new_page, tier):
    for given in (FEW[tier], as_bad_as(tier)):
        person, reached = stopped_by(given)
        page = new_page(person)
        page.goto(f"/seek-care/{reached}/")
        assert [sheets(page, paper) for paper in ("A4", "Letter")] == [1, 1], reached

    visitor = new_page()
    for url in (f"/seek-care/{tier}/?country=", f"/seek-care/{tier}/offline/"):
        visitor.goto(url)
        assert [sheets(visitor, paper) for paper in ("A4", "Letter")] == [1, 1], url


def test_on_paper_are_the_number_and_the_words_and_no_buttons(new_page):
    person, tier = stopped_by(EMERGENCY)
    page = new_page(person, color_scheme="dark")
    page.goto(f"/seek-care/{tier}/")
    expect(page.get_by_role("button", name="Print this page")).to_be_visible()

    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("link", name="Call")).to_be_visible()
    expect(page.get_by_text("I have lost control of my bladder")).to_be_visible()
    for gone in ("Print this page", "Choose your country", "Your earlier checks"):
        expect(page.get_by_text(gone)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.say p')).color") == (
        "rgb(0, 0, 0)"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_with_every_reason_fits_a_narrow_phone(new_page, scheme):
    person, tier = stopped_by(as_bad_as("emergency"))
    page = new_page(person, viewport=NARROW, color_scheme=scheme)
    page.goto(f"/seek-care/{tier}/")
    assert_accessible(page)


def test_the_country_is_chosen_by_keyboard_and_without_scripts(new_page):
    page = new_page(java_script_enabled=False, locale="de")
    page.goto("/seek-care/emergency/")
    expect(page.get_by_text("Check the number where you are")).to_be_visible()
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    page.get_by_label("Where are you now?").select_option("Japan")
    page.get_by_role("button", name="Show the number").press("Enter")
    expect(page.get_by_role("link", name="Call 119")).to_have_attribute("href", "tel:119")


def test_help_opens_offline_once_the_app_was_opened(new_page):
    """Opened once, by someone who is signed in; then the connection is gone."""
    person, _tier = stopped_by(EMERGENCY)
    page = new_page(person)
    page.goto("/account/")
    assert page.evaluate(READY)

    page.context.set_offline(True)
    for tier in TIERS:
        page.goto(f"/seek-care/{tier}/")
        expect(page.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
        assert_accessible(page)
        expect(page.get_by_text("I have lost control")).to_have_count(0)
    page.goto("/seek-care/emergency/")
    page.get_by_text("Find the number of your country").click()
    expect(page.get_by_role("link", name="Japan: 119")).to_be_visible()
    is_styled = "getComputedStyle(document.querySelector('.call')).display === 'flex'"
    assert page.evaluate(is_styled)

    for url in ("/plans/", "/sessions/", "/exercises/", "/"):
        page.goto(url)
        expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
        assert page.locator("img.figure, a[href*=exercises], a[href*=sessions]").count() == 0
        assert_accessible(page)
    page.get_by_role("link", name="Get emergency help").click()
    expect(page.get_by_role("heading", name="Get emergency help now")).to_be_visible()

    page.context.set_offline(False)
    page.goto("/seek-care/emergency/")
    expect(page.get_by_text("I have lost control")).to_be_visible()


def test_nothing_of_a_person_is_kept_on_the_device(new_page):
    person, tier = stopped_by(EMERGENCY)
    page = new_page(person)
    page.goto(f"/seek-care/{tier}/")
    assert page.evaluate(READY)
    page.goto("/screening/history/")
    kept = page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
              found.push(new URL(request.url).pathname);
          return found.sort();
        }"""
    )
    shared = ("/static/", "/today/offline/", "/screening/phone.json")  # the same for everyone
    pages = [path for path in kept if not path.startswith(shared)]
    assert pages == ["/offline/", *(f"/seek-care/{tier}/offline/" for tier in sorted(TIERS))]
    for path in pages:
        text = page.evaluate("async (path) => (await caches.match(path)).text()", path)
        assert "I have lost control" not in text
        assert person.name not in text
