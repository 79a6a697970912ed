"""Bringing a spreadsheet in: keeping its rows, handing its changes in, publishing them together."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises import publishing
from exercises.content import LADDER_FIELDS, fingerprint
from exercises.entry_form import slug_of
from exercises.known import Known
from exercises.models import Exercise, Kind, Revision
from exercises.publishing import NotAllowed

from .checking import standing, why
from .ladders import broken
from .models import Outcome, SheetImport, SheetRow
from .reading import Row

# How many rows one statement takes.
BATCH = 500


@transaction.atomic
def begin(*, rows: list[Row], file_name: str, by, at: datetime) -> SheetImport:
    """Keep the rows of a file so that they can be checked; sweep out what is older than a day."""
    SheetImport.objects.expired(at).delete()
    sheet = SheetImport.objects.create(
        file_name=file_name[-100:], made_by=by.name, maker=str(by.pk), begun_at=at
    )
    SheetRow.objects.bulk_create(
        (
            SheetRow(
                sheet=sheet, number=row.number, cells=row.cells, unread=row.problems,
                slug=row.cells["slug"].strip().lower() or slug_of(row.cells["name"]),
            )
            for row in rows
        ),
        batch_size=BATCH,
    )  # fmt: skip
    return sheet


@transaction.atomic
def check_again(sheet: SheetImport) -> None:
    """Forget what was found: the library is another one now."""
    sheet = SheetImport.objects.select_for_update().get(pk=sheet.pk)
    if not sheet.handed_in_at:
        sheet.rows.update(outcome=Outcome.UNCHECKED, content=None, problems=[], stood="")


@transaction.atomic
def hand_in(*, sheet: SheetImport, by, at: datetime, note: str) -> int:
    """Hand in every change of a sheet for review: all of them or none, and once."""
    sheet = SheetImport.objects.select_for_update().get(pk=sheet.pk)
    if sheet.handed_in_at:
        raise NotAllowed(_("These changes were handed in already."))
    if sheet.rows.filter(outcome=Outcome.UNCHECKED).exists():
        raise NotAllowed(_("Not all rows are checked yet."))
    rows = list(sheet.changes())
    if not rows:
        raise NotAllowed(_("There is nothing to hand in."))
    refuse_if_outdated(rows)
    for row in rows:
        row.revision = publishing.hand_in(
            kind=Kind.EXERCISE, key=row.slug, content=row.content, by=by, at=at, note=note
        )
    SheetRow.objects.bulk_update(rows, ["revision"], batch_size=BATCH)
    sheet.handed_in_at = at
    sheet.save(update_fields=["handed_in_at"])
    return len(rows)


def refuse_if_outdated(rows: list[SheetRow]) -> None:
    """Refuse what was compared with words that have changed since."""
    now = standing({row.slug for row in rows})
    stood = {slug: fingerprint(entry) for slug, entry in now.items()}
    others = [row.name for row in rows if row.stood != stood.get(row.slug, "")]
    if others or broken_in({row.slug: row.content for row in rows}):
        words = _("The library has changed since this sheet was checked. Check it again.")
        if others:
            words = ngettext(
                "%(name)s has changed since this sheet was checked. Check it again.",
                "%(name)s and others have changed since this sheet was checked. Check it again.",
                len(others),
            ) % {"name": others[0]}
        raise NotAllowed(words)


def broken_in(contents: dict[str, dict]) -> dict[str, str]:
    """Return what is wrong with the ladders of these changes in the library of now."""
    known = Known.read()
    stands = {slug: {way: known.ladders[way][slug] for way in LADDER_FIELDS}
              for slug in known.exercises}  # fmt: skip
    names = known.exercises | {slug: content["name"] for slug, content in contents.items()}
    return {slug: why(wrong, names) for slug, wrong in broken(stands, contents).items()}


@transaction.atomic
def publish_together(
    *, sheet: SheetImport, changes: set[int], by, at: datetime, review_by: date
) -> int:
    """Vouch for those changes that were looked at and still wait, and publish them: all or none."""
    revisions = waiting(sheet, changes)
    contents = {revision.key: revision.content for revision in revisions}
    if wrong := broken_in(contents):
        slug, words = next(iter(wrong.items()))
        raise NotAllowed(f"{contents[slug]['name']}: {words}")
    for revision in revisions:
        publishing.review(revision=revision, by=by, at=at, review_by=review_by)
        publishing.publish(revision=revision, by=by, at=at)
    link_ladders(contents)
    return len(revisions)


def waiting(sheet: SheetImport, changes: set[int]) -> list[Revision]:
    """Return the changes with these numbers that nobody has decided about; locks the sheet."""
    sheet = SheetImport.objects.select_for_update().get(pk=sheet.pk)
    revisions = [row.revision for row in sheet.waiting().filter(revision__in=changes)]
    if not revisions:
        raise NotAllowed(_("None of these changes waits for a review any more."))
    return revisions


def link_ladders(contents: dict[str, dict]) -> None:
    """Join neighbors last: one may have been published before the one it points to was there."""
    slugs = {content[way] for content in contents.values() for way in LADDER_FIELDS}
    exercises = Exercise.objects.in_bulk(slugs - {None} | set(contents), field_name="slug")
    for slug, content in contents.items():
        for way in LADDER_FIELDS:
            setattr(exercises[slug], way, exercises.get(content[way]))
    written = [exercises[slug] for slug in contents]
    Exercise.objects.bulk_update(written, LADDER_FIELDS, batch_size=BATCH)


@transaction.atomic
def send_back(*, sheet: SheetImport, changes: set[int], by, at: datetime, answer: str) -> int:
    """Send back those changes that still wait, with one answer."""
    revisions = waiting(sheet, changes)
    for revision in revisions:
        publishing.send_back(revision=revision, by=by, at=at, answer=answer)
    return len(revisions)
