"""What is written in drafts, reviewed, published and archived: exercises and education cards."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import Status


class PieceQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status=Status.PUBLISHED)

    def visible_to(self, user, *, archived=False):
        """Published for everyone, all for staff; `archived` adds what older plans still show."""
        if user.is_staff:
            return self
        seen = [Status.PUBLISHED, *([Status.ARCHIVED] if archived else [])]
        return self.filter(status__in=seen)

    def overdue(self, on):
        """Published, and not reviewed again by the day that was set; or never reviewed at all."""
        return self.published().filter(Q(review_by__lt=on) | Q(review_by__isnull=True))


class Piece(models.Model):
    """The words that patients read now; what they were before is in the Revisions."""

    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, db_index=True
    )
    # Who vouched for these words, and until when; nobody has where it is empty.
    reviewed_by = models.CharField(_("reviewed by"), max_length=120, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review_by = models.DateField(_("review again by"), null=True, blank=True)
    # What `load_exercises` last wrote; when the content differs from it, an admin has edited it.
    loaded_fingerprint = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="%(class)s_is_draft_published_or_archived",
            ),
        ]

    def archive(self):
        """Take this out of the library; plans that have it keep it."""
        self.status = Status.ARCHIVED
        self.save(update_fields=["status"])

    def bring_back(self):
        """Show this in the library again, as it was."""
        self.status = Status.PUBLISHED
        self.save(update_fields=["status"])
