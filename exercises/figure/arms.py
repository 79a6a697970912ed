"""Bringing hands and forearms to what they hold, lean on and lie on."""

from .ground import ARM, ELBOW, WRIST, Settled
from .joints import (
    FOREARM,
    UPPER_ARM,
    Joints,
    aimed,
    bent,
    ray,
    spine,
    unit,
    within,
)
from .pose import FOLDED, Pose

PALM = 0.065  # from the wrist to the middle of the hand
# How far on the way to a hand that holds this the elbow seems to be, as seen from the side.
OUT = {"under back": 0.75, "belly": 0.72, "chest": 0.6}


def rest_arm(pose: Pose, body: Settled, side: str) -> None:
    limbs = getattr(pose, side)
    j, shoulder, wrist = body.j, body.j[f"{side} shoulder"], body.j[f"{side} wrist"]
    by_side = pose.lies and abs(limbs.shoulder) <= 26 and limbs.elbow <= 10
    if pose.holds:
        name = pose.holds[side == "far"]
        body.grips[side] = (name, reached(pose, j, side, name))
        grip(pose, j, side, *body.grips[side])
    elif pose.leaning_on("forearms on wall"):
        body.bears.add(f"{side} elbow")
    elif pose.touches(side, "forearm") and limbs.elbow > 45:
        rest_forearm(j, side)
        body.bears.add(f"{side} elbow")
    elif limbs.elbow >= FOLDED and pose.lies:
        put_hand(j, side, complex(shoulder.real + 0.13, WRIST), folded=True)
        body.bears.add(f"{side} wrist")
    elif pose.touches(side, "hand", "arm", "forearm") or (
        by_side and (pose.supine or pose.lumbar > -10)
    ):
        put_hand(j, side, complex(wrist.real, WRIST))
        body.bears.add(f"{side} wrist")


def rest_forearm(j: Joints, side: str) -> None:
    shoulder, elbow = j[f"{side} shoulder"], j[f"{side} elbow"]
    way = -1 if elbow.real < shoulder.real - 0.01 else 1
    elbow = aimed(shoulder, ELBOW, UPPER_ARM, way)
    j[f"{side} elbow"] = elbow
    j[f"{side} wrist"] = aimed(elbow, WRIST, FOREARM, 1)
    j[f"{side} hand"] = 1 + 0j


def put_hand(j: Joints, side: str, wrist: complex, *, folded: bool = False) -> None:
    """Lay a hand on the floor; a folded arm has its forearm there too, and the elbow out."""
    shoulder = j[f"{side} shoulder"]
    wrist = within(shoulder, wrist, UPPER_ARM + FOREARM)
    elbow = aimed(wrist, ELBOW, FOREARM, -1) if folded else elbow_between(shoulder, wrist)
    j[f"{side} wrist"], j[f"{side} elbow"] = wrist, elbow
    j[f"{side} hand"] = complex(-1 if wrist.real < elbow.real - 0.1 else 1)


def elbow_between(shoulder: complex, wrist: complex) -> complex:
    """Bend an elbow; one that would sink into the floor lies out to the side instead."""
    elbow = bent(shoulder, wrist, UPPER_ARM, FOREARM, -1)
    return complex(elbow.real, max(elbow.imag, ELBOW))


def reached(pose: Pose, j: Joints, side: str, name: str) -> float:
    """Choose how far along a limb the hand holds it: the nearest to its end that it can reach."""
    for at in (step / 100 for step in range(75, 20, -5)):
        wrist, _hand = held(pose, j, side, name, at)
        if abs(wrist - j[f"{side} shoulder"]) <= ARM:
            return at
    return 0.25


def grip(pose: Pose, j: Joints, side: str, name: str, at: float, raised: float = 0) -> None:
    """Bring a hand to what it holds, as near as the arm goes."""
    shoulder = j[f"{side} shoulder"]
    wrist, hand = held(pose, j, side, name, at, raised)
    wrist = shoulder + unit(wrist - shoulder) * min(abs(wrist - shoulder), UPPER_ARM + FOREARM)
    j[f"{side} wrist"], j[f"{side} hand"] = wrist, hand
    if name in OUT:  # the elbow lies out to the side
        j[f"{side} elbow"] = complex((shoulder + OUT[name] * (wrist - shoulder)).real, ELBOW)
    else:
        j[f"{side} elbow"] = elbow_between(shoulder, wrist)


def held(pose: Pose, j: Joints, side: str, name: str, at: float, raised: float = 0) -> tuple:
    """Return where the wrist is, and which way the hand lies, when it holds a place of the body."""
    shoulder = j[f"{side} shoulder"]
    place, along = place_on_body(pose, j, name, at, raised)
    hand = along or unit(place - shoulder)
    return place - PALM * hand, hand


def place_on_body(pose: Pose, j: Joints, name: str, at: float, raised: float) -> tuple:
    trunk = {"belly": (0.36, 0.1 + 0.045 * raised), "chest": (0.76, 0.105), "hip": (0.16, 0.02),
             "low back": (0.3, -0.07), "hip bone": (0.14, 0.1)}  # fmt: skip
    if name in trunk:
        point, ahead = spine(j, trunk[name][0])
        lies = -1j * ahead * ray(-20) if name in ("belly", "chest", "hip bone") else 0
        return point + trunk[name][1] * ahead, lies
    if name == "under back":
        return complex(j["waist"].real, WRIST), 1 + 0j
    whose = "far" if "far" in name else "near"
    ends = ("knee", "ankle") if "shin" in name else ("hip", "knee")
    top, end = (j[f"{whose} {part}"] for part in ends)
    ahead = 1j * unit(end - top)
    off = 0.14 if "towel" in pose.kept else -0.03 if "behind" in name else 0.07
    return top + (end - top) * at + off * ahead, 0


def keep_above_floor(j: Joints, side: str) -> None:
    shoulder, wrist = j[f"{side} shoulder"], j[f"{side} wrist"]
    if wrist.imag < WRIST - 1e-6 or j[f"{side} elbow"].imag < ELBOW - 1e-6:
        place = complex(wrist.real, max(wrist.imag, WRIST))
        j[f"{side} wrist"] = within(shoulder, place, UPPER_ARM + FOREARM)
        j[f"{side} elbow"] = elbow_between(shoulder, j[f"{side} wrist"])
