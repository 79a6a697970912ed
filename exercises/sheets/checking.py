"""The dry run: what each row would do, found out some rows at a time; nothing is written."""

from uuid import UUID

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from exercises.content import LADDER_FIELDS, entry_of, fingerprint
from exercises.entry_form import EntryForm, typed_of
from exercises.models import Exercise, Picture

from .columns import Problems, cells_of, problem, said_in
from .known import KnownToSheet
from .ladders import Break, broken
from .models import Outcome, SheetImport, SheetRow

# How many rows one request checks: well below a second, so that the bar moves.
CHUNK = 100
FOUND = ["outcome", "problems", "content", "stood"]


@transaction.atomic
def check_next(sheet: SheetImport) -> None:
    """Check the next rows; after the last ones look at the ladders of the whole sheet."""
    sheet = SheetImport.objects.select_for_update().get(pk=sheet.pk)
    unchecked = sheet.rows.filter(outcome=Outcome.UNCHECKED)
    rows = list(unchecked[:CHUNK])
    if sheet.handed_in_at or not rows:
        return
    known, entries = KnownToSheet.of(sheet), standing({row.slug for row in rows})
    pictures = one_of_the_pictures(rows)
    for row in rows:
        judge(row, known, entries.get(row.slug), pictures)
    SheetRow.objects.bulk_update(rows, FOUND, batch_size=CHUNK)
    if not unchecked.exists():
        settle_ladders(sheet, known)


def standing(slugs: set[str]) -> dict[str, dict]:
    """Return what the exercises say now, by slug; three queries."""
    found = Exercise.objects.filter(slug__in=slugs)
    rows = found.select_related(*LADDER_FIELDS).with_instructions()
    return {exercise.slug: entry_of(exercise) for exercise in rows}


def one_of_the_pictures(rows: list[SheetRow]) -> forms.TypedChoiceField:
    """Return a field for the key of a picture there is; one query for all rows."""
    named = {key for row in rows if (key := uuid_of(row.cells["picture"]))}
    keys = map(str, Picture.objects.filter(pk__in=named).values_list("pk", flat=True))
    words = _("There is no picture with this key. Add pictures on the page of the exercise.")
    return forms.TypedChoiceField(
        choices=[(key, key) for key in keys],
        required=False,
        empty_value=None,
        widget=forms.TextInput,
        error_messages={"invalid_choice": words},
    )


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def judge(row: SheetRow, known: KnownToSheet, entry: dict | None, pictures) -> None:
    """Say what a row would do, or why it is refused."""
    row.stood = fingerprint(entry) if entry else ""
    row.problems = row.unread + known.problems_of_address(row.cells, row.slug)
    if not row.problems and entry and row.cells == cells_of(entry):
        row.outcome = Outcome.UNCHANGED
        return
    said, unread = said_in(row.cells)
    form = EntryForm(typed_of(said), slug=row.slug, known=known)
    form.fields["picture"] = pictures
    row.problems += unread + problems_of(form)
    if row.problems:
        row.outcome = Outcome.REFUSED
        return
    row.content = form.entry()
    if fingerprint(row.content) == row.stood:
        row.outcome = Outcome.UNCHANGED
    else:
        row.outcome = Outcome.CHANGED if entry else Outcome.CREATED


def problems_of(form: EntryForm) -> Problems:
    """Return what the form refuses, by column; of the cautions by line."""
    problems = [
        problem(name, words)
        for name, said in form.errors.items()
        for words in said
        if name != "cautions"
    ]
    if "cautions" in form.errors:
        problems += [
            problem("cautions", _("Line %(n)s: %(words)s") % {"n": number, "words": words})
            for number, row in enumerate(form.caution_rows(), start=1)
            for words in row.errors
        ]
    return problems


def settle_ladders(sheet: SheetImport, known: KnownToSheet) -> None:
    """Refuse the rows whose ladder needs a row that is refused, or leads round without it."""
    ways = [f"content__{way}" for way in LADDER_FIELDS]
    rows = sheet.changes().values_list("slug", *ways)
    told = {slug: dict(zip(LADDER_FIELDS, steps, strict=True)) for slug, *steps in rows}
    found = broken(known.stood, told)
    refused = list(sheet.rows.filter(slug__in=found))
    for row in refused:
        wrong = found[row.slug]
        row.outcome, row.content = Outcome.REFUSED, None
        row.problems = [problem(wrong.way, why(wrong, known.exercises))]
    SheetRow.objects.bulk_update(refused, FOUND, batch_size=CHUNK)


def why(wrong: Break, names: dict[str, str]) -> str:
    walk = ", ".join(names.get(slug, slug) for slug in wrong.walk)
    if wrong.is_loop:
        return _("This goes round in a loop: %s, and back to this one. Choose another.") % walk
    words = _("This points to %s, which is neither in the library nor comes in with this sheet.")
    return words % walk
