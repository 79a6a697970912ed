"""For whom an exercise is prescribed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PrescribeForm(forms.Form):
    """One of the patients in one's care."""

    patient = forms.ModelChoiceField(
        label=_("For whom?"),
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a patient."),
            "invalid_choice": _("Choose one of your patients."),
        },
    )

    def __init__(self, *args, patients, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["patient"].queryset = patients
