"""Which Learn card Today shows: the day and the person's situation in, a key out.

Nothing is stored: the same values give the same card. They are those of the evening before, so
that the card stays the same all day.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

# Design defaults: how long somebody is new, and by how many points of 10 pain is higher. Two is
# the smallest change that people with back pain notice (Ostelo 2008; clinical.md 3.2).
NEW_FOR_DAYS = 14
HIGHER_BY = 2


class Card(NamedTuple):
    """What the choice needs to know of a card; one that fits nothing is never shown."""

    key: str
    fits: Iterable[str]
    order: int


def card_of_the_day(
    cards: Iterable[Card], *, day_number: int, is_sore: bool, walks: bool, day: date
) -> str | None:
    """Return the key of the card for this day; `day_number` is 0 on the first day of a plan."""
    in_order = sorted(
        (card for card in cards if card.fits), key=lambda card: (card.order, card.key)
    )
    for moments in moments_of(day_number, is_sore, walks):
        fitting = [
            (place, card.key) for place, card in enumerate(in_order) if moments & {*card.fits}
        ]
        if fitting:
            return _turn_of(fitting, day.toordinal())
    return None


def moments_of(day_number: int, is_sore: bool, walks: bool) -> list[set[str]]:
    """Return what a card may fit now, the most pressing first; how people work is not known."""
    everyday = {"any", "standing-work", "start" if day_number < NEW_FOR_DAYS else "steady"}
    if walks:
        everyday.add("walking")
    return [{"sore"}, everyday] if is_sore else [everyday]


def _turn_of(fitting: list[tuple[int, str]], number: int) -> str:
    """Return one key after the other, day by day.

    Even days have the cards at even places among all, odd days the others: so tomorrow's card is
    another one also when the situation changes overnight.
    """
    todays = [key for place, key in fitting if place % 2 == number % 2]
    if len(todays) in (0, len(fitting)):
        return fitting[number % len(fitting)][1]
    return todays[number // 2 % len(todays)]


def is_higher(rise: float | None) -> bool:
    """Return whether pain of late is above what it was before; unknown is not."""
    return rise is not None and round(rise, 1) >= HIGHER_BY
