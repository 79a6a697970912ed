"""What holds a body in its place while it moves."""

import cmath

from .joints import SHIN, THIGH, Joints, bent, shifted, unit
from .pose import Pose


def anchors(first: Pose, second: Pose, bears: set[str]) -> tuple[str, ...]:
    """Choose what holds the body in its place across the paper."""

    def both(*names: str) -> bool:
        return all(set(names) & set(pose.contacts) for pose in (first, second))

    if both("back on wall") or both("head", "shoulders"):
        return ("shoulder",)
    if both("seat") or both("pelvis", "belly", "thighs", "side of body"):
        return ("pelvis",)
    for part in ("knee", "elbow", "ankle"):
        found = tuple(sorted(name for name in bears if name.endswith(part)))
        if found:
            return found
    return ("pelvis",)


def middle(j: Joints, names: list[str] | tuple[str, ...]) -> complex:
    return sum(j[name] for name in names) / len(names)


def slant(body: Joints, places: Joints, ankle: str) -> float:
    """Say how far from upright a body's shin is when its foot stands at a place."""
    knee = bent(body[ankle.replace("ankle", "hip")], places[ankle], THIGH, SHIN, 1)
    return abs(cmath.phase((knee - places[ankle]) / 1j))


def within_reach(j: Joints, feet: Joints) -> Joints:
    """Lower the body until every planted foot can be reached."""
    for _round in range(12):
        for name, place in feet.items():
            gap = place - j[name.replace("ankle", "hip")]
            over = abs(gap) - (THIGH + SHIN - 0.001)
            j = shifted(j, over * unit(gap)) if over > 0 else j
    return j
