"""The things a pose leans on, drawn where the body touches them."""

from .ground import ELBOW, STEP
from .joints import Joints, spine, trunk_outline, unit
from .pose import Pose
from .shapes import Box, Capsule, Shape


def props(pose: Pose, j: Joints) -> dict[str, list[Shape]]:
    """Draw what the contact words name."""
    found: dict[str, list[Shape]] = {}
    if "seat" in pose.contacts:
        x, top = j["pelvis"].real, j["pelvis"].imag - 0.099
        found["chair"] = chair(x - 0.17, x + 0.25, top, back=-1)
    if pose.leaning_on("on chair"):
        top = j["near ankle"].imag - 0.046
        found["chair"] = chair(j["near knee"].real + 0.1, j["near ankle"].real + 0.14, top, back=1)
    if pose.leaning_on("on wall"):
        found["wall"] = wall(pose, j)
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


def wall(pose: Pose, j: Joints) -> list[Shape]:
    """Draw a wall with its skirting board."""
    if pose.leaning_on("forearms on wall"):
        edge, thick = j["near elbow"].real + ELBOW, 0.15
    else:
        edge, thick = min(back.real for back, _ in trunk_outline(j)), -0.15
    parts = (("w", edge + thick, 1.8), ("W", edge - thick / 6, 0.1))
    return [Box(paint, complex(min(edge, x), 0), complex(max(edge, x), high))
            for paint, x, high in parts]  # fmt: skip


def strap(j: Joints) -> list[Shape]:
    """A towel runs from the hands around the back of the thigh."""
    hip, knee = j["near hip"], j["near knee"]
    middle = hip + 0.66 * (knee - hip)
    hand = j["near wrist"] + 0.05 * j["near hand"]
    return [Capsule("b", hand, 0.013, middle - 0.058j * unit(knee - hip), 0.02)]
