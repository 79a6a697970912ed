"""Keeping spreadsheets from running a text as a formula, and giving the text back as it was."""

import re

# What makes a spreadsheet program take a text for a formula, or split its cell.
RISKY = "[=+\\-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}" + (
    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]"
)
WOULD_RUN = re.compile(f"'*{RISKY}")
IS_QUOTED = re.compile(f"'+{RISKY}")


def neutral(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if WOULD_RUN.match(text) else text


def quoted(text: str) -> str:
    """Put an apostrophe before what `undone` would otherwise take one from."""
    return f"'{text}" if IS_QUOTED.match(text) else text


def undone(text: str) -> str:
    """Return the text as it was before `neutral` or `quoted`."""
    return text[1:] if IS_QUOTED.match(text) else text
