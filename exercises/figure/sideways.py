"""A body that lies on its side or props itself up there, seen from ahead, the far side lower."""

import cmath
import math

from .ground import ELBOW, KNEE, WRIST, Settled
from .joints import (
    FOREARM,
    HALF_TRUNK,
    NECK,
    SHIN,
    THIGH,
    UPPER_ARM,
    Joints,
    aimed,
    bent,
    joints,
    ray,
    shifted,
    unit,
)
from .pose import Pose

HIP, SHOULDER = 0.07, 0.112  # from the middle of the body to its side
ON_FLOOR = {"knee": KNEE, "ankle": 0.059}


def settle_sideways(pose: Pose) -> Settled:
    if "forearm" in pose.contacts:
        return Settled(propped(pose, leg_angle(pose)))
    j = joints(pose)
    up = max(0.085 - j["far hip"].imag, 0.058 - j["far shoulder"].imag)
    j = shifted(j, 1j * up)
    lay_legs(pose, j)
    low, high = j["far shoulder"], j["near shoulder"]
    j["far elbow"] = complex(low.real - UPPER_ARM, ELBOW)
    j["far wrist"] = complex(low.real - UPPER_ARM - FOREARM, WRIST)
    j["far hand"] = -1 + 0j
    j["near wrist"], j["near hand"] = complex(high.real + 0.16, WRIST), 1 + 0j
    j["near elbow"] = bent(high, j["near wrist"], UPPER_ARM, FOREARM, 1)
    return Settled(j)


def lay_legs(pose: Pose, j: Joints) -> None:
    """Lay the lower leg on the floor and the upper one upon it, unless that one is lifted."""
    if "70 percent" in pose.kept:
        bend_legs(pose, j)
        return
    lay_leg(j, "far", "ankle", ON_FLOOR["ankle"])
    if pose.near.hip == pose.far.hip:
        lay_leg(j, "near", "ankle", 2.5 * ON_FLOOR["ankle"])


def bend_legs(pose: Pose, j: Joints) -> None:
    """Bend the knees toward the viewer, so that the heels lie farther back; a clam may open."""
    open_by = THIGH * 0.72 * math.sin(math.radians(pose.near.hip))
    for side, knee_up, ankle_up in (("far", KNEE, 0.085), ("near", KNEE + 0.115, 0.185)):
        hip, thigh = j[f"{side} hip"], abs(j[f"{side} knee"] - j[f"{side} hip"])
        knee = aimed(hip, knee_up, thigh)
        j[f"{side} ankle"] = aimed(knee, ankle_up, 0.67 * SHIN)
        j[f"{side} knee"] = knee + 1j * open_by * (side == "near")


def lay_leg(j: Joints, side: str, part: str, level: float) -> None:
    """Turn a straight leg about its hip until the knee or the ankle is at a level."""
    hip = j[f"{side} hip"]
    first, whole = abs(j[f"{side} knee"] - hip), abs(j[f"{side} ankle"] - hip)
    end = aimed(hip, level, whole if part == "ankle" else first)
    j[f"{side} knee"] = hip + first * unit(end - hip)
    j[f"{side} ankle"] = hip + whole * unit(end - hip)


def bearing(pose: Pose) -> tuple[str, float, float]:
    """Return what the legs bear on, how high that is, and how far it is from the lower hip."""
    part = "knee" if pose.touches("far", "knee") else "ankle"
    return part, ON_FLOOR[part], THIGH if part == "knee" else THIGH + SHIN


def leg_angle(pose: Pose) -> float:
    """Say how steep the lower leg is in degrees: straight in line with the trunk, or hip down."""
    _part, level, leg = bearing(pose)
    line = abs(complex(2 * HALF_TRUNK, SHOULDER - HIP))
    rise = (0.09 - level) / leg if "hip" in pose.contacts else (
        ELBOW + UPPER_ARM - level) / (leg + line)  # fmt: skip
    return math.degrees(math.asin(rise))


def propped(pose: Pose, steep: float) -> Joints:
    """Prop the body on a forearm; forearm and lower leg stay where they are, the hip rises."""
    part, level, leg = bearing(pose)
    side_line = complex(2 * HALF_TRUNK, SHOULDER - HIP)  # from the lower hip to the lower shoulder
    bear = 1j * level
    lifted = (ELBOW + UPPER_ARM - level) / (leg + abs(side_line))
    elbow = bear + complex(-math.sqrt(1 - lifted**2) * (leg + abs(side_line)), ELBOW - level)
    hip = bear - leg * ray(-steep)
    shoulder = bent(hip, elbow, abs(side_line), UPPER_ARM, -1)
    turn = unit(shoulder - hip) / unit(side_line)
    trunk = math.degrees(cmath.phase(turn))
    pelvis = hip + HIP * ray(trunk - 90)
    j = {"pelvis": pelvis, "waist": pelvis + HALF_TRUNK * turn,
         "shoulder": pelvis + 2 * HALF_TRUNK * turn,
         "head": pelvis + (2 * HALF_TRUNK + NECK) * turn, "far hip": hip, "far shoulder": shoulder,
         "near hip": pelvis + HIP * ray(trunk - 90), "far elbow": elbow,
         "near shoulder": pelvis + turn * complex(2 * HALF_TRUNK, 0) + SHOULDER * ray(trunk - 90),
         "far wrist": complex(elbow.real + 0.13, WRIST), "far hand": 1 + 0j}  # fmt: skip
    for side in ("far", "near"):
        down = ray(-steep)
        j[f"{side} knee"], j[f"{side} ankle"] = (
            j[f"{side} hip"] + THIGH * down,
            j[f"{side} hip"] + (THIGH + SHIN) * down,
        )
        j[f"{side} foot"] = down
    lay_leg(j, "near", part, 2.5 * level)
    j["near hand"] = -ray(trunk + 25)
    j["near wrist"] = j["near hip"] + 0.13 * turn - 0.03 * ray(trunk - 90)
    j["near elbow"] = bent(j["near shoulder"], j["near wrist"], UPPER_ARM, FOREARM, 1)
    return j
