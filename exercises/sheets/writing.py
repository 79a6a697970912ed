"""The library as a file that spreadsheet programs open."""

import csv
from collections.abc import Iterable
from io import BytesIO

from django.db import models
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from tablib import Dataset
from tablib.formats._xlsx import XLSXFormat

from .columns import COLUMNS, LINES, NUMBERS, Cells
from .neutral import neutral, quoted

WIDE = {"steps", "cautions", "mistakes", "stop_if", "sources", "breathing", "feel"}
# The longest text that fits into a cell; a longer one would be cut off without a word.
FITS = 32_767
FORMULA, ERROR, TEXT = "f", "e", "s"


class Format(models.TextChoices):
    """The kinds of files, by how their names end."""

    XLSX = "xlsx", _("Excel (XLSX)")
    CSV = "csv", _("CSV")


TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class DoesNotFit(ValueError):
    """A text is longer than a cell of this kind of file can be."""


def written(form: str, rows: Iterable[Cells]) -> bytes:
    """Return a file of this kind with the rows below their headers."""
    return {Format.CSV: csv_of, Format.XLSX: xlsx_of}[form](rows)


def csv_of(rows: Iterable[Cells]) -> bytes:
    """Write CSV; the mark at its beginning tells Excel that this is UTF-8."""
    table = Dataset(headers=COLUMNS)
    table.extend([neutral(cells[name]) for name in COLUMNS] for cells in rows)
    return table.export("csv", quoting=csv.QUOTE_ALL).encode("utf-8-sig")


def xlsx_of(rows: Iterable[Cells]) -> bytes:
    """Write XLSX; a text that looks like a formula is stored as the text that it is."""
    table = Dataset(headers=COLUMNS)
    table.extend([in_cell(name, cells[name]) for name in COLUMNS] for cells in rows)
    book = Workbook()
    sheet = book.active
    sheet.title = "Exercises"
    XLSXFormat.dset_sheet(table, sheet)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if cell.data_type in {FORMULA, ERROR}:
                cell.data_type, cell.quotePrefix = TEXT, True
    for number, name in enumerate(COLUMNS, start=1):
        width = 48 if name in WIDE else 28 if name in LINES else 16
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "C2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def in_cell(name: str, text: str) -> str | int | None:
    if len(text) >= FITS:
        raise DoesNotFit(name)
    return int(text) if name in NUMBERS and text.isdigit() else quoted(text) or None
