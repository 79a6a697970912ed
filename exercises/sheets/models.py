"""A spreadsheet that was sent in: its rows, what became of each, and the changes made of it."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SheetImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; and to every reviewer what was handed in."""
        if not user.is_staff:
            return self.none()
        return self.filter(Q(maker=str(user.pk)) | Q(handed_in_at__isnull=False))

    def editable_by(self, user):
        """One's own, until it is handed in."""
        own = self.filter(maker=str(user.pk), handed_in_at__isnull=True)
        return own if user.is_staff else self.none()

    def current(self, at):
        """Those of the last day, and what was handed in."""
        recent = Q(begun_at__gt=at - SheetImport.LIFETIME)
        return self.filter(recent | Q(handed_in_at__isnull=False))

    def expired(self, at):
        """Those of another day; not while some of what was handed in waits for somebody."""
        return self.filter(begun_at__lte=at - SheetImport.LIFETIME).exclude(pk__in=undecided())

    def with_counts(self):
        """Count the changes of each that wait for a review."""
        waits = Q(rows__revision__status="waiting")
        return self.annotate(waiting_count=models.Count("rows", filter=waits))


def undecided():
    """Return the sheets with changes that are on their way."""
    is_open = {"revision__status__in": ["waiting", "reviewed"]}
    return SheetRow.objects.order_by().filter(**is_open).values("sheet")


class SheetImport(models.Model):
    """One file, from the moment it is sent in until its changes are handed in for review."""

    LIFETIME = timedelta(days=1)

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=100)
    made_by = models.CharField(max_length=120)
    maker = models.CharField(max_length=40)
    begun_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self):
        return self.file_name

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each outcome."""
        rows = self.rows.order_by().values_list("outcome").annotate(models.Count("pk"))
        return dict.fromkeys(Outcome.values, 0) | dict(rows)

    def changes(self):
        """Return the rows that would change the library."""
        return self.rows.filter(outcome__in=[Outcome.CHANGED, Outcome.CREATED])

    def waiting(self):
        """Return the rows whose change waits for a review, in the order of the sheet."""
        return self.rows.filter(revision__status="waiting").select_related("revision")


class Outcome(models.TextChoices):
    """What a row would do."""

    UNCHECKED = "", _("Not checked yet")
    REFUSED = "refused", _("Refused")
    CHANGED = "changed", _("Changed")
    CREATED = "created", _("New")
    UNCHANGED = "unchanged", _("Unchanged")


class SheetRow(models.Model):
    """One row: as it stands in the sheet, and what was found when it was checked."""

    sheet = models.ForeignKey(SheetImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    slug = models.TextField()
    cells = models.JSONField()
    # What could not be read in it, and all that is wrong with it: a column and words each.
    unread = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    outcome = models.CharField(
        max_length=10, choices=Outcome, default=Outcome.UNCHECKED, blank=True
    )
    # What the exercise would say, and the fingerprint of what it said when the row was checked.
    content = models.JSONField(null=True)
    stood = models.CharField(max_length=64, blank=True)
    revision = models.ForeignKey("exercises.Revision", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "number"], name="a_row_of_a_sheet_is_there_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="a_row_has_a_known_outcome"
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.slug}"

    @property
    def name(self):
        return self.cells["name"]
