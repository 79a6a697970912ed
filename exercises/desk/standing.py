"""What stood before a change, and what a piece's history says of each."""

from dataclasses import dataclass

from exercises.content import LADDER_FIELDS
from exercises.entry_form import LOOP
from exercises.known import Known
from exercises.models import Kind, Revision

from .saying import differing


def stood_before(change: Revision) -> Revision | None:
    """Return what patients read before this was published, or read now while it waits."""
    others = Revision.objects.of(change.kind, change.key).filter(status=Revision.Status.PUBLISHED)
    if change.status != Revision.Status.PUBLISHED:
        return others.filter(is_standing=True).first()
    return others.filter(number__lt=change.number).first()


def loops_in(change: Revision) -> str:
    """Return a sentence when this would make a ladder lead round; the library may have changed."""
    if change.kind != Kind.EXERCISE:
        return ""
    known = Known.read()
    for way in LADDER_FIELDS:
        if loop := known.loop(way, change.key, change.content[way]):
            return LOOP % ", ".join(loop[:-1])
    return ""


@dataclass(frozen=True)
class Line:
    """One line of a history: a revision, and the names of what it changed."""

    revision: Revision
    changed: list[str]
    may_be_put_back: bool


def history_of(kind: str, key: str) -> list[Line]:
    """Return every state of a piece, the latest first; each compared with what stood before."""
    found, stood = [], None
    for revision in reversed(Revision.objects.of(kind, key)):
        changed = differing(kind, stood.content, revision.content) if stood else []
        is_published = revision.status == Revision.Status.PUBLISHED
        may = is_published and not revision.is_standing
        found.append(Line(revision, changed, may))
        stood = revision if is_published else stood
    return found[::-1]
