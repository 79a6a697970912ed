"""What is asked on the way of a change: why, whether it is right, and why it is not."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """What a change is about, for whoever reviews it."""

    note = forms.CharField(
        label=_("What did you change, and why?"),
        required=False,
        max_length=300,
        help_text=_("If you like. Your reviewer reads it, and it stays in the history."),
    )


class ReviewForm(forms.Form):
    """Somebody vouches for a change, until a day."""

    review_by = forms.DateField(
        label=_("Review it again by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the day of the next review."),
            "invalid": _("Choose a day."),
        },
    )
    is_checked = forms.BooleanField(
        label=_("I have checked the words, the amounts and who should take care."),
        error_messages={"required": _("Tick this when you have checked it.")},
    )

    @classmethod
    def for_a_year(cls, **kwargs):
        return cls(initial={"review_by": timezone.localdate() + timedelta(days=365)}, **kwargs)


class AnswerForm(forms.Form):
    """Why a change goes back to whoever wrote it."""

    answer = forms.CharField(
        label=_("What should change?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say what should change before it can be published.")},
    )
