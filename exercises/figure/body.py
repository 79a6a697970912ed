"""From joints to the shapes of a calm person without a face, seen from the side or from ahead."""

from .ground import FOOT
from .joints import TRUNK, Joints, spine, trunk_outline, unit
from .pose import Pose
from .shapes import Capsule, Loop, Shape, placed

HIPS_AHEAD = ((-0.03, 0.14, 0.14), (0.06, 0.142, 0.142), (0.16, 0.134, 0.134), (0.24, 0.1, 0.1))
SHIRT_AHEAD = ((0.17, 0.128, 0.128), (0.22, 0.132, 0.132), (0.36, 0.124, 0.124),
               (0.54, 0.122, 0.122), (0.78, 0.148, 0.148), (0.97, 0.13, 0.13))  # fmt: skip
FOOT_AHEAD = (-0.03 - 0.035j, 0.05 - 0.05j, 0.085 - 0.03j, 0.09 + 0.02j, 0.06 + 0.045j,
              -0.03 + 0.035j)  # fmt: skip
# The head in profile and from ahead: the crown points up, the face points right.
FACE = (0.105j, 0.05 + 0.085j, 0.078 + 0.03j, 0.082 + 0.005j, 0.1 - 0.022j, 0.083 - 0.04j,
        0.078 - 0.075j, 0.05 - 0.098j, -0.01 - 0.075j, -0.06 - 0.05j, -0.085 + 0.02j,
        -0.055 + 0.085j)  # fmt: skip
HAIR = (0.076 + 0.05j, 0.064 + 0.093j, 0.005 + 0.118j, -0.06 + 0.098j, -0.095 + 0.035j,
        -0.09 - 0.03j, -0.066 - 0.07j, -0.046 - 0.058j, -0.036 - 0.01j, -0.012 + 0.026j,
        0.035 + 0.044j)  # fmt: skip
EAR = (-0.036 - 0.03j, -0.018 - 0.018j, -0.016 + 0.012j, -0.038 + 0.016j)
FACE_AHEAD = (0.105j, 0.06 + 0.085j, 0.082 + 0.02j, 0.07 - 0.05j, 0.035 - 0.095j, -0.035 - 0.095j,
              -0.07 - 0.05j, -0.082 + 0.02j, -0.06 + 0.085j)  # fmt: skip
HAIR_AHEAD = (0.118j, 0.066 + 0.095j, 0.093 + 0.035j, 0.086 - 0.02j, 0.072 + 0.025j, 0.045 + 0.06j,
              -0.01 + 0.065j, -0.05 + 0.045j, -0.074 + 0.015j, -0.086 - 0.02j, -0.093 + 0.035j,
              -0.066 + 0.095j)  # fmt: skip
PALM = (0.022j, 0.045 + 0.028j, 0.085 + 0.018j, 0.1 + 0j, 0.085 - 0.018j, 0.04 - 0.026j, -0.022j)
EDGE = 0.007  # of shade around a forearm that lies before the face
PALM_EDGE = tuple(point + EDGE * (point - 0.05) / abs(point - 0.05) for point in PALM)
GLOWS = {"belly": (0.28, 0.02), "buttocks": (0, -0.01), "low back": (0.32, -0.01)}
DRAWN_IN = {"belly": 0.2, "low back": 0.12}  # how far before the spine the arrow ends
# The far limbs stand a little to the side, so that they show behind the near ones.
APART = {"knee": 0.03, "ankle": 0.036, "shoulder": 0.03, "elbow": 0.035, "wrist": 0.035}


def side_body(pose: Pose, j: Joints, breath: float = 0, effort: float = 0) -> list[Shape]:
    """Draw the body from the side, back to front."""
    hidden = pose.crosses and "far thigh held" in pose.kept  # the hands go between the legs
    near = [*edge(pose, j), *arm(j, "near", "us")]
    behind = {name: at + apart(pose, name) for name, at in j.items()}
    profile = breathing(pose, breath)
    return [
        *arm(behind, "far", "TS"), *leg(pose, behind, "far", "PS"), *neck(j), *seat(j),
        *shirt(j, profile[1:]), *(near if hidden else []), *leg(pose, j, "near", "ps"),
        *glow(pose, j, effort), *head(j, ahead=pose.rests_prone), *([] if hidden else near),
    ]  # fmt: skip


def edge(pose: Pose, j: Joints) -> list[Shape]:
    """Shade the outline of a folded arm, so that it can be told from the face behind it."""
    if not pose.folded:
        return []
    elbow, wrist, hand = (j[f"near {name}"] for name in ("elbow", "wrist", "hand"))
    forearm = Capsule("S", elbow, 0.039 + EDGE, wrist, 0.026 + EDGE)
    return [forearm, placed("S", wrist, hand, PALM_EDGE)]


def breathing(pose: Pose, breath: float) -> tuple:
    """Let the belly rise, or the back of somebody who lies on the front."""
    prone = pose.lies and not pose.supine
    rises = (0, 0.3, 1, 0.9, 0.2) if prone else (0, 0.6, 1, 0.3, 0)
    return tuple(
        (at, back + 0.025 * breath * rise * prone, front + 0.045 * breath * rise * (not prone))
        for (at, back, front), rise in zip(TRUNK, rises, strict=True)
    )


