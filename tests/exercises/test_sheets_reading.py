"""A file that somebody sends in: read by what it is, or refused with what to do."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from openpyxl import Workbook, load_workbook

from exercises.sheets import reading
from exercises.sheets.columns import COLUMNS
from exercises.sheets.files import BrokenSheet
from exercises.sheets.reading import read_sheet
from exercises.sheets.writing import written

BRIDGE = dict.fromkeys(COLUMNS, "") | {"slug": "bridge", "name": "Bridge", "feel": "Buttocks; warm"}


def csv_file(*rows, headers=COLUMNS, delimiter=",", encoding="utf-8"):
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows([headers, *rows])
    return text.getvalue().encode(encoding)


def xlsx_file(change=lambda sheet: None, rows=(BRIDGE,)):
    book = load_workbook(BytesIO(written("xlsx", rows)))
    change(book.active)
    return saved(book)


def saved(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(**parts):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_spreadsheet_program_is_read(delimiter):
    (row,) = read_sheet(csv_file(list(BRIDGE.values()), delimiter=delimiter))
    assert (row.number, row.cells) == (2, BRIDGE)


def test_columns_may_stand_in_any_order_and_in_capitals():
    headers = [name.upper().replace("_", " ") for name in reversed(COLUMNS)]
    (row,) = read_sheet(csv_file(list(BRIDGE.values())[::-1], headers=headers))
    assert row.cells == BRIDGE


def test_empty_rows_are_stepped_over_and_the_others_keep_their_numbers():
    values = list(BRIDGE.values())
    rows = read_sheet(csv_file([], values, [" "] * 5, values))
    assert [row.number for row in rows] == [3, 5]


def test_numbers_and_days_are_read_as_they_are_shown():
    def change(sheet):
        for name, value in {"sets": 8.0, "reps_min": 8.5, "per_side": True, "feel": 90}.items():
            sheet.cell(2, COLUMNS.index(name) + 1).value = value

    (row,) = read_sheet(xlsx_file(change))
    assert [row.cells[name] for name in ("sets", "reps_min", "per_side", "feel")] == [
        "8", "8.5", "True", "90"
    ]  # fmt: skip


def test_a_formula_is_refused_at_its_cell():
    def change(sheet):
        sheet["B2"] = "=1+1"
        sheet["C2"] = "#REF!"

    (row,) = read_sheet(xlsx_file(change))
    assert row.problems == [
        {"column": "name", "words": "This is a formula. Replace it by the text that it shows."},
        {"column": "aim", "words": "This cell shows an error. Write what is meant."},
    ]


def test_something_beside_the_columns_is_refused_at_its_row():
    (row,) = read_sheet(csv_file([*BRIDGE.values(), "stray"]))
    assert row.problems[0]["words"] == "There is something in a column that has no name: “stray”."


def without(*names):
    return [name for name in COLUMNS if name not in names]


def broken_zip():
    content = bytearray(xlsx_file())
    content[200:260] = b"\0" * 60
    return bytes(content)


def bomb():
    return zipped(**{"xl/workbook.xml": b" " * 61_000_000})


BROKEN = {
    "nothing": (b"", "The file is empty"),
    "no-rows": (csv_file(), "no row below the headers"),
    "a-picture": (b"\x89PNG\r\n\x1a\n\0\0", "neither an XLSX file nor a CSV file in UTF-8"),
    "latin-1": (csv_file(["é"], encoding="latin-1"), "CSV file in UTF-8"),
    "utf-16": (csv_file(["a"], encoding="utf-16"), "CSV file in UTF-8"),
    "old-excel": (b"\xd0\xcf\x11\xe0" + b"\0" * 512, "old Excel"),
    "unclosed": (csv_file() + b'"bridge,Bridge\n', "Row 2 cannot be read"),
    "endless": (csv_file(["x" * 140_000]), "Row 2 cannot be read"),
    "missing": (csv_file(["a"], headers=without("aim", "steps")), "are missing: aim, steps."),
    "unknown": (csv_file(["a"], headers=[*COLUMNS, "Aims"]), "columns are not known: aims."),
    "doubled": (csv_file(["a"], headers=[*COLUMNS, "Name"]), "more than once: name."),
    "other-zip": (zipped(**{"hello.txt": b"hello"}), "cannot be read as XLSX"),
    "damaged": (broken_zip(), "cannot be read as XLSX"),
    "entities": (zipped(**{"xl/x.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]>"}), "no spreadsheet needs"),
    "merged": (xlsx_file(lambda sheet: sheet.merge_cells("B2:B3")), "Some cells are merged"),
    "empty-book": (saved(Workbook()), "The file is empty"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_what_to_do(content, words):
    with pytest.raises(BrokenSheet, match=words):
        read_sheet(content)


@pytest.mark.thorough
def test_a_file_that_unpacks_to_too_much_is_not_unpacked():
    with pytest.raises(BrokenSheet, match="far more than a spreadsheet needs"):
        read_sheet(bomb())


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    values = list(BRIDGE.values())
    assert len(read_sheet(csv_file(values, values))) == 2
    with pytest.raises(BrokenSheet, match="more than 2 rows"):
        read_sheet(csv_file(values, values, values))


def test_a_cell_far_to_the_right_is_left_out():
    assert len(read_sheet(xlsx_file(lambda sheet: sheet.cell(9, 16_000, "x")))) == 1


def test_a_row_far_below_is_refused():
    with pytest.raises(BrokenSheet, match="rows below number 100,000"):
        read_sheet(xlsx_file(lambda sheet: sheet.cell(900_000, 1, "x")))
