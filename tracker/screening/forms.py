"""What a clinician's permission has to say."""

import unicodedata

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

# Letters by name that are drawn as nothing.
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
FEWEST_LETTERS = 2


class VisibleText(forms.CharField):
    """Words that somebody can read: dots and signs without a shape are none."""

    def validate(self, value):
        super().validate(value)
        letters = [one for one in value if unicodedata.category(one).startswith("L")]
        if len([one for one in letters if one not in BLANK_LETTERS]) < FEWEST_LETTERS:
            raise forms.ValidationError(self.error_messages["no_words"], code="no_words")


class ClearanceForm(forms.Form):
    """Who examined the person, when, and what they said."""

    clinician_name = VisibleText(
        label=_("Name of the clinician"),
        help_text=_("The name of the doctor, nurse or physical therapist who examined them."),
        max_length=120,
        error_messages={
            "required": _("Write who did the examination."),
            "no_words": _("Write who did the examination: a name of two letters or more."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    examined_on = forms.DateField(
        label=_("Day of the examination"),
        error_messages={
            "required": _("Choose the day of the examination."),
            "invalid": _("Write the day like this: 2026-03-31."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = VisibleText(
        label=_("What they found, and what they allow"),
        help_text=_(
            "In your own words. For example: no sign of nerve damage, may do gentle exercise."
        ),
        max_length=1000,
        error_messages={
            "required": _("Write what the clinician said."),
            "no_words": _("Write what the clinician said, in words."),
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, earliest, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.earliest, self.today = earliest, today
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_examined_on(self):
        day = self.cleaned_data["examined_on"]
        if day > self.today:
            raise forms.ValidationError(_now("This day has not come yet. Choose today or before."))
        if day < self.earliest:
            first = date_format(self.earliest)
            raise forms.ValidationError(
                _now("Choose a day of examination that is after your answers: %(day)s or later.")
                % {"day": first}
            )
        return day


class OwnClearanceForm(ClearanceForm):
    """The same, said by the person who was examined, about the answers that their page showed."""

    def __init__(self, *args, screening, **kwargs):
        super().__init__(*args, **kwargs)
        self.screening = screening
        self.fields["clinician_name"].help_text = _(
            "The name of the doctor, nurse or physical therapist who examined you."
        )

    def clean(self):
        if self.data.get("screening") != str(self.screening.pk):
            message = _now(
                "Your answers changed since this page was opened. Please read this page again."
            )
            raise forms.ValidationError(message)
