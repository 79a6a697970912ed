"""Reading CSV."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from .columns import COLUMNS
from .files import BrokenSheet, Line

# Excel writes semicolons where a comma stands in numbers, and tabs into "Unicode text".
DELIMITERS = (",", ";", "\t")


def csv_rows(content: bytes) -> Iterator[Line]:
    """Yield the lines of a CSV file in UTF-8."""
    text = text_of(content)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number = 0
    try:
        for number, texts in enumerate(lines, start=1):
            yield Line(number, texts)
    except csv.Error as error:
        words = _("Row %s cannot be read. Is a quotation mark missing, or a text far too long?")
        raise BrokenSheet(words % (number + 1)) from error


def text_of(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise BrokenSheet(
            _("This is neither an XLSX file nor a CSV file in UTF-8. Save it as one of these.")
        )
    return text


def delimiter_of(text: str) -> str:
    """Return what stands between the headers: whatever makes the most of them known."""
    header = text.split("\n", 1)[0].lower()

    def known(delimiter):
        names = (name.strip('" \r') for name in header.split(delimiter))
        return sum(name in COLUMNS for name in names)

    return max(DELIMITERS, key=known)
