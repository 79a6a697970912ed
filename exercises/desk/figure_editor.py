"""What the figure editor shows: the sliders, the things to rest on, and what can be copied."""

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from exercises.drawing import EMPTY_MAT, notes_of, side_of, words_of
from exercises.figure.angles import CONTACTS, LIMITS, VIEWS, Limit
from exercises.figure_fields import NAMES, boxes
from exercises.models import Exercise

from .starting_poses import STARTING_POSES

NEAR, FAR = "near_", "far_"
SAYS = {NEAR: _("Near %s"), FAR: _("Far %s"), "": "%s"}
# The first contact of each group.
CONTACT_GROUPS = {
    "feet": _("Feet"), "knees": _("Legs"), "pelvis": _("Body"), "arms": _("Arms"),
    "side of body": _("Lying on one side"), "seat": _("Chair, wall, step"),
}  # fmt: skip


@dataclass(frozen=True)
class Slider:
    """One joint: how far it goes, and what it is called."""

    limit: Limit

    @property
    def side(self):
        return next(side for side in (NEAR, FAR, "") if self.limit.name.startswith(side))

    @property
    def says(self):
        label = str(self.limit.label)
        return SAYS[self.side] % (label.lower() if self.side else label)


@dataclass(frozen=True)
class FigureEditor:
    """The editor of the poses in a form's field."""

    field: object

    @cached_property
    def poses(self):
        return self.field.value() or []

    @property
    def boxes(self):
        return boxes(self.poses)

    @property
    def seed(self):
        """Return what the clothes are chosen by; they stay while the pose changes."""
        return getattr(self.field.form, "slug", "") or "new"

    @property
    def groups(self):
        """Return the sliders by the part of the body, as (name, side, sliders)."""
        by_part = groupby(map(Slider, LIMITS), key=lambda slider: slider.limit.group)
        found = [(name, list(sliders)) for name, sliders in by_part]
        return [(name, sliders[0].side.strip("_"), sliders) for name, sliders in found]

    @property
    def views(self):
        return VIEWS

    @property
    def contact_groups(self):
        groups = []
        for contact in CONTACTS:
            if contact[0] in CONTACT_GROUPS:
                groups.append((CONTACT_GROUPS[contact[0]], []))
            groups[-1][1].append(contact)
        return groups

    @property
    def beginnings(self):
        """Return what a new figure may begin with: both of its poses are the same at first."""
        return [
            (words, json.dumps([{"name": name, "note": note} for name in NAMES[:2]]))
            for words, note in STARTING_POSES
        ]

    @property
    def copies(self):
        """Return the exercises whose poses may be copied."""
        rows = Exercise.objects.published().exclude(poses=[]).order_by("name")
        return [(name, json.dumps(poses)) for name, poses in rows.values_list("name", "poses")]

    @property
    def drawing(self):
        """Return the start and the end beside each other, as the address of a picture."""
        svg = side_of(notes_of(self.poses), seed=self.seed) or EMPTY_MAT
        return f"data:image/svg+xml,{quote(svg)}"

    @property
    def words(self):
        return words_of(notes_of(self.poses), "bilateral") or _("No figure yet")
