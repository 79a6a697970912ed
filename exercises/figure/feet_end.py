"""A body on its back, seen from beyond and above its feet: for knees that roll from side to side.

Here a place has three measures: to the viewer's right, up from the floor, and away to the head.
"""

import math
import re

from .body import FACE_AHEAD, HAIR_AHEAD, PALM
from .joints import FOREARM, SHIN, THIGH, UPPER_ARM, ray, unit
from .pose import Pose
from .shapes import Box, Capsule, Loop, Shape, placed

AWAY, UP = 0.5, 0.87  # seen from 30 degrees above the floor
NEAREST = 0.21  # how far the near edge of the mat is from the ankles
HIPS, SHOULDERS = 0.56, 1.08  # away from the ankles
SOLE = (-0.036 + 0.035j, -0.044 - 0.02j, -0.05 - 0.07j, -0.03 - 0.098j, 0.022 - 0.1j,
        0.046 - 0.075j, 0.04 - 0.02j, 0.034 + 0.035j)  # fmt: skip
TRUNK = ((0.055, 1.14), (0.15, 1.13), (0.185, 1.06), (0.16, 0.94), (0.135, 0.8), (0.15, 0.62))


def seen(right: float, up: float, away: float) -> complex:
    return complex(right, UP * up + AWAY * (away + NEAREST))


def tilt(pose: Pose) -> int:
    """Say how far the knees tip to the side, in degrees."""
    found = re.search(r"tip about (\d{1,3}) degrees", pose.words)
    return int(found.group(1)) if found else 0


def feet_end_body(tipped: float) -> list[Shape]:
    """Draw the body with its knees tipped to the right by so many degrees, back to front."""
    crown = seen(0, 0.1, SHOULDERS + 0.24)
    shapes: list[Shape] = [
        Box("n", seen(-0.74, 0, -NEAREST), seen(0.74, 0, 1.5)),
        Capsule("s", seen(0, 0.1, SHOULDERS + 0.05), 0.05, crown, 0.05),
        placed("s", crown, 1, FACE_AHEAD), placed("h", crown, 1, HAIR_AHEAD),
    ]  # fmt: skip
    for way in (-1, 1):
        shapes += arm(way)
    shapes.append(outline("t", TRUNK, 0.13))
    roll = math.radians(tipped / 4)  # the pelvis goes with the knees a little
    hips = [complex(0, 0.1) + way * 0.085 * complex(math.cos(roll), -math.sin(roll))
            for way in (-1, 1)]  # fmt: skip
    left, right = (seen(hip.real, hip.imag, HIPS) for hip in hips)
    shapes.append(Capsule("P", left, 0.098, right, 0.098))
    legs = [leg(way, hip, tipped) for way, hip in zip((-1, 1), hips, strict=True)]
    return [*shapes, *legs[1], *legs[0]]


def outline(paint: str, half: tuple, up: float) -> Loop:
    points = [seen(right, up, away) for right, away in half]
    return Loop(paint, (*points, *(-point.conjugate() for point in reversed(points))))


def arm(way: int) -> list[Shape]:
    slope = 0.72  # the arms lie out to the side, a little toward the feet
    shoulder = (way * 0.16, 0.1, SHOULDERS - 0.02)
    elbow = (shoulder[0] + way * UPPER_ARM * slope, 0.06, shoulder[2] - UPPER_ARM * 0.69)
    wrist = (elbow[0] + way * FOREARM * slope, 0.04, elbow[2] - FOREARM * 0.69)
    top, bend, end = seen(*shoulder), seen(*elbow), seen(*wrist)
    return [
        Capsule("s", top, 0.045, bend, 0.038), Capsule("s", bend, 0.039, end, 0.026),
        placed("s", end, unit(end - bend), PALM),
        Capsule("u", top, 0.062, top + 0.55 * (bend - top), 0.053),
    ]  # fmt: skip


def leg(way: int, hip: complex, tipped: float) -> list[Shape]:
    cloth, skin = ("p", "s") if way < 0 else ("P", "S")
    foot = complex(way * 0.065, 0.055)
    along = (HIPS**2 + SHIN**2 - THIGH**2) / (2 * HIPS)
    height = math.sqrt(SHIN**2 - along**2)
    bend = foot + along / HIPS * (hip - foot) + height * ray(90 - tipped)
    ankle, knee = seen(foot.real, foot.imag, 0), seen(bend.real, bend.imag, along)
    hem = knee + 0.85 * (ankle - knee)
    return [
        Capsule(cloth, seen(hip.real, hip.imag, HIPS), 0.09, knee, 0.07),
        Capsule(skin, knee, 0.05, ankle, 0.04), placed(skin, ankle, ray(-0.4 * tipped), SOLE),
        Capsule(cloth, knee, 0.07, hem, 0.05),
    ]  # fmt: skip
