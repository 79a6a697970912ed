"""How strong is the pain?"""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import PainScore

SCALE = [(n, str(n)) for n in PainScore.SCALE]


class PainField(forms.TypedChoiceField):
    """A whole number from 0 to 10."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.RadioSelect)
        kwargs.setdefault(
            "error_messages",
            {
                "required": _("Choose a number from 0 to 10."),
                "invalid_choice": _("Choose a number from 0 to 10."),
            },
        )
        super().__init__(choices=SCALE, coerce=int, empty_value=None, **kwargs)


class PainForm(forms.Form):
    """The one question that can be answered at any time."""

    pain = PainField(label=_("How is your back right now?"))


class PainNowForm(PainForm):
    """A new score; its key makes the same form sent twice one score."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            name: _("This page was not complete. Please tap the number once more.")
            for name in ("required", "invalid")
        },
    )

    @property
    def next_key(self):
        """The key for the next try: the same while it is good, else a new one."""
        return getattr(self, "cleaned_data", {}).get("key") or uuid.uuid4()
