"""Bringing a body down to the floor: what the note says it rests on, stands on and holds."""

import cmath
import math

from .pose import FOREARM, SHIN, THIGH, UPPER_ARM, Pose, ray, spine, trunk_outline

KNEE, ANKLE, ELBOW, WRIST, SKULL = 0.06, 0.042, 0.042, 0.03, 0.09  # half the thickness there
STEP = 0.16

# The foot from the side, and seen from the toes; the ankle is 0 and the toes point right.
FOOT = (-0.036 + 0.03j, -0.05 - 0.02j, -0.036 - 0.055j, 0.03 - 0.05j, 0.11 - 0.055j,
        0.165 - 0.047j, 0.17 - 0.028j, 0.1 - 0.002j, 0.042 + 0.03j)  # fmt: skip
FOOT_FRONT = (-0.03 - 0.035j, 0.05 - 0.05j, 0.085 - 0.03j, 0.09 + 0.02j, 0.06 + 0.045j,
              -0.03 + 0.035j)  # fmt: skip


def settle(pose: Pose, j: dict[str, complex]) -> dict[str, complex]:
    """Bring the body down to the floor, and every part that the note names down with it."""
    j = dict(j)
    for side in ("near", "far"):
        flatten(pose, j, side)
    lift(j, height(pose, j))
    if pose.view == "front":
        rest_front_legs(pose, j)
        rest_front_arms(pose, j)
        return j
    for side in ("near", "far"):
        rest_leg(pose, j, side)
    if pose.crosses:
        cross(j)
    if "head" in pose.contacts:
        j["head"] = complex(j["head"].real, SKULL)
    for side in ("near", "far"):
        rest_arm(pose, j, side)
    return j


def lift(j: dict[str, complex], by: float) -> None:
    for name in j:
        if not name.endswith((" foot", " hand")):
            j[name] += 1j * by


def flatten(pose: Pose, j: dict[str, complex], side: str) -> None:
    """Put the sole of a standing foot level."""
    planted = pose.touches(side, "foot", "foot on step") or "seat" in pose.contacts
    limit = 35 if pose.touches(side, "foot", "foot on step") else 15
    if planted and abs(math.degrees(cmath.phase(j[f"{side} foot"]))) <= limit:
        j[f"{side} foot"] = 1 + 0j


def height(pose: Pose, j: dict[str, complex]) -> float:
    """Say how high the hips are, given what the body rests on."""
    if pose.view == "front":
        return front_height(pose, j)
    if pose.lies:
        pillow = 0.05 if "belly" in pose.contacts else 0
        return pillow - min(point.imag for pair in trunk_outline(j) for point in pair)
    found = []
    for side in ("near", "far"):
        foot = foot_depth(j[f"{side} foot"]) - j[f"{side} ankle"].imag
        if pose.touches(side, "foot", "heel", "toe"):
            found.append(foot)
        elif pose.touches(side, "knee", "shin"):
            found.append(KNEE - j[f"{side} knee"].imag)
        elif pose.touches(side, "foot on step"):
            found.append(foot + STEP)
        elif "seat" in pose.contacts and j[f"{side} foot"] == 1:
            found.append(foot)
    return min(found)


def rest_leg(pose: Pose, j: dict[str, complex], side: str) -> None:
    limbs = getattr(pose, side)
    hip, knee, ankle = (j[f"{side} {name}"] for name in ("hip", "knee", "ankle"))
    foot = foot_depth(j[f"{side} foot"])
    ground = STEP if pose.touches(side, "foot on step") else 0
    straight = pose.lies and abs(limbs.hip) <= 5 and limbs.knee <= 5 and pose.trunk == 180
    sits = "seat" in pose.contacts and j[f"{side} foot"] == 1
    raised = pose.lies and ankle.imag > 0.25
    stands = pose.touches(side, "foot", "heel", "toe", "foot on step") and not raised
    if stands or straight or sits:
        ankle = within(hip, complex(ankle.real, ground + foot), THIGH + SHIN)
        knee = bend(hip, ankle, THIGH, SHIN, 1)
    elif pose.touches(side, "thigh", "knee", "shin") or (pose.lies and abs(pose.trunk) < 90):
        knee, ankle = lay_leg(pose, j, side)
    j[f"{side} knee"], j[f"{side} ankle"] = knee, ankle


