"""When a moving figure is where, and which side it works with: for whoever plays it in step.

The drawings animate themselves; a player that leads through an exercise stops them and asks for
the moment it needs.
"""

from dataclasses import asdict, dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from .drawing import Notes
from .figure.moving import BOTH_SIDES
from .figure.note import pair
from .figure.pose import Pose
from .figure.scene import scenes
from .figure.timing import REST, loop

# By how many degrees the joints of a leg turn where that leg is what works.
WORKS = 40
SIDES = "near", "far"


@dataclass(frozen=True)
class Tempo:
    """The moments of a drawing's round, in seconds; `other` is when the other side begins."""

    rest: float
    move: float
    hold: float
    round: float
    other: float
    walks: bool

    def values(self) -> dict:
        return asdict(self)


@lru_cache(maxsize=512)
def tempo_of(notes: Notes, *, laterality: str, hold_seconds: float | None) -> Tempo | None:
    """Return the moments of `drawing.moving_of`; None where nothing is drawn or moves."""
    poses = poses_of(notes)
    if poses is None:
        return None
    shown = scenes(*poses)
    sides = laterality in BOTH_SIDES
    plan = loop(shown, hold=hold_seconds or 0, move=1.75, sides=sides)
    if shown.gait:
        return Tempo(0, plan.seconds, 0, plan.seconds, 0, walks=True)
    turn = plan.seconds / 2 if any(beat.other_side for beat in plan.beats) else plan.seconds
    there = [beat.seconds for beat in plan.beats if beat.time == 1 and not beat.other_side]
    return Tempo(
        rest=REST,
        move=round(there[0] - REST, 3),
        hold=round(there[-1] - there[0], 3),
        round=round(plan.seconds, 3),
        other=round(turn, 3) if sides else 0,
        walks=False,
    )


@lru_cache(maxsize=512)
def sides_of(notes: Notes) -> tuple[str, str]:
    """Return what to call the side that the figure works with first, and the other one.

    Whoever looks at a figure sees its right side. Where both sides move, as when one leg is crossed
    over the other, none of them is named.
    """
    neither = _("First side"), _("Other side")
    poses = poses_of(notes)
    if poses is None:
        return neither
    first, second = poses
    if first.view == "front":
        return _("Lying on your right side"), _("Lying on your left side")
    if first.view == "foot-end":
        return _("Knees to the left"), _("Knees to the right")
    return limbs_of(first, second) or neither


def poses_of(notes: Notes) -> tuple[Pose, Pose] | None:
    try:
        return pair(notes[0], notes[-1]) if notes else None
    except ValueError:
        return None


def limbs_of(first: Pose, second: Pose) -> tuple[str, str] | None:
    near, far = (
        turned(getattr(first, side), getattr(second, side), "hip", "knee") for side in SIDES
    )
    if first.crosses or second.crosses:
        near, far = WORKS, 0
    if max(near, far) < WORKS or min(near, far) * 2 > max(near, far):
        return None
    arms = [turned(getattr(first, side), getattr(second, side), "shoulder") for side in SIDES]
    works = near > far
    if arms[works] >= WORKS > arms[not works]:
        named = _("Right leg, left arm"), _("Left leg, right arm")
    else:
        named = _("Right leg"), _("Left leg")
    return named if works else named[::-1]


def turned(before, after, *joints: str) -> int:
    return sum(abs(getattr(after, joint) - getattr(before, joint)) for joint in joints)
