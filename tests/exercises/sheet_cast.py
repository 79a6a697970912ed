"""Sheets for the tests: the rows of the library, changed as a test needs them."""

from exercises.content import LADDER_FIELDS, entry_of
from exercises.models import Exercise
from exercises.sheets import actions
from exercises.sheets.checking import check_next
from exercises.sheets.columns import cells_of
from exercises.sheets.models import Outcome
from exercises.sheets.reading import read_sheet
from exercises.sheets.writing import written
from tests.factories import NOON


def rows_of_library():
    """Return the row of each exercise by its address."""
    exercises = Exercise.objects.select_related(*LADDER_FIELDS).with_instructions()
    return {exercise.slug: cells_of(entry_of(exercise)) for exercise in exercises}


def begun(rows, by, *, form="csv", at=NOON):
    """Send these rows in as a file."""
    content = written(form, rows)
    return actions.begin(rows=read_sheet(content), file_name=f"library.{form}", by=by, at=at)


def checked(rows, by, **kwargs):
    """Send these rows in and check all of them."""
    sheet = begun(rows, by, **kwargs)
    while sheet.rows.filter(outcome=Outcome.UNCHECKED).exists():
        check_next(sheet)
    return sheet


def outcomes(sheet):
    return {row.slug: row.outcome for row in sheet.rows.all()}


def said_of(sheet, slug):
    """Return the sentences at a row."""
    return [f"{one['column']}: {one['words']}" for one in sheet.rows.get(slug=slug).problems]


def handed_in(rows, by, **kwargs):
    """Send these rows in, and hand in what they change."""
    sheet = checked(rows, by, **kwargs)
    actions.hand_in(sheet=sheet, by=by, at=NOON, note="")
    sheet.refresh_from_db()
    return sheet


def changes_of(sheet):
    """Return the numbers of its changes, as its review page sends them."""
    return ",".join(map(str, sheet.waiting().values_list("revision", flat=True)))
