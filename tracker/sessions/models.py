"""What was done, and how it felt."""

from datetime import timedelta

from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exercises.dose import Dose
from exercises.models import Exercise
from tracker.measures.models import PainScore
from tracker.people.access import own_or_caseload
from tracker.people.models import User
from tracker.plans.models import Prescription, Routine
from tracker.screening.models import Screening

from .signs import words_of


class ExerciseSessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(own_or_caseload(user))

    def editable_by(self, user):
        """Only the patient who did it may correct it."""
        return self.filter(patient=user)

    def with_pains(self):
        """Add the standing pain scores, `pain_before` and `pain_after`."""
        scores = PainScore.objects.standing().filter(session=models.OuterRef("pk"))
        return self.annotate(
            **{
                f"pain_{moment}": models.Subquery(scores.filter(moment=moment).values("value")[:1])
                for moment in (PainScore.Moment.BEFORE, PainScore.Moment.AFTER)
            }
        )

    def with_changes(self):
        """Add whether its patient has corrected it."""
        corrections = SessionCorrection.objects.filter(session=models.OuterRef("pk"))
        return self.annotate(is_edited=models.Exists(corrections))

    def with_hurts(self):
        """Add whether an exercise of it hurt, `hurt`."""
        hurt = Q(hurts__isnull=False) | Q(reason=ExerciseLog.Reason.PAIN)
        logs = ExerciseLog.objects.filter(hurt, session=models.OuterRef("pk"))
        return self.annotate(hurt=models.Exists(logs))

    def kept_or_removed_since(self, moment):
        return self.filter(Q(removed_at__isnull=True) | Q(removed_at__gte=moment))

    def done_between(self, first, last):
        """Those of these days, both included, in which anything was done."""
        done = ExerciseLog.objects.filter(session=models.OuterRef("pk")).exclude(
            outcome=ExerciseLog.Outcome.SKIPPED
        )
        return self.filter(
            Q(slot__isnull=False) | models.Exists(done), done_on__gte=first, done_on__lte=last
        )


class KeptSessions(models.Manager.from_queryset(ExerciseSessionQuerySet)):
    """The sessions that stand: those that their patient removed are not among them."""

    def get_queryset(self):
        return super().get_queryset().filter(removed_at__isnull=True)


class ExerciseSession(models.Model):
    """One sitting in which a patient works through a routine."""

    # How long its patient may change what was saved, and take a removal back.
    CHANGEABLE_FOR = timedelta(days=7)

    class Status(models.TextChoices):
        COMPLETED = "completed", _("Done")
        STOPPED = "stopped", _("Stopped for pain")

    class How(models.TextChoices):
        FORM = "form", _("Written down on the page")
        GUIDED = "guided", _("Led through")
        AFTERWARDS = "afterwards", _("Done already, logged afterwards")

    class Clock(models.TextChoices):
        """What was wrong with the clock of the phone it was done on."""

        RIGHT = "", _("Right")
        AHEAD = "ahead", _("Ahead: the time of arrival counts")
        BEHIND = "behind", _("Behind: the time of arrival counts")

    patient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="exercise_sessions")
    routine = models.ForeignKey(Routine, on_delete=models.PROTECT, related_name="sessions")
    # The screening that let the patient in, and whether a stop came before the log did.
    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="+")
    is_after_stop = models.BooleanField(default=False)
    # The quick check it began with; None for one that was only logged.
    quick_check = models.ForeignKey(
        Screening, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Made before the session starts: the same session sent twice is one session.
    key = models.UUIDField(editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.COMPLETED)
    how = models.CharField(max_length=10, choices=How, default=How.FORM)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    done_on = models.DateField()
    # When it reached us, if later than it was done, and a digest of what a phone sent.
    received_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    clock = models.CharField(max_length=6, choices=Clock, default=Clock.RIGHT, blank=True)
    # When its patient removed it; who and when, and whether it was undone, is a SessionRemoval.
    removed_at = models.DateTimeField(null=True, blank=True)
    # Which of the day's due times this answers, from 1; None when nothing more was due.
    slot = models.PositiveSmallIntegerField(null=True, blank=True)
    exertion = models.PositiveSmallIntegerField(
        _("effort"), null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    # Which answer of the questionnaire's session log was given; "" where it was not asked yet.
    new_symptoms = models.CharField(max_length=20, blank=True)

    objects = KeptSessions()
    # A key is taken for ever, so whoever looks for one looks among these.
    with_removed = ExerciseSessionQuerySet.as_manager()

    class Meta:
        default_manager_name = "objects"
        indexes = [models.Index(fields=["patient", "done_on"])]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="a_session_is_kept_once"),
            models.CheckConstraint(
                condition=Q(exertion__isnull=True) | Q(exertion__lte=10),
                name="effort_is_between_0_and_10",
            ),
        ]

    def __str__(self):
        return f"{self.routine} {self.done_on}"

    @property
    def saved_at(self):
        return self.received_at or self.finished_at

    def is_changeable(self, at):
        """Whether its patient may still correct or remove it, or put it back."""
        return at - (self.removed_at or self.saved_at) <= self.CHANGEABLE_FOR

    @transaction.atomic
    def remove(self, *, by, at):
        """Count it and its pain no more; return whether it was not removed before."""
        kept = ExerciseSession.objects.filter(pk=self.pk)
        if not kept.update(removed_at=at):
            return False
        self.removed_at = at
        self.removals.create(by=by, at=at)
        self.pain_scores.standing().update(superseded_at=at)
        return True

    @transaction.atomic
    def put_back(self, *, at):
        """Count it again with the pain it had; return whether it was removed."""
        removed = ExerciseSession.with_removed.filter(pk=self.pk, removed_at=self.removed_at)
        if self.removed_at is None or not removed.update(removed_at=None):
            return False
        self.pain_scores.filter(superseded_at=self.removed_at).update(superseded_at=None)
        self.removals.filter(undone_at=None).update(undone_at=at)
        self.removed_at = None
        return True

    def pains(self):
        """Return {"before": 4, "next_day": 2}; of a removed one what counted until then."""
        counted = self.pain_scores.filter(superseded_at=self.removed_at)
        scores = counted.values_list("moment", "value")
        return {moment.replace("-", "_"): value for moment, value in scores}

    def validate_constraints(self, exclude=None):
        """Leave them to the database: the forms check all that can be typed, ten times faster."""


