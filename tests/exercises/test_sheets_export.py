"""Taking the library out as a spreadsheet: what is in the file, and who may have it."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from exercises.models import Exercise
from exercises.sheets.columns import COLUMNS
from tests.factories import ExerciseFactory

pytestmark = pytest.mark.django_db


def url(form):
    return reverse("exercises:sheet_export", args=[form])


@pytest.fixture
def risky():
    return ExerciseFactory(slug="sum", name="=SUM(A1)", feel="-5 degrees", hold_seconds_min=8)


def csv_of(response):
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_csv_opens_in_excel_and_runs_nothing(as_user, admin, risky):
    response = as_user(admin).get(url("csv"))

    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert ".csv" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    (row,) = csv_of(response)
    assert tuple(row) == COLUMNS
    assert (row["slug"], row["name"], row["feel"]) == ("sum", "'=SUM(A1)", "'-5 degrees")


def test_xlsx_holds_texts_and_numbers_and_no_formula(as_user, admin, risky):
    response = as_user(admin).get(url("xlsx"))

    sheet = load_workbook(BytesIO(response.content)).active
    headers, cells = sheet.iter_rows()
    assert tuple(cell.value for cell in headers) == COLUMNS
    row = {name: (cell.value, cell.data_type) for name, cell in zip(COLUMNS, cells, strict=True)}
    assert row["name"] == ("=SUM(A1)", "s")
    assert row["feel"] == ("-5 degrees", "s")
    assert row["hold_seconds_min"] == (8, "n")
    assert cells[COLUMNS.index("name")].quotePrefix


def test_all_of_it_or_only_what_is_published(as_user, admin, risky):
    ExerciseFactory(slug="old", status=Exercise.Status.ARCHIVED)
    client = as_user(admin)
    assert len(csv_of(client.get(url("csv")))) == 2
    assert len(csv_of(client.get(url("csv"), {"which": "published"}))) == 1


def test_lists_stand_one_to_a_line(as_user, admin):
    ExerciseFactory(mistakes=["Too fast", "Too far"])
    assert csv_of(as_user(admin).get(url("csv")))[0]["mistakes"] == "Too fast\nToo far"


def test_a_text_that_no_cell_holds_is_not_cut_off(as_user, admin):
    ExerciseFactory(feel="x" * 40_000)
    response = as_user(admin).get(url("xlsx"), follow=True)
    assert "A text is too long for a cell of Excel." in response.content.decode()
    assert len(csv_of(as_user(admin).get(url("csv")))[0]["feel"]) == 40_000


def test_queries_do_not_grow_with_the_exercises(as_user, admin, django_assert_num_queries):
    client = as_user(admin)
    for _ in range(2):
        ExerciseFactory.create_batch(3)
        with django_assert_num_queries(5):
            client.get(url("csv"))


def test_no_other_kind_of_file_is_made(as_user, admin):
    assert as_user(admin).get(url("ods")).status_code == 404


def test_only_staff_may_have_it(as_user, patient, therapist):
    assert as_user(patient).get(url("csv")).status_code == 403
    assert as_user(therapist).get(url("csv")).status_code == 403
