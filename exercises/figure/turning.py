"""How the bones turn from one pose to the other: by their joint angles, so that none is bent."""

import cmath
import math
from collections.abc import Callable

from .joints import SIDES, UPPER_ARM, Joints, is_direction, ray
from .pose import Pose

# Every bone: what it ends at, where it begins, and the bone its angle is measured from.
BONES = (
    ("waist", "pelvis", ""), ("shoulder", "waist", "waist"), ("head", "shoulder", "shoulder"),
    *(bone for side in SIDES for bone in (
        (f"{side} hip", "pelvis", "waist"), (f"{side} knee", f"{side} hip", "waist"),
        (f"{side} ankle", f"{side} knee", f"{side} knee"),
        (f"{side} foot", "", f"{side} ankle"),
        (f"{side} shoulder", "shoulder", "shoulder"),
        (f"{side} elbow", f"{side} shoulder", "shoulder"),
        (f"{side} wrist", f"{side} elbow", f"{side} elbow"),
        (f"{side} hand", "", f"{side} wrist"),
    )),
)  # fmt: skip
HINGES = {"ankle": 100.0, "wrist": -100.0}  # knees and elbows: the middle of what they cannot do
LONG = 0.25  # an upper arm that looks shorter than this has its elbow out to the side


class Turning:
    """The lengths and the relative angles of all bones in two poses."""

    def __init__(self, first: Pose, second: Pose, a: Joints, b: Joints):
        self.a, self.b = bones(a), bones(b)
        expected = turns(first, second)
        self.by = {name: turned(name, self.a[name][1], self.b[name][1], expected.get(name, 0))
                   for name, _start, _from in BONES}  # fmt: skip

    def folds(self, side: str) -> bool:
        return min(ends[f"{side} elbow"][0] for ends in (self.a, self.b)) < LONG < UPPER_ARM

    def at(self, time: float, pace: Callable = None, more: Callable = None) -> Joints:
        """Return the joints at a time, with the pelvis at 0.

        A bone can go at a pace of its own, and turn by more degrees than the way asks for.
        """
        j: Joints = {"pelvis": 0j}
        angles = {"": 0.0}
        for name, start, measured_from in BONES:
            now = pace(name, time) if pace else time
            (length, angle), (other, _) = self.a[name], self.b[name]
            angles[name] = angles[measured_from] + angle + now * self.by[name]
            angles[name] += more(name, time) if more else 0
            j[name] = (length + now * (other - length)) * ray(angles[name])
            j[name] += 0 if is_direction(name) else j[start]
        return j


def bones(j: Joints) -> dict[str, tuple[float, float]]:
    """Return the length of every bone and its angle to the bone it is measured from."""
    found, angles = {}, {"": 0.0}
    for name, start, measured_from in BONES:
        bone = j[name] if is_direction(name) else j[name] - j[start]
        angles[name] = math.degrees(cmath.phase(bone)) if abs(bone) > 1e-9 else 0.0
        found[name] = (abs(bone), angles[name] - angles[measured_from])
    return found


def turned(name: str, start: float, end: float, expected: float) -> float:
    """Say by how much a bone turns: the way the notes say, and hinges never the wrong way."""
    barred = HINGES.get(name.split()[-1])
    if barred is not None:
        return (end - barred) % 360 - (start - barred) % 360
    return expected + (end - start - expected + 180) % 360 - 180


def turns(first: Pose, second: Pose) -> dict[str, float]:
    """Return by how much the notes turn each bone."""
    found = {
        "waist": second.trunk - first.trunk,
        "shoulder": first.lumbar - second.lumbar,
        "head": first.neck - second.neck,
    }
    for side in SIDES:
        mine, theirs = getattr(first, side), getattr(second, side)
        found[f"{side} knee"] = theirs.hip - mine.hip
        found[f"{side} foot"] = mine.ankle - theirs.ankle
        found[f"{side} elbow"] = theirs.shoulder - mine.shoulder
    return found
