"""Still pictures: one pose, or the start and the end of a movement side by side."""

from .colors import Colors, palette
from .note import pair
from .paper import WIDTH, mat, resting, sheet
from .scene import Scenes, scenes

BETWEEN = 40  # the room for the arrow
ARROW = f"M{WIDTH + 4} 97h18v-8l14 12-14 12v-8h-18z"


def still(
    pose_note: str, *, other_note: str = "", title: str = "", alt: str = "", seed: str = "",
    inline: bool = False,
) -> str:  # fmt: skip
    """Draw a pose; the other pose of the exercise lends its scale, its props and its place."""
    shown = scenes(*pair(pose_note, other_note))
    colors = palette(seed or seed_of(pose_note, other_note))
    return sheet(drawn(shown, 0, colors), colors, title=title, alt=alt, inline=inline)


def side_by_side(
    start_note: str, end_note: str = "", *, title: str = "", alt: str = "", seed: str = "",
    inline: bool = False,
) -> str:  # fmt: skip
    """Draw start and end beside each other with an arrow: for print, and for who wants no motion.

    An exercise with one pose is drawn once, in the middle.
    """
    shown = scenes(*pair(start_note, end_note))
    colors = palette(seed or seed_of(start_note, end_note))
    start = drawn(shown, 0, colors)
    width = 2 * WIDTH + BETWEEN
    if not end_note or end_note == start_note:
        alone = f'<g transform="translate({(width - WIDTH) // 2})">{start}</g>'
        return sheet(alone, colors, title=title, alt=alt, width=width, inline=inline)
    name, light, _ = colors["a"]
    arrow = f'<path class="{name}" fill="{light}" d="{ARROW}"/>'
    end = f'<g transform="translate({WIDTH + BETWEEN})">{drawn(shown, 1, colors)}</g>'
    return sheet(start + arrow + end, colors, title=title, alt=alt, width=width, inline=inline)


def drawn(shown: Scenes, time: float, colors: Colors) -> str:
    floor = "" if shown.first.view == "foot-end" else mat(colors)
    return floor + resting(shown.at(time), shown.frame, colors)


def seed_of(*notes: str) -> str:
    """Let both poses of an exercise wear the same, whichever is drawn."""
    return "\n".join(sorted({note for note in notes if note}))
