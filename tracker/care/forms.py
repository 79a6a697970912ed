"""What a therapist tells a patient."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.screening.models import RescreenRequest

LONGEST = RescreenRequest._meta.get_field("note").max_length


class AskAgainForm(forms.Form):
    """Why a new safety check is wanted, in the therapist's own words."""

    note = forms.CharField(
        label=_("A note for your patient (optional)"),
        help_text=_("They read it, with your name, before the questions."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("Please keep the note to %(limit)s letters.") % {"limit": LONGEST}
        },
    )
