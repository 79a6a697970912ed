"""What is asked of a routine that was done already: the pain after it, and what was new."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tracker.measures.forms import PainField
from tracker.screening import questionnaire
from tracker.screening.quick_forms import INCOMPLETE, answer_field

from . import signs

PAGE = ("key", "version", "day")  # sent along by the page itself
TAP = dict.fromkeys(("required", "invalid_choice"), _("Tap one number from 0 to 10."))


class AfterwardsForm(forms.Form):
    """The page of one day: one tap on the pain says that none of the signs was there."""

    key = forms.UUIDField(error_messages=INCOMPLETE)
    # Which signs were read: "none of these" means nothing about other ones.
    version = forms.IntegerField(error_messages=INCOMPLETE)
    day = forms.DateField(error_messages=INCOMPLETE)
    pain_after = PainField(label=_("How strong was your pain after it?"), error_messages=TAP)

    def __init__(self, *args, days, **kwargs):
        super().__init__(*args, **kwargs)
        self.days = {back.day: back for back in days}
        field = answer_field(signs.asked())
        field.choices = signs.choices()
        self.fields[signs.FIELD] = field

    def clean_version(self):
        version = self.cleaned_data["version"]
        if version != questionnaire.current().version:
            message = _now("The questions have changed. Please read them and answer once more.")
            raise forms.ValidationError(message)
        return version

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day not in self.days:
            raise forms.ValidationError(_now("Choose one of these days, then tap the number."))
        return day

    def page_errors(self):
        """What is wrong with the page itself, not with an answer."""
        return list(dict.fromkeys(error for name in PAGE for error in self[name].errors))
