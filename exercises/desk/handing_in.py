"""Handing in from the desk: once, with what stood before kept, and the draft put away."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exercises import publishing
from exercises.choices import Status
from exercises.history import keep_loaded
from exercises.kinds import KINDS
from exercises.models import Draft, Revision
from exercises.publishing import NotAllowed


def hand_in(*, kind: str, piece: str, content: dict, note: str, by, at: datetime) -> Revision:
    """Hand in a change; a new piece may not take the place of one that somebody else handed in."""
    key = content.get("slug") or content["key"]
    try:
        with transaction.atomic():
            if piece:
                keep_what_stands(kind, piece, at)
                refuse_the_same(kind, piece, content)
            elif Revision.objects.of(kind, key).exists():
                raise NotAllowed(_("Somebody else has just used this name. Choose another."))
            revision = publishing.hand_in(
                kind=kind, key=key, content=content, note=note, by=by, at=at
            )
    except IntegrityError as error:
        raise NotAllowed(_("Somebody else handed in at this moment. Please try again.")) from error
    return revision


def put_away(*, kind: str, piece: str, key: uuid.UUID, by) -> None:
    """Throw the draft away: what was in it has been handed in, or is not wanted."""
    mine = Draft.objects.editable_by(by).filter(kind=kind, piece=piece)
    (mine if piece else mine.filter(key=key)).delete()


def keep_what_stands(kind: str, key: str, at: datetime) -> None:
    """Let the history begin with what patients read before its first change."""
    piece, written = KINDS[kind].find(key), Revision.objects.of(kind, key)
    if piece and not written.filter(is_standing=True).exists():
        keep_loaded(kind, {key: KINDS[kind].read(piece)}, at)


def refuse_the_same(kind: str, key: str, content: dict) -> None:
    """Whoever reads the history should not look for a difference that is not there."""
    found = KINDS[kind].find(key)
    is_read = found is not None and getattr(found, "status", Status.PUBLISHED) == Status.PUBLISHED
    if is_read and KINDS[kind].read(found) == content:
        raise NotAllowed(
            _("Nothing is different from what patients read now. Change something first.")
        )


def ask_again(*, kind: str, key: str, by, at: datetime) -> Revision:
    """Hand in what stands, unchanged, so that somebody may vouch for it."""
    content = KINDS[kind].read(KINDS[kind].find(key))
    note = _("Unchanged, to be reviewed.")
    if before := same_before(kind, content, by):
        return before
    with transaction.atomic():
        keep_what_stands(kind, key, at)
        return publishing.hand_in(kind=kind, key=key, content=content, note=note, by=by, at=at)


def same_before(kind: str, content: dict, by) -> Revision | None:
    """Return what this person handed in already: the second press of the same button."""
    mine = Revision.objects.open().filter(kind=kind, maker=str(by.pk))
    key = content.get("slug") or content["key"]
    last = mine.filter(key=key).order_by("-number").first()
    return last if last and last.content == content else None


@transaction.atomic
def set_aside(*, kind: str, key: str, by, at: datetime) -> None:
    """Archive a piece, or bring it back, with a line in its history that says who did it."""
    piece = KINDS[kind].model.objects.select_for_update().get(**{KINDS[kind].key: key})
    is_back = piece.status == Status.ARCHIVED
    keep_what_stands(kind, key, at)
    stood = Revision.objects.of(kind, key).get(is_standing=True)
    number = Revision.objects.of(kind, key).first().number + 1
    Revision.objects.filter(pk=stood.pk).update(is_standing=False)
    stood.pk, stood.number, stood.is_standing = None, number, True
    stood.note = _("Brought back.") if is_back else _("Archived.")
    stood.made_by, stood.maker, stood.made_at = by.name, str(by.pk), at
    stood.published_by, stood.published_at = by.name, at
    stood.save(force_insert=True)
    if is_back:
        piece.bring_back()
    else:
        piece.archive()
