"""What a piece says, as lines of words by label: to compare, and to name what changed."""

from django.utils.translation import gettext as _

from exercises.choices import Laterality, Position
from exercises.dosing import DOSE_FIELDS, dose_words
from exercises.entry_form import EntryForm
from exercises.known import Known
from exercises.models import Kind

from .changes import Said
from .forms import FORMS

DOSE = "dose"


def labels_of(kind: str) -> dict[str, str]:
    """Return the words for each part of the content."""
    fields = {**FORMS[kind].base_fields}
    labels = {name: str(field.label) for name, field in fields.items() if name not in DOSE_FIELDS}
    if kind != Kind.EXERCISE:
        return labels
    return labels | {DOSE: _("How much"), "avoid_with": _("Who should take care")}


def said(kind: str, content: dict, known: Known | None = None) -> Said:
    """Return the lines of each part of the content; keys are worded as an admin reads them."""
    wording = exercise_wording(known or Known.read()) if kind == Kind.EXERCISE else {}
    return {
        label: texts(wording.get(name, plain)(content.get(name)))
        for name, label in labels_of(kind).items()
    }


def differing(kind: str, before: dict, after: dict) -> list[str]:
    """Return the labels of what is not the same in two contents."""
    labels = labels_of(kind)
    return [label for name, label in labels.items() if before.get(name) != after.get(name)]


def texts(lines) -> list[str]:
    return [line for line in lines if line]


def plain(value) -> list[str]:
    """Return a value that needs no other words as lines."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return [] if value is None else [str(value)]


def exercise_wording(known: Known) -> dict:
    """Return how each part of an exercise is put into words that are not its own."""

    def names(listed):
        return lambda value: [listed.get(key, key) for key in as_list(value)]

    return {
        "aim": names(known.aims),
        "position": names(dict(Position.choices)),
        "laterality": names(dict(Laterality.choices)),
        "equipment": names(known.equipment),
        "equipment_optional": names(known.equipment),
        "easier": names(known.exercises),
        "harder": names(known.exercises),
        "poses": lambda poses: [f"{pose['name']}: {pose['note']}" for pose in poses or []],
        "avoid_with": lambda rows: [
            f"{known.conditions.get(row['condition'], row['condition'])}: {row['note']}"
            for row in rows or []
        ],
        DOSE: dose_lines,
    }


def as_list(value) -> list:
    return value if isinstance(value, list) else [value] if value else []


def dose_lines(dose: dict | None) -> list[str]:
    """Return a dose in words, then the numbers behind them, so that none changes unseen."""
    if not dose:
        return []
    labels = EntryForm.base_fields
    numbers = [
        _("%(label)s: %(value)s") % {"label": labels[name].label, "value": dose.get(name)}
        for name in DOSE_FIELDS
        if name != "per_side" and dose.get(name) is not None
    ]
    return [dose_words(**dose), *numbers]
