"""From joints to the shapes of a calm person without a face, and of the things they lean on."""

from .ground import ELBOW, FOOT, FOOT_FRONT, STEP, foot_depth
from .pose import TRUNK, TRUNK_FRONT, Pose, ray, spine, trunk_outline
from .shapes import Box, Capsule, Loop, Shape, placed

# The head in profile and from ahead: the crown points up, the face points right.
FACE = (0.105j, 0.05 + 0.085j, 0.078 + 0.03j, 0.082 + 0.005j, 0.1 - 0.022j, 0.083 - 0.04j,
        0.078 - 0.075j, 0.05 - 0.098j, -0.01 - 0.075j, -0.06 - 0.05j, -0.085 + 0.02j,
        -0.055 + 0.085j)  # fmt: skip
HAIR = (0.07 + 0.06j, 0.06 + 0.095j, 0.005 + 0.118j, -0.06 + 0.098j, -0.094 + 0.035j,
        -0.088 - 0.03j, -0.06 - 0.07j, -0.035 - 0.045j, -0.028 + 0.012j, 0.008 + 0.022j,
        0.02 + 0.055j)  # fmt: skip
EAR = (-0.036 - 0.03j, -0.018 - 0.018j, -0.016 + 0.012j, -0.038 + 0.016j)
FACE_AHEAD = (0.105j, 0.06 + 0.085j, 0.082 + 0.02j, 0.07 - 0.05j, 0.035 - 0.095j, -0.035 - 0.095j,
              -0.07 - 0.05j, -0.082 + 0.02j, -0.06 + 0.085j)  # fmt: skip
HAIR_AHEAD = (0.118j, 0.066 + 0.095j, 0.093 + 0.035j, 0.086 - 0.02j, 0.072 + 0.025j, 0.045 + 0.06j,
              -0.01 + 0.065j, -0.05 + 0.045j, -0.074 + 0.015j, -0.086 - 0.02j, -0.093 + 0.035j,
              -0.066 + 0.095j)  # fmt: skip
SOLE = (-0.045 - 0.03j, -0.03 - 0.055j, 0.03 - 0.055j, 0.045 - 0.03j, 0.032 + 0.03j, -0.032 + 0.03j)
PALM = (0.022j, 0.045 + 0.028j, 0.085 + 0.018j, 0.1 + 0j, 0.085 - 0.018j, 0.04 - 0.026j, -0.022j)
BREATHED_IN = tuple(
    (at, back, front + (0.03 if 0.2 < at < 0.6 else 0)) for at, back, front in TRUNK
)


def side_body(pose: Pose, j: dict[str, complex]) -> list[Shape]:
    """Draw the body from the side, back to front."""
    behind = {name: at + 0.035 * apart(pose, name) for name, at in j.items()}
    profile = BREATHED_IN if "hand raised" in pose.words else TRUNK
    return [
        *arm(behind, "far", "TS"), *leg(pose, behind, "far", "PS"), *neck(j), *seat(j),
        *shirt(j, profile), *leg(pose, j, "near", "ps"), *head(j), *arm(j, "near", "us"),
    ]  # fmt: skip


def apart(pose: Pose, joint: str) -> bool:
    """The far limbs stand a little to the side, so that they show behind the near ones."""
    if joint.endswith((" foot", " hand")) or not joint.startswith("far "):
        return False
    if joint.endswith(("hip", "knee", "ankle")):
        return not pose.crosses
    return not pose.leaning_on("on wall")


def front_body(pose: Pose, j: dict[str, complex]) -> list[Shape]:
    """Draw a body that lies on its side and looks at the viewer; the far side is the lower one."""
    return [
        *arm(j, "far", "us"), *leg(pose, j, "far", "PS"), *neck(j),
        *shirt(j, TRUNK_FRONT), *hips(j), *leg(pose, j, "near", "ps"),
        *head(j, ahead=True), *arm(j, "near", "us"),
    ]  # fmt: skip


