"""Where the joints are, in units of about a metre, and the small geometry of limbs.

Points are complex numbers: right is real, up is imaginary. The "foot" and the "hand" of a side are
directions, everything else is a place. All else hangs on the pelvis, which starts at 0.
"""

import cmath
import math

from .pose import Pose

Joints = dict[str, complex]

THIGH, SHIN, UPPER_ARM, FOREARM, HALF_TRUNK, NECK = 0.45, 0.43, 0.29, 0.25, 0.26, 0.2
SIDES = ("near", "far")
ARMS = tuple(f"{side} {part}" for side in SIDES for part in ("shoulder", "elbow", "wrist"))

# Along the trunk, from hips (0) to shoulders (1): how far the skin is behind and before the spine.
TRUNK = ((0, 0.1, 0.099), (0.22, 0.09, 0.084), (0.5, 0.08, 0.085), (0.76, 0.094, 0.097),
         (0.95, 0.08, 0.072))  # fmt: skip


def ray(degrees: float) -> complex:
    return cmath.rect(1, math.radians(degrees))


def joints(pose: Pose) -> Joints:
    """Follow the angles from the hips outwards; bent legs seen from ahead look shorter."""
    short = 0.7 if "70 percent" in pose.kept else 1
    waist = HALF_TRUNK * ray(pose.trunk)
    shoulder = waist + HALF_TRUNK * ray(pose.upper)
    j = {"pelvis": 0j, "waist": waist, "shoulder": shoulder}
    j["head"] = shoulder + NECK * ray(pose.upper - pose.neck)
    for side, limbs in (("near", pose.near), ("far", pose.far)):
        thigh = pose.trunk + 180 + limbs.hip
        shin = thigh - limbs.knee
        arm = pose.upper + 180 + limbs.shoulder
        wide = {"near": 1, "far": -1}[side] * ray(pose.trunk - 90) * (pose.view == "front")
        j[f"{side} hip"] = 0.07 * wide
        j[f"{side} knee"] = j[f"{side} hip"] + short * THIGH * ray(thigh)
        j[f"{side} ankle"] = j[f"{side} knee"] + short * SHIN * ray(shin)
        j[f"{side} foot"] = ray(shin + 90 - limbs.ankle)
        j[f"{side} shoulder"] = shoulder + 0.112 * wide
        j[f"{side} elbow"] = j[f"{side} shoulder"] + UPPER_ARM * ray(arm)
        j[f"{side} wrist"] = j[f"{side} elbow"] + FOREARM * ray(arm + limbs.elbow)
        j[f"{side} hand"] = ray(arm + limbs.elbow)
    return j


def shifted(j: Joints, by: complex) -> Joints:
    return {name: at if is_direction(name) else at + by for name, at in j.items()}


def is_direction(name: str) -> bool:
    return name.endswith((" foot", " hand"))


def turn_upper_body(j: Joints, turn: complex) -> None:
    """Tip trunk and head over the hips; the arms go along as they hang, and the legs stay."""
    hips, before = j["pelvis"], j["shoulder"]
    for name in ("waist", "shoulder", "head"):
        j[name] = hips + (j[name] - hips) * turn
    for name in ARMS:
        j[name] += j["shoulder"] - before


def spine(j: Joints, at: float) -> tuple[complex, complex]:
    """Return a point of the rounded spine and the direction of the front of the body there."""
    start, end = j["pelvis"], j["shoulder"]
    bend = 1.75 * j["waist"] - 0.375 * (start + end)  # so that the curve runs close to the waist
    point = (1 - at) ** 2 * start + 2 * at * (1 - at) * bend + at**2 * end
    along = (1 - at) * (bend - start) + at * (end - bend)
    return point, -1j * unit(along)


def trunk_outline(j: Joints, profile: tuple = TRUNK) -> list[tuple[complex, complex]]:
    """Return the pairs of points at the back and at the front of the trunk, from hips up."""
    pairs = []
    for at, back, front in profile:
        point, ahead = spine(j, at)
        pairs.append((point - back * ahead, point + front * ahead))
    return pairs


def lowest(j: Joints) -> float:
    """Say how low the trunk reaches."""
    return min(point.imag for pair in trunk_outline(j) for point in pair)


def unit(vector: complex) -> complex:
    return vector / abs(vector) if abs(vector) > 1e-9 else 1 + 0j


def bent(root: complex, end: complex, first: float, second: float, way: int) -> complex:
    """Return the joint between two bones of these lengths; way 1 is a knee and -1 an elbow."""
    reach = min(max(abs(end - root), abs(first - second), 1e-6), first + second)
    cosine = (first**2 + reach**2 - second**2) / (2 * first * reach)
    angle = math.acos(max(-1.0, min(1.0, cosine)))
    return root + unit(end - root) * first * cmath.rect(1, way * angle)


def aimed(root: complex, level: float, reach: float, way: int = 1) -> complex:
    """Return the point at this height that a straight limb reaches on the right, or the left."""
    down = max(-reach, min(reach, level - root.imag))
    return root + complex(way * math.sqrt(reach**2 - down**2), down)


def within(root: complex, end: complex, reach: float) -> complex:
    """Slide a point that is out of reach along its floor, toward the point below the root."""
    if abs(end - root) <= reach:
        return end
    return aimed(root, end.imag, reach, -1 if end.real < root.real else 1)
