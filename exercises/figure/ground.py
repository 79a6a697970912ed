"""Bringing one pose down to the floor: what the note says it rests on, stands on and leans on."""

import cmath
import math
from dataclasses import dataclass, field

from .joints import (
    NECK,
    SHIN,
    SIDES,
    THIGH,
    UPPER_ARM,
    Joints,
    aimed,
    bent,
    joints,
    lowest,
    ray,
    shifted,
    turn_upper_body,
    within,
)
from .pose import Pose

KNEE, ANKLE, ELBOW, WRIST, SKULL = 0.061, 0.047, 0.045, 0.029, 0.095  # half the thickness there
STEP, PILLOW = 0.16, 0.05
ARM = 0.538  # a stretched arm, a trace short of its length: elbows stay soft

# The foot from the side; the ankle is 0 and the toes point right.
FOOT = (-0.036 + 0.03j, -0.05 - 0.02j, -0.036 - 0.055j, 0.03 - 0.05j, 0.11 - 0.055j,
        0.165 - 0.047j, 0.17 - 0.028j, 0.1 - 0.002j, 0.042 + 0.03j)  # fmt: skip


@dataclass
class Settled:
    """A body at rest: its joints, those that bear on something, and what the hands hold."""

    j: Joints
    bears: set[str] = field(default_factory=set)
    grips: dict[str, tuple[str, float]] = field(default_factory=dict)


def settle(pose: Pose) -> Settled:
    """Bring a body seen from the side down to the floor; the arms come later."""
    body = Settled(joints(pose))
    roll(pose, body.j)
    for side in SIDES:
        flatten(pose, body.j, side)
    body.j = shifted(body.j, 1j * height(pose, body.j))
    lower_to_the_hands(pose, body.j)
    if pose.lies and "head" not in pose.contacts:
        body.j = shifted(body.j, 1j * height(pose, body.j))
    for side in SIDES:
        rest_leg(pose, body, side)
    if pose.crosses:
        cross(body.j)
    if "head" in pose.contacts:
        rest_head(body.j)
    return body


def roll(pose: Pose, j: Joints) -> None:
    """On the back, a hollow rests on hips and shoulders, and a rounded back on the shoulders."""
    if not pose.supine or not {"head", "back"} & set(pose.contacts) or abs(pose.trunk - 180) > 5:
        return
    turn_upper_body(j, ray(pose.lumbar / 2 if pose.lumbar < 0 else pose.lumbar))


def flatten(pose: Pose, j: Joints, side: str) -> None:
    """Put the sole of a standing foot level."""
    stands = pose.touches(side, "foot", "foot on step")
    limit = 35 if stands else 15 if "seat" in pose.contacts or pose.supine else -1
    if abs(math.degrees(cmath.phase(j[f"{side} foot"]))) <= limit:
        j[f"{side} foot"] = 1 + 0j


def height(pose: Pose, j: Joints) -> float:
    """Say how far the body has to rise, given what it rests on."""
    if pose.lies:
        return PILLOW * ("belly" in pose.contacts) - lowest(j)
    knees = [KNEE - j[f"{side} knee"].imag for side in SIDES if pose.touches(side, "knee", "shin")]
    if knees:
        return max(knees)
    found = []
    for side in SIDES:
        foot = foot_depth(j[f"{side} foot"]) - j[f"{side} ankle"].imag
        if pose.touches(side, "foot", "heel", "toe"):
            found.append(foot)
        elif pose.touches(side, "foot on step"):
            found.append(foot + STEP)
        elif "seat" in pose.contacts and j[f"{side} foot"] == 1:
            found.append(foot)
    sunk = min(lowest(j), *(j[f"{side} ankle"].imag - 0.05 for side in SIDES))
    return min(found, default=-sunk)


def lower_to_the_hands(pose: Pose, j: Joints) -> None:
    """Tip the trunk until hands or forearms that bear weight come down to the floor."""
    if pose.supine:
        return
    hand_low, up = pose.touches("near", "hand") or pose.touches("far", "hand"), None
    if hand_low and j["shoulder"].imag > WRIST + ARM:
        up = WRIST + ARM
    elif pose.touches("near", "forearm") and pose.near.elbow > 45:
        steep = (j["near shoulder"] - j["near elbow"]).imag
        up = ELBOW + min(max(steep, 0.2), UPPER_ARM)
    if up is not None:
        tip_to(j, up)


