"""The library: it narrows while one types, for every hand and eye, and is light to fetch."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from exercises.models import Exercise
from tests.browser.conftest import DESK, NARROW, PHONE, assert_accessible
from tests.factories import ScreeningFactory, UserFactory
from tracker.models import Favorite

pytestmark = pytest.mark.django_db(transaction=True)
LIBRARY = "/exercises/"


def cards(page):
    return page.locator(".library-card")


def watch_reloads(page):
    page.evaluate("window.isSamePage = true")


def assert_not_reloaded(page):
    assert page.evaluate("window.isSamePage"), "the page was loaded anew"


def test_it_narrows_while_one_types_and_the_address_says_so(library, new_page):
    page = new_page()
    page.goto(LIBRARY)
    expect(cards(page)).to_have_count(47)
    watch_reloads(page)
    box = page.get_by_label("Find an exercise")
    box.press_sequentially("brige", delay=20)

    expect(cards(page).first).to_contain_text("Bridge")
    expect(page.get_by_text("Nothing is called “brige”.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/exercises/\?q=brige$"))
    expect(page.get_by_role("status")).to_have_text(f"{cards(page).count()} exercises")
    expect(box).to_be_focused()
    assert_not_reloaded(page)

    box.fill("")
    expect(cards(page)).to_have_count(47)
    expect(page).to_have_url(re.compile(r"/exercises/$"))


def test_what_was_typed_last_is_what_is_shown(library, new_page):
    """An answer that comes late is not put over a newer one."""
    page = new_page()
    page.goto(LIBRARY)
    page.evaluate(
        """() => {
          const fetchNow = window.fetch;
          window.fetch = async (address) => {
            if (address.includes("plank")) await new Promise((resolve) => setTimeout(resolve, 900));
            return fetchNow(address);
          };
        }"""
    )
    with page.expect_request(re.compile(r"q=clam")):
        page.get_by_label("Find an exercise").fill("plank")
        page.wait_for_timeout(400)
        page.get_by_label("Find an exercise").fill("clam")
    with page.expect_response(re.compile(r"q=plank")):
        expect(cards(page)).to_have_count(1)
    page.wait_for_timeout(200)

    expect(cards(page)).to_have_text([re.compile("Clamshell")])
    expect(page).to_have_url(re.compile("q=clam$"))


def test_facets_combine_and_chips_take_them_away(library, new_page):
    page = new_page(viewport=DESK)
    page.goto(LIBRARY)
    watch_reloads(page)
    page.locator("summary", has_text="Position").click()
    page.get_by_role("checkbox", name="Standing").check()
    expect(page).to_have_url(re.compile(r"\?position=standing$"))
    standing = cards(page).count()
    page.locator("summary", has_text="What I have").click()
    page.get_by_role("checkbox", name="Nothing at all").check()
    expect(page).to_have_url(re.compile(r"\?position=standing&have=nothing$"))
    expect(cards(page)).not_to_have_count(standing)

    page.get_by_role("link", name="Remove: Nothing needed").click()
    expect(cards(page)).to_have_count(standing)
    expect(page.get_by_role("status")).to_be_focused()
    page.locator("summary", has_text="What I have").click()
    expect(page.get_by_role("checkbox", name="Nothing at all")).not_to_be_checked()
    page.get_by_role("link", name="Clear all").click()
    expect(cards(page)).to_have_count(47)
    assert_not_reloaded(page)


def test_a_phone_says_how_many_before_it_shows_them(library, new_page):
    page = new_page()
    page.goto(LIBRARY)
    page.locator("summary", has_text="Narrow it down").click()
    page.get_by_text("No getting down on the floor").click()
    show = page.get_by_role("button", name=re.compile(r"Show \d+ exercises"))
    expect(show).not_to_have_text("Show 47 exercises")
    said = show.text_content()
    show.click()

    expect(show).to_be_hidden()
    expect(page.get_by_role("status")).to_be_focused()
    assert said == f"Show {cards(page).count()} exercises"


def test_it_works_by_keyboard_alone(library, new_page):
    page = new_page(viewport=DESK)
    page.goto(LIBRARY)
    watch_reloads(page)
    page.get_by_label("Find an exercise").focus()
    page.keyboard.type("stretch")
    expect(page).to_have_url(re.compile("q=stretch"))
    found = cards(page).count()
    for _press in range(2):
        page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="Position")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Lying on your back")).to_be_focused()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("q=stretch&position=supine"))
    expect(cards(page)).not_to_have_count(found)
    expect(page.get_by_role("checkbox", name="Lying on your back")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("checkbox", name="Lying on your back")).to_be_hidden()
    expect(page.locator("summary", has_text="Position")).to_be_focused()
    assert_not_reloaded(page)


def test_a_facet_that_tab_leaves_hides_nothing(library, new_page):
    page = new_page(viewport=DESK)
    page.goto(LIBRARY)
    page.locator("summary", has_text="Position").press("Enter")
    last = page.locator(".facet", has_text="Position").get_by_role("checkbox").last
    last.focus()
    expect(last).to_be_visible()
    page.keyboard.press("Tab")

    expect(page.locator("summary", has_text="What for")).to_be_focused()
    expect(last).to_be_hidden()


def test_without_a_script_the_form_does_it(library, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(LIBRARY)
    page.get_by_label("Find an exercise").fill("plank")
    page.locator("summary", has_text="Narrow it down").click()
    page.locator("summary", has_text="Position").click()
    page.get_by_role("checkbox", name="Standing").check()
    page.get_by_role("button", name="Find", exact=True).click()

    expect(page).to_have_url(re.compile(r"\?q=plank&position=standing$"))
    expect(cards(page)).to_have_text([re.compile("Wall plank")])
    page.get_by_role("link", name="Remove: Standing").click()
    expect(page).to_have_url(re.compile(r"\?q=plank$"))
    expect(cards(page)).to_have_count(5)


def test_when_the_answer_does_not_come_the_form_is_sent(library, new_page):
    page = new_page()
    page.goto(LIBRARY)
    page.add_init_script("window.isLoadedAnew = true")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no')); }")
    page.get_by_label("Find an exercise").fill("clam")

    expect(cards(page)).to_have_text([re.compile("Clamshell")])
    assert page.evaluate("window.isLoadedAnew")


def test_a_heart_keeps_a_favorite_where_one_is(library, new_page):
    person = UserFactory()
    ScreeningFactory(patient=person)
    page = new_page(person)
    page.goto(LIBRARY)
    watch_reloads(page)
    page.get_by_label("Find an exercise").fill("clam")
    expect(cards(page)).to_have_count(1)
    heart = page.get_by_role("button", name=re.compile("^Favorite.*Clamshell"))
    with page.expect_response(re.compile("favorite")) as answer:
        heart.click()

    assert answer.value.status == 204
    expect(heart).to_have_attribute("aria-pressed", "true")
    assert_not_reloaded(page)
    page.goto(LIBRARY)
    row = page.get_by_role("region", name="Your favorites")
    expect(row.get_by_role("link", name="Clamshell")).to_be_visible()
    row.get_by_role("link", name="See all").click()
    expect(cards(page)).to_have_text([re.compile("Clamshell")])


def picture(card):
    return card.locator("img").get_attribute("src").partition("?")[0].rpartition("/")[2]


def test_a_card_moves_while_one_points_at_it_or_has_the_focus_on_it(library, new_page):
    page = new_page(viewport=DESK)
    page.goto(LIBRARY)
    card = cards(page).filter(has_text="Cat-camel")
    moving, still = re.compile(r"moving\.svg"), re.compile(r"hold\.svg")
    expect(card.locator("img")).to_have_attribute("src", still)
    card.hover()
    expect(card.locator("img")).to_have_attribute("src", moving)
    page.locator("h1").hover()
    expect(card.locator("img")).to_have_attribute("src", still)

    page.keyboard.press("Tab")
    card.get_by_role("link").focus()
    expect(card.locator("img")).to_have_attribute("src", moving)
    page.keyboard.press("Tab")
    expect(card.locator("img")).to_have_attribute("src", still)


def test_no_card_moves_for_who_wants_no_motion(library, new_page):
    page = new_page(viewport=DESK, reduced_motion="reduce")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(LIBRARY)
    card = cards(page).filter(has_text="Cat-camel")
    card.hover()
    page.wait_for_timeout(600)
    page.keyboard.press("Tab")
    card.get_by_role("link").focus()
    page.wait_for_timeout(600)

    assert picture(card) == "hold.svg"
    assert not [url for url in asked if "moving" in url]


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(NARROW, "dark"), (DESK, "light")], ids=["320", "1280"]
)
def test_it_works_for_everyone(library, new_page, viewport, scheme):
    person = UserFactory()
    ScreeningFactory(patient=person)
    for slug in ("bridge", "bird-dog", "clamshell", "cat-camel", "forearm-plank"):
        Favorite.objects.create(patient=person, exercise=Exercise.objects.get(slug=slug))
    for someone in (None, person):
        page = new_page(someone, viewport=viewport, color_scheme=scheme)
        for asked in ("", "?q=brige", "?q=swimming", "?safe=pregnancy&show=left-out&have=mat"):
            page.goto(LIBRARY + asked)
            assert_accessible(page)
        if viewport == NARROW:
            page.locator("summary", has_text="Narrow it down").click()
        for facet in ("Position", "What for", "What I have", "Safe with"):
            page.locator("summary", has_text=facet).click()
            assert_accessible(page)


def test_a_first_visit_is_light(library, new_page):
    """All that a phone fetches of the 47 exercises before one scrolls, as it comes compressed."""
    page, answers = new_page(viewport=PHONE), []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(LIBRARY, wait_until="networkidle")

    weights = {answer.url: len(gzip.compress(answer.body())) for answer in answers}
    figures = [url for url in weights if url.partition("?")[0].endswith("hold.svg")]
    assert 0 < len(figures) < 47, "those far below come when one scrolls"
    assert sum(weights.values()) < 150_000, sorted(weights.items(), key=lambda one: one[1])[-5:]
