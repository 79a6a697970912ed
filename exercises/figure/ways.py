"""The movements that go a way of their own: walking, stepping back from a wall, a side plank."""

import cmath
import math

from .ground import foot_depth, stand_leg
from .joints import SHIN, SIDES, THIGH, UPPER_ARM, Joints, shifted, within
from .movement import Movement
from .pose import Pose, other_side
from .sideways import leg_angle, propped

LIFT = 0.04  # how high a foot is lifted in a small step
LEANT = 0.8  # when somebody who steps back from a wall has leaned as far as at the end
STEPS_BACK = {"near": ((0, 0.25), (0.5, 0.8)), "far": ((0.2, 0.5), (0.75, 1))}


def movement(first: Pose, second: Pose) -> Movement:
    """Choose the way from a pose to another."""
    if first.view == "front" and all("forearm" in pose.contacts for pose in (first, second)):
        return SidePlank(first, second)
    if all(pose.leaning_on("forearms on wall") for pose in (first, second)):
        return LeaningOnWall(first, second)
    if is_gait(first, second):
        return Gait(first, second)
    if "seat" in first.contacts and "seat" not in second.contacts:
        return Rising(first, second)
    return Movement(first, second)


def is_gait(first: Pose, second: Pose) -> bool:
    """Say whether the second pose is the first with the sides changed, as in walking."""
    changed = other_side(first)
    same = (changed.near, changed.far, changed.trunk) == (second.near, second.far, second.trunk)
    return same and first.near != first.far and first.view == "side" and not first.lies


def eased(time: float) -> float:
    return (1 - math.cos(math.pi * max(0.0, min(1.0, time)))) / 2


class SidePlank(Movement):
    """The hip rises over a forearm and a foot that stay."""

    def prepare(self) -> None:
        self.a.j, self.b.j = self.at(0), self.at(1)

    def at(self, time: float) -> Joints:
        low, high = leg_angle(self.first), leg_angle(self.second)
        return propped(self.first, low + time * (high - low))


class Rising(Movement):
    """Up from a chair: nose over toes before the hips leave the seat."""

    def more(self, bone: str, time: float) -> float:
        lean = 22 * math.sin(math.pi * time**0.7) ** 2
        return {"waist": -lean, "near knee": lean, "far knee": lean, "head": lean / 2,
                "near elbow": lean / 2, "far elbow": lean / 2}.get(bone, 0)  # fmt: skip


class LeaningOnWall(Movement):
    """The forearms stay on the wall; the feet follow the leaning body in small steps."""

    def prepare(self) -> None:
        self.elbow = (self.a.j["near elbow"].imag + self.b.j["near elbow"].imag) / 2

    def at(self, time: float) -> Joints:
        j = self.leaning(min(1, time / LEANT))
        for side in SIDES:
            place = self.leaning(0)[f"{side} ankle"]
            for begins, ends in STEPS_BACK[side]:
                target = self.leaning(min(1, ends / LEANT))[f"{side} ankle"]
                done = eased((time - begins) / (ends - begins))
                place += done * (target - place) + 1j * LIFT * math.sin(math.pi * done)
            stand_leg(j, side, within(j[f"{side} hip"], place, THIGH + SHIN))
        return j

    def leaning(self, time: float) -> Joints:
        """Lean with straight legs, as if the feet slid."""
        j = self.turning.at(time)
        j = shifted(j, 1j * (foot_depth(j["near foot"]) - j["near ankle"].imag))
        down = self.elbow - j["shoulder"].imag
        across = math.sqrt(max(0.0, UPPER_ARM**2 - down**2))
        j = shifted(j, -(j["shoulder"].real + across))  # the wall is at 0
        for side in SIDES:
            j[f"{side} elbow"] = 1j * self.elbow
            palm = 0.016 + 0.25j  # the palm lies on the wall as the elbow does
            j[f"{side} wrist"], j[f"{side} hand"] = j[f"{side} elbow"] + palm, 1j
        return j


class Gait(Movement):
    """One step of walking or marching: the body stays in the middle and the floor goes by."""

    def prepare(self) -> None:
        ankles = [f"{side} ankle" for side in SIDES]
        walks = all(name in body.bears for name in ankles for body in (self.a, self.b))
        forward = {side: from_hips(self.b.j, side) - from_hips(self.a.j, side) for side in SIDES}
        self.swings = max(SIDES, key=lambda side: forward[side]) if walks else None

    @property
    def stride(self) -> float:
        """Say how far a step takes somebody who walks: as far as the standing foot goes back."""
        stands = next((f"{side} ankle" for side in SIDES if side != self.swings), "")
        return (self.at(0)[stands] - self.at(1)[stands]).real if self.swings else 0

    def at(self, time: float) -> Joints:
        j = self.turning.at(time, self.pace, self.more)
        depths = {side: foot_depth(j[f"{side} foot"]) - j[f"{side} ankle"].imag for side in SIDES}
        stance = [side for side in SIDES if side != self.swings]
        j = shifted(j, 1j * max(depths[side] for side in stance))
        for side in SIDES:
            low = foot_depth(j[f"{side} foot"])
            if j[f"{side} ankle"].imag < low:
                place = complex(j[f"{side} ankle"].real, low)
                stand_leg(j, side, within(j[f"{side} hip"], place, THIGH + SHIN))
        return j

    def pace(self, bone: str, time: float) -> float:
        """A raised foot comes down before the other one rises; arms swing all the while."""
        side, _, part = bone.rpartition(" ")
        if self.swings or part not in ("knee", "ankle", "foot"):
            return time
        lands = f"{side} ankle" in self.b.bears
        return eased(2 * time) if lands else eased(2 * time - 1)

    def more(self, bone: str, time: float) -> float:
        """Bend the leg that swings forward, and roll the foot that stands from heel to toes."""
        side, _, part = bone.rpartition(" ")
        if self.swings == side:
            early = math.sin(math.pi * time**0.85)
            return {"knee": 16 * early, "ankle": -46 * early, "foot": 14 * early}.get(part, 0)
        if self.swings and part == "ankle":  # the knee of the standing leg stays long
            return 8 * math.sin(math.pi * time**2)
        if self.swings and part == "foot":
            return self.sole(side, time)
        return 0

    def sole(self, side: str, time: float) -> float:
        """Keep the sole of the standing foot on the floor in the middle of the step."""
        shin = self.turning.at(time, more=lambda bone, now: 0 if bone.endswith("foot") else
                               self.more(bone, now))  # fmt: skip
        down = math.degrees(cmath.phase(shin[f"{side} foot"]))
        flat = min(1, max(0, min(time / 0.15, (0.85 - time) / 0.35)))
        return -flat * down


def from_hips(j: Joints, side: str) -> float:
    return (j[f"{side} ankle"] - j["pelvis"]).real
