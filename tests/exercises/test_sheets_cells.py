"""A row of a spreadsheet: what an exercise says in cells, and out of them again."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exercises.library_file import MAY_BE_MISSING
from exercises.sheets.columns import COLUMNS, cells_of, plain, said_in
from exercises.sheets.neutral import neutral, quoted, undone
from exercises.sheets.reading import read_sheet
from exercises.sheets.writing import Format, written

LIBRARY = Path(__file__).parents[2] / "exercises/data/library.json"
ENTRIES = [MAY_BE_MISSING | entry for entry in json.loads(LIBRARY.read_text())["exercises"]]

# What people type, and what spreadsheets stumble over.
texts = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"\t\r\n,;: \N{FULLWIDTH EQUALS SIGN}"),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
)
TRICKY = ["=SUM(A1)", "-5 degrees", "+1", "@home", "'=1+1", "''-x", "\tx", "\rx", "'plain", "#REF!"]


def row_of(*said):
    return dict.fromkeys(COLUMNS, "") | {"slug": "x"} | dict(zip(COLUMNS[1:], said, strict=False))


def read_back(form, rows):
    return [row.cells for row in read_sheet(written(form, rows))]


def test_each_exercise_of_the_library_is_the_same_after_its_cells():
    assert len(ENTRIES) == 47
    for entry in ENTRIES:
        said, problems = said_in(cells_of(entry))
        assert problems == []
        for name in ("slug", "steps", "avoid_with", "poses", "equipment", "sources"):
            assert said[name] == entry[name]


@pytest.mark.parametrize("form", Format.values)
def test_the_library_is_the_same_after_a_file(form):
    rows = [cells_of(entry) for entry in ENTRIES]
    assert read_back(form, rows) == rows


@pytest.mark.parametrize("form", Format.values)
@pytest.mark.parametrize("text", TRICKY)
def test_what_looks_like_a_formula_is_the_same_after_a_file(form, text):
    row = row_of("name", "aim", *[""] * 12, text)
    assert read_back(form, [row]) == [{name: plain(cell) for name, cell in row.items()}]


@given(texts)
@example("'=")
def test_no_text_is_run_and_every_text_comes_back(text):
    assert not neutral(text).startswith(tuple("=+-@\t\r\n"))
    assert undone(neutral(text)) == text
    assert undone(quoted(text)) == text


@given(st.lists(texts, min_size=1, max_size=5))
def test_every_text_is_the_same_after_a_csv_file(said):
    row = {name: plain(cell) for name, cell in row_of(*said).items()}
    assert read_back("csv", [row]) == [row]


@pytest.mark.thorough
@given(st.lists(texts, min_size=1, max_size=5))
def test_every_text_is_the_same_after_an_xlsx_file(said):
    row = {name: plain(cell) for name, cell in row_of(*said).items()}
    assert read_back("xlsx", [row]) == [row]


notes = texts.map(lambda text: plain(text).strip()).filter(bool)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), notes, max_size=4))
@example({"osteoporosis": "Two lines: the first\nand: the second\n\n  and one set in"})
def test_a_note_keeps_its_colons_and_its_lines(notes):
    rows = [{"condition": key, "note": note} for key, note in notes.items()]
    cells = cells_of(ENTRIES[0] | {"avoid_with": rows})
    assert said_in(cells)[0]["avoid_with"] == rows


def said(**cells):
    return said_in(cells_of(ENTRIES[0]) | cells)


def test_a_spreadsheets_8_0_is_an_8():
    assert said(reps_min="8.0")[0]["dose"]["reps_min"] == "8"
    assert said(reps_min="8.5")[0]["dose"]["reps_min"] == "8.5"


@pytest.mark.parametrize(
    ("typed", "is_per_side"),
    [("Yes", True), ("TRUE", True), ("1.0", True), ("no", False), ("", False)],
)
def test_yes_is_read_in_many_ways(typed, is_per_side):
    assert said(per_side=typed)[0]["dose"]["per_side"] is is_per_side


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("per_side", "perhaps", "Write yes or no."),
        ("cautions", "no colon here", "Line 1 has no condition."),
        ("cautions", "osteoporosis: Slowly.\nand gently", "Line 2 has no condition."),
        ("pose_3_name", "rest", "A pose needs both its name and its note"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_column(column, text, words):
    (problem,) = said(**{column: text})[1]
    assert words in problem["words"]
    assert problem["column"] == ("pose_3_note" if column == "pose_3_name" else column)
