"""What a figure shows, in words, for who does not see it."""

import re

from django.utils.translation import gettext as _

from .note import read
from .pose import Pose
from .ways import is_gait

LIMB = "(?=(?:ankle|knee|leg|foot|hip|thigh|shin|arm|hand)\\b)"


def in_words(start_note: str, end_note: str = "", *, laterality: str = "bilateral") -> str:
    """Say the movement: how one lies or stands, the start, the end, and whether sides change."""
    first, start, end = read(start_note), closing_words(start_note), closing_words(end_note)
    if not end or end == start:
        return f"{posture(first)}: {start}."
    said = _("%(posture)s. Start: %(start)s. Then: %(end)s.") % {
        "posture": posture(first), "start": start, "end": end,
    }  # fmt: skip
    if is_gait(first, read(end_note)):
        return said
    sides = {
        "alternating": _("Then the other side, in turn."),
        "unilateral": _("Then the same with the other side."),
    }
    return f"{said} {sides.get(laterality, '')}".strip()


def closing_words(note: str) -> str:
    """Return what a note says in words, without its advice for who draws."""
    words = note.strip().split(";", 7)[-1].strip().rstrip(".")
    words = re.sub(r"\s*\([^)]*\b(?:drawn?|length)\b[^)]*\)", "", words)
    words = re.sub(r"^(?:draw|seen) from the [a-z ]+:\s*", "", words, flags=re.IGNORECASE)
    words = re.sub(r"\bshow ", "", words)
    words = re.sub(rf"\bnear {LIMB}", "one ", words, flags=re.IGNORECASE)
    words = re.sub(rf"\bfar {LIMB}", "the other ", words, flags=re.IGNORECASE)
    return words[:1].lower() + words[1:]


def posture(pose: Pose) -> str:
    if pose.view == "foot-end":
        return _("Lying on the back, seen from the feet")
    if pose.view == "front":
        propped = "forearm" in pose.contacts
        return _("On one side, propped on a forearm") if propped else _("Lying on one side")
    if "seat" in pose.contacts:
        return _("Sitting on a chair")
    if pose.lies:
        return _("Lying on the back") if pose.supine else _("Lying on the front")
    if pose.touches("far", "hand", "forearm"):
        return _("On hands and knees") if "hands" in pose.contacts else _("On the forearms")
    return _("Kneeling") if pose.touches("far", "knee", "shin") else _("Standing")
