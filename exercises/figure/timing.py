"""When each scene of a moving figure is shown: ease over, rest for the hold, come back, rest."""

import math
from dataclasses import dataclass

from .pose import Pose, other_side
from .scene import Scenes
from .ways import Gait

STEPS = 10  # scenes from one pose to the other; limbs pass smoothly through that many
REST, HOLD, LONGEST, BREATH = 0.6, 0.9, 2.0, 3.0  # seconds
STEP_SECONDS, MARCH_SECONDS = 0.75, 1.1  # for the gaits


@dataclass(frozen=True)
class Beat:
    """What is to be seen at a moment."""

    seconds: float
    time: float  # between the two poses, from 0 to 1
    other_side: bool = False


@dataclass(frozen=True)
class Loop:
    """The beats of one round, and whether the next round is seen in a mirror."""

    beats: tuple[Beat, ...]
    mirrored: bool = False
    stride: float = 0  # how far somebody who walks gets in a round

    @property
    def seconds(self) -> float:
        return self.beats[-1].seconds


def loop(shown: Scenes, *, hold: float, move: float, sides: bool) -> Loop:
    """Plan one round of a movement that is done with one side, with both, or in turn."""
    first = shown.first
    if shown.gait:
        return walk(shown.gait)
    hold = min(max(hold, HOLD), LONGEST)
    round_ = there_and_back(hold, max(move, BREATH) if shown.breathes else move)
    if not sides:
        return Loop(round_)
    if first.view == "foot-end" or is_even(first):
        after = round_[-1].seconds
        again = tuple(Beat(beat.seconds + after, beat.time, True) for beat in round_)
        return Loop(round_ + again)
    return Loop(round_, mirrored=True)


def there_and_back(hold: float, move: float) -> tuple[Beat, ...]:
    there = [Beat(REST + moment * move, time) for moment, time in eased()]
    left = there[-1].seconds + hold
    back = [Beat(left + moment * move, 1 - time) for moment, time in eased()]
    return (Beat(0, 0), *there, *back, Beat(back[-1].seconds + REST, 0))


def eased() -> list[tuple[float, float]]:
    """Return moments at which equal parts of the way are done, slow at both ends."""
    times = [step / STEPS for step in range(STEPS + 1)]
    return [(math.acos(1 - 2 * time) / math.pi, time) for time in times]


def walk(gait: Gait) -> Loop:
    """Step after step: the end of one is the start of the next, of the other side."""
    pace = STEP_SECONDS if gait.swings else MARCH_SECONDS
    beats = [Beat(pace * (side + step / STEPS), step / STEPS, bool(side))
             for side in (0, 1) for step in range(STEPS + 1)]  # fmt: skip
    return Loop(tuple(beats), stride=2 * gait.stride)


def is_even(pose: Pose) -> bool:
    """Say whether both sides do the same in a pose, so that one can go on with the other side."""
    changed = other_side(pose)
    alike = (changed.near, set(changed.contacts), changed.words) == (
        pose.near, set(pose.contacts), pose.words)  # fmt: skip
    return alike and pose.view == "side"
