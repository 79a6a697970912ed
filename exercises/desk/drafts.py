"""Drafts: what somebody has typed so far, kept from one sitting to the next."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from exercises.kinds import KINDS
from exercises.models import Draft, Revision
from exercises.publishing import NotAllowed

from .editors import EDITORS, Editor

# What the page sends about itself, not about the piece.
HOUSEKEEPING = {"csrfmiddlewaretoken", "do", "draft", "based_on", "piece"}

Typed = dict[str, list[str]]


def typed_in(post) -> Typed:
    """Return everything that was typed, right or wrong. No database keeps the zero byte."""
    return {
        name: [value.replace("\0", "") for value in values]
        for name, values in post.lists()
        if name not in HOUSEKEEPING
    }


@dataclass(frozen=True)
class Sitting:
    """Somebody who edits one piece: what is in the boxes, and what stood when they began."""

    editor: Editor
    # The key of the piece; empty for a new one.
    piece: str
    draft: uuid.UUID
    typed: Typed
    based_on: int
    # The draft's row, when something was kept before.
    kept: Draft | None
    # The number of what patients read now.
    standing: int

    @property
    def is_behind(self):
        """Somebody else has published since this was begun."""
        return self.based_on < self.standing


def sit_down(kind: str, piece: str, by, *, draft=None, source=None) -> Sitting | None:
    """Return what this person was typing, or else what stands; None when there is no such piece.

    `draft` says which of several new ones is meant; `source` is a revision to begin with.
    """
    editor, standing = EDITORS[kind], standing_number(kind, piece)
    kept = draft_of(kind, piece, by, draft)
    if kept:
        typed, based_on = kept.typed, kept.based_on
        return Sitting(editor, piece, kept.key, typed, based_on, kept, standing)
    typed = editor.typed(content) if (content := beginning(kind, piece, by, source)) else None
    if typed is None and piece:
        return None
    typed = editor.blank if typed is None else typed
    return Sitting(editor, piece, draft or uuid.uuid4(), typed, standing, None, standing)


def draft_of(kind: str, piece: str, by, key=None) -> Draft | None:
    mine = Draft.objects.editable_by(by).filter(kind=kind, piece=piece)
    if piece:
        return mine.first()
    return mine.filter(key=key).first() if key else None


def beginning(kind: str, piece: str, by, source: Revision | None) -> dict | None:
    """Return the content to begin with: what was asked for, one's own last word, what stands."""
    if not piece:
        return None
    if source:
        return source.content
    last, found = Revision.objects.of(kind, piece).first(), KINDS[kind].find(piece)
    is_open = last is not None and last.status != Revision.Status.PUBLISHED
    if is_open and (last.maker == str(by.pk) or found is None):
        return last.content
    return KINDS[kind].read(found) if found else None


def standing_number(kind: str, piece: str) -> int:
    standing = Revision.objects.of(kind, piece).filter(is_standing=True)
    return standing.values_list("number", flat=True).first() or 0


@transaction.atomic
def keep(*, kind: str, piece: str, key, typed: Typed, based_on: int, by, at: datetime) -> Draft:
    """Keep what was typed. Each person has one draft of a piece, and any number of new ones."""
    others = Draft.objects.exclude(maker=str(by.pk), kind=kind, piece=piece)
    if others.filter(key=key).exists():
        raise NotAllowed("This draft is of something else.")
    same = {"kind": kind, "piece": piece, "maker": str(by.pk)}
    values = {"typed": typed, "made_by": by.name, "edited_at": at, "based_on": based_on}
    if piece:
        draft, _ = Draft.objects.update_or_create(
            **same, defaults=values, create_defaults=values | {"key": key}
        )
    else:
        draft, _ = Draft.objects.update_or_create(**same, key=key, defaults=values)
    return draft
