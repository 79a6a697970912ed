"""The poses of an exercise in a form: notes that can be typed, and that sliders write."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator, validate_slug
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from .figure.problems import MOST_POSES, problems_in

LONGEST_NOTE, LONGEST_NAME = 600, 20
# What the poses are called unless they have names of their own, and what the form calls them.
NAMES = ("start", "hold", "rest")
LABELS = (_("Start"), _("Hold"), _("Third pose"))

Poses = list[dict[str, str]]


@dataclass(frozen=True)
class Box:
    """Where one pose is typed."""

    number: int
    pose: str
    note: str

    @property
    def label(self):
        return LABELS[self.number]


def boxes(poses: Poses) -> list[Box]:
    """Return a box for each pose there may be, the filled ones first."""
    empty = [{"name": name, "note": ""} for name in NAMES]
    filled = [pose for pose in poses if pose["note"].strip()]
    rows = [*filled, *empty[len(filled) :]]
    return [Box(number, row["name"], row["note"]) for number, row in enumerate(rows)]


def typed_poses(poses: Poses, name: str = "poses") -> dict[str, list[str]]:
    """Return the poses as the form would send them."""
    return {
        f"{name}-{number}-{part}": [pose[part]]
        for number, pose in enumerate(poses)
        for part in ("name", "note")
    }


class PosesInput(forms.Widget):
    """A box for the note of each pose; its name goes with it, unseen."""

    template_name = "exercises/desk/_pose_boxes.html"

    def value_from_datadict(self, data, files, name):
        """Return what was typed, without the boxes that were left empty."""
        rows = [
            {part: data.get(f"{name}-{number}-{part}", "").strip() for part in ("name", "note")}
            for number in range(MOST_POSES)
        ]
        return [
            {"name": row["name"] or NAMES[number], "note": " ".join(row["note"].splitlines())}
            for number, row in enumerate(rows)
            if row["note"]
        ]

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}-{number}-note" in data for number in range(MOST_POSES))

    def render(self, name, value, attrs=None, renderer=None):
        return render_to_string(self.template_name, {"name": name, "boxes": boxes(value or [])})


class PosesField(forms.Field):
    """A list of poses, each a name and a note; refused with what to do when it cannot be drawn."""

    widget = PosesInput
    default_error_messages = {
        "name": _("Name a pose in one word of up to 20 letters, like start or hold."),
        "length": _("A pose note has 600 letters at most. Say it in fewer words."),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def validate(self, value):
        super().validate(value)
        for pose in value:
            self._check(pose)
        if problems := problems_in(value):
            raise ValidationError(problems)

    def _check(self, pose):
        try:
            validate_slug(pose["name"])
        except ValidationError:
            raise ValidationError(self.error_messages["name"]) from None
        if len(pose["name"]) > LONGEST_NAME:
            raise ValidationError(self.error_messages["name"])
        ProhibitNullCharactersValidator()(pose["note"])
        if len(pose["note"]) > LONGEST_NOTE:
            raise ValidationError(self.error_messages["length"])

    def has_changed(self, initial, data):
        return (initial or []) != (data or [])