def lay_leg(pose: Pose, j: dict[str, complex], side: str) -> tuple[complex, complex]:
    """Put a knee on the floor, and the shin behind it if it is not held up."""
    hip, knee, ankle = (j[f"{side} {name}"] for name in ("hip", "knee", "ankle"))
    shin = ankle - knee
    knee = within(hip, complex(knee.real, KNEE), THIGH)
    if abs(hip - knee) < THIGH and abs(pose.trunk) < 90 and pose.lies:
        knee = within(hip, complex(hip.real - 2, KNEE), THIGH)
    if shin.real > -0.3:
        return knee, knee + shin
    j[f"{side} foot"] = -1 + 0j
    return knee, within(knee, complex(knee.real - 2, ANKLE), SHIN)


def rest_arm(pose: Pose, j: dict[str, complex], side: str) -> None:
    limbs = getattr(pose, side)
    if pose.holds:
        return hold(pose, j, side)
    if pose.leaning_on("forearms on wall"):
        return None
    by_side = pose.lies and abs(limbs.shoulder) <= 26 and limbs.elbow <= 10
    if pose.touches(side, "forearm") and limbs.elbow > 45:
        return rest_forearm(j, side)
    on_floor = pose.touches(side, "hand", "arm", "forearm") or "elbow bent" in pose.words
    if on_floor or (by_side and pose.lumbar > -10) or limbs.elbow >= 150:
        put_hand(j, side)
    return None


def rest_forearm(j: dict[str, complex], side: str) -> None:
    shoulder, elbow = j[f"{side} shoulder"], j[f"{side} elbow"]
    elbow = within(shoulder, complex(elbow.real, ELBOW), UPPER_ARM)
    j[f"{side} elbow"] = elbow
    j[f"{side} wrist"] = complex(elbow.real + FOREARM, WRIST)
    j[f"{side} hand"] = 1 + 0j


def put_hand(j: dict[str, complex], side: str) -> None:
    shoulder, wrist = j[f"{side} shoulder"], j[f"{side} wrist"]
    wrist = within(shoulder, complex(wrist.real, WRIST), UPPER_ARM + FOREARM)
    j[f"{side} wrist"] = wrist
    elbow = above_floor(bend(shoulder, wrist, UPPER_ARM, FOREARM, -1))
    j[f"{side} elbow"] = elbow
    j[f"{side} hand"] = complex(-1 if wrist.real < elbow.real - 0.1 else 1)


def above_floor(elbow: complex) -> complex:
    """An elbow that would sink lies out to the side of the body instead."""
    return complex(elbow.real, max(elbow.imag, ELBOW))


def hold(pose: Pose, j: dict[str, complex], side: str) -> None:
    """Bring a hand to what it holds: the nearest of the places it may hold that it can reach."""
    shoulder = j[f"{side} shoulder"]
    for place, along in places(pose, j, pose.holds[side == "far"]):
        hand = along or (place - shoulder) / abs(place - shoulder)
        wrist = place - 0.065 * hand
        if abs(wrist - shoulder) <= UPPER_ARM + FOREARM:
            break
    j[f"{side} wrist"], j[f"{side} hand"] = wrist, hand
    j[f"{side} elbow"] = above_floor(bend(shoulder, wrist, UPPER_ARM, FOREARM, -1))


def places(pose: Pose, j: dict[str, complex], name: str) -> list[tuple[complex, complex]]:
    """Return where a hand may go, and which way it lies there if not straight on."""
    raised = 0.03 if "hand raised" in pose.words else 0
    trunk = {"belly": (0.42, 0.1 + raised), "chest": (0.72, 0.11), "low back": (0.3, -0.07),
             "hip": (0.16, 0.02), "hip bone": (0.14, 0.1)}  # fmt: skip
    if name in trunk:
        point, ahead = spine(j, trunk[name][0])
        lies = -1j * ahead * ray(-20) if name in ("belly", "chest", "hip bone") else 0
        return [(point + trunk[name][1] * ahead, lies)]
    if name == "under back":
        return [(complex(j["waist"].real, WRIST), 1 + 0j)]
    side = "far" if "far" in name else "near"
    top, end = ("knee", "ankle") if "shin" in name else ("hip", "knee")
    top, end = j[f"{side} {top}"], j[f"{side} {end}"]
    ahead = 1j * (end - top) / abs(end - top)
    off = -0.05 if "behind" in name else 0.07
    if "towel" in pose.kept:
        off = 0.14  # the hands hold its ends, short of the thigh
    return [(top + (end - top) * at / 100 + off * ahead, 0) for at in range(75, 20, -5)]


