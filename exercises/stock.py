"""What the library has for somebody: the cards, and the names of what they are sorted by."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import TextField
from django.db.models.functions import Cast

from .cards import Card
from .choices import Position
from .dosing import DOSE_FIELDS
from .models import Aim, Caution, Equipment
from .presenting import Names
from .search import Spoken

COLUMNS = ("slug", "name", "aim_id", "status", "poses_text")
SORTED_BY = ("position", "aliases", "regions", "equipment")


@dataclass(frozen=True)
class Stock:
    """All of it, as plain values; four queries, however many exercises there are."""

    cards: tuple[Card, ...]
    names: Names

    @cached_property
    def used(self) -> set[str]:
        """Return the keys of every position, aim and piece of equipment that some card has."""
        return {key for card in self.cards for key in (card.position, card.aim, *card.equipment)}

    @property
    def spoken(self) -> list[Spoken]:
        """Return the words by which each card is found."""
        return [Spoken(card.name, card.aliases, self.about(card)) for card in self.cards]

    def about(self, card: Card) -> str:
        needs = (self.names.equipment.get(key, key) for key in card.equipment)
        position = str(Position(card.position).label)
        return " ".join([self.names.aims[card.aim], position, *card.regions, *needs])


def stock_of(exercises) -> Stock:
    cautions, conditions = cautions_of(exercises)
    poses = exercises.annotate(poses_text=Cast("poses", TextField()))
    rows = poses.values_list(*COLUMNS, *SORTED_BY, *DOSE_FIELDS)
    cards = tuple(card(row, cautions) for row in rows)
    return Stock(cards, Names(Aim.objects.names(), Equipment.objects.names(), conditions))


def cautions_of(exercises):
    """Return the conditions that each exercise has a caution for, and their names in order."""
    rows = Caution.objects.filter(exercise__in=exercises.values("pk")).order_by("condition__name")
    by_slug, conditions = defaultdict(set), {}
    for slug, key, name in rows.values_list("exercise__slug", "condition__key", "condition__name"):
        by_slug[slug].add(key)
        conditions[key] = name
    return by_slug, conditions


def card(row, cautions) -> Card:
    slug, *said = row[: len(COLUMNS)]
    position, *lists = row[len(COLUMNS) : len(COLUMNS) + len(SORTED_BY)]
    parts = row[len(COLUMNS) + len(SORTED_BY) :]
    sorted_by = (position, *map(tuple, lists))
    return Card(slug, *said, parts, *sorted_by, cautions=frozenset(cautions[slug]))
