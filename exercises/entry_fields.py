"""What the fields of an exercise are made of."""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CHOOSE = ("", _("Choose"))


def words(label, *, rows=2, **kwargs):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def one_of(label, words, choices=(), **kwargs):
    """Make a choice that says the same whether it was left open or does not exist."""
    said = {"required": words, "invalid_choice": words}
    return forms.ChoiceField(label=label, choices=choices, error_messages=said, **kwargs)


def ticks(label):
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=False, widget=widget)


class LinesField(forms.CharField):
    """A list, written one to a line."""

    def __init__(self, *, rows=3, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("One to a line."))
        kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**kwargs)

    def to_python(self, value):
        lines = super().to_python(value).splitlines()
        return [line.strip() for line in lines if line.strip()]

    def run_validators(self, value):
        for line in value:
            super().run_validators(line)


class StepsField(LinesField):
    """The steps; an empty one in between is a step that somebody forgot to write."""

    def to_python(self, value):
        lines = [line.strip() for line in forms.CharField.to_python(self, value).splitlines()]
        for number, line in enumerate(lines, start=1):
            if not any(letter.isalpha() for letter in line):
                raise ValidationError(
                    _("Step %(number)s is empty. Write it, or remove the line."),
                    params={"number": number},
                )
        return lines


@dataclass
class CautionRow:
    """A condition and what to do, as somebody typed them, and what is wrong with them."""

    condition: str = ""
    note: str = ""
    errors: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not (self.condition or self.note)


class CautionsWidget(forms.Widget):
    """Rows of two fields that share their names; the desk's page writes them itself."""

    def value_from_datadict(self, data, files, name):
        conditions, notes = data.getlist("caution_condition"), data.getlist("caution_note")
        longest = max(len(conditions), len(notes))
        padded = (values + [""] * (longest - len(values)) for values in (conditions, notes))
        rows = [
            CautionRow(condition.strip(), note.strip())
            for condition, note in zip(*padded, strict=True)
        ]
        # The page has empty rows of its own at the end.
        while rows and rows[-1].is_empty:
            rows.pop()
        return rows


class CautionsField(forms.Field):
    """Who should take care: rows of a condition and a note, each refused where it is wrong."""

    widget = CautionsWidget

    def __init__(self, *, known, **kwargs):
        super().__init__(required=False, **kwargs)
        self.known = known

    def clean(self, value):
        self.check(value)
        problems = [
            _("Row %(n)s: %(words)s") % {"n": number, "words": words}
            for number, row in enumerate(value, start=1)
            for words in row.errors
        ]
        if problems:
            raise ValidationError(problems)
        return [{"condition": row.condition, "note": row.note} for row in value if not row.is_empty]

    def check(self, rows):
        """Write at each row what is wrong with it."""
        said = set()
        for row in rows:
            row.errors = [] if row.is_empty else list(self._problems(row, said))
            said.add(row.condition)
        return rows

    def _problems(self, row, said):
        if not row.condition:
            yield _("Choose the condition, or clear the note.")
        elif row.condition not in self.known:
            yield _("“%s” is not in the list of conditions. Choose one that is.") % row.condition
        elif row.condition in said:
            yield _("This condition is in another row already. Write all of it in one.")
        elif not row.note:
            yield _("Write what to do, or choose no condition.")
