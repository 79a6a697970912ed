"""Reading a session that a phone sent as JSON: what is right becomes values, all else is refused.

The shape is in docs/sync.md.
"""

import zoneinfo
from datetime import UTC, datetime

from django import forms

from tracker.measures.models import PainScore

from . import signs
from .forms import LIMITS
from .models import ExerciseLog, ExerciseSession, Hurt

WORST = max(PainScore.SCALE)
HIGHEST = 2**63 - 1  # number of a row


# No phone is from before or after these, and arithmetic on times stays possible.
FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class Unreadable(ValueError):
    """This is no session; `fields` names what is wrong, without its values."""

    def __init__(self, fields):
        super().__init__(", ".join(fields))
        self.fields = sorted(fields)


def scale():
    return forms.IntegerField(min_value=0, max_value=WORST, required=False)


class MomentField(forms.DateTimeField):
    """A moment by a phone's clock, which may be very wrong."""

    def clean(self, value):
        if value is not None and not isinstance(value, str):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        moment = super().clean(value)
        return moment and min(max(moment, FIRST), LAST)


class SentForm(forms.Form):
    """How a session went as a whole."""

    key = forms.UUIDField()
    routine = forms.IntegerField(min_value=1, max_value=HIGHEST)
    how = forms.ChoiceField(choices=ExerciseSession.How)
    # Signed proof of the screening that let the person in; a ticket names the quick check too.
    permit = forms.CharField(max_length=500, required=False)
    ticket = forms.CharField(max_length=500, required=False)
    started_at, finished_at, sent_at = MomentField(), MomentField(), MomentField()
    time_zone = forms.CharField(max_length=60, required=False)
    pain_before, pain_after, exertion = scale(), scale(), scale()
    new_symptoms = forms.ChoiceField()
    note = forms.CharField(max_length=1000, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # One that was only logged afterwards may have been asked nothing.
        self.fields[signs.FIELD].choices = [("", ""), *signs.choices()]
        self.fields[signs.FIELD].required = False

    def clean_time_zone(self):
        """Leave out a zone that nobody knows: then the person's own counts."""
        name = self.cleaned_data["time_zone"]
        return name if name in zoneinfo.available_timezones() else ""


class SentLogForm(forms.Form):
    """What became of one prescription."""

    prescription = forms.IntegerField(min_value=1, max_value=HIGHEST)
    outcome = forms.ChoiceField(choices=ExerciseLog.Outcome)
    reason = forms.ChoiceField(choices=ExerciseLog.Reason, required=False)
    easier = forms.SlugField(max_length=80, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, most in LIMITS.items():
            self.fields[name] = forms.IntegerField(min_value=0, max_value=most, required=False)

    def clean(self):
        cleaned = super().clean()
        outcome, outcomes = cleaned.get("outcome"), ExerciseLog.Outcome
        if outcome == outcomes.STOPPED:
            cleaned["reason"] = ExerciseLog.Reason.PAIN
        if outcome == outcomes.SKIPPED and not cleaned.get("reason"):
            cleaned["reason"] = ExerciseLog.Reason.OTHER
        if outcome == outcomes.DONE:
            cleaned["reason"] = ""
        return cleaned


class SentHurtForm(forms.Form):
    """It hurt, and what was done about it."""

    at = MomentField()
    pain = scale()
    choice = forms.ChoiceField(choices=Hurt.Choice)


class SentCheckForm(forms.Form):
    """A quick check that was answered on the phone; what its answers are is judged later."""

    key = forms.UUIDField()
    version = forms.IntegerField()
    at = MomentField()
    answers = forms.Field(required=False)

    def clean_answers(self):
        """Take what is no set of answers for none, which nobody can judge."""
        answers = self.cleaned_data["answers"]
        return answers if isinstance(answers, dict) else {}


def read(content: dict) -> dict:
    """Return the values of a session with its `logs` and quick checks; raise Unreadable."""
    session = _clean(SentForm, content)
    rows = _rows(content, "logs")
    session["logs"] = [
        _clean(SentLogForm, row)
        | {"hurts": [_clean(SentHurtForm, hurt) for hurt in _rows(row, "hurts")]}
        for row in rows
    ]
    numbers = [log["prescription"] for log in session["logs"]]
    if not numbers or len(set(numbers)) < len(numbers):
        raise Unreadable(["logs"])
    check = content.get("quick_check")
    session["quick_check"] = _clean(SentCheckForm, check) if check is not None else None
    session["asked_anew"] = _numbers(content, "asked_anew")
    session["rechecks"] = [_clean(SentCheckForm, one) for one in _rows(content, "rechecks")]
    return session


def read_check(content: dict) -> dict:
    """Return the values of a quick check that was sent alone; raise Unreadable."""
    return _clean(SentCheckForm, content.get("quick_check"))


def _rows(content, name):
    rows = content.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable([name])
    return rows


def _numbers(content, name):
    numbers = content.get(name) or []
    if not isinstance(numbers, list) or not all(map(_is_number, numbers)):
        raise Unreadable([name])
    return numbers


def _is_number(value):
    """Return whether it may be the number of a row; a bool is an int to Python."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= HIGHEST


def _clean(form_class, data):
    if not isinstance(data, dict):
        raise Unreadable([form_class.__name__])
    form = form_class(data)
    if not form.is_valid():
        raise Unreadable(form.errors)
    return form.cleaned_data