def leg(pose: Pose, j: dict[str, complex], side: str, paints: str) -> list[Shape]:
    hip, knee, ankle = (j[f"{side} {name}"] for name in ("hip", "knee", "ankle"))
    cloth, skin = paints
    if "thighs only" in pose.kept:
        shin = Capsule("P", knee, 0.058, knee + 0.06 * (knee - hip) / abs(knee - hip), 0.05)
        return [shin, Capsule(cloth, hip, 0.085, knee, 0.06)]
    # Knees that bend toward the viewer have their shins going away, and so darker.
    below = "P" if "70 per cent" in pose.kept else cloth
    hem = knee + 0.86 * (ankle - knee)
    if pose.view == "front":
        direction = (ankle - knee) / abs(ankle - knee)
        foot = placed(skin, ankle, direction, FOOT_FRONT)
    else:
        foot = placed("k" if pose.shod else skin, ankle, j[f"{side} foot"], FOOT)
    return [
        Capsule(skin, knee, 0.045, ankle, 0.035), foot,
        Capsule(below, knee, 0.061, hem, 0.046), Capsule(cloth, hip, 0.088, knee, 0.062),
    ]  # fmt: skip


def arm(j: dict[str, complex], side: str, paints: str) -> list[Shape]:
    shoulder, elbow, wrist, hand = (
        j[f"{side} {name}"] for name in ("shoulder", "elbow", "wrist", "hand")
    )
    sleeve, skin = paints
    hem = shoulder + 0.5 * (elbow - shoulder)
    up = -1 if hand.real < -0.6 else 1  # the thumb is on top
    thumb = wrist + hand * (0.055 + 0.04j * up)
    return [
        Capsule(skin, wrist + 0.015 * hand, 0.016, thumb, 0.011),
        Capsule(skin, shoulder, 0.045, elbow, 0.038), Capsule(skin, elbow, 0.039, wrist, 0.026),
        placed(skin, wrist, hand, PALM), Capsule(sleeve, shoulder, 0.06, hem, 0.053),
    ]  # fmt: skip


def neck(j: dict[str, complex]) -> list[Shape]:
    return [Capsule("s", spine(j, 0.97)[0], 0.055, j["head"], 0.045)]


def seat(j: dict[str, complex]) -> list[Shape]:
    return [Capsule("p", j["pelvis"], 0.099, spine(j, 0.27)[0], 0.086)]


def hips(j: dict[str, complex]) -> list[Shape]:
    pairs = trunk_outline(j, TRUNK_FRONT[:3])
    backs, fronts = [back for back, _ in pairs], [front for _, front in reversed(pairs)]
    crotch = j["pelvis"] - 0.08 * (j["waist"] - j["pelvis"]) / abs(j["waist"] - j["pelvis"])
    return [Loop("p", (crotch, *backs, *fronts))]


def shirt(j: dict[str, complex], profile: tuple) -> list[Shape]:
    pairs = trunk_outline(j, profile[1:])
    top = j["shoulder"] + 0.05 * (j["shoulder"] - j["waist"]) / abs(j["shoulder"] - j["waist"])
    hem = (pairs[0][0] + pairs[0][1]) / 2
    backs, fronts = [back for back, _ in pairs], [front for _, front in reversed(pairs)]
    return [Loop("t", (hem, *backs, top, *fronts))]


def head(j: dict[str, complex], *, ahead: bool = False) -> list[Shape]:
    up = (j["head"] - j["shoulder"]) / abs(j["head"] - j["shoulder"])
    right = -1j * up
    at = j["head"]
    if ahead:
        return [placed("s", at, right, FACE_AHEAD), placed("h", at, right, HAIR_AHEAD)]
    return [placed("s", at, right, FACE), placed("h", at, right, HAIR), placed("S", at, right, EAR)]


