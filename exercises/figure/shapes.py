"""The flat shapes a figure is made of, and their outlines in tenths on the paper of an SVG."""

import math
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Frame:
    """How the body's own measures are laid on a paper of a width and a height."""

    scale: float
    middle: float
    floor: float
    width: int
    height: int

    def tenths(self, point: complex) -> tuple[int, int]:
        """Return the place on the paper in tenths, whole so that steps between places add up."""
        across = self.width / 2 + (point.real - self.middle) * self.scale
        return round(10 * across), round(10 * (self.floor - point.imag * self.scale))

    def loose(self) -> "Frame":
        """Return a frame of this scale for shapes that are moved to their places later."""
        return Frame(self.scale, 0, 0, 0, 0)


def brief(*numbers: int) -> str:
    """Write whole numbers as briefly as a path may have them."""
    return "".join(
        str(number) if number < 0 or not at else f" {number}" for at, number in enumerate(numbers)
    )


def step(start: tuple[int, int], end: tuple[int, int]) -> str:
    return brief(end[0] - start[0], end[1] - start[1])


@dataclass(frozen=True)
class Loop:
    """A smooth outline through points."""

    paint: str
    points: tuple[complex, ...]

    def bounds(self) -> tuple[float, float, float, float]:
        across, up = [p.real for p in self.points], [p.imag for p in self.points]
        return min(across), min(up), max(across), max(up)

    def path(self, frame: Frame) -> str:
        points, count = self.points, len(self.points)
        parts = [f"M{brief(*frame.tenths(points[0]))}"]
        for i, here in enumerate(points):
            before, after, beyond = (points[(i + step) % count] for step in (-1, 1, 2))
            curve = here + (after - before) / 6, after - (beyond - here) / 6, after
            x, y = frame.tenths(here)
            steps = [(u - x, v - y) for u, v in map(frame.tenths, curve)]
            parts.append(f"c{brief(*chain.from_iterable(steps))}")
        return "".join(parts) + "z"


@dataclass(frozen=True)
class Capsule:
    """A tapered limb: the outline around two circles."""

    paint: str
    start: complex
    wide: float
    end: complex
    narrow: float

    def bounds(self) -> tuple[float, float, float, float]:
        ends = ((self.start, self.wide), (self.end, self.narrow))
        return (
            min(p.real - r for p, r in ends), min(p.imag - r for p, r in ends),
            max(p.real + r for p, r in ends), max(p.imag + r for p, r in ends),
        )  # fmt: skip

    def path(self, frame: Frame) -> str:
        length = max(abs(self.end - self.start), 1e-6)
        along = (self.end - self.start) / length
        cosine = max(-0.99, min(0.99, (self.wide - self.narrow) / length))
        side = along * complex(cosine, math.sqrt(1 - cosine**2))
        other = along * complex(cosine, -math.sqrt(1 - cosine**2))
        corners = (self.start + self.wide * side, self.end + self.narrow * side,
                   self.end + self.narrow * other, self.start + self.wide * other)  # fmt: skip
        a, b, c, d = (frame.tenths(corner) for corner in corners)
        wide, narrow = (str(round(10 * r * frame.scale)) for r in (self.wide, self.narrow))
        end = f"a{narrow} {narrow} 0 {int(self.wide < self.narrow)} 1 {step(b, c)}"
        start = f"a{wide} {wide} 0 {int(self.wide > self.narrow)} 1 {step(d, a)}"
        return f"M{brief(*a)}l{step(a, b)}{end}l{step(c, d)}{start}z"


@dataclass(frozen=True)
class Box:
    """A rectangle between its lower left and its upper right corner."""

    paint: str
    low: complex
    high: complex

    def bounds(self) -> tuple[float, float, float, float]:
        return self.low.real, self.low.imag, self.high.real, self.high.imag

    def path(self, frame: Frame) -> str:
        (left, bottom), (right, top) = frame.tenths(self.low), frame.tenths(self.high)
        return f"M{left} {bottom}V{top}H{right}V{bottom}z"


Shape = Loop | Capsule | Box


def bounds(shapes: list[Shape]) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of everything drawn."""
    left, bottom, right, top = zip(*(shape.bounds() for shape in shapes), strict=True)
    return min(left), min(bottom), max(right), max(top)


def placed(paint: str, at: complex, direction: complex, outline: tuple[complex, ...]) -> Loop:
    """Turn an outline that was drawn facing right to a direction, and move it to its place."""
    return Loop(paint, tuple(at + direction * point for point in outline))
