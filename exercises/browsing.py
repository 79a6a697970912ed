"""One look at the library: what fits what was asked, and the ways on from there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from .cards import Card
from .facets import Asked, minded, narrow, reasons
from .search import find, nearest
from .stock import Stock
from .viewers import Viewer

# How many favorites and recent ones stand at the top.
ROW = 4


class Group(NamedTuple):
    """Cards under a heading; the best matches of a search have none."""

    heading: str
    cards: tuple[Card, ...]


class Suggestion(NamedTuple):
    name: str
    address: str


@dataclass(frozen=True)
class LeftOut:
    """What would fit but for its cautions, with how many for each condition."""

    cards: tuple[Card, ...]
    reasons: tuple[tuple[str, int], ...]

    @property
    def count(self):
        return len(self.cards)


@dataclass(frozen=True)
class Look:
    """What the library shows somebody who asked for something."""

    asked: Asked
    groups: tuple[Group, ...]
    count: int
    counts: dict
    left_out: LeftOut
    # Whether the words were taken for a slip; and if nothing has them, the nearest names.
    is_guess: bool
    suggestions: tuple[Suggestion, ...]
    # How many there would be for the words alone.
    count_by_words: int

    @property
    def shows_left_out(self):
        return bool(self.asked.show and self.left_out.cards)

    @property
    def address_of_left_out(self):
        return replace(self.asked, show=("left-out",)).address

    @property
    def address_of_words(self):
        return Asked(q=self.asked.q).address


def look(stock: Stock, asked: Asked, viewer: Viewer) -> Look:
    by_words, is_guess = spoken_of(stock, asked.q)
    kept, left_out, counts = narrow(by_words, asked, viewer)
    is_in_order = bool(asked.q or asked.mine)
    conditions = minded(asked, viewer)
    return Look(
        asked=asked,
        groups=in_one(kept) if is_in_order else by_aim(kept, stock.names.aims),
        count=len(kept),
        counts=counts,
        left_out=LeftOut(tuple(left_out), named(reasons(left_out, conditions), stock)),
        is_guess=is_guess,
        suggestions=() if by_words else suggestions(stock, asked.q),
        count_by_words=len(by_words),
    )


def spoken_of(stock: Stock, words: str) -> tuple[list[Card], bool]:
    """Return the cards that the words fit, the best first, and whether a slip was forgiven."""
    if not words:
        return list(stock.cards), False
    places, is_guess = find(words, stock.spoken)
    return [stock.cards[place] for place in places], is_guess


def suggestions(stock: Stock, words: str) -> tuple[Suggestion, ...]:
    names = nearest(words, (card.name for card in stock.cards))
    return tuple(Suggestion(name, Asked(q=name).address) for name in names)


def in_one(cards: Iterable[Card]) -> tuple[Group, ...]:
    return (Group("", tuple(cards)),) if cards else ()


def by_aim(cards: Iterable[Card], aims: dict[str, str]) -> tuple[Group, ...]:
    """Group cards under the words of their aim, in the library's order."""
    groups = {aim: [] for aim in aims}
    for card in cards:
        groups[card.aim].append(card)
    return tuple(Group(aims[aim], tuple(found)) for aim, found in groups.items() if found)


def named(counts, stock: Stock) -> tuple[tuple[str, int], ...]:
    """Return the conditions by name, the one that leaves out most first."""
    return tuple((stock.names.conditions[key], count) for key, count in counts.most_common())


def rows_of(stock: Stock, viewer: Viewer) -> dict[str, list[Card]]:
    """Return the favorites and the recent ones that stand at the top, where there are any."""
    by_slug = {card.slug: card for card in stock.cards}
    recent = [by_slug[slug] for slug in viewer.recent if slug in by_slug]
    favorites = [card for card in stock.cards if card.slug in viewer.favorites]
    return {"favorites": favorites[:ROW], "recent": recent[:ROW]}
