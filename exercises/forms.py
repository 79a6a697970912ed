"""Looking for an exercise."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Exercise


class LibraryForm(forms.Form):
    """What somebody is looking for in the library; everything may be left open."""

    q = forms.CharField(
        label=_("Name of an exercise"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    position = forms.ChoiceField(
        label=_("Position"),
        required=False,
        choices=[("", _("Any way")), *Exercise.Position.choices],
    )
    aim = forms.ChoiceField(label=_("What for"), required=False)

    def __init__(self, *args, aims, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aim"].choices = [("", _("Anything")), *aims.items()]

    def narrow(self, exercises):
        """Keep the exercises asked for; a choice that does not exist asks for nothing."""
        self.is_valid()
        exercises = exercises.matching(self.cleaned_data.get("q", ""))
        for name in ("position", "aim"):
            if self.cleaned_data.get(name):
                exercises = exercises.filter(**{name: self.cleaned_data[name]})
        return exercises
