"""A still picture of one pose: note -> angles -> joints -> shapes -> SVG."""

import re
import zlib
from itertools import groupby
from xml.sax.saxutils import escape

from .body import foot_end_body, front_body, props, side_body, strap
from .ground import STEP, settle
from .pose import Pose, joints, pair
from .shapes import FLOOR, Frame, Shape, bounds

MARGIN, LARGEST = 14, 150
MAT = f'x="16" y="{FLOOR}" width="288" height="6" rx="3"'
SIZE = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" role="img"'

# Each color by day and by night; far sides and shades are a step darker.
SKINS = ((("#e0a983", "#c58c68"), ("#d9a480", "#b07c5a")),
         (("#c68a62", "#a96f4a"), ("#bd855f", "#976444")),
         (("#8f5f42", "#754a32"), ("#9b6a4c", "#7d533a")),
         (("#efc4a4", "#d6a684"), ("#e3b797", "#bb906f")))  # fmt: skip
HAIRS = (("#4a352c", "#8a7163"), ("#2c2a33", "#7d788a"), ("#7a5136", "#a87c5e"),
         ("#8b8a92", "#b9b8c1"))  # fmt: skip
SHIRTS = ((("#3fb3a6", "#2f9a8e", "#2a877d"), ("#4cbcaf", "#3ba195", "#2f857b")),
          (("#6aa5d8", "#558fc2", "#477bab"), ("#6aa5d8", "#558fc2", "#447aab")),
          (("#d98f7a", "#c67b66", "#b06a57"), ("#d8937f", "#c47e6a", "#a66654")),
          (("#7fae7a", "#6a9966", "#598555"), ("#86b581", "#6f9e6b", "#578454")))  # fmt: skip
TROUSERS = ((("#46567f", "#333f60"), ("#7688b8", "#57678f")),
            (("#4d5a66", "#39434d"), ("#7f8f9d", "#5d6b78")),
            (("#5b4a72", "#443757"), ("#8f7bab", "#6c5b86")))  # fmt: skip
THINGS = {"m": ("#d3c8ea", "#4b4270"), "w": ("#c9b79e", "#7d6f5d"), "W": ("#ad9b82", "#64584a"),
          "c": ("#f2dcae", "#bda679"), "b": ("#e9b44c", "#d9a441"),
          "k": ("#5f6773", "#c3c9d2")}  # fmt: skip
ANCHORS = (("forearms on wall", "near elbow"), ("back on wall", "shoulder"),
           ("on step", "near ankle"), ("head", "head"), ("seat", "pelvis"), ("knees", "far knee"),
           ("far knee", "far knee"), ("shins", "far knee"), ("forearm", "far elbow"),
           ("forearms", "near elbow"))  # fmt: skip


def still(pose_note: str, *, other_note: str = "", title: str = "") -> str:
    """Draw a pose; the other pose of the exercise lends its scale, its props and its place."""
    pose, other = pair(pose_note, other_note)
    mine, theirs = figure(pose, other), figure(other, pose)
    frame = framed(mine, theirs)
    colors = palette(pose_note, other_note or pose_note)
    drawn = "".join(
        f'<g class="{paint}" fill="{colors[paint][0]}">'
        + "".join(f'<path d="{shape.path(frame)}"/>' for shape in shapes)
        + "</g>"
        for paint, shapes in groupby(mine, key=lambda shape: shape.paint)
    )
    night = "".join(f".{paint}{{fill:{dark}}}" for paint, (_, dark) in colors.items()
                    if f'class="{paint}"' in drawn or paint == "m")  # fmt: skip
    name = f"<title>{escape(title)}</title>" if title else ""
    style = f"<style>@media (prefers-color-scheme:dark){{{night}}}</style>"
    mat = f'<rect class="m" fill="{colors["m"][0]}" {MAT}/>'
    return f"<svg {SIZE}>{name}{style}{mat}{drawn}</svg>"


def figure(pose: Pose, other: Pose) -> list[Shape]:
    """Return everything there is to draw, with what both poses rest on at the same place."""
    if pose.view == "foot-end":
        return foot_end_body(tilt(pose))
    mine, theirs = settled(pose, other), settled(other, pose)
    things = {**props(other, theirs), **props(pose, mine)}
    behind = [shape for thing in things.values() for shape in thing]
    towel = strap(mine) if "towel" in pose.kept else []
    return [*behind, *body(pose, mine), *towel]


def body(pose: Pose, j: dict[str, complex]) -> list[Shape]:
    return (front_body if pose.view == "front" else side_body)(pose, j)


def tilt(pose: Pose) -> int:
    """Say how far the knees tip to the side, in degrees."""
    found = re.search(r"tip about (\d+) degrees", pose.words)
    return int(found.group(1)) if found else 0


def settled(pose: Pose, other: Pose) -> dict[str, complex]:
    """Return the joints, moved so that what stays put is at 0 and the lowest skin on the floor."""
    j = settle(pose, joints(pose))
    floor = STEP if pose.contacts == ("near foot on step",) else 0
    sunk = bounds(body(pose, j))[1] - floor
    moved = anchor(pose, other, j) + 1j * sunk
    return {name: at if name.endswith((" foot", " hand")) else at - moved
            for name, at in j.items()}  # fmt: skip


def anchor(pose: Pose, other: Pose, j: dict[str, complex]) -> float:
    """Find what both poses rest on, so that it does not slide from one picture to the next."""
    for contact, joint in ANCHORS:
        if all(any(name.endswith(contact) for name in p.contacts) for p in (pose, other)):
            return j[joint].real
    if all(p.touches(side, "foot", "heel", "toe")
           for p in (pose, other) for side in ("near", "far")):  # fmt: skip
        return (j["near ankle"].real + j["far ankle"].real) / 2
    return j["pelvis"].real


def framed(*scenes: list[Shape]) -> Frame:
    """Fit both poses on the paper at one scale, and in the middle of it."""
    left, _, right, top = bounds([shape for scene in scenes for shape in scene])
    scale = min(LARGEST, (320 - 2 * MARGIN) / (right - left), (FLOOR - MARGIN) / top)
    return Frame(scale, (left + right) / 2)


def palette(*notes: str) -> dict[str, tuple[str, str]]:
    """Choose skin, hair and clothes from the notes alone: both poses wear the same."""
    number = zlib.crc32("\n".join(sorted(notes)).encode())
    choices = []
    for kinds in (SKINS, HAIRS, SHIRTS, TROUSERS):
        number, choice = divmod(number, len(kinds))
        choices.append(kinds[choice])
    skin, hair, shirt, trousers = choices
    colors = dict(zip("sS", zip(*skin, strict=True), strict=True))
    colors |= dict(zip("tuT", zip(*shirt, strict=True), strict=True))
    colors |= dict(zip("pP", zip(*trousers, strict=True), strict=True))
    return {**colors, "h": hair, **THINGS}
