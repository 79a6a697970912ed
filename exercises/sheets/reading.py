"""Reading a spreadsheet that somebody sent in; what it is shows in its bytes, not in its name."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from .columns import COLUMNS, Cells, Problems, plain, problem
from .csv_file import csv_rows
from .files import LAST_ROW, MOST_ROWS, BrokenSheet, Line
from .neutral import undone
from .xlsx_file import is_zip, xlsx_rows

# An older Excel file, and everything else that Office kept in that kind of file.
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class Row(NamedTuple):
    """One row below the headers: its number in the sheet, its cells, what cannot be read."""

    number: int
    cells: Cells
    problems: Problems


def read_sheet(content: bytes) -> list[Row]:
    """Return the rows of a file, or refuse all of it with a sentence."""
    lines = lines_of(content)
    header = next((line for line in lines if not line.is_empty), None)
    if header is None:
        raise BrokenSheet(_("The file is empty. Start from a file that you took out here."))
    names = names_of(header)
    rows = []
    for line in lines:
        if not line.is_empty:
            rows.append(row_of(line, names))
        if len(rows) > MOST_ROWS:
            words = _("There are more than %s rows. Bring them in as several files.")
            raise BrokenSheet(words % f"{MOST_ROWS:,}")
    if not rows:
        raise BrokenSheet(_("There is no row below the headers."))
    return rows


def lines_of(content: bytes) -> Iterator[Line]:
    if content.startswith(OLD_EXCEL):
        raise BrokenSheet(
            _("This is a file of an old Excel, or one with a password. Save it as XLSX or CSV.")
        )
    for line in xlsx_rows(content) if is_zip(content) else csv_rows(content):
        if line.number > LAST_ROW:
            words = _("There are rows below number %s. Delete the empty rows in between.")
            raise BrokenSheet(words % f"{LAST_ROW:,}")
        yield line


def names_of(header: Line) -> list[str]:
    """Return the name of each column, or refuse a sheet that has not just the right ones."""
    names = [undone(text).strip().lower().replace(" ", "_") for text in header.texts]
    named = [name for name in names if name]
    wrong = {
        _("These columns are missing: %s. Start from a file that you took out here."): [
            name for name in COLUMNS if name not in named
        ],
        _("These columns are not known: %s. Remove them, or mend their names."): [
            name for name in dict.fromkeys(named) if name not in COLUMNS
        ],
        _("These columns are there more than once: %s. Keep one of each."): [
            name for name in COLUMNS if named.count(name) > 1
        ],
    }
    said = [words % short(found) for words, found in wrong.items() if found]
    if said:
        raise BrokenSheet(" ".join(said))
    return names


def short(names: list[str], most: int = 8) -> str:
    """List names; a file of something else would have very many, and very long ones."""
    listed = ", ".join(name[:40] for name in names[:most])
    return _("%s and others") % listed if len(names) > most else listed


def row_of(line: Line, names: list[str]) -> Row:
    """Give each text its column."""
    cells, problems = dict.fromkeys(COLUMNS, ""), []
    for place, text in enumerate(line.texts):
        name = names[place] if place < len(names) else ""
        if name:
            cells[name] = plain(undone(text))
        elif text.strip():
            words = _("There is something in a column that has no name: “%s”.")
            problems.append(problem("", words % text[:40]))
        if place in line.wrong:
            problems.append(problem(name, line.wrong[place]))
    return Row(line.number, cells, problems)
