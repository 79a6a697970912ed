"""Rows of a sheet as its pages show them; a fixed number of queries for any number of rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from exercises.choices import Status
from exercises.desk.changes import Change, changes
from exercises.desk.saying import said
from exercises.known import Known
from exercises.models import Exercise, Kind, Revision

from .checking import standing
from .columns import Problems
from .models import SheetRow

# A text that can be repeated in a sentence.
SHORT = 40


@dataclass(frozen=True)
class ShownRow:
    """One row: what it would change, or why it is refused, and what else one should know."""

    row: SheetRow
    changes: list[Change] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.row.name or self.row.slug

    @property
    def problems(self) -> Problems:
        """Return what is wrong, each with the text of its cell when that is short."""
        texts = {name: text for name, text in self.row.cells.items() if is_short(text)}
        return [one | {"text": texts.get(one["column"], "")} for one in self.row.problems]


def is_short(text: str) -> bool:
    return len(text) <= SHORT and "\n" not in text


def shown(rows: Iterable[SheetRow]) -> list[ShownRow]:
    """Put beside each row what is different from what patients read now."""
    rows = list(rows)
    if not any(row.content for row in rows):
        return [ShownRow(row) for row in rows]
    slugs = {row.slug for row in rows}
    before, remarks, known = standing(slugs), Remarks(slugs), Known.read()
    known.exercises |= {row.slug: row.name for row in rows}
    return [
        ShownRow(row, differences(before.get(row.slug, {}), row.content, known), remarks.of(row))
        if row.content
        else ShownRow(row)
        for row in rows
    ]


def differences(before: dict, after: dict, known: Known) -> list[Change]:
    return changes(*(said(Kind.EXERCISE, content, known) for content in (before, after)))


class Remarks:
    """What happens with a change that its words do not show."""

    def __init__(self, slugs: set[str]):
        archived = Exercise.objects.filter(slug__in=slugs, status=Status.ARCHIVED)
        self.archived = set(archived.values_list("slug", flat=True))
        waiting = Revision.objects.open().filter(kind=Kind.EXERCISE, key__in=slugs)
        self.waiting = {revision.key: revision for revision in waiting}

    def of(self, row: SheetRow) -> list[str]:
        remarks = []
        if row.slug in self.archived:
            remarks.append(_("It is archived. Once this is published, it is in the library again."))
        waiting = self.waiting.get(row.slug)
        if waiting and waiting.pk != row.revision_id and not row.revision_id:
            words = _("A change by %s is on its way. This one would take its place.")
            remarks.append(words % waiting.made_by)
        return remarks
