"""What there is to see of an exercise at any time between its two poses."""

from functools import cached_property

from .body import front_body, side_body
from .feet_end import feet_end_body, tilt
from .pose import BREATHS, Pose, other_side, work_done
from .props import props, strap
from .shapes import Frame, Shape, bounds
from .ways import Gait, movement

WIDTH, HEIGHT, NARROWEST = 320, 200, 150  # of the paper of one figure
MARGIN, HEADROOM, GROUND = 12, 7, 13  # what stays free beside, above and below it
LARGEST = 165  # of a metre on the paper


class Scenes:
    """An exercise seen from the side, or from ahead."""

    def __init__(self, first: Pose, second: Pose):
        self.first, self.second = first, second

    @cached_property
    def movement(self):
        return movement(self.first, self.second)

    @property
    def gait(self) -> Gait | None:
        return self.movement if isinstance(self.movement, Gait) else None

    @cached_property
    def behind(self) -> list[Shape]:
        """Draw what either pose leans on, once for the whole movement."""
        start, end = self.movement.at(0), self.movement.at(1)
        things = {**props(self.second, end), **props(self.first, start)}
        return [shape for thing in things.values() for shape in thing]

    @cached_property
    def extent(self) -> tuple[float, float, float]:
        """Return how far everything goes to the left, to the right, and up."""
        left, _, right, top = bounds([shape for time in (0, 0.5, 1) for shape in self.at(time)])
        return left, right, top

    @cached_property
    def frame(self) -> Frame:
        """Fit everything on the paper at one scale; who lies low is drawn nearer its middle."""
        left, right, top = self.extent
        high = HEIGHT - HEADROOM - GROUND
        scale = min(LARGEST, (WIDTH - 2 * MARGIN) / (right - left), high / top)
        floor = HEIGHT - GROUND - round(0.4 * (high - top * scale))
        return Frame(scale, (left + right) / 2, floor, WIDTH, HEIGHT)

    @cached_property
    def close_frame(self) -> Frame:
        """Cut the paper to what is on it, for pictures that stand beside each other."""
        left, right, top = self.extent
        scale = self.frame.scale
        width = min(WIDTH, max(NARROWEST, round((right - left) * scale) + 4 * MARGIN))
        height = round(top * scale) + HEADROOM + GROUND
        return Frame(scale, (left + right) / 2, height - GROUND, width, height)

    def at(self, time: float) -> list[Shape]:
        towel = strap(self.movement.at(time)) if "towel" in self.first.kept else []
        return [*self.behind, *self.body(time), *towel]

    def body(self, time: float) -> list[Shape]:
        j = self.movement.at(time)
        if self.first.view == "front":
            return front_body(self.first, j)
        work = work_done(self.first, self.second, time)
        return side_body(self.first, j, work * self.breathes, work)

    @property
    def breathes(self) -> bool:
        """Say whether the breath is what moves: the words say so, or nothing else does."""
        if any(words in self.first.kept for words in BREATHS):
            return True
        mine, theirs = self.first, self.second
        angles = [(pose.trunk, pose.lumbar, pose.near, pose.far) for pose in (mine, theirs)]
        return angles[0] == angles[1] and not mine.effort

    def other_side(self) -> "Scenes":
        return type(self)(other_side(self.first), other_side(self.second))


class FeetEndScenes(Scenes):
    """Knees that roll, seen from the feet."""

    way = 1
    gait, breathes = None, False

    def at(self, time: float) -> list[Shape]:
        start, end = tilt(self.first), tilt(self.second)
        return feet_end_body(self.way * (start + time * (end - start)))

    def other_side(self) -> "FeetEndScenes":
        mirrored = FeetEndScenes(self.first, self.second)
        mirrored.way = -self.way
        return mirrored


def scenes(first: Pose, second: Pose) -> Scenes:
    return (FeetEndScenes if first.view == "foot-end" else Scenes)(first, second)
