"""From a pose note to where the joints are, in units of about a metre, with the floor at height 0.

Points are complex numbers: right is real, up is imaginary. The three steps are kept apart, so that
a moving figure can ease between two sets of angles: read -> joints -> settle.
"""

import cmath
import math
import re
from dataclasses import dataclass, replace

THIGH, SHIN, UPPER_ARM, FOREARM, HAND, HALF_TRUNK, NECK = 0.45, 0.43, 0.29, 0.25, 0.09, 0.26, 0.2

# Along the trunk, from hips (0) to shoulders (1): how far the skin is behind and before the spine.
TRUNK = ((0, 0.1, 0.099), (0.22, 0.09, 0.084), (0.5, 0.08, 0.085), (0.76, 0.094, 0.097),
         (0.95, 0.08, 0.072))  # fmt: skip
TRUNK_FRONT = ((0, 0.148, 0.148), (0.15, 0.146, 0.146), (0.3, 0.136, 0.136), (0.5, 0.122, 0.122),
               (0.78, 0.148, 0.148), (0.97, 0.13, 0.13))  # fmt: skip

LIMB = r"hip=(-?\d+) knee=(-?\d+) ankle=(-?\d+) shoulder=(-?\d+) elbow=(-?\d+)"
NOTE = re.compile(
    r"view=(side|front|foot-end); trunk=(-?\d+); lumbar=(-?\d+); neck=(-?\d+); "
    rf"near: {LIMB}; far: {LIMB}; contact=([^;]+); (.*)",
    re.DOTALL,
)
LYING = {"head", "back", "low back", "pelvis", "chest", "belly", "shoulders", "side of body", "hip"}
HOLDS = (
    ("chest and belly", ("belly", "chest")),
    ("hands on low back", ("low back", "low back")),
    ("hands under low back", ("under back", "under back")),
    ("hands on hips", ("hip", "hip")),
    ("inside hip bones", ("hip bone", "hip bone")),
    ("far thigh held", ("behind far thigh", "behind far thigh")),
    ("behind thighs", ("behind near thigh", "behind far thigh")),
    ("behind thigh", ("behind near thigh", "behind near thigh")),
    ("on thighs", ("on near thigh", "on far thigh")),
    ("near shins", ("near shin", "far shin")),
    ("shin across", ("near shin", "near shin")),
)
CROSSING = ("ankle on far thigh", "ankle across", "shin across")


@dataclass(frozen=True)
class Limbs:
    """The angles of the leg and the arm of one side, in degrees."""

    hip: int
    knee: int
    ankle: int
    shoulder: int
    elbow: int


@dataclass(frozen=True)
class Pose:
    """What a pose note says."""

    view: str
    trunk: int
    lumbar: int
    neck: int
    near: Limbs
    far: Limbs
    contacts: tuple[str, ...]
    words: str
    holds: tuple[str, str] | None = None
    kept: str = ""  # the words of the other pose, as far as they are about the whole exercise
    shod: bool = False

    def touches(self, side: str, *parts: str) -> bool:
        """Say whether this side's part, or the part of both sides, is named as a contact."""
        names = {f"{whose}{part}{more}" for part in parts
                 for whose in ("", f"{side} ") for more in ("", "s")}  # fmt: skip
        names |= {"feet"} if "foot" in parts else set()
        if side == "far":
            names |= {f"lower {part}" for part in parts}
        return bool(names & set(self.contacts))

    @property
    def lies(self) -> bool:
        return bool(LYING & set(self.contacts))

    @property
    def crosses(self) -> bool:
        return any(f"near {part}" in self.words for part in CROSSING)

    @property
    def upper(self) -> int:
        return self.trunk - self.lumbar

    def leaning_on(self, thing: str) -> bool:
        return any(name.endswith(thing) for name in self.contacts)


def read(note: str) -> Pose:
    """Read a pose note, or refuse it."""
    match = NOTE.fullmatch(note.strip())
    if match is None:
        raise ValueError(f"This pose note cannot be read: {note[:80]!r}")
    view, *numbers, contacts, words = match.groups()
    trunk, lumbar, neck, *limbs = map(int, numbers)
    near, far = Limbs(*limbs[:5]), Limbs(*limbs[5:])
    names = tuple(name.strip() for name in contacts.split(",") for name in name.split(" or "))
    words = words.strip().lower()
    holds = next((hold for phrase, hold in HOLDS if phrase in words), None)
    if holds is None and "seat" in names and CROSSING[0] in words:
        holds = ("near shin", "near shin")
    return Pose(view, trunk, lumbar, neck, near, far, names, words, holds)


def pair(note: str, other_note: str) -> tuple[Pose, Pose]:
    """Read both poses of an exercise; what one says of hands, view and shoes can go for both."""
    first, second = read(note), read(other_note or note)
    return together(first, second), together(second, first)


def together(pose: Pose, other: Pose) -> Pose:
    same_arms = abs(pose.near.shoulder - other.near.shoulder) <= 8
    ends_on = "foot-end" in (pose.view, other.view)
    return replace(
        pose,
        view="foot-end" if ends_on else pose.view,
        holds=pose.holds or (other.holds if same_arms else None),
        kept=f"{pose.words} {other.words}",
        shod=any(name.endswith("heel") for name in pose.contacts + other.contacts),
    )


def ray(degrees: float) -> complex:
    return cmath.rect(1, math.radians(degrees))


def joints(pose: Pose) -> dict[str, complex]:
    """Follow the angles from the hips outwards; bent legs seen from ahead look shorter."""
    short = 0.7 if "70 per cent" in pose.kept else 1
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


def spine(j: dict[str, complex], at: float) -> tuple[complex, complex]:
    """Return a point of the rounded spine and the direction of the front of the body there."""
    start, bend, end = j["pelvis"], j["waist"], j["shoulder"]
    point = (1 - at) ** 2 * start + 2 * at * (1 - at) * bend + at**2 * end
    along = (1 - at) * (bend - start) + at * (end - bend)
    return point, -1j * along / abs(along)


def trunk_outline(j: dict[str, complex], profile: tuple = TRUNK) -> list[tuple[complex, complex]]:
    """Return the pairs of points at the back and at the front of the trunk, from hips up."""
    pairs = []
    for at, back, front in profile:
        point, ahead = spine(j, at)
        pairs.append((point - back * ahead, point + front * ahead))
    return pairs
