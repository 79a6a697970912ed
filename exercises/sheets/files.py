"""What every kind of spreadsheet file is read into, and how much of it."""

from dataclasses import dataclass, field

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
LAST_ROW = 100_000


class BrokenSheet(ValueError):
    """The file cannot be read; the message says why and what to do."""


@dataclass
class Line:
    """One line of a sheet: its number, the text of each cell, and what is no text by its place."""

    number: int
    texts: list[str]
    wrong: dict[int, str] = field(default_factory=dict)

    @property
    def is_empty(self):
        return not any(text.strip() for text in self.texts)