def glow(pose: Pose, j: Joints, effort: float) -> list[Shape]:
    """Let light up what works while little is seen to move; an arrow says where it goes."""
    if pose.effort not in GLOWS:
        return []
    along, ahead_by = GLOWS[pose.effort]
    point, ahead = spine(j, along)
    place, half = point + ahead_by * ahead, 0.03j * ahead * effort
    light = [Capsule("g", place - half, wide * effort, place + half, wide * effort)
             for wide in (0.08, 0.055, 0.03)]  # fmt: skip
    if pose.effort not in DRAWN_IN:
        return light
    tip = point + DRAWN_IN[pose.effort] * ahead
    lines = (ahead * 0.13, ahead * (0.05 + 0.05j), ahead * (0.05 - 0.05j))
    wide = 0.012 * effort
    return [*light, *(Capsule("a", tip, wide, tip + effort * line, wide) for line in lines)]


def apart(pose: Pose, joint: str) -> float:
    side, _, part = joint.rpartition(" ")
    if side != "far" or (pose.crosses if part in ("knee", "ankle") else pose.leaning_on("on wall")):
        return 0
    return APART.get(part, 0)


def front_body(pose: Pose, j: Joints) -> list[Shape]:
    """Draw a body that lies on its side and looks at the viewer; the far side is the lower one."""
    return [
        *arm(j, "far", "us"), *leg(pose, j, "far", "PS"), *neck(j),
        *hips(j), *shirt(j, SHIRT_AHEAD), *leg(pose, j, "near", "ps"),
        *head(j, ahead=True), *arm(j, "near", "us"),
    ]  # fmt: skip


def leg(pose: Pose, j: Joints, side: str, paints: str) -> list[Shape]:
    hip, knee, ankle = (j[f"{side} {name}"] for name in ("hip", "knee", "ankle"))
    cloth, skin = paints
    if "thighs only" in pose.kept:
        away = 1 + 0.04j  # the shins go back along the floor, and look short
        shin = Capsule("P", knee, 0.056, knee + 0.13 * away, 0.045)
        foot = placed("S", knee + 0.17 * away, away, FOOT_AHEAD)
        return [foot, shin, Capsule(cloth, hip, 0.079, knee, 0.06)]
    # Knees that bend toward the viewer have their shins going away, and so darker.
    below = "P" if "70 percent" in pose.kept else cloth
    hem = knee + 0.86 * (ankle - knee)
    if pose.view == "front":
        foot = placed(skin, ankle, unit(ankle - knee), FOOT_AHEAD)
    else:
        foot = placed("k" if pose.shod else skin, ankle, j[f"{side} foot"], FOOT)
    return [
        Capsule(skin, knee, 0.045, ankle, 0.035), foot,
        Capsule(below, knee, 0.061, hem, 0.046),
        Capsule(cloth, hip, 0.094 if pose.view == "side" else 0.079, knee, 0.062),
    ]  # fmt: skip


def arm(j: Joints, side: str, paints: str) -> list[Shape]:
    shoulder, elbow, wrist, hand = (
        j[f"{side} {name}"] for name in ("shoulder", "elbow", "wrist", "hand")
    )
    sleeve, skin = paints
    hem = shoulder + 0.5 * (elbow - shoulder)
    return [
        Capsule(skin, shoulder, 0.045, elbow, 0.038), Capsule(skin, elbow, 0.039, wrist, 0.026),
        placed(skin, wrist, hand, PALM), Capsule(sleeve, shoulder, 0.06, hem, 0.053),
    ]  # fmt: skip


def neck(j: Joints) -> list[Shape]:
    return [Capsule("S", spine(j, 0.97)[0], 0.052, j["head"], 0.045)]


def seat(j: Joints) -> list[Shape]:
    return [Capsule("p", j["pelvis"], 0.099, spine(j, 0.27)[0], 0.086)]


def hips(j: Joints) -> list[Shape]:
    pairs = trunk_outline(j, HIPS_AHEAD)
    backs, fronts = [back for back, _ in pairs], [front for _, front in reversed(pairs)]
    crotch = j["pelvis"] - 0.08 * unit(j["waist"] - j["pelvis"])
    return [Loop("p", (crotch, *backs, *fronts))]


def shirt(j: Joints, profile: tuple) -> list[Shape]:
    pairs = trunk_outline(j, profile)
    top = j["shoulder"] + 0.05 * unit(j["shoulder"] - j["waist"])
    hem = (pairs[0][0] + pairs[0][1]) / 2
    backs, fronts = [back for back, _ in pairs], [front for _, front in reversed(pairs)]
    return [Loop("t", (hem, *backs, top, *fronts))]


def head(j: Joints, *, ahead: bool = False) -> list[Shape]:
    up = unit(j["head"] - j["shoulder"])
    right, at = -1j * up, j["head"]
    if ahead:
        knot = Capsule("H", at + 0.11 * up, 0.04, at + 0.135 * up, 0.036)
        return [knot, placed("s", at, right, FACE_AHEAD), placed("h", at, right, HAIR_AHEAD)]
    knot = Capsule("H", at + right * (-0.03 + 0.1j), 0.04, at + right * (-0.05 + 0.135j), 0.036)
    return [
        knot,
        placed("s", at, right, FACE),
        placed("h", at, right, HAIR),
        placed("S", at, right, EAR),
    ]
