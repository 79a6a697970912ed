"""What a figure shows, in words, for who does not see it."""

import re

from django.utils.translation import gettext as _

from .note import read
from .pose import Pose
from .ways import is_gait

ARM = ("arm", "hand")
SIDED = re.compile(
    r"\b(near|far) (?=(ankle|knee|leg|foot|hip|thigh|shin|arm|hand)\b)", re.IGNORECASE
)
# What a note says to who draws, or says twice, and how the rest is said to somebody who listens.
PLAIN = (
    (r"\s*\([^)]*\b(?:drawn?|length)\b[^)]*\)", ""),
    (r"^(?:draw|seen) from the [a-z ]+:\s*", ""),
    (r"^(?:lie on back|flat on front|on one side|seated|upright facing wall|back on wall), ", ""),
    (r"^(?:calves on seat|one knee bent), (?:(?=other)the )?", ""),
    (r"^other leg", "the other leg"),
    (r"^arms by sides$", "arms by the sides, head turned to one side"),
    (r"^sit tall", "tall"),
    (r"^flat on front over pillow$", "flat, with a pillow under the belly"),
    (r"^front foot on step$", "the front foot on a step"),
    (r"^same shape; show slow belly rise and fall", "the same, while the belly rises and falls"),
    (r"^belly hand raised by", "the hand on the belly risen by"),
    (r"^natural small hollow", "a small natural hollow"),
    (r"^small hollow", "back slightly hollow"),
    (r"^bridge$", "hips lifted in a bridge"),
    (r"^(?=(?:knee bent|hip at))", "one "),
    (r"^(?=knee straighter)", "that "),
    (r"; shins bend back away from the viewer", ", knees bent"),
    (r"; no visible hip lift", ", hips still down"),
    (r"\bat heel strike", "as its heel touches down"),
    (r"\bsplit stance", "one foot well ahead of the other"),
    (r"\beyes to floor", "eyes on the floor"),
    (r"\blow back\b", "lower back"),
    (r"\btail just", "tailbone just"),
    (r"\btrunk\b", "body"),
    (r"\bunmoved\b", "still"),
    (r"\bat right angle\b", "at a right angle"),
    (r"^straight slope", "a straight slope"),
    (r"^body one straight line", "the body in one straight line,"),
    (r"\b(across|ahead of|behind|beside|by|from|in|inside|near|of|on|over|to|toward|under|with) "
     r"(?=(?:chest|belly|floor|forearms?|heels?|hips?|hip bones|knees?|lower back|body|seat|"
     r"shins?|shoulders?|sides|step|thighs?|wall)\b)", r"\1 the "),
    (r"\bstraight line (\w+) to (?:the )?", r"one straight line from \1 to "),
)  # fmt: skip


def in_words(start_note: str, end_note: str = "", *, laterality: str = "bilateral") -> str:
    """Say the movement: how one lies or stands, the start, the end, and whether sides change."""
    first, start, end = read(start_note), closing_words(start_note), closing_words(end_note)
    if end and is_gait(first, read(end_note)):
        return _("%(posture)s: %(start)s. Then the same with the other side, step after step.") % {
            "posture": gait(first), "start": start,
        }  # fmt: skip
    if not end or end == start:
        return f"{posture(first)}: {start}."
    said = _("%(posture)s. Start: %(start)s. Then: %(end)s.") % {
        "posture": posture(first), "start": start, "end": end,
    }  # fmt: skip
    sides = {
        "alternating": _("The sides take turns."),
        "unilateral": _("Afterwards the same with the other side."),
    }
    return f"{said} {sides.get(laterality, '')}".strip()


def closing_words(note: str) -> str:
    """Return what a note says in words, as one would say it aloud."""
    words = without_sides(note.strip().split(";", 7)[-1].strip().rstrip("."))
    words = words[:1].lower() + words[1:]
    for pattern, plain in PLAIN:
        words = re.sub(pattern, plain, words)
    return words


def without_sides(words: str) -> str:
    """Say one and the other for near and far, which only who looks can tell apart."""
    found = SIDED.search(words)
    if found is None:
        return words
    first, is_arm = found[1].lower(), found[2].lower() in ARM

    def named(limb: re.Match) -> str:
        if limb[1].lower() == first:
            return "one "
        return "the other " if is_arm == (limb[2].lower() in ARM) else "the opposite "

    return SIDED.sub(named, words)


def gait(pose: Pose) -> str:
    return _("Walking") if pose.shod or "near heel" in pose.contacts else _("Marching on the spot")


def posture(pose: Pose) -> str:
    if pose.view == "foot-end":
        return _("Lying on the back, seen from the feet")
    if pose.view == "front":
        propped = "forearm" in pose.contacts
        return _("On one side, propped on a forearm") if propped else _("Lying on one side")
    if "seat" in pose.contacts:
        return _("Sitting on a chair")
    if pose.touches("far", "forearm"):
        return _("Face down, propped on the forearms")
    if pose.lies:
        return lying(pose) if pose.supine else _("Lying on the front")
    if pose.touches("far", "hand"):
        return _("On hands and knees")
    if pose.touches("far", "knee", "shin"):
        both = pose.touches("near", "knee", "shin")
        return _("Kneeling") if both else _("Kneeling on one knee")
    return standing(pose)


def lying(pose: Pose) -> str:
    if pose.leaning_on("on chair"):
        return _("Lying on the back, calves on a chair")
    bent = sum(limbs.knee > 60 for limbs in (pose.near, pose.far))
    said = (_("Lying on the back"), _("Lying on the back, one knee bent"),
            _("Lying on the back, both knees bent"))  # fmt: skip
    return said[bent]


def standing(pose: Pose) -> str:
    if pose.leaning_on("forearms on wall"):
        return _("Standing, facing a wall")
    if pose.leaning_on("back on wall"):
        return _("Standing, back against a wall")
    return _("Standing")
