"""How much, as somebody types it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .dosing import DOSE_FIELDS, LIMITS, RANGES, dose_words, minutes_estimate
from .typed_form import TypedForm

MOST_MINUTES = LIMITS["minutes_max"][1]


def amount(name, label, **kwargs):
    """Make the field of one part of a dose, with its limits and their words."""
    least, most = LIMITS[name]
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=most,
        error_messages={
            "min_value": _("Choose %(limit_value)s or more."),
            "max_value": _("Choose %(limit_value)s or less."),
            "invalid": _("Write a whole number."),
        },
        **kwargs,
    )


class DoseForm(TypedForm):
    """The parts of a dose, checked one by one and together."""

    sets = amount("sets", _("Sets"), initial=1)
    reps_min = amount("reps_min", _("Times, at least"))
    reps_max = amount("reps_max", _("Times, at most"))
    hold_seconds_min = amount("hold_seconds_min", _("Hold for seconds, at least"))
    hold_seconds_max = amount("hold_seconds_max", _("Hold for seconds, at most"))
    minutes_min = amount("minutes_min", _("Minutes, at least"))
    minutes_max = amount("minutes_max", _("Minutes, at most"))
    rest_seconds = amount("rest_seconds", _("Seconds of rest between sets"))
    per_side = forms.BooleanField(label=_("Counted on each side"), required=False)

    def clean_sets(self):
        return self.cleaned_data["sets"] or 1

    def clean(self):
        super().clean()
        dose = self.dose()
        for low, high in RANGES:
            if low in self.errors or high in self.errors or dose[high] is None:
                continue
            if dose[low] is None:
                self.add_error(low, _("Give the lowest number too."))
            elif dose[high] < dose[low]:
                self.add_error(high, _("This must not be below the lowest number."))
        if not self.errors.keys() & set(DOSE_FIELDS):
            self._clean_amount(dose)

    def _clean_amount(self, dose):
        if not dose_words(**dose):
            self.add_error("reps_min", _("Say how much: times, a hold, or minutes."))
        elif (minutes := minutes_estimate(**dose)) > MOST_MINUTES:
            self.add_error("sets", _("This takes %s minutes in all. Choose less.") % minutes)

    def dose(self) -> dict:
        empty = {"sets": 1, "per_side": False}
        said = self.cleaned_data
        return {name: said.get(name, empty.get(name)) for name in DOSE_FIELDS}
