"""Everything the page of an exercise says, made from its content alone.

The content is that of `content.entry_of` and of a Revision, so that a page, a preview and the
words of an old day all say it in the same way.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .choices import Laterality, Position
from .dosing import DOSE_FIELDS, dose_words, minutes_estimate
from .drawing import moving_of, notes_of, side_of, words_of
from .lists import Aim, Condition, Equipment


@dataclass(frozen=True)
class Names:
    """The names of what an exercise is sorted by, by key."""

    aims: dict[str, str]
    equipment: dict[str, str]
    conditions: dict[str, str]

    @classmethod
    def all(cls):
        lists = (Aim, Equipment, Condition)
        return cls(*(listed.objects.names() for listed in lists))


@dataclass(frozen=True)
class Care:
    """What somebody with a condition should mind."""

    condition: str
    note: str


@dataclass(frozen=True)
class Figure:
    """The drawing that moves, start and end beside each other, and both in words."""

    moving: str
    side: str
    words: str

    @property
    def is_moving(self):
        return "<animate" in self.moving


@dataclass(frozen=True)
class Shown:
    """An exercise in the words of its page."""

    slug: str
    name: str
    aim: str
    position: str
    sides: str
    dose: str
    minutes: int
    rest_seconds: int | None
    stop_if: str
    steps: tuple[str, ...]
    breathing: str
    feel: str
    mistakes: tuple[str, ...]
    needs: tuple[str, ...]
    nice_to_have: tuple[str, ...]
    regions: tuple[str, ...]
    aliases: tuple[str, ...]
    # Those that the viewer's own answers raised, and the others.
    care_for_you: tuple[Care, ...]
    care_for_others: tuple[Care, ...]
    figure: Figure | None
    picture_url: str
    picture_alt: str
    video_url: str
    sources: tuple[str, ...]


def shown(entry: dict, *, conditions=frozenset(), names: Names | None = None) -> Shown:
    """Say an exercise; `conditions` are the keys that the viewer's own answers raised."""
    names = names or Names.all()
    given, others = cares(entry, conditions, names.conditions)
    return Shown(
        slug=entry["slug"],
        name=entry["name"],
        aim=named(entry["aim"], names.aims),
        position=worded(entry["position"], Position),
        sides=worded(entry["laterality"], Laterality),
        **amount(entry["dose"]),
        stop_if=stop_words(entry["stop_if"]),
        steps=tuple(entry["steps"]),
        breathing=entry["breathing"],
        feel=entry["feel"],
        mistakes=tuple(entry["mistakes"]),
        needs=tuple(named(key, names.equipment) for key in entry["equipment"]),
        nice_to_have=tuple(named(key, names.equipment) for key in entry["equipment_optional"]),
        regions=tuple(entry["regions"]),
        aliases=tuple(entry["aliases"]),
        care_for_you=given,
        care_for_others=others,
        figure=figure_of(entry),
        picture_url=reverse("exercises:picture", args=[key]) if (key := entry["picture"]) else "",
        picture_alt=entry["picture_alt"],
        video_url=entry["video_url"],
        sources=tuple(entry["sources"]),
    )


def named(key: str, names: dict[str, str]) -> str:
    """Return a name; what has left its list since is still called something."""
    return names.get(key, key.replace("_", " ").replace("-", " "))


def worded(value: str, choices) -> str:
    return str(choices(value).label) if value in choices.values else value


def amount(dose: dict) -> dict:
    parts = {name: dose[name] for name in DOSE_FIELDS}
    rest = parts["rest_seconds"] if parts["sets"] > 1 else None
    words, minutes = dose_words(**parts), minutes_estimate(**parts)
    return {"dose": words, "minutes": minutes, "rest_seconds": rest}


def stop_words(written: str) -> str:
    """Return what goes on after "Stop if", without its full stop."""
    usual = _("pain shoots further down your leg, or you feel numb, weak, dizzy, or get chest pain")
    return written.strip().rstrip(".") or usual


def cares(entry: dict, mine, names: dict[str, str]) -> tuple[tuple[Care, ...], tuple[Care, ...]]:
    """Return what the viewer should mind, and what other people should."""
    sorted_out = {True: [], False: []}
    for row in entry["avoid_with"]:
        care = Care(named(row["condition"], names), row["note"])
        sorted_out[row["condition"] in mine].append(care)
    return tuple(sorted_out[True]), tuple(sorted_out[False])


def figure_of(entry: dict) -> Figure | None:
    """Draw the exercise for a page, whose style sheet has the colors of the night."""
    notes, sides = notes_of(entry["poses"]), entry["laterality"]
    how = {"alt": words_of(notes, sides), "seed": entry["slug"], "inline": True}
    hold = entry["dose"]["hold_seconds_min"]
    moving = moving_of(notes, laterality=sides, hold_seconds=hold, **how)
    if not moving:
        return None
    # Drawn by our own figures/, which escape the words they are given.
    drawings = (mark_safe(svg) for svg in (moving, side_of(notes, **how)))  # noqa: S308
    return Figure(*drawings, how["alt"])
