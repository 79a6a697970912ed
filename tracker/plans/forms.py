"""What a plan says: days, times, exercises and doses."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.dosing import LIMITS
from exercises.models import Exercise

from .models import Plan, Prescription, Routine

WEEKDAYS = [
    ("0", _("Mon")),
    ("1", _("Tue")),
    ("2", _("Wed")),
    ("3", _("Thu")),
    ("4", _("Fri")),
    ("5", _("Sat")),
    ("6", _("Sun")),
]
# Days later than these are slips of the finger.
LATEST_START, LATEST_END = timedelta(days=366), timedelta(days=5 * 365 + 2)
DAY_INPUT = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class MayBeLeftOut:
    """A form of something that goes from the draft when its box "remove" is ticked."""

    @property
    def is_left_out(self):
        return self.is_bound and self["remove"].data


class PlanForm(forms.ModelForm):
    """From which day to which, and what the patient should know."""

    class Meta:
        model = Plan
        fields = ["starts_on", "ends_on", "note"]
        labels = {
            "starts_on": _("First day"),
            "ends_on": _("Last day (optional)"),
            "note": _("Note"),
        }
        widgets = {
            "starts_on": DAY_INPUT,
            "ends_on": DAY_INPUT,
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"starts_on": _("A day that has passed counts as today.")}
        error_messages = {"starts_on": {"required": _("Choose the first day.")}}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_starts_on(self):
        starts_on = max(self.cleaned_data["starts_on"], self.today)
        if starts_on > self.today + LATEST_START:
            raise forms.ValidationError(_("Choose a first day within a year from today."))
        return starts_on

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if ends_on and ends_on > self.today + LATEST_END:
            raise forms.ValidationError(_("Choose a last day within five years from today."))
        return ends_on

    def clean(self):
        cleaned = super().clean()
        ends_on = cleaned.get("ends_on")
        if ends_on and ends_on < cleaned.get("starts_on", self.today):
            message = _("The last day is before the plan starts. Choose a later day.")
            self.add_error("ends_on", message)
        return cleaned


class RoutineForm(MayBeLeftOut, forms.ModelForm):
    """On which weekdays, and at what times of day, or its removal."""

    days = forms.MultipleChoiceField(
        label=_("On these days"),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )
    time_1 = forms.TimeField(
        label=_("Time of day"), error_messages={"required": _("Choose a time of day.")}
    )
    time_2 = forms.TimeField(label=_("Second time (optional)"), required=False)
    time_3 = forms.TimeField(label=_("Third time (optional)"), required=False)
    remove = forms.BooleanField(label=_("Leave this routine out"), required=False)

    class Meta:
        model = Routine
        fields = ["name"]
        labels = {"name": _("Name of the routine")}
        error_messages = {"name": {"required": _("Give the routine a name.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        times = self.instance.times.split(",")
        self.initial.setdefault("days", list(self.instance.weekdays))
        for n in (1, 2, 3):
            field = self.fields[f"time_{n}"]
            field.widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
            if n <= len(times):
                self.initial.setdefault(f"time_{n}", times[n - 1])

    def clean(self):
        cleaned = super().clean()
        times = [cleaned[n] for n in ("time_1", "time_2", "time_3") if cleaned.get(n)]
        if len(set(times)) < len(times):
            self.add_error("time_2", _("Two times are the same. Choose different times."))
        self.instance.times = ",".join(f"{time:%H:%M}" for time in sorted(times))
        self.instance.weekdays = "".join(sorted(cleaned.get("days", [])))
        return cleaned


class PrescriptionForm(MayBeLeftOut, forms.ModelForm):
    """The dose of one exercise, or its removal."""

    remove = forms.BooleanField(label=_("Leave this exercise out"), required=False)

    class Meta:
        model = Prescription
        fields = [
            "sets",
            "reps_min",
            "reps_max",
            "hold_seconds_min",
            "hold_seconds_max",
            "minutes_min",
            "minutes_max",
            "note",
        ]
        labels = {
            "sets": _("Sets"),
            "reps_min": _("Times"),
            "reps_max": _("Times, up to"),
            "hold_seconds_min": _("Hold, seconds"),
            "hold_seconds_max": _("Hold, up to"),
            "minutes_min": _("Minutes"),
            "minutes_max": _("Minutes, up to"),
            "note": _("Note (optional)"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        by_time = self.instance.minutes_min is not None
        unused = ("reps_min", "hold_seconds_min", "reps_max", "hold_seconds_max", "sets")
        for name in unused if by_time else ("minutes_min", "minutes_max"):
            del self.fields[name]
        # What the dose is counted in stays; without it nobody would know how much to do.
        measures = ("minutes_min", "reps_min", "hold_seconds_min")
        needed = next(name for name in measures if getattr(self.instance, name) is not None)
        self.fields[needed].required = True
        for name in self.fields.keys() & LIMITS:
            self.name_limits(self.fields[name], *LIMITS[name])

    def name_limits(self, field, least, most):
        words = _("Type a whole number from %(least)s to %(most)s.")
        words = words % {"least": least, "most": most}
        codes = ("required", "invalid", "min_value", "max_value")
        field.error_messages.update(dict.fromkeys(codes, words))
        field.widget.attrs.update(min=least, max=most)

    def clean(self):
        if self.instance.exercise.status != Exercise.Status.PUBLISHED:
            message = _("This exercise is no longer in the library. Leave it out.")
            self.add_error("remove", message)
        return super().clean()


class ExercisesField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:  # SQLite looks for no number beyond 64 bits
            message = self.error_messages["invalid_choice"]
            raise forms.ValidationError(message, code="invalid_choice") from None


class ChooseForm(forms.Form):
    """Exercises from the library, ticked."""

    exercises = ExercisesField(
        queryset=Exercise.objects.none(),
        error_messages={
            "required": _("Tick at least one exercise."),
            "invalid_choice": _("One of these cannot be chosen. Choose from the list."),
            "invalid_pk_value": _("One of these cannot be chosen. Choose from the list."),
        },
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["exercises"].queryset = choices