def front_height(pose: Pose, j: dict[str, complex]) -> float:
    if pose.lies:
        return max(0.085 - j["far hip"].imag, 0.058 - j["far shoulder"].imag)
    part, rest = ("knee", KNEE) if pose.touches("far", "knee") else ("ankle", 0.05)
    return rest - j[f"far {part}"].imag


def rest_front_legs(pose: Pose, j: dict[str, complex]) -> None:
    """Lay the lower leg on the floor and the upper one upon it, unless that one is lifted."""
    part, rest = ("knee", KNEE) if pose.leaning_on("knees") or pose.leaning_on("knee") else (
        "ankle", 0.05)  # fmt: skip
    for side, above in (("far", 0), ("near", 1.8 * rest)):
        hip, knee, ankle = (j[f"{side} {name}"] for name in ("hip", "knee", "ankle"))
        if side == "near" and pose.near.knee != pose.far.knee:
            j["near ankle"] = j["far ankle"] + 0.085j  # the heels stay together
        elif side == "far" or pose.near.hip == pose.far.hip:
            end = j[f"{side} {part}"]
            end = aim(hip, rest + above, abs(end - hip))
            turn = (end - hip) / abs(end - hip)
            j[f"{side} knee"] = hip + abs(knee - hip) * turn
            j[f"{side} ankle"] = hip + abs(ankle - hip) * turn


def aim(root: complex, level: float, reach: float) -> complex:
    """Return the point at this height that a straight limb of this length reaches on the right."""
    down = max(-reach, min(reach, level - root.imag))
    return root + complex(math.sqrt(reach**2 - down**2), down)


def rest_front_arms(pose: Pose, j: dict[str, complex]) -> None:
    """Lean on the lower arm, or lie on it; the upper hand rests on the hip or on the floor."""
    low, high = j["far shoulder"], j["near shoulder"]
    if "forearm" in pose.contacts:
        elbow = within(low, complex(low.real, ELBOW), UPPER_ARM)
        j["far elbow"], j["far wrist"] = elbow, complex(elbow.real + 0.13, WRIST)
        wrist = j["near hip"] + 0.13 * ray(pose.trunk) - 0.03 * ray(pose.trunk - 90)
        j["near hand"] = -ray(pose.trunk + 25)
    else:
        j["far elbow"] = complex(low.real - UPPER_ARM, ELBOW)
        j["far wrist"] = complex(low.real - UPPER_ARM - FOREARM, WRIST)
        wrist = complex(high.real + 0.16, WRIST)
        j["near hand"] = 1 + 0j
    j["far hand"] = j["far wrist"] - j["far elbow"]
    j["far hand"] /= abs(j["far hand"])
    j["near elbow"], j["near wrist"] = bend(high, wrist, UPPER_ARM, FOREARM, 1), wrist


def cross(j: dict[str, complex]) -> None:
    """Lay the near ankle across the far thigh; the near knee then points at the viewer."""
    hip, knee = j["far hip"], j["far knee"]
    along = (knee - hip) / abs(knee - hip)
    j["near knee"] = hip + 0.3 * along * cmath.rect(1, -0.35)
    j["near ankle"] = hip + 0.36 * along + 0.09j * along
    j["near foot"] = along * cmath.rect(1, 0.9)


def foot_depth(direction: complex, shape: tuple = FOOT) -> float:
    """Say how far a foot reaches below its ankle."""
    return -min((point * direction).imag for point in shape)


def bend(root: complex, end: complex, first: float, second: float, turn: int) -> complex:
    """Return the joint between two bones of these lengths; `turn` 1 is a knee and -1 an elbow."""
    reach = max(abs(end - root), 1e-6)
    far = min(reach, first + second)
    cosine = (first**2 + far**2 - second**2) / (2 * first * far)
    angle = math.acos(max(-1, min(1, cosine)))
    stretch = max(1, reach / (first + second))
    return root + (end - root) / reach * first * stretch * cmath.rect(1, turn * angle)


def within(root: complex, end: complex, reach: float) -> complex:
    """Slide a point that is out of reach along its floor, toward the point below the root."""
    across, down = end.real - root.real, end.imag - root.imag
    if abs(end - root) <= reach:
        return end
    room = math.sqrt(max(0.0, reach**2 - down**2))
    return complex(root.real + math.copysign(room, across), end.imag)
