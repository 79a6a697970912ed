"""What a pose note says, as values."""

import re
from dataclasses import dataclass, replace

LYING = {"head", "back", "low back", "pelvis", "chest", "belly", "shoulders", "side of body", "hip"}
CROSSING = ("ankle on far thigh", "ankle across", "shin across")
EFFORTS = {
    "buttocks": "buttocks tight", "belly": "belly slightly drawn in", "low back": "low back flat",
}  # fmt: skip
FOLDED = 145  # an elbow that is bent so far lies folded
BREATHS = ("hand raised", "rise and fall")
OTHER = {"near": "far", "far": "near", "Near": "Far", "Far": "Near"}


@dataclass(frozen=True)
class Limbs:
    """The angles of the leg and the arm of one side, in degrees."""

    hip: int
    knee: int
    ankle: int
    shoulder: int
    elbow: int


@dataclass(frozen=True)
class Pose:
    """What a pose note says."""

    view: str
    trunk: int
    lumbar: int
    neck: int
    near: Limbs
    far: Limbs
    contacts: tuple[str, ...]
    words: str
    holds: tuple[str, str] | None = None
    kept: str = ""  # the words of both poses, as far as they are about the whole exercise
    shod: bool = False
    folded: bool = False  # an arm has its hand beside the shoulder, in this pose or in the other

    @property
    def lies(self) -> bool:
        return bool(LYING & set(self.contacts))

    @property
    def supine(self) -> bool:
        return self.lies and self.view == "side" and 135 <= self.trunk <= 225

    @property
    def rests_prone(self) -> bool:
        """Say whether somebody just lies on the front, and so with the head turned to a side."""
        return self.lies and self.kept == f"{self.words} {self.words}" and abs(self.trunk) < 45

    @property
    def crosses(self) -> bool:
        return any(f"near {part}" in self.words for part in CROSSING)

    @property
    def upper(self) -> int:
        return self.trunk - self.lumbar

    @property
    def effort(self) -> str:
        """Name what works, or presses down, while little is seen to move."""
        return next((part for part, words in EFFORTS.items() if words in self.kept), "")

    @property
    def at_work(self) -> bool:
        """Say whether this is the pose in which it works, or the breath is in."""
        return any(words in self.words for words in (*EFFORTS.values(), *BREATHS))

    def touches(self, side: str, *parts: str) -> bool:
        """Say whether this side's part, or the part of both sides, is named as a contact."""
        names = {f"{whose}{part}{more}" for part in parts
                 for whose in ("", f"{side} ") for more in ("", "s")}  # fmt: skip
        names |= {"feet"} if "foot" in parts else set()
        if side == "far":
            names |= {f"lower {part}" for part in parts}
        return bool(names & set(self.contacts))

    def leaning_on(self, thing: str) -> bool:
        return any(name.endswith(thing) for name in self.contacts)


def other_side(pose: Pose) -> Pose:
    """Let the far side do what the near side did, and the near side what the far side did."""
    near_hand, far_hand = pose.holds or ("", "")
    return replace(
        pose, near=pose.far, far=pose.near, words=changed(pose.words), kept=changed(pose.kept),
        contacts=tuple(changed(name) for name in pose.contacts),
        holds=pose.holds and (changed(far_hand), changed(near_hand)),
    )  # fmt: skip


def changed(words: str) -> str:
    return re.sub(r"\b([Nn]ear|[Ff]ar)\b", lambda found: OTHER[found[0]], words)


def work_done(first: Pose, second: Pose, time: float) -> float:
    """Say how much of the work, or of the breath, is there at a time between two poses."""
    if first.at_work == second.at_work:
        return time
    return 1 - time if first.at_work else time
