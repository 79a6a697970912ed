"""Looking for an exercise, and editing one."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import Equipment, Exercise


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


class LinesField(forms.CharField):
    """A list, written one to a line."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("One to a line."))
        super().__init__(required=False, **kwargs)
        self.widget = forms.Textarea(attrs={"rows": 4, "cols": 56})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class EquipmentField(forms.MultipleChoiceField):
    """Ticks of the list of equipment; the value is a list of its keys."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(required=False, choices=equipment_choices, **kwargs)

    def has_changed(self, initial, data):
        return sorted(initial or []) != sorted(data or [])


def equipment_choices():
    return list(Equipment.objects.names().items())


class ExerciseForm(forms.ModelForm):
    """An exercise as an admin writes it."""

    aliases = LinesField(label=_("Also called"))
    regions = LinesField(label=_("Parts of the body"))
    equipment = EquipmentField(label=_("What you need"))
    equipment_optional = EquipmentField(label=_("If you like"))
    mistakes = LinesField(label=_("Common mistakes"))
    sources = LinesField(label=_("Sources"))


class StepFormSet(forms.BaseInlineFormSet):
    """The steps; patients never see an exercise without any."""

    def clean(self):
        super().clean()
        steps = [form for form in self.forms if getattr(form, "cleaned_data", None)]
        has_steps = any(not form.cleaned_data.get("DELETE") for form in steps)
        if self.instance.status == Exercise.Status.PUBLISHED and not has_steps:
            raise ValidationError(_("Write at least one step before you publish."))
