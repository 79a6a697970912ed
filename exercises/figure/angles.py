"""A pose as plain values for an editor with sliders, and the pose note that is made of them."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .note import LIMBS, read
from .note import LIMITS as DEGREES
from .pose import Limbs, changed
from .problems import problems_in

__all__ = ["CONTACTS", "LIMITS", "VIEWS", "angles_of", "mirrored", "note_of", "problems_in"]

# view and words are text, contacts a list of words, and the rest whole degrees.
Angles = dict[str, int | str | list[str]]
BACK = ("trunk", "lumbar", "neck")


class Limit(NamedTuple):
    """How far one joint goes, in degrees, and what its slider is called."""

    name: str
    label: str
    hint: str
    group: str
    least: int
    most: int
    step: int = 1


def limits(group: str, side: str, *joints: tuple[str, str, str]) -> tuple[Limit, ...]:
    return tuple(Limit(f"{side}{name}", label, hint, group, *DEGREES[name])
                 for name, label, hint in joints)  # fmt: skip


WHOLE = (
    ("trunk", _("Whole body"), _("0 on the front, 90 upright, 180 on the back")),
    ("lumbar", _("Lower back"), _("Below 0 hollow, 0 straight, above 0 rounded")),
    ("neck", _("Neck"), _("Below 0 looking up, above 0 chin to chest")),
)
LEG = (
    ("hip", _("Hip"), _("Below 0 leg behind, 0 in line with the body, 90 thigh at a right angle")),
    ("knee", _("Knee"), _("0 straight, 90 bent to a right angle")),
    ("ankle", _("Ankle"), _("Below 0 toes drawn up, 0 square, above 0 toes pointed")),
)
ARM = (
    ("shoulder", _("Shoulder"), _("Below 0 arm behind, 0 by the side, 90 in front, 180 overhead")),
    ("elbow", _("Elbow"), _("0 straight, 90 bent to a right angle")),
)
LIMITS = (
    *limits(_("Back"), "", *WHOLE),
    *limits(_("Near leg"), "near_", *LEG),
    *limits(_("Near arm"), "near_", *ARM),
    *limits(_("Far leg"), "far_", *LEG),
    *limits(_("Far arm"), "far_", *ARM),
)  # fmt: skip

VIEWS = (
    ("side", _("From the side")),
    ("front", _("From the front, for lying on one side")),
    ("foot-end", _("From the feet, for knees that roll")),
)
# What may touch the floor, or a thing: the word of the note, and the words of a form.
CONTACTS = (
    ("feet", _("Both feet")), ("near foot", _("Near foot")), ("far foot", _("Far foot")),
    ("near heel", _("Near heel")), ("far heel", _("Far heel")),
    ("toes", _("Toes of both feet")), ("near toes", _("Toes of the near foot")),
    ("far toes", _("Toes of the far foot")),
    ("knees", _("Both knees")), ("near knee", _("Near knee")), ("far knee", _("Far knee")),
    ("shins", _("Both shins")), ("near shin", _("Near shin")), ("far shin", _("Far shin")),
    ("thighs", _("Thighs")), ("pelvis", _("Pelvis")), ("low back", _("Lower back")),
    ("back", _("Back")), ("shoulders", _("Shoulders")), ("head", _("Head")),
    ("belly", _("Belly, on a pillow")), ("chest", _("Chest")),
    ("arms", _("Both arms")), ("hands", _("Both hands")), ("near hand", _("Near hand")),
    ("far hand", _("Far hand")), ("forearms", _("Both forearms")),
    ("side of body", _("Side of the body, lying on it")), ("hip", _("Hip, lying on one side")),
    ("forearm", _("Lower forearm, propped on one side")),
    ("lower leg", _("Whole lower leg, lying on one side")),
    ("lower knee", _("Lower knee, lying on one side")),
    ("lower foot", _("Lower foot, lying on one side")),
    ("seat", _("Seat of a chair")), ("calves on chair", _("Calves on a chair")),
    ("back on wall", _("Back against a wall")), ("forearms on wall", _("Forearms on a wall")),
    ("near foot on step", _("Near foot on a step")), ("far foot on step", _("Far foot on a step")),
)  # fmt: skip


def angles_of(note: str) -> Angles:
    """Take a pose note apart, or refuse it with a sentence that says what to write."""
    pose = read(note)
    return {
        "view": pose.view,
        **{name: getattr(pose, name) for name in BACK},
        **sided("near", pose.near),
        **sided("far", pose.far),
        "contacts": list(pose.contacts),
        "words": note.strip().split(";", 7)[-1].strip(),
    }


def sided(side: str, limbs: Limbs) -> dict[str, int]:
    return {f"{side}_{name}": getattr(limbs, name) for name in LIMBS}


def note_of(angles: Angles) -> str:
    """Write the pose note of these values."""
    back = "; ".join(f"{name}={angles[name]}" for name in BACK)
    near, far = (
        f"{side}: " + " ".join(f"{name}={angles[f'{side}_{name}']}" for name in LIMBS)
        for side in ("near", "far")
    )
    contacts, words = ",".join(angles["contacts"]), " ".join(angles["words"].split())
    return f"view={angles['view']}; {back}; {near}; {far}; contact={contacts}; {words}"


def mirrored(angles: Angles) -> Angles:
    """Let the near side do what the far side did, and the far side what the near side did."""
    swapped = {f"{side}_{name}": angles[f"{changed(side)}_{name}"]
               for side in ("near", "far") for name in LIMBS}  # fmt: skip
    contacts = [changed(contact) for contact in angles["contacts"]]
    return angles | swapped | {"contacts": contacts, "words": changed(angles["words"])}
