"""Handing in, reviewing and publishing what the library says; each step names who took it."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from .choices import Status
from .kinds import KINDS
from .models import Revision


class NotAllowed(ValueError):
    """The step cannot be taken; the message says why and what to do."""


@transaction.atomic
def hand_in(*, kind: str, key: str, content: dict, by, at: datetime, note: str = "") -> Revision:
    """Keep a change for review. An older one of the same piece that still waits is sent back."""
    before = Revision.objects.select_for_update().of(kind, key)
    before.open().update(status=Revision.Status.SENT_BACK, answer=_("A newer change came in."))
    last = before.first()
    return Revision.objects.create(
        kind=kind, key=key, number=last.number + 1 if last else 1, content=content, note=note,
        made_by=by.name, maker=str(by.pk), made_at=at,
    )  # fmt: skip


def review(*, revision: Revision, by, at: datetime, review_by: date) -> None:
    """Vouch for a change, by name, until a day. Nobody reviews what they wrote themselves."""
    if revision.status != Revision.Status.WAITING:
        raise NotAllowed(_("This change does not wait for a review any more."))
    if revision.maker == str(by.pk) and settings.LIBRARY_REVIEW_BY_ANOTHER:
        raise NotAllowed(_("You wrote this change. Please ask somebody else to review it."))
    if review_by <= at.date():
        raise NotAllowed(_("Choose a day in the future for the next review."))
    revision.status, revision.reviewed_at = Revision.Status.REVIEWED, at
    revision.reviewed_by, revision.reviewer = by.name, str(by.pk)
    revision.review_by = review_by
    revision.save()


def send_back(*, revision: Revision, by, at: datetime, answer: str) -> None:
    """Refuse a change and say why; it stays in the history."""
    if revision not in Revision.objects.open():
        raise NotAllowed(_("This change does not wait for a review any more."))
    revision.status, revision.answer = Revision.Status.SENT_BACK, answer
    revision.reviewed_by, revision.reviewer, revision.reviewed_at = by.name, str(by.pk), at
    revision.save()


@transaction.atomic
def publish(*, revision: Revision, by, at: datetime) -> None:
    """Let everybody read a reviewed change; what stood before stays in the history."""
    revision = Revision.objects.select_for_update().get(pk=revision.pk)
    if revision.status != Revision.Status.REVIEWED:
        raise NotAllowed(_("Only a reviewed change can be published."))
    _stand(revision, by, at)
    piece = KINDS[revision.kind].apply(revision.key, revision.content)
    if hasattr(piece, "review_by"):
        piece.status, piece.review_by = Status.PUBLISHED, revision.review_by
        piece.reviewed_by, piece.reviewed_on = revision.reviewed_by, revision.reviewed_at.date()
        piece.save(update_fields=["status", "review_by", "reviewed_by", "reviewed_on"])


def _stand(revision, by, at):
    stood = Revision.objects.of(revision.kind, revision.key).filter(is_standing=True)
    stood.update(is_standing=False)
    revision.status, revision.is_standing = Revision.Status.PUBLISHED, True
    revision.published_at, revision.published_by = at, by.name
    revision.save()


@transaction.atomic
def put_back(*, revision: Revision, by, at: datetime) -> Revision:
    """Hand in again what was published before; its review holds when it had one."""
    if not revision.published_at:
        raise NotAllowed(_("Only what was published before can be put back."))
    again = hand_in(
        kind=revision.kind, key=revision.key, content=revision.content, by=by, at=at,
        note=_("Put back as it was in number %s.") % revision.number,
    )  # fmt: skip
    if revision.reviewer and revision.review_by and revision.review_by > at.date():
        again.status, again.reviewed_at = Revision.Status.REVIEWED, revision.reviewed_at
        again.reviewed_by, again.reviewer = revision.reviewed_by, revision.reviewer
        again.review_by = revision.review_by
        again.save()
        publish(revision=again, by=by, at=at)
        again.refresh_from_db()
    return again
