"""What a card of the library shows, as plain values; equal cards look the same."""

import hashlib
import json
from typing import NamedTuple

from django.urls import reverse

from .dosing import DOSE_FIELDS, dose_words

# Raised when the figures are drawn in another way.
DRAWING = 3


class Card(NamedTuple):
    """One exercise in a list; `poses` is JSON, `parts` are the values of DOSE_FIELDS."""

    slug: str
    name: str
    aim: str
    status: str
    poses: str
    parts: tuple = ()
    position: str = ""
    aliases: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    # The conditions that it has a caution for.
    cautions: frozenset[str] = frozenset()

    @property
    def dose(self):
        return dose_words(**dict(zip(DOSE_FIELDS, self.parts, strict=True)))

    @property
    def figure_hold_url(self):
        return figure_url(self.slug, json.loads(self.poses), "hold")

    @property
    def figure_moving_url(self):
        return figure_url(self.slug, json.loads(self.poses), "moving")


def figure_url(slug: str, poses: list, pose: str) -> str:
    """Return the address of a figure.

    It changes with the poses and with how they are drawn, so that a browser fetches a changed
    figure at once.
    """
    version = hashlib.sha256(json.dumps([DRAWING, poses]).encode()).hexdigest()[:10]
    return f"{reverse('exercises:figure', args=[slug, pose])}?v={version}"