class ExerciseLog(Dose):
    """What was done of one prescription in one session, beside what was prescribed that day."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        SKIPPED = "skipped", _("Skipped")
        STOPPED = "stopped", _("Stopped, it hurt")

    class Reason(models.TextChoices):
        PAIN = "pain", _("It hurt")
        NO_TIME = "no-time", _("No time")
        NO_EQUIPMENT = "no-equipment", _("Missing equipment")
        UNSURE = "unsure", _("Not sure how")
        NOT_REACHED = "not-reached", _("Did not get to it")
        OTHER = "other", _("Another reason")

    session = models.ForeignKey(ExerciseSession, on_delete=models.CASCADE, related_name="logs")
    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="logs")
    # The words of that day: the library may rename an exercise later.
    exercise_name = models.CharField(max_length=80)
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.CharField(max_length=14, choices=Reason, blank=True)
    done_sets = models.PositiveSmallIntegerField(null=True, blank=True)
    done_reps = models.PositiveSmallIntegerField(null=True, blank=True)
    done_hold_seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    done_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    # What was done in its place when it hurt, and what that was called then.
    easier = models.ForeignKey(
        Exercise, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    easier_name = models.CharField(max_length=80, blank=True)

    class Meta(Dose.Meta):
        abstract = False
        ordering = ["pk"]
        constraints = [
            *Dose.Meta.constraints,
            models.UniqueConstraint(
                fields=["session", "prescription"], name="an_exercise_is_logged_once_a_session"
            ),
            models.CheckConstraint(
                condition=Q(outcome="done", reason="")
                | (Q(outcome="skipped") & ~Q(reason=""))
                | Q(outcome="stopped", reason="pain"),
                name="an_exercise_that_was_not_done_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.exercise_name}: {self.outcome}"

    def validate_constraints(self, exclude=None):
        """Leave them to the database: the forms check all that can be typed, ten times faster."""


class Hurt(models.Model):
    """It hurt during an exercise, and what the person chose to do about it."""

    class Choice(models.TextChoices):
        STOP = "stop", _("Stopped this exercise")
        EASIER = "easier", _("Went on with an easier one")
        CARRY_ON = "carry-on", _("Carried on")

    log = models.ForeignKey(ExerciseLog, on_delete=models.CASCADE, related_name="hurts")
    at = models.DateTimeField()
    pain = models.PositiveSmallIntegerField(null=True, blank=True)
    choice = models.CharField(max_length=8, choices=Choice)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pain__isnull=True) | Q(pain__lte=10),
                name="pain_during_is_between_0_and_10",
            ),
            models.CheckConstraint(
                condition=Q(choice__in=["stop", "easier", "carry-on"]),
                name="a_hurt_says_what_was_done",
            ),
        ]

    def __str__(self):
        return f"{self.log}: {self.choice}"


class SessionRemoval(models.Model):
    """A patient removed a session of theirs, or took that back."""

    session = models.ForeignKey(ExerciseSession, on_delete=models.PROTECT, related_name="removals")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]


class SessionCorrection(models.Model):
    """What a session said before its patient corrected it."""

    session = models.ForeignKey(
        ExerciseSession, on_delete=models.PROTECT, related_name="corrections"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    before = models.JSONField()

    class Meta:
        ordering = ["at"]

    @property
    def new_symptoms(self):
        """What was new then, in the words for it."""
        return words_of(self.before.get("new_symptoms", ""))

    @property
    def logs(self):
        """What each exercise said then, with the words for it."""
        return [ExerciseLog(**log) for log in self.before["logs"]]
