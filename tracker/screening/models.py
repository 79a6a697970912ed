"""Is it safe to exercise: what was answered, what it meant, and who allowed it again."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, Min, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from tracker.people.access import own_or_caseload

from .rules import LOCKING, PASSING, Past, severity_of


def severity_in(field):
    """Say `rules.severity_of` to the database."""
    known = [When(**{field: tier}, then=int(severity_of(tier))) for tier in sorted(LOCKING)]
    return Case(*known, default=int(severity_of("")))


class ScreeningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Their own, and those of the patients in their care now."""
        return self.filter(own_or_caseload(user))

    def editable_by(self, user):
        """Only the person who answered."""
        return self.filter(patient=user)

    def locking(self):
        """Those that stopped someone; a tier nobody knows stops too."""
        return self.exclude(tier__in=PASSING)

    def uncleared_stops(self):
        """Those that still lock, the most serious first; `Past.is_covered_by` in SQL."""
        covering = (
            Clearance.objects.filter(
                screening__patient=OuterRef("patient"),
                screening__screened_at__gte=OuterRef("screened_at"),
            )
            .alias(severity=severity_in("screening__tier"))
            .filter(severity__gte=OuterRef("severity"))
        )
        stops = self.locking().alias(severity=severity_in("tier")).filter(~Exists(covering))
        return stops.order_by("-severity", "-screened_at", "-pk")

    def deciding_for(self, patient):
        """The latest, and those that stopped them: all that the gate has to know."""
        own = self.filter(patient=patient).order_by("-screened_at", "-pk")
        decides = Q(pk=Subquery(own.values("pk")[:1])) | ~Q(tier__in=PASSING)
        return own.filter(decides).annotate(cleared_at=Min("clearances__given_at"))


class Screening(models.Model):
    """One filled-in safety questionnaire, kept as it was answered."""

    class Tier(models.TextChoices):
        CLEAR = "clear", _("No warning signs found")
        CAUTION = "caution", _("You can go on, with care")
        CLINICIAN_FIRST = "clinician-first", _("See a clinician before you exercise")
        URGENT = "urgent", _("Get medical advice today")
        EMERGENCY = "emergency", _("Get emergency help now")

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="screenings"
    )
    # Made where the questions were answered, so that the same answers sent twice are one row.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    answers = models.JSONField()
    tier = models.CharField(max_length=20, choices=Tier.choices)
    reasons = models.JSONField()
    screened_at = models.DateTimeField()
    screened_on = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        ordering = ["-screened_at", "-pk"]
        indexes = [models.Index(fields=["patient", "-screened_at"], name="screening_latest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    tier__in=["clear", "caution", "clinician-first", "urgent", "emergency"]
                ),
                name="screening_has_a_known_tier",
            ),
        ]

    @property
    def is_passing(self):
        return self.tier in PASSING

    def as_past(self):
        """Return what the rules need to know; only for rows of `deciding_for`."""
        return Past(
            pk=self.pk,
            tier=self.tier,
            at=self.screened_at,
            version=self.version,
            sha256=self.sha256,
            is_acknowledged=self.acknowledged_at is not None,
            cleared_at=self.cleared_at,
        )

    def acknowledge(self, *, at):
        """Keep when the person said that they had read the advice; the first time counts."""
        if self.acknowledged_at is None:
            self.acknowledged_at = at
            self.save(update_fields=["acknowledged_at"])


class ClearanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(own_or_caseload(user, "screening__patient"))

    def editable_by(self, user):
        """Nobody: a clearance is given once and stays as it was."""
        return self.none()


class Clearance(models.Model):
    """A clinician examined the person after a screening stopped them, and allows exercise."""

    class Kind(models.TextChoices):
        THERAPIST = "therapist", _("Given by the physical therapist")
        OWN_STATEMENT = "own-statement", _("Stated by the person themselves")

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="clearances")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    clinician_name = models.CharField(max_length=120)
    examined_on = models.DateField()
    reason = models.TextField(max_length=1000)
    given_at = models.DateTimeField()

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(clinician_name="") & ~Q(reason=""),
                name="clearance_names_a_clinician_and_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["therapist", "own-statement"]),
                name="clearance_has_a_known_kind",
            ),
        ]
