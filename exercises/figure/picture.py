"""Still pictures: one pose, or the start and the end of a movement side by side."""

from .colors import Colors, palette
from .note import pair
from .paper import mat, resting, sheet
from .scene import Scenes, scenes
from .shapes import Frame

BETWEEN = 36  # the room for the arrow


def still(
    pose_note: str, *, other_note: str = "", title: str = "", alt: str = "", seed: str = "",
    inline: bool = False,
) -> str:  # fmt: skip
    """Draw a pose; the other pose of the exercise lends its scale, its props and its place."""
    shown = scenes(*pair(pose_note, other_note))
    colors = palette(seed or seed_of(pose_note, other_note))
    picture = drawn(shown, 0, shown.frame, colors)
    return sheet(picture, colors, title=title, alt=alt, inline=inline)


def side_by_side(
    start_note: str, end_note: str = "", *, title: str = "", alt: str = "", seed: str = "",
    inline: bool = False,
) -> str:  # fmt: skip
    """Draw start and end beside each other with an arrow: for print, and for who wants no motion.

    The paper is cut to what is on it. An exercise with one pose is drawn once.
    """
    shown = scenes(*pair(start_note, end_note))
    colors = palette(seed or seed_of(start_note, end_note))
    frame = shown.close_frame
    start, size = drawn(shown, 0, frame, colors), (frame.width, frame.height)
    if not end_note or end_note == start_note:
        return sheet(start, colors, title=title, alt=alt, size=size, inline=inline)
    name, light, _ = colors["a"]
    path = f"M{frame.width + 2} {frame.height // 2 - 4}h18v-8l14 12-14 12v-8h-18z"
    arrow = f'<path class="{name}" fill="{light}" d="{path}"/>'
    along = frame.width + BETWEEN
    end = f'<g transform="translate({along})">{drawn(shown, 1, frame, colors)}</g>'
    size = along + frame.width, frame.height
    return sheet(start + arrow + end, colors, title=title, alt=alt, size=size, inline=inline)


def drawn(shown: Scenes, time: float, frame: Frame, colors: Colors) -> str:
    floor = "" if shown.first.view == "foot-end" else mat(colors, frame)
    return floor + resting(shown.at(time), frame, colors)


def seed_of(*notes: str) -> str:
    """Let both poses of an exercise wear the same, whichever is drawn."""
    return "\n".join(sorted({note for note in notes if note}))
