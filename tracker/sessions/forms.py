"""What was done of a routine, and how it felt."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.measures.forms import SCALE, PainField
from tracker.screening.quick_forms import answer_field

from . import signs
from .models import ExerciseLog, ExerciseSession

# Why one may pass over an exercise that one has come to.
REASONS_TO_SKIP = [
    one for one in ExerciseLog.Reason.choices if one[0] != ExerciseLog.Reason.NOT_REACHED
]
LIMITS = {"done_sets": 10, "done_reps": 100, "done_hold_seconds": 300, "done_minutes": 180}
WORDS = {
    "done_sets": _("Sets"),
    "done_reps": _("Times"),
    "done_hold_seconds": _("Seconds held"),
    "done_minutes": _("Minutes"),
}


class ExerciseLogForm(forms.Form):
    """One exercise: a tick when it was done, a reason when it was not.

    A plain form: a page has many of these, and a ModelForm costs four times as much.
    """

    done = forms.BooleanField(label=_("I did this"), required=False)
    reason = forms.ChoiceField(
        label=_("If you left it out, why?"),
        choices=[("", _("Choose a reason")), *ExerciseLog.Reason.choices],
        required=False,
    )

    def __init__(self, *args, prescribed, log=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.prescribed, self.log = prescribed, log or ExerciseLog()
        self.initial |= said_in(self.log)
        for name, asked in asked_of(prescribed).items():
            if asked is not None:
                self.fields[name] = number_field(name, asked)

    def clean(self):
        cleaned = super().clean()
        done, reason = cleaned.get("done"), cleaned.get("reason")
        if not done and not reason and "reason" not in self.errors:
            self.add_error("reason", _("Tick “I did this”, or choose why not."))
        if done:
            cleaned["reason"] = ""
        else:
            stays = self.is_left_out_as_before(reason)
            told = {name: getattr(self.log, name) if stays else None for name in LIMITS}
            cleaned.update({name: told[name] for name in LIMITS if name in self.fields})
        return cleaned

    def is_left_out_as_before(self, reason):
        """Return whether this log said the same before: then what was done until then stays."""
        left_out = (ExerciseLog.Outcome.STOPPED, ExerciseLog.Outcome.SKIPPED)
        return self.log.outcome in left_out and self.log.reason == reason

    def filled(self):
        """Return the log with what was said put into it."""
        outcomes, said = ExerciseLog.Outcome, self.cleaned_data
        if said["done"]:
            self.log.outcome = outcomes.DONE
        elif not self.is_left_out_as_before(said["reason"]):
            self.log.outcome = outcomes.SKIPPED
        for name in ("reason", *LIMITS):
            if name in self.cleaned_data:
                setattr(self.log, name, self.cleaned_data[name])
        return self.log

    def actual_fields(self):
        """The fields for what was really done."""
        return [self[name] for name in LIMITS if name in self.fields]

    def has_wrong_numbers(self):
        return any(field.errors for field in self.actual_fields())


def said_in(log):
    """Return what a log says; of a skipped one no numbers, for a tick that was forgotten."""
    if log.outcome == ExerciseLog.Outcome.DONE:
        return {"done": True, **{name: getattr(log, name) for name in LIMITS}}
    return {"reason": log.reason}


def number_field(name, asked):
    """Make the field for one number of what was really done."""
    message = _("Type a number from 1 to %(top)s.") % {"top": LIMITS[name]}
    return forms.IntegerField(
        label=WORDS[name],
        min_value=1,
        max_value=LIMITS[name],
        initial=asked,
        required=False,
        error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), message),
    )


def asked_of(dose):
    """Return what the dose asks for under the names of what was done; None does not apply."""
    return {
        "done_sets": dose.sets if dose.minutes_min is None else None,
        "done_reps": dose.reps_max or dose.reps_min,
        "done_hold_seconds": dose.hold_seconds_min,
        "done_minutes": dose.minutes_min,
    }


class FeelingForm(forms.ModelForm):
    """How it felt: pain before and after, effort, what was new, and a note."""

    pain_before = PainField(label=_("Pain before you started"))
    pain_after = PainField(label=_("Pain now, after it"))
    exertion = forms.TypedChoiceField(
        label=_("How hard was it?"),
        choices=SCALE,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a number from 0 to 10.")},
    )

    class Meta:
        model = ExerciseSession
        fields = ["exertion", "note", "new_symptoms"]
        labels = {"note": _("Note (optional)")}
        help_texts = {
            "note": _("A physical therapist whom you let in can read it. Nobody watches it."),
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"note": {"max_length": _("Please keep the note to 1000 letters.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = answer_field(signs.asked())
        field.choices = signs.choices()
        self.fields[signs.FIELD] = field
        if self.instance.pk:
            self.ask_only_for_known_pains()

    def ask_only_for_known_pains(self):
        """What was not told when it was logged may stay untold when it is corrected."""
        for moment in ("before", "after"):
            name = f"pain_{moment}"
            self.fields[name].required = self.initial.get(name) is not None


class SessionEditor:
    """The whole page of a session: one form for each exercise, and how it felt."""

    def __init__(self, prescribed, data=None, session=None, logs=None, pains=None):
        logs = logs or {}
        initial = {f"pain_{moment}": value for moment, value in (pains or {}).items()}
        self.feeling = FeelingForm(data, instance=session, initial=initial)
        self.exercises = [
            ExerciseLogForm(
                data,
                prefix=f"exercise-{p.pk}",
                prescribed=p,
                log=logs.get(p.pk),
            )
            for p in prescribed
        ]

    @property
    def forms(self):
        return [*self.exercises, self.feeling]

    def is_valid(self):
        return all([form.is_valid() for form in self.forms])

    def errors(self):
        return sorted({name for form in self.forms for name in form.errors})

    def error_count(self):
        return sum(len(form.errors) for form in self.forms)
