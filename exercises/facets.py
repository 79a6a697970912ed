"""Narrowing the library by what exercises are, as plain values.

Within one facet any of the choices will do; every facet that was used must fit.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import NamedTuple
from urllib.parse import urlencode

from .cards import Card
from .viewers import Viewer

NOTHING = "nothing"
ANSWERS = "answers"
FAVORITES, RECENT = "favorites", "recent"
# The positions one gets into without lying or kneeling down.
OFF_THE_FLOOR = {"seated", "standing"}
# Who has the one has the other: what is said against either is for them.
ALSO = {
    "pregnancy_after_first_trimester": "pregnancy",
    "osteoporosis_vertebral_fracture": "osteoporosis",
}


@dataclass(frozen=True)
class Asked:
    """What somebody looks for, by the names that the library's address gives it."""

    q: str = ""
    position: tuple[str, ...] = ()
    aim: tuple[str, ...] = ()
    # What they have at home; no choice at all means that it does not matter.
    have: tuple[str, ...] = ()
    floor: tuple[str, ...] = ()
    safe: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    show: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        return replace(self, show=()) != Asked()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the facets that are in use, as (name, value)."""
        used = [field.name for field in fields(self) if field.name not in ("q", "show")]
        return [(name, value) for name in used for value in getattr(self, name)]

    def without(self, name: str, value: str):
        rest = tuple(one for one in getattr(self, name) if one != value)
        return replace(self, **{name: rest})

    @property
    def address(self) -> str:
        """Return what follows the path in the address of this list."""
        said = [("q", self.q)] if self.q else []
        pairs = [*said, *self.choices, *(("show", value) for value in self.show)]
        return "?" + urlencode(pairs) if pairs else ""


class Narrowed(NamedTuple):
    """What fits; what would but for its cautions; and how many of each choice there would be."""

    kept: list[Card]
    left_out: list[Card]
    counts: dict[str, Counter]


def minded(asked: Asked, viewer: Viewer) -> frozenset[str]:
    """Return the conditions to keep clear of: those ticked, and those of one's own answers."""
    own = viewer.conditions if ANSWERS in asked.safe else frozenset()
    named = own.union(asked.safe) - {ANSWERS}
    return named.union(ALSO[key] for key in named & ALSO.keys())


def narrow(cards: Iterable[Card], asked: Asked, viewer: Viewer) -> Narrowed:
    """Sort the cards into those that fit, in their order, and those left out for care."""
    conditions = minded(asked, viewer)
    kept, left_out = [], []
    counts = {"position": Counter(), "aim": Counter()}
    for card in cards:
        missed = misses(card, asked, viewer)
        is_careful = not conditions & card.cautions
        if not missed:
            (kept if is_careful else left_out).append(card)
        for name, count in counts.items():
            if is_careful and not missed - {name}:
                count[getattr(card, name)] += 1
    if asked.mine == (RECENT,) and not asked.q:
        kept.sort(key=lambda card: viewer.recent.index(card.slug))
    return Narrowed(kept, left_out, counts)


def misses(card: Card, asked: Asked, viewer: Viewer) -> set[str]:
    """Return the facets that the card does not fit."""
    own = {FAVORITES: viewer.favorites, RECENT: viewer.recent}
    fits = {
        "position": not asked.position or card.position in asked.position,
        "aim": not asked.aim or card.aim in asked.aim,
        "have": not asked.have or set(card.equipment) <= set(asked.have),
        "floor": not asked.floor or card.position in OFF_THE_FLOOR,
        "mine": not asked.mine or any(card.slug in own[which] for which in asked.mine),
    }
    return {name for name, does_fit in fits.items() if not does_fit}


def reasons(left_out: Iterable[Card], conditions: frozenset[str]) -> Counter:
    """Count for each condition the exercises that were left out for it."""
    return Counter(key for card in left_out for key in sorted(card.cautions & conditions))
