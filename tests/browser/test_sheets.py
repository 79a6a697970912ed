"""The library goes out as a spreadsheet, comes in changed, and is reviewed by somebody else."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from exercises.models import Exercise, Revision
from exercises.sheets import checking
from tests.browser.conftest import DESK, assert_accessible
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada():
    return UserFactory(name="Ada Admin", is_staff=True)


def taken_out(page, kind):
    page.goto("/desk/sheets/")
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).click()
    return Path(download.value.path()).read_bytes()


def rows_of(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def csv_file(rows):
    text = StringIO()
    table = csv.DictWriter(text, rows[0])
    table.writeheader()
    table.writerows(rows)
    return {"name": "library.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def send_in(page, file):
    page.goto("/desk/sheets/")
    page.get_by_label("XLSX or CSV file").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()


def new_rows(page, count):
    """Return so many new exercises, made of one that was taken out."""
    row = rows_of(taken_out(page, "CSV"))[0] | {"easier": "", "harder": ""}
    return [row | {"slug": f"new-{n}", "name": f"New {n}"} for n in range(count)]


@pytest.mark.parametrize("kind", ["Excel (XLSX)", "CSV"])
def test_what_goes_out_comes_back_without_a_change(library, new_page, ada, kind):
    page = new_page(ada)
    file = {"name": "x", "mimeType": "text/plain", "buffer": taken_out(page, kind)}
    send_in(page, file)
    expect(page.get_by_text("The file says the same as the library.")).to_be_visible()
    expect(page.get_by_role("link", name="Unchanged 47")).to_be_visible()


def test_a_change_in_excel_is_reviewed_and_read_by_everybody(library, new_page, ada):
    page = new_page(ada)
    book = load_workbook(BytesIO(taken_out(page, "Excel (XLSX)")))
    sheet = book.active
    column = [cell.value for cell in sheet[1]].index("name") + 1
    row = [cell.value for cell in sheet["A"]].index("bridge") + 1
    sheet.cell(row, column).value = "Hip bridge"
    stream = BytesIO()
    book.save(stream)
    send_in(page, {"name": "x.xlsx", "mimeType": "text/plain", "buffer": stream.getvalue()})
    expect(page.get_by_role("heading", name="Hip bridge")).to_be_visible()
    page.get_by_label("What did you change, and why?").fill("A clearer name")
    page.get_by_role("button", name="Hand in 1 change for review").click()
    expect(page.get_by_text("1 change waits for a review.")).to_be_visible()

    review = new_page(UserFactory(name="Rosa Reviewer", is_staff=True), viewport=DESK)
    review.goto("/desk/sheets/")
    review.get_by_role("link", name="1 change from x.xlsx").click()
    expect(review.locator("ins").last).to_contain_text("Hip bridge")
    review.get_by_label("I have checked").check()
    assert_accessible(review)
    review.get_by_role("button", name="Review and publish 1 change").click()
    expect(review.get_by_text("1 change is published.")).to_be_visible()
    assert Exercise.objects.get(slug="bridge").name == "Hip bridge"


WATCH = """addEventListener("DOMContentLoaded", () => {
  const bar = document.querySelector("progress");
  const words = document.querySelector("#progress-words");
  const look = () => saw(`${bar.value}: ${words.textContent}`);
  if (bar) new MutationObserver(look).observe(words, { childList: true });
})"""


def test_the_bar_moves_with_words_until_all_rows_are_checked(library, new_page, ada, monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 10)
    page, seen = new_page(ada), []
    rows = new_rows(page, 60)
    page.expose_function("saw", lambda words: seen.append(words))
    page.add_init_script(WATCH)
    send_in(page, csv_file(rows))
    expect(page.get_by_role("button", name="Hand in 60 changes for review")).to_be_visible()
    # The page is left as soon as the last rows are checked.
    assert seen[:4] == [f"{count}: {count} of 60 rows checked" for count in (20, 30, 40, 50)]


def test_a_check_that_stops_says_so_and_goes_on(library, new_page, ada, monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 10)
    page = new_page(ada)
    rows = new_rows(page, 30)
    page.route("**/check/", lambda route: route.fulfill(status=422, body="Out of order"), times=1)
    send_in(page, csv_file(rows))
    expect(page.get_by_role("alert")).to_have_text(
        "The check stopped. What is checked is kept. Press “Go on”."
    )
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "10")
    assert_accessible(page)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Hand in 30 changes for review")).to_be_visible()


def test_it_all_works_without_a_script(library, new_page, ada, monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 10)
    page = new_page(ada, java_script_enabled=False)
    send_in(page, csv_file([*new_rows(page, 25)]))
    for count in (10, 20):
        expect(page.get_by_text(f"{count} of 25 rows checked")).to_be_visible()
        page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Hand in 25 changes for review").click()
    expect(page.get_by_text("25 changes wait for a review.")).to_be_visible()
    assert Revision.objects.filter(status="waiting").count() == 25


def test_the_way_in_can_be_walked_with_the_keyboard(library, new_page, ada):
    page = new_page(ada)
    page.goto("/desk/sheets/")
    page.locator("#which-all").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Only those that are published")).to_be_checked()
    names = []
    for _ in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.innerText || document.activeElement.id"))
    assert names == [
        "Excel (XLSX)", "CSV", "id_file", "Check the file", "What goes into the columns"
    ]  # fmt: skip
