"""Reading a pose note of the library, or refusing it with a sentence that says what to write."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from .pose import CROSSING, FOLDED, Limbs, Pose

LIMBS = ("hip", "knee", "ankle", "shoulder", "elbow")
# How far a person's joints go, in degrees. Seen from ahead, hip and shoulder mean out to the side.
LIMITS = {
    "trunk": (-90, 270), "lumbar": (-45, 60), "neck": (-60, 60), "hip": (-40, 145),
    "knee": (-5, 160), "ankle": (-40, 90), "shoulder": (-100, 190), "elbow": (-5, 160),
}  # fmt: skip
PARTS = (
    "head", "back", "low back", "shoulder", "pelvis", "hip", "chest", "belly", "side of body",
    "thigh", "knee", "shin", "leg", "foot", "heel", "toe", "arm", "forearm", "hand", "seat",
    "calves on chair", "forearms on wall", "back on wall", "foot on step",
)  # fmt: skip
EXAMPLE = (
    "view=side; trunk=180; lumbar=0; neck=0; near: hip=50 knee=100 ankle=40 shoulder=0 elbow=0; "
    "far: hip=50 knee=100 ankle=40 shoulder=0 elbow=0; contact=head,back,pelvis,feet; Feet flat."
)
LIMB = re.compile(" ".join(rf"{name}=(-?\d{{1,3}})" for name in LIMBS))
HOLDS = (
    ("chest and belly", ("belly", "chest")),
    ("hands on low back", ("low back", "low back")),
    ("hands under low back", ("under back", "under back")),
    ("hands on hips", ("hip", "hip")),
    ("inside hip bones", ("hip bone", "hip bone")),
    ("far thigh held", ("behind far thigh", "behind far thigh")),
    ("behind thighs", ("behind near thigh", "behind far thigh")),
    ("behind thigh", ("behind near thigh", "behind near thigh")),
    ("on thighs", ("on near thigh", "on far thigh")),
    ("near shins", ("near shin", "far shin")),
    ("shin across", ("near shin", "near shin")),
)

SLIGHT = 8  # a hollow of the back by so little is drawn double, or nobody would see it


def read(note: str) -> Pose:
    """Read a pose note, or refuse it with a sentence that says what to write."""
    parts = [part.strip() for part in note.strip().split(";", 7)]
    if len(parts) < 8:
        raise ValueError(_("This pose note cannot be read. Write one like: %s") % EXAMPLE)
    view = value_of("view", parts[0])
    if view not in ("side", "front", "foot-end"):
        raise ValueError(
            _("This view cannot be read. Write view=side, view=front or view=foot-end.")
        )
    trunk, lumbar, neck = (
        degrees(name, value_of(name, part))
        for name, part in zip(("trunk", "lumbar", "neck"), parts[1:4], strict=True)
    )
    near, far = limbs("near", parts[4]), limbs("far", parts[5])
    contacts, words = touching(value_of("contact", parts[6])), parts[7].lower()
    if not words:
        raise ValueError(
            _("This pose note cannot be read to its end. Add a few words on the pose.")
        )
    holds = next((hold for phrase, hold in HOLDS if phrase in words), None)
    if holds is None and "seat" in contacts and CROSSING[0] in words:
        holds = ("near shin", "near shin")
    return Pose(view, trunk, lumbar, neck, near, far, contacts, words, holds)


def value_of(name: str, part: str) -> str:
    if not part.startswith(f"{name}="):
        words = _("The pose note cannot be read at “%(part)s”. Write %(name)s=… there.")
        raise ValueError(words % {"part": part[:40], "name": name})
    return part.removeprefix(f"{name}=").strip()


def degrees(name: str, words: str) -> int:
    low, high = LIMITS[name.split()[-1]]
    if not re.fullmatch(r"-?\d{1,3}", words):
        refusal = _("The %(name)s cannot be read: “%(words)s”. Write it in whole degrees.")
        raise ValueError(refusal % {"name": name, "words": words[:20]})
    if not low <= int(words) <= high:
        refusal = _("No %(name)s goes to %(words)s degrees. Choose from %(low)s to %(high)s.")
        raise ValueError(refusal % {"name": name, "words": words, "low": low, "high": high})
    return int(words)


def limbs(side: str, part: str) -> Limbs:
    match = LIMB.fullmatch(part.removeprefix(f"{side}:").strip())
    if match is None or not part.startswith(f"{side}:"):
        example = f"{side}: hip=0 knee=0 ankle=0 shoulder=0 elbow=0"
        refusal = _("The %(side)s side cannot be read. Write %(example)s")
        raise ValueError(refusal % {"side": side, "example": example})
    return Limbs(*(degrees(f"{side} {name}", words)
                   for name, words in zip(LIMBS, match.groups(), strict=True)))  # fmt: skip


def touching(words: str) -> tuple[str, ...]:
    names = tuple(name.strip() for some in words.split(",") for name in some.split(" or "))
    for name in names:
        bare = re.sub(r"^(near|far|lower|upper) ", "", name).replace("feet", "foot")
        if not {bare, bare.removesuffix("s")} & set(PARTS):
            refusal = _("The contact “%(name)s” cannot be read. Use: %(parts)s.")
            raise ValueError(refusal % {"name": name[:30], "parts": ", ".join(PARTS)})
    return names


def pair(note: str, other_note: str) -> tuple[Pose, Pose]:
    """Read both poses of an exercise; what one says of hands, view and shoes can go for both."""
    first, second = read(note), read(other_note or note)
    if "front" in (first.view, second.view) and first.view != second.view:
        raise ValueError(
            _("The two poses cannot be read as one movement. Give both the same view=.")
        )
    return together(first, second), together(second, first)


def together(pose: Pose, other: Pose) -> Pose:
    same_arms = abs(pose.near.shoulder - other.near.shoulder) <= 8
    ends_on = "foot-end" in (pose.view, other.view)
    slight = pose.supine and "back" in pose.contacts and -SLIGHT <= pose.lumbar < 0
    return replace(
        pose,
        lumbar=2 * pose.lumbar if slight else pose.lumbar,
        view="foot-end" if ends_on else pose.view,
        holds=pose.holds or (other.holds if same_arms else None),
        kept=f"{pose.words} {other.words}",
        shod=any(name.endswith("heel") for name in pose.contacts + other.contacts),
        folded=any(some.lies and some.near.elbow >= FOLDED for some in (pose, other)),
    )
