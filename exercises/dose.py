"""A dose as columns: shared by the library, what was prescribed and what was done."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .dosing import DOSE_FIELDS, LIMITS, RANGES, dose_words, minutes_estimate

__all__ = ["DOSE_FIELDS", "Dose"]


def limited(name, label, **kwargs):
    """Make the column of one part of a dose, with its limits and their words."""
    least, most = LIMITS[name]
    validators = [
        MinValueValidator(least, _("Choose %(limit_value)s or more.")),
        MaxValueValidator(most, _("Choose %(limit_value)s or less.")),
    ]
    return models.PositiveSmallIntegerField(label, validators=validators, **kwargs)


def optional(name, label):
    return limited(name, label, null=True, blank=True)


def within_limits(name):
    """Make the constraint that keeps one part of a dose inside its limits."""
    least, most = LIMITS[name]
    return models.CheckConstraint(
        condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (least, most)}),
        name=f"%(app_label)s_%(class)s_{name}_is_{least}_to_{most}",
    )


def in_order(low, high):
    """Make the constraint that the most of a range has a least, and is not below it."""
    at_least = Q(**{f"{low}__isnull": False, f"{high}__gte": F(low)})
    return models.CheckConstraint(
        condition=Q(**{f"{high}__isnull": True}) | at_least,
        # PostgreSQL keeps 63 letters of a name, so the other column is not spelled out.
        name=f"%(app_label)s_%(class)s_{high}_is_not_below_min",
    )


class Dose(models.Model):
    """How much of an exercise is done.

    A model with constraints of its own writes `class Meta(Dose.Meta)` and
    `constraints = [*Dose.Meta.constraints, ...]`, or it loses these.
    """

    sets = limited("sets", _("sets"), default=1)
    reps_min = optional("reps_min", _("times, at least"))
    reps_max = optional("reps_max", _("times, at most"))
    hold_seconds_min = optional("hold_seconds_min", _("hold seconds, at least"))
    hold_seconds_max = optional("hold_seconds_max", _("hold seconds, at most"))
    rest_seconds = optional("rest_seconds", _("rest seconds between sets"))
    per_side = models.BooleanField(_("counted on each side"), default=False)
    minutes_min = optional("minutes_min", _("minutes, at least"))
    minutes_max = optional("minutes_max", _("minutes, at most"))

    class Meta:
        abstract = True
        constraints = [
            *(within_limits(name) for name in LIMITS),
            *(in_order(low, high) for low, high in RANGES),
        ]

    def clean(self):
        super().clean()
        problems = {}
        for low, high in RANGES:
            least, most = getattr(self, low), getattr(self, high)
            if most is not None and least is None:
                problems[low] = _("Give the lowest number too.")
            elif most is not None and most < least:
                problems[high] = _("This must not be below the lowest number.")
        if problems:
            raise ValidationError(problems)

    @property
    def dose(self):
        return dose_words(**self.dose_values())

    @property
    def minutes_estimate(self):
        return minutes_estimate(**self.dose_values())

    def dose_values(self):
        """Return the parts of this dose, ready to be copied to another."""
        return {name: getattr(self, name) for name in DOSE_FIELDS}
