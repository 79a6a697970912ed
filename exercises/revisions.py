"""What each piece of the library said, from when on, by whom, and who reviewed it.

The library knows no users, so people stand here by a key and by their name of then: a history
must be readable when the account is gone.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a revision is about."""

    EXERCISE = "exercise", _("Exercise")
    CARD = "card", _("Learn card")
    CONDITION = "condition", _("Condition")
    AIM = "aim", _("Aim")
    EQUIPMENT = "equipment", _("Equipment")


class RevisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff alone: what waits for review is not published."""
        return self if user.is_staff else self.none()

    editable_by = visible_to

    def of(self, kind, key):
        return self.filter(kind=kind, key=key).order_by("-number")

    def open(self):
        """Those that wait for a reviewer, or for whoever publishes."""
        return self.filter(status__in=[Revision.Status.WAITING, Revision.Status.REVIEWED])

    def standing(self, kind, keys):
        """Return what patients read now, by key."""
        found = self.filter(kind=kind, key__in=keys, is_standing=True)
        return {revision.key: revision for revision in found}


class Revision(models.Model):
    """One state of the words and numbers of a piece. Once published it never changes."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for review")
        REVIEWED = "reviewed", _("Reviewed")
        SENT_BACK = "sent-back", _("Sent back")
        PUBLISHED = "published", _("Published")

    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    made_by = models.CharField(max_length=120)
    maker = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    # Why it was changed, or put back, in the maker's words.
    note = models.CharField(max_length=300, blank=True)
    reviewed_by = models.CharField(max_length=120, blank=True)
    reviewer = models.CharField(max_length=40, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    # What the reviewer said when sending it back.
    answer = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=120, blank=True)
    is_standing = models.BooleanField(default=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "number"], name="a_revision_has_its_own_number"
            ),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(is_standing=True),
                name="one_revision_stands_for_each_piece",
            ),
            models.CheckConstraint(
                condition=Q(is_standing=False) | Q(status="published"),
                name="only_a_published_revision_stands",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) ^ ~Q(status="published"),
                name="a_published_revision_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.number}"


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own: what somebody else is still typing is not for others to change."""
        return self.filter(maker=str(user.pk)) if user.is_staff else self.none()

    editable_by = visible_to


class Draft(models.Model):
    """What somebody has typed so far, right or wrong, so that nothing typed is lost."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    # The key of the piece that is edited; empty while it is a new one.
    piece = models.CharField(max_length=80, blank=True)
    # The form as it was sent: the list of values of each field.
    typed = models.JSONField(default=dict)
    # The number of the revision that stood when the editing began; 0 for a new piece.
    based_on = models.PositiveIntegerField(default=0)
    made_by = models.CharField(max_length=120)
    maker = models.CharField(max_length=40)
    edited_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-edited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "piece", "maker"],
                condition=~Q(piece=""),
                name="one_draft_of_a_piece_for_each_maker",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.piece or 'new'}"
