"""Reading XLSX: a zip of XML, so neither is trusted."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from .files import BrokenSheet, Line

# How much a file may unpack to. A full sheet of ours takes a fifth of it.
MOST_UNPACKED = 60_000_000
MOST_PARTS = 500
# Cells further to the right are not ours, and a mean file has one in column 16,384 of each row.
MOST_COLUMNS = 100
FORMULA, ERROR = "f", "e"


def is_zip(content: bytes) -> bool:
    return content.startswith(b"PK") and is_zipfile(BytesIO(content))


def xlsx_rows(content: bytes) -> Iterator[Line]:
    """Yield the lines of the first sheet."""
    try:
        look_inside(content)
        with warnings.catch_warnings():
            # What openpyxl leaves out (extensions, rules, odd dates) is nothing that we read.
            warnings.simplefilter("ignore")
            yield from lines_of_first_sheet(content)
    except BrokenSheet:
        raise
    except Exception as error:  # a broken file may fail anywhere in it
        raise BrokenSheet(
            _("This file cannot be read as XLSX. Open it, save it as XLSX again, and send that.")
        ) from error


def look_inside(content: bytes) -> None:
    """Refuse what unpacks to far more than it is, and XML that would grow while it is read."""
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise BrokenSheet(_("This file unpacks to far more than a spreadsheet needs."))
        for part in parts:
            refuse_part(archive.read(part))


def refuse_part(content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise BrokenSheet(_("This file holds something that no spreadsheet needs. Save it anew."))
    if b"<mergeCell " in content:
        raise BrokenSheet(_("Some cells are merged. Unmerge them: each row is one exercise."))


def lines_of_first_sheet(content: bytes) -> Iterator[Line]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=False)
    if not book.worksheets:
        raise BrokenSheet(_("There is no sheet in this file."))
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    last = None
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if cells is last:  # one of the many that nobody wrote anything into
            yield Line(number, [])
            continue
        last = cells
        texts = [text_of(cell.value) for cell in cells]
        yield Line(number, texts, dict(wrong_in(cells)))


def wrong_in(cells) -> Iterator[tuple[int, str]]:
    for place, cell in enumerate(cells):
        if cell.data_type == FORMULA:
            yield place, _("This is a formula. Replace it by the text that it shows.")
        elif cell.data_type == ERROR:
            yield place, _("This cell shows an error. Write what is meant.")


def text_of(value) -> str:
    """Return what a cell shows; a whole number is written without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
