"""The library's tables: exercises, their steps, and who should take care."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .cards import figure_url
from .choices import Laterality, Position, Status
from .dose import Dose
from .learning import EducationCard
from .lists import Aim, Condition, Equipment
from .pictures import Picture
from .pieces import Piece, PieceQuerySet
from .revisions import Draft, Kind, Revision
from .sheets.models import SheetImport, SheetRow

__all__ = [
    "Aim",
    "Caution",
    "Condition",
    "Draft",
    "EducationCard",
    "Equipment",
    "Exercise",
    "ExerciseStep",
    "Kind",
    "Picture",
    "Revision",
    "SheetImport",
    "SheetRow",
    "figure_url",
]


class ExerciseQuerySet(PieceQuerySet):
    def for_cards(self):
        """Leave out the long words that only the exercise's own page shows."""
        return self.defer("breathing", "feel", "mistakes", "sources", "regions", "stop_if")

    def with_instructions(self):
        """Fetch the steps and cautions too."""
        cautions = models.Prefetch("cautions", Caution.objects.select_related("condition"))
        return self.prefetch_related("steps", cautions)


class Exercise(Dose, Piece):
    """A movement that a patient can do at home."""

    Status, Position, Laterality = Status, Position, Laterality

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80)
    aliases = models.JSONField(_("also called"), default=list, blank=True)
    position = models.CharField(_("position"), max_length=20, choices=Position)
    aim = models.ForeignKey(
        Aim, models.PROTECT, to_field="key", related_name="+", verbose_name=_("aim")
    )
    laterality = models.CharField(_("sides"), max_length=20, choices=Laterality)
    regions = models.JSONField(_("parts of the body"), default=list, blank=True)
    # Keys of Equipment: what it takes, and what makes it easier.
    equipment = models.JSONField(_("what you need"), default=list, blank=True)
    equipment_optional = models.JSONField(_("if you like"), default=list, blank=True)
    breathing = models.TextField(_("breathing"), blank=True)
    feel = models.TextField(_("what you should feel"), blank=True)
    mistakes = models.JSONField(_("common mistakes"), default=list, blank=True)
    stop_if = models.TextField(_("stop if"), blank=True)
    poses = models.JSONField(_("poses"), default=list, blank=True, editable=False)
    picture = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="exercises",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(_("the picture in words"), max_length=300, blank=True)
    video_url = models.URLField(_("video"), blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    easier = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("easier")
    )
    harder = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("harder")
    )

    objects = ExerciseQuerySet.as_manager()

    class Meta(Dose.Meta):
        abstract = False
        ordering = ["name"]
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [
            *Dose.Meta.constraints,
            *Piece.Meta.constraints,
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{way}__isnull": True}) | ~Q(**{way: F("pk")}),
                    name=f"exercise_is_not_{way}_than_itself",
                )
                for way in ("easier", "harder")
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("exercises:exercise", args=[self.slug])

    def clean(self):
        super().clean()
        if self.status == Status.PUBLISHED and not self.dose:
            raise ValidationError({"reps_min": _("Say how much: times, a hold, or minutes.")})

    @property
    def pose_notes(self):
        """The note of each pose by the name it has in addresses."""
        notes = [pose["note"] for pose in self.poses]
        return {"start": notes[0], "hold": notes[min(1, len(notes) - 1)]} if notes else {}

    @property
    def figure_start_url(self):
        return figure_url(self.slug, self.poses, "start")

    @property
    def figure_hold_url(self):
        return figure_url(self.slug, self.poses, "hold")


class ExerciseStep(models.Model):
    """One instruction, in the order it is done."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self):
        return self.text


class Caution(models.Model):
    """What somebody with a condition should mind, or do instead."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="cautions")
    condition = models.ForeignKey(Condition, models.PROTECT, related_name="cautions")
    note = models.TextField(_("what to do"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("caution")
        verbose_name_plural = _("cautions")
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "condition"],
                name="one_caution_per_exercise_and_condition",
                violation_error_message=_("This condition is already in the list."),
            )
        ]

    def __str__(self):
        return f"{self.condition}: {self.note}"
