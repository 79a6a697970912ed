"""Is it safe to exercise: what was answered, what it meant, and who allowed it again."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, Max, Min, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from tracker.people.access import own_or_caseload

from .rules import LOCKING, PASSING, severity_of
from .standing import CLOCK_DRIFT, FULL, QUICK, Past


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
        """Those that still lock, the most serious first."""
        stops = self.locking().alias(severity=severity_in("tier"))
        stops = stops.filter(~Exists(Clearance.objects.covering()))
        return stops.order_by("-severity", "-screened_at", "-pk")

    def cleared_by_own_word(self):
        """Stops that the person's own statement alone cleared, the most serious first.

        With each comes the first statement that cleared it, and when it was given.
        """
        covering, kinds = Clearance.objects.covering(), Clearance.Kind
        own = covering.filter(kind=kinds.OWN_STATEMENT).order_by("given_at", "pk")
        stops = self.locking().alias(severity=severity_in("tier"))
        stops = stops.annotate(
            statement_id=Subquery(own.values("pk")[:1]),
            stated_at=Subquery(own.values("given_at")[:1]),
        ).filter(~Exists(covering.filter(kind=kinds.THERAPIST)), stated_at__isnull=False)
        return stops.order_by("-severity", "-screened_at", "-pk")

    def deciding_for(self, patient, at):
        """All that the gate has to know, in one query, newest first.

        The latest full screening, the latest quick check, and those that stopped the person;
        with each comes what was asked and done since. A check from the future, of a wrong clock,
        is no latest one; a stop counts whenever it seems to be from.
        """
        own = self.filter(patient=patient)
        return own._deciding(patient, *[own._latest(kind, at) for kind in (FULL, QUICK)])

    def deciding_for_each(self, patients, at):
        """Return the rows of `deciding_for` of many people (a queryset of them), in one query."""
        own = self.filter(patient=OuterRef("pk"))
        latest = [patients.values(latest=Subquery(own._latest(kind, at))) for kind in (FULL, QUICK)]
        return self.filter(patient__in=patients)._deciding(OuterRef("patient"), *latest)

    def _latest(self, kind, at):
        past = self.filter(kind=kind, screened_at__lte=at + CLOCK_DRIFT)
        return past.order_by("-screened_at", "-pk").values("pk")[:1]

    def _deciding(self, patient, full, quick):
        """Keep the latest ones and the stops; whose they are is a value or the row's own."""
        asked = RescreenRequest.objects.filter(patient=patient).order_by("-asked_at", "-pk")
        used = Screening.objects.filter(patient=patient).order_by().values("patient")
        found = self.filter(Q(pk__in=full) | Q(pk__in=quick) | ~Q(tier__in=PASSING))
        return found.order_by("-screened_at", "-pk").annotate(
            cleared_at=Min("clearances__given_at"),
            asked_at=Subquery(asked.values("asked_at")[:1]),
            asked_for=Subquery(asked.values("because")[:1]),
            last_session_at=Subquery(used.values_list(Max("used_at"))),
        )


class Screening(models.Model):
    """One filled-in safety questionnaire, kept as it was answered."""

    class Kind(models.TextChoices):
        FULL = FULL, _("Safety check")
        QUICK = QUICK, _("Quick check before a session")
        SESSION_LOG = "session-log", _("Said after a session")

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
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.FULL)
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    answers = models.JSONField()
    tier = models.CharField(max_length=20, choices=Tier.choices)
    reasons = models.JSONField()
    screened_at = models.DateTimeField()
    screened_on = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    # When the session was kept that this quick check let in.
    used_at = models.DateTimeField(null=True, blank=True)
    # It was asked anew in the middle of that session, so it let in none.
    is_recheck = models.BooleanField(default=False)

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
            models.CheckConstraint(
                condition=Q(kind__in=["full", "quick", "session-log"]),
                name="screening_has_a_known_kind",
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
            kind=self.kind,
            is_acknowledged=self.acknowledged_at is not None,
            cleared_at=self.cleared_at,
            used_at=self.used_at,
        )

    def acknowledge(self, *, at):
        """Keep when the person said that they had read the advice; the first time counts."""
        if self.acknowledged_at is None:
            unread = Screening.objects.filter(pk=self.pk, acknowledged_at__isnull=True)
            unread.update(acknowledged_at=at)
            self.refresh_from_db(fields=["acknowledged_at"])

    def note_session(self, *, at):
        """Keep when a session was done after this quick check; return whether it was the first."""
        unused = Screening.objects.filter(pk=self.pk, used_at__isnull=True)
        return unused.update(used_at=at) == 1


class ClearanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(own_or_caseload(user, "screening__patient"))

    def covering(self):
        """Those that clear the stop of the outer query; `Past.is_covered_by` in SQL."""
        of_it_or_later = self.filter(
            screening__patient=OuterRef("patient"),
            screening__screened_at__gte=OuterRef("screened_at"),
        ).alias(severity=severity_in("screening__tier"))
        return of_it_or_later.filter(severity__gte=OuterRef("severity"))

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


class RescreenRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(own_or_caseload(user))

    def editable_by(self, user):
        """Nobody: a request is answered by a new screening, never changed."""
        return self.none()


class RescreenRequest(models.Model):
    """A full screening was asked for again, by a rule of the questionnaire or by a therapist."""

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rescreen_requests"
    )
    # The key of the re-screen rule in the questionnaire, which says why in words.
    because = models.CharField(max_length=40)
    # The therapist who asks; nobody when a rule does.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(max_length=500, blank=True)
    asked_at = models.DateTimeField()

    objects = RescreenRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["patient", "-asked_at"], name="rescreen_latest_first")]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="rescreen_says_why"),
        ]
