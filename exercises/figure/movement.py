"""From one pose to the other: the joint angles ease over, and what bears weight stays put.

A movement is made once for two poses, and then asked for the joints at times from 0 to 1.
"""

import cmath
import math

from .anchor import anchors, middle, slant, within_reach
from .arms import elbow_between, grip, keep_above_floor, rest_arm
from .ground import (
    ARM,
    STEP,
    Settled,
    cross,
    foot_depth,
    keep_leg_above_floor,
    rest_head,
    settle,
    stand_leg,
)
from .joints import (
    FOREARM,
    SHIN,
    SIDES,
    THIGH,
    UPPER_ARM,
    Joints,
    bent,
    lowest,
    shifted,
    turn_upper_body,
    unit,
    within,
)
from .pose import Pose, work_done
from .sideways import settle_sideways
from .turning import Turning

SLIDES = 0.25  # a foot that goes farther than this along the floor is not meant to stay


def settled(pose: Pose) -> Settled:
    if pose.view == "front":
        return settle_sideways(pose)
    body = settle(pose)
    for side in SIDES:
        rest_arm(pose, body, side)
    return body


class Movement:
    """The way from a first pose to a second."""

    def __init__(self, first: Pose, second: Pose):
        self.first, self.second = first, second
        self.a, self.b = settled(first), settled(second)
        self.lies = first.lies and second.lies
        self.anchors = anchors(first, second, self.a.bears & self.b.bears)
        apart = middle(self.a.j, self.anchors).real - middle(self.b.j, self.anchors).real
        self.b.j = shifted(self.b.j, apart)
        self.turning = Turning(first, second, self.a.j, self.b.j)
        both = self.a.bears & self.b.bears
        self.slides = {name for name in both if self.goes_along(name)}
        self.plants = self.planted(both - self.slides)
        self.prepare()

    def prepare(self) -> None:
        """Let the two poses themselves take what stays put into account."""
        self.a.j, self.b.j = self.at(0), self.at(1)
        self.turning = Turning(self.first, self.second, self.a.j, self.b.j)

    def planted(self, names: set[str]) -> Joints:
        """Return where everything stays that bears weight in both poses.

        Feet stay where the shins are the most upright, hands and knees halfway.
        """
        a, b = self.a.j, self.b.j
        feet = [name for name in names if name.endswith("ankle")]
        keeper = min((a, b), key=lambda j: sum(slant(body, j, name) for body in (a, b)
                                               for name in feet))  # fmt: skip
        return {name: keeper[name] if name in feet else (a[name] + b[name]) / 2
                for name in sorted(names)}  # fmt: skip

    def goes_along(self, name: str) -> bool:
        """Say whether a foot on the floor goes along it: so far, or from sole to heel."""
        if not name.endswith("ankle"):
            return False
        foot = name.replace("ankle", "foot")
        turned = abs(math.degrees(cmath.phase(self.a.j[foot] / self.b.j[foot])))
        return abs(self.a.j[name] - self.b.j[name]) > SLIDES or turned > 30

    def at(self, time: float) -> Joints:
        """Return the joints at a time from 0, the first pose, to 1, the second."""
        j = self.placed(self.turning.at(time, more=self.more), time)
        for side in SIDES:
            self.put_leg(j, side, time)
        if self.first.crosses:
            cross(j)
        self.lower_to_the_hands(j)
        if all("head" in pose.contacts for pose in (self.first, self.second)):
            rest_head(j)
        for side in SIDES:
            self.put_arm(j, side, time)
        return j

    def placed(self, j: Joints, time: float) -> Joints:
        """Put the body where its anchor is, at the height it lies at, and within reach."""
        between = {name: self.between(name, time) for name in self.anchors} | self.plants
        j = shifted(j, middle(between, self.anchors) - middle(j, self.anchors))
        if self.lies and self.first.view == "side":
            level = lowest(self.a.j) + time * (lowest(self.b.j) - lowest(self.a.j))
            return shifted(j, 1j * (level - lowest(j)))
        feet = [name for name in self.plants if name.endswith("ankle")]
        if feet and not self.anchors[0].endswith("ankle"):
            up = middle(self.plants, feet).imag - middle(j, feet).imag
            j = shifted(j, 1j * up) if self.anchors == ("shoulder",) else j
        return within_reach(j, {name: self.plants[name] for name in feet})

    def more(self, bone: str, time: float) -> float:
        """Say by how many degrees a bone turns beyond the straight way to its new angle."""
        side, _, part = bone.rpartition(" ")
        if self.first.leaning_on("on step") and side and f"{side} ankle" not in self.plants:
            lifted = math.sin(math.pi * time)  # the foot clears the edge of the step
            return {"knee": 36 * lifted, "ankle": -74 * lifted}.get(part, 0)
        return 0

    def between(self, name: str, time: float) -> complex:
        return self.a.j[name] + time * (self.b.j[name] - self.a.j[name])

    def put_leg(self, j: Joints, side: str, time: float) -> None:
        hip, knee, ankle, foot = (f"{side} {part}" for part in ("hip", "knee", "ankle", "foot"))
        if knee in self.plants:
            j[ankle] += self.plants[knee] - j[knee]
            j[knee] = self.plants[knee]
        elif ankle in self.plants:
            stand_leg(j, side, within(j[hip], self.plants[ankle], THIGH + SHIN))
        elif self.first.view == "front":
            self.put_leg_ahead(j, side, time)
        elif ankle in self.slides:
            j[foot] = self.slid(foot, time)
            place = complex(self.between(ankle, time).real, foot_depth(j[foot]))
            stand_leg(j, side, within(j[hip], place, THIGH + SHIN))
        else:
            keep_leg_above_floor(j, side, self.floor(side, time))

    def floor(self, side: str, time: float) -> float:
        """Say how high the ground is for a foot that joins the other one on a step."""
        start, end = (STEP * (pose.leaning_on("on step") and not pose.touches(side, "foot"))
                      for pose in (self.first, self.second))  # fmt: skip
        return start + time * (end - start)

    def slid(self, foot: str, time: float) -> complex:
        """Leave the sole of a foot that slides on the floor until late."""
        start, end = (cmath.phase(body.j[foot]) for body in (self.a, self.b))
        return cmath.rect(1, start + time**3 * (end - start))

    def put_leg_ahead(self, j: Joints, side: str, time: float) -> None:
        """Keep the heels together when seen from ahead, while the knees open like a clam."""
        if self.first.near.knee != self.second.near.knee:
            j[f"{side} knee"] = self.between(f"{side} knee", time)
            j[f"{side} ankle"] = self.between(f"{side} ankle", time)

    def lower_to_the_hands(self, j: Joints) -> None:
        """Tip the trunk over the hips if a hand that bears weight is out of reach."""
        for side in SIDES:
            hand = self.plants.get(f"{side} wrist")
            if self.lies or hand is None or abs(j["shoulder"] - hand) <= ARM:
                continue
            hips, shoulder = j["pelvis"], j["shoulder"]
            ways = [bent(hips, hand, abs(shoulder - hips), ARM, way) for way in (-1, 1)]
            nearest = min(ways, key=lambda place: abs(place - shoulder))
            turn_upper_body(j, unit(nearest - hips) / unit(shoulder - hips))

    def put_arm(self, j: Joints, side: str, time: float) -> None:
        shoulder, elbow, wrist = (f"{side} {part}" for part in ("shoulder", "elbow", "wrist"))
        mine, theirs = self.a.grips.get(side), self.b.grips.get(side)
        forearm = j[wrist] - j[elbow]
        if mine and theirs and mine[0] == theirs[0]:
            at = mine[1] + time * (theirs[1] - mine[1])
            grip(self.first, j, side, mine[0], at, self.swell(time))
        elif elbow in self.plants:
            j[elbow] = self.plants[elbow]
            j[wrist] = j[elbow] + forearm
        elif wrist in self.plants:
            j[wrist] = within(j[shoulder], self.plants[wrist], UPPER_ARM + FOREARM)
            j[elbow] = j[wrist] - forearm
            if not self.turning.folds(side) or abs(j[elbow] - j[shoulder]) > UPPER_ARM:
                j[elbow] = elbow_between(j[shoulder], j[wrist])
        elif self.first.view == "side":
            keep_above_floor(j, side)

    def swell(self, time: float) -> float:
        """Say how far the belly has risen under a hand."""
        breathes = "hand raised" in self.first.kept
        return work_done(self.first, self.second, time) * breathes
