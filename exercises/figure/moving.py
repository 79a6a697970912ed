"""A moving picture: one SVG that animates itself, without scripts.

What keeps its shape is drawn once and then moved and turned, so that no limb can change its
length; only what bends, as a back does, has a path for every scene.
"""

import cmath
import math

from .colors import palette
from .note import pair
from .paper import WIDTH, mat, painted, road, sheet
from .picture import seed_of
from .scene import Scenes, scenes
from .shapes import Box, Capsule, Frame, Loop, Shape, brief
from .timing import Beat, loop
from .timing import Loop as Round

BOTH_SIDES = {"alternating", "unilateral"}
STIFF = 0.004  # by how much a shape may differ from itself and still be moved as a whole
FADE = 0.25


def moving(
    start_note: str, end_note: str = "", *, title: str = "", alt: str = "",
    laterality: str = "bilateral", hold_seconds: float | None = None, move_seconds: float = 1.75,
    seed: str = "", inline: bool = False,
) -> str:  # fmt: skip
    """Draw an exercise that moves: ease in, rest for the hold, come back, then the other side."""
    first, second = pair(start_note, end_note)
    shown, colors = scenes(first, second), palette(seed or seed_of(start_note, end_note))
    sides = laterality in BOTH_SIDES
    plan = loop(shown, hold=hold_seconds or 0, move=move_seconds, sides=sides)
    tracks = list(zip(*played(shown, plan.beats), strict=True))
    timing = f'dur="{plan.seconds:.4g}s" repeatCount="indefinite" keyTimes="{key_times(plan)}"'
    elements = [element(track, shown.frame, timing) for track in tracks]
    drawn = painted([track[0] for track in tracks], elements, colors)
    floor = "" if first.view == "foot-end" else mat(colors, shown.frame)
    if plan.stride:
        floor = road(colors, shown.frame, plan.stride, plan.seconds)
    if plan.mirrored:
        drawn = mirrored(drawn, plan.seconds)
    return sheet(floor + drawn, colors, title=title, alt=alt, inline=inline)


def frames(start_note: str, end_note: str = "", n: int = 8) -> list[list[Shape]]:
    """Return what is drawn at n moments from the start to the end, for film strips and tests."""
    shown = scenes(*pair(start_note, end_note))
    return [shown.at(step / max(1, n - 1)) for step in range(n)]


def played(shown: Scenes, beats: tuple[Beat, ...]) -> list[list[Shape]]:
    """Return everything drawn at every beat; what is seen twice is made once."""
    sides = {False: shown, True: shown.other_side()}
    made: dict[tuple[float, bool], list[Shape]] = {}
    for beat in beats:
        key = beat.time, beat.other_side
        if key not in made:
            made[key] = sides[beat.other_side].at(beat.time)
    return [made[beat.time, beat.other_side] for beat in beats]


def key_times(plan: Round) -> str:
    parts = [f"{beat.seconds / plan.seconds:.4f}".rstrip("0").rstrip(".") for beat in plan.beats]
    return ";".join(part.removeprefix("0") or "0" for part in parts)


def element(track: tuple[Shape, ...], frame: Frame, timing: str) -> str:
    """Write a shape that rests, moves as a whole, or bends."""
    if len({shape.path(frame) for shape in track}) == 1:
        return f'<path d="{track[0].path(frame)}"/>'
    if is_stiff(track):
        return moved(track, frame, timing)
    paths = ";".join(shape.path(frame) for shape in track)
    animated = f'<animate attributeName="d" {timing} values="{paths}"/>'
    return f'<path d="{track[0].path(frame)}">{animated}</path>'


def is_stiff(track: tuple[Shape, ...]) -> bool:
    model = lying(track[0])
    return not isinstance(track[0], Box) and all(
        abs(mine - theirs) < STIFF
        for shape in track
        for mine, theirs in zip(model, lying(shape), strict=True)
    )


def corners(shape: Shape) -> tuple[complex, ...]:
    return shape.points if isinstance(shape, Loop) else (shape.start, shape.end)


def heading(shape: Shape) -> complex:
    """Return where a shape points: from its first point to a point across it."""
    points = corners(shape)
    return points[len(points) // 2] - points[0]


def lying(shape: Shape) -> list[complex]:
    """Return the points of a shape as if it began at 0 and pointed to the right."""
    if isinstance(shape, Box):
        return [shape.low, shape.high]
    turn = heading(shape)
    turn = turn / abs(turn) if abs(turn) > 1e-9 else 1
    widths = [shape.wide, shape.narrow] if isinstance(shape, Capsule) else []
    return [*((point - corners(shape)[0]) / turn for point in corners(shape)), *widths]


def moved(track: tuple[Shape, ...], frame: Frame, timing: str) -> str:
    """Draw a shape once, and take it to its place and its direction at every beat."""
    places = [brief(*frame.tenths(corners(shape)[0])) for shape in track]
    turns = [f"{angle:.1f}".rstrip("0").rstrip(".") for angle in angles(track)]
    base = f'transform="translate({places[0]})rotate({turns[0]})"'
    return (
        f'<path d="{unturned(track[0]).path(frame.loose())}" {base}>'
        f"{transform('translate', places, timing)}{transform('rotate', turns, timing, True)}</path>"
    )


def transform(kind: str, values: list[str], timing: str, added: bool = False) -> str:
    more = ' additive="sum"' if added else ""
    return (f'<animateTransform attributeName="transform" type="{kind}"{more} {timing} '
            f'values="{";".join(values)}"/>')  # fmt: skip


def angles(track: tuple[Shape, ...]) -> list[float]:
    """Return the turns on the paper in degrees, each the short way from the one before."""
    found: list[float] = []
    for shape in track:
        angle = -math.degrees(cmath.phase(heading(shape)))
        before = found[-1] if found else angle
        found.append(before + (angle - before + 180) % 360 - 180)
    return found


def unturned(shape: Shape) -> Shape:
    points = lying(shape)
    if isinstance(shape, Loop):
        return Loop(shape.paint, tuple(points))
    return Capsule(shape.paint, points[0], shape.wide, points[1], shape.narrow)


def mirrored(drawn: str, seconds: float) -> str:
    """Fade out between the rounds, and show every second round in a mirror."""
    out, gone = 1 - 2 * FADE / seconds, 1 - FADE / seconds
    fade = f'dur="{seconds:.4g}s" repeatCount="indefinite" keyTimes="0;{out:.4f};{gone:.4f};1"'
    times = f"0;{gone / 2:.4f};{0.5 + gone / 2:.4f}"
    turn = f'dur="{2 * seconds:.4g}s" repeatCount="indefinite" calcMode="discrete"'
    return (
        f'<g><animate attributeName="opacity" {fade} values="1;1;0;1"/>'
        f'<g transform="translate({WIDTH // 2})"><g>'
        f'<animateTransform attributeName="transform" type="scale" {turn} keyTimes="{times}" '
        f'values="1 1;-1 1;1 1"/><g transform="translate(-{WIDTH // 2})">{drawn}</g></g></g></g>'
    )