def tip_to(j: Joints, level: float) -> None:
    """Tip the trunk over the hips until the shoulders are at a level, by 25 degrees at most."""
    line = j["shoulder"] - j["pelvis"]
    rise = max(-1.0, min(1.0, (level - j["pelvis"].imag) / abs(line)))
    angle, now = math.degrees(math.asin(rise)), math.degrees(cmath.phase(line))
    target = angle if abs(now) <= 90 else 180 - angle
    turn_upper_body(j, ray(max(-25.0, min(25.0, (target - now + 180) % 360 - 180))))


def rest_leg(pose: Pose, body: Settled, side: str) -> None:
    j, limbs = body.j, getattr(pose, side)
    hip, ankle = j[f"{side} hip"], j[f"{side} ankle"]
    straight = pose.supine and abs(limbs.hip) <= 5 and limbs.knee <= 5 and pose.trunk == 180
    sits = "seat" in pose.contacts and j[f"{side} foot"] == 1
    raised = pose.lies and ankle.imag > 0.25
    on_step = pose.touches(side, "foot on step")
    low = pose.supine and j[f"{side} foot"] == 1 and ankle.imag < 0.12
    stands = pose.touches(side, "foot", "heel", "toe", "foot on step") and not raised
    if stands or straight or sits or low:
        level = STEP * on_step + foot_depth(j[f"{side} foot"])
        stand_leg(j, side, within(hip, complex(ankle.real, level), THIGH + SHIN))
        body.bears.add(f"{side} ankle")
    elif pose.touches(side, "thigh", "knee", "shin") or (pose.lies and abs(pose.trunk) < 90):
        lay_leg(pose, body, side)


def stand_leg(j: Joints, side: str, ankle: complex) -> None:
    """Bring the ankle to its place; the knee bends as it must."""
    j[f"{side} ankle"] = ankle
    j[f"{side} knee"] = bent(j[f"{side} hip"], ankle, THIGH, SHIN, 1)


def keep_leg_above_floor(j: Joints, side: str, floor: float = 0) -> None:
    hip, knee, ankle = (j[f"{side} {name}"] for name in ("hip", "knee", "ankle"))
    on_floor = complex(ankle.real, floor + foot_depth(j[f"{side} foot"]))
    if ankle.imag < on_floor.imag - 1e-6:
        stand_leg(j, side, within(hip, on_floor, THIGH + SHIN))
    elif knee.imag < KNEE:
        raised = aimed(hip, KNEE, THIGH, -1 if knee.real < hip.real else 1)
        j[f"{side} knee"], j[f"{side} ankle"] = raised, ankle + raised - knee


def lay_leg(pose: Pose, body: Settled, side: str) -> None:
    """Put a knee on the floor, and the shin behind it if it is not held up."""
    j = body.j
    hip, knee, ankle = (j[f"{side} {name}"] for name in ("hip", "knee", "ankle"))
    shin = ankle - knee
    if abs(knee.imag - KNEE) > 0.002:
        knee = aimed(hip, KNEE, THIGH, -1 if pose.lies or knee.real < hip.real else 1)
    if shin.real > -0.3:
        ankle = knee + shin
    else:
        j[f"{side} foot"], ankle = -1 + 0j, aimed(knee, ANKLE, SHIN, -1)
    j[f"{side} knee"], j[f"{side} ankle"] = knee, ankle
    if not pose.lies:
        body.bears.add(f"{side} knee")


def rest_head(j: Joints) -> None:
    away = -1 if j["head"].real < j["shoulder"].real else 1
    j["head"] = aimed(j["shoulder"], SKULL, NECK, away)


def cross(j: Joints) -> None:
    """Lay the near ankle across the far thigh; the near knee then points at the viewer."""
    hip, knee = j["far hip"], j["far knee"]
    along = (knee - hip) / abs(knee - hip)
    j["near knee"] = hip + 0.3 * along * cmath.rect(1, -0.25)
    j["near ankle"] = hip + 0.36 * along + 0.09j * along
    j["near foot"] = along * cmath.rect(1, 0.4)


def foot_depth(direction: complex, shape: tuple = FOOT) -> float:
    """Say how far a foot reaches below its ankle."""
    return -min((point * direction).imag for point in shape)
