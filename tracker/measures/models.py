"""How is the back: pain scores."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.people.access import own_or_caseload
from tracker.people.models import User


class PainScoreQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(own_or_caseload(user))

    def editable_by(self, user):
        """Only the person who felt it may correct it."""
        return self.filter(patient=user)

    def given_alone(self):
        """Leave out what was told in the log of a session; that is corrected there."""
        return self.filter(Q(session__isnull=True) | Q(moment=PainScore.Moment.NEXT_DAY))

    def standing(self):
        """Leave out scores that a correction has replaced."""
        return self.filter(superseded_at__isnull=True)


class PainScore(models.Model):
    """How strong the pain was, 0 (none) to 10 (worst imaginable), at a named moment.

    Numeric Pain Rating Scale (clinical.md 3.2). A correction adds a row and dates the old one.
    """

    SCALE = range(11)

    class Moment(models.TextChoices):
        NOW = "now", _("At that moment")
        BEFORE = "before", _("Before a session")
        AFTER = "after", _("After a session")
        NEXT_DAY = "next-day", _("The morning after a session")

    patient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="pain_scores")
    session = models.ForeignKey(
        "tracker.ExerciseSession",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pain_scores",
    )
    # Made with the form: the same form sent twice is one score.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    value = models.PositiveSmallIntegerField()
    moment = models.CharField(max_length=8, choices=Moment, default=Moment.NOW)
    recorded_at = models.DateTimeField()
    recorded_on = models.DateField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = PainScoreQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["patient", "recorded_on"]),
            models.Index(fields=["patient", "-recorded_at"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="a_pain_score_is_kept_once"),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=10), name="pain_is_between_0_and_10"
            ),
        ]

    def __str__(self):
        return f"{self.value} of 10"
