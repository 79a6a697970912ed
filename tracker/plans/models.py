"""What was prescribed, by whom, and for which days."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exercises.dose import Dose
from exercises.models import Exercise, Revision
from tracker.people.access import own_or_caseload
from tracker.people.models import User

from .schedule import last_day, schedule_of

# What of a routine `schedule_of` reads, for pages that need no more of it.
RHYTHM = ("weekdays", "times", "plan__starts_on", "plan__ends_on", "plan__ended_on")
TIME = r"([01]\d|2[0-3]):[0-5]\d"


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Their own published plans, their patients' now, and the drafts they are writing."""
        published = own_or_caseload(user) & Q(published_at__isnull=False)
        return self.filter(published | (own_or_caseload(user) & Q(author=user)))

    def editable_by(self, user):
        """The drafts this person writes, for themselves or for a patient in their care now."""
        return self.filter(own_or_caseload(user), author=user, status=Plan.Status.DRAFT)

    def published(self):
        return self.filter(published_at__isnull=False)

    def not_over(self, on):
        """Published versions that ask for sessions on this day or later."""
        return self.published().filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            Q(ended_on__isnull=True) | Q(ended_on__gt=on),
        )

    def running_between(self, first, last):
        """Every version that was in force on any of these days."""
        return self.published().filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=first),
            Q(ended_on__isnull=True) | Q(ended_on__gt=first),
            starts_on__lte=last,
        )


class Plan(models.Model):
    """A patient's home exercise program. Once published it is never edited: a change is the
    next version, which names the one it replaces."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ACTIVE = "active", _("Active")
        ON_HOLD = "on-hold", _("On hold")
        COMPLETED = "completed", _("Completed")
        REVOKED = "revoked", _("Replaced")

    patient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="plans")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="plans_written")
    is_own = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="next_versions"
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "status"])]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "is_own"],
                condition=Q(status="active"),
                name="one_active_plan_per_patient_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="a_plan_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") ^ Q(published_at__isnull=False),
                name="a_plan_is_a_draft_until_published",
            ),
        ]

    def __str__(self):
        return f"{self.patient} v{self.version}"

    @property
    def last_on(self):
        """The last day on which this version asks for sessions, None while it is open."""
        return last_day(self.ends_on, self.ended_on)

    def publish(self, *, replaces, at, on):
        """Let the patient have this version, the next after another, from its first day on."""
        self.status, self.published_at = self.Status.ACTIVE, at
        self.starts_on = max(self.starts_on, on)
        self.replaces, self.version = replaces, replaces.version + 1 if replaces else 1
        changed = ["status", "published_at", "starts_on", "replaces", "version"]
        self.save(update_fields=changed)

    def end(self, status, *, on):
        """Stop asking for sessions from this day on."""
        self.status, self.ended_on = status, on
        self.save(update_fields=["status", "ended_on"])


class RoutineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(plan__in=Plan.objects.editable_by(user))

    def to_do_by(self, user, on):
        """The routines that this patient has to do now, from plans in force on this day."""
        return self.filter(
            Q(plan__ends_on__isnull=True) | Q(plan__ends_on__gte=on),
            Q(plan__ended_on__isnull=True) | Q(plan__ended_on__gt=on),
            plan__patient=user,
            plan__published_at__isnull=False,
            plan__starts_on__lte=on,
        )


class Routine(models.Model):
    """Exercises that are done together, with their own schedule."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="routines")
    # The same in every version of the plan, so that a morning's session counts after a change.
    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    weekdays = models.CharField(
        max_length=7, default="0123456", validators=[RegexValidator(r"^[0-6]{1,7}$")]
    )
    times = models.CharField(
        max_length=40, default="08:00", validators=[RegexValidator(rf"^{TIME}(,{TIME})*$")]
    )

    objects = RoutineQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    @property
    def schedule(self):
        """The rhythm of this routine while its version of the plan is in force."""
        plan = self.plan
        return schedule_of(self.weekdays, self.times, plan.starts_on, plan.ends_on, plan.ended_on)


class PrescriptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(routine__in=Routine.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(routine__in=Routine.objects.editable_by(user))


class Prescription(Dose):
    """One exercise in a routine, with the dose prescribed."""

    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="prescriptions")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    # The words of the library on the day the plan was published; None while it is a draft.
    words = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = PrescriptionQuerySet.as_manager()

    class Meta(Dose.Meta):
        abstract = False
        ordering = ["order", "pk"]
        constraints = [
            *Dose.Meta.constraints,
            models.UniqueConstraint(
                fields=["routine", "exercise"], name="an_exercise_is_once_in_a_routine"
            ),
        ]

    def __str__(self):
        return f"{self.exercise}: {self.dose}"

    @property
    def said(self):
        """How it was described when it was prescribed; of a draft, how the library does now."""
        if self.words is not None:
            return self.words.content
        steps = [step.text for step in self.exercise.steps.all()]
        return {"name": self.exercise.name, "steps": steps, "breathing": self.exercise.breathing}

    @property
    def name(self):
        """What the exercise was called when it was prescribed."""
        return self.words.content["name"] if self.words is not None else self.exercise.name


class FavoriteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own alone."""
        return self.filter(patient=user.pk)

    editable_by = visible_to


class Favorite(models.Model):
    """An exercise that somebody wants to find again."""

    patient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="favorites")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = FavoriteQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "exercise"], name="an_exercise_is_a_favorite_once"
            )
        ]

    def __str__(self):
        return str(self.exercise)