def foot_end_body(tilt: float) -> list[Shape]:
    """Draw a body on its back from beyond the feet, the bent knees tipped to the right."""
    shapes: list[Shape] = [placed("s", 0.2j, 1, FACE_AHEAD), placed("h", 0.2j, 1, HAIR_AHEAD)]
    for way in (-1, 1):
        shoulder, elbow, wrist = way * 0.17 + 0.09j, way * 0.42 + 0.05j, way * 0.64 + 0.03j
        shapes += [
            Capsule("s", shoulder, 0.045, elbow, 0.038), Capsule("s", elbow, 0.039, wrist, 0.026),
            placed("s", wrist, complex(way), PALM),
            Capsule("u", shoulder, 0.065, shoulder + 0.5 * (elbow - shoulder), 0.053),
        ]  # fmt: skip
    shapes += [Capsule("t", -0.11 + 0.1j, 0.1, 0.11 + 0.1j, 0.1)]
    shapes += [Capsule("P", -0.08 + 0.09j, 0.09, 0.08 + 0.09j, 0.09)]
    for way, cloth, skin in ((1, "P", "S"), (-1, "p", "s")):
        ankle = 0.065 * way + 0.075j
        knee = ankle + 0.05j + (0.36 + 0.02 * way * tilt / 45) * ray(90 - tilt)
        turn = ray(-0.35 * tilt)
        sole = placed(skin, complex(ankle.real, foot_depth(turn, SOLE)), turn, SOLE)
        thigh = Capsule("P", 0.08 * way + 0.1j, 0.09, knee, 0.065)
        hem = knee + 0.85 * (ankle - knee)
        shapes += [thigh, Capsule(skin, knee, 0.05, ankle, 0.04), sole]
        shapes += [Capsule(cloth, knee, 0.07, hem, 0.05)]
    return shapes


def props(pose: Pose, j: dict[str, complex]) -> dict[str, list[Shape]]:
    """Draw what the contact words name, where the body touches it."""
    found: dict[str, list[Shape]] = {}
    if "seat" in pose.contacts:
        x, top = j["pelvis"].real, j["pelvis"].imag - 0.099
        found["chair"] = chair(x - 0.17, x + 0.25, top, back=-1)
    if pose.leaning_on("on chair"):
        top = j["near ankle"].imag - 0.046
        found["chair"] = chair(j["near knee"].real + 0.1, j["near ankle"].real + 0.14, top, back=1)
    if pose.leaning_on("on wall"):
        found["wall"] = [wall(pose, j)]
    if pose.leaning_on("on step"):
        x = j["near ankle"].real
        found["step"] = [Box("w", x - 0.12 + 0j, complex(x + 0.3, STEP))]
    if "belly" in pose.contacts:
        x = spine(j, 0.35)[0].real
        found["pillow"] = [Capsule("c", x - 0.17 + 0.03j, 0.03, x + 0.17 + 0.03j, 0.03)]
    return found


def chair(left: float, right: float, top: float, *, back: int) -> list[Shape]:
    post = left - 0.04 if back < 0 else right
    return [
        Box("W", complex(left + 0.02, 0), complex(left + 0.06, top)),
        Box("W", complex(right - 0.06, 0), complex(right - 0.02, top)),
        Box("w", complex(post, top - 0.05), complex(post + 0.04, top + 0.42)),
        Box("w", complex(left, top - 0.05), complex(right, top)),
    ]


def wall(pose: Pose, j: dict[str, complex]) -> Box:
    if pose.leaning_on("forearms on wall"):
        edge = j["near elbow"].real + ELBOW
        return Box("w", complex(edge, 0), complex(edge + 0.07, 1.78))
    edge = min(back.real for back, _ in trunk_outline(j))
    return Box("w", complex(edge - 0.07, 0), complex(edge, 1.78))


def strap(j: dict[str, complex]) -> list[Shape]:
    """A towel runs from the hands around the back of the thigh."""
    hip, knee = j["near hip"], j["near knee"]
    along = (knee - hip) / abs(knee - hip)
    middle = hip + 0.66 * (knee - hip)
    hand = j["near wrist"] + 0.05 * j["near hand"]
    return [Capsule("b", hand, 0.013, middle - 0.058j * along, 0.02)]
