"""Choosing the Learn card of a day: what fits, one after the other, and nothing else."""

import json
from datetime import date, timedelta
from itertools import product

import pytest

from exercises.management.commands.load_exercises import CARDS
from tracker.sessions.learn_card import Card, card_of_the_day, is_higher

SHIPPED = [
    Card(card["key"], card["fits"], order)
    for order, card in enumerate(json.loads(CARDS.read_text(encoding="utf-8"))["cards"], start=1)
]
FITS = {card.key: set(card.fits) for card in SHIPPED}
WEDNESDAY = date(2026, 3, 4)
DAY = timedelta(days=1)


def keys_of(days=60, cards=SHIPPED, **situation):
    """Return the cards of as many days on which nothing changes."""
    situation = {"day_number": 30, "is_sore": False, "walks": False} | situation
    return [card_of_the_day(cards, day=WEDNESDAY + n * DAY, **situation) for n in range(days)]


@pytest.mark.parametrize(
    ("situation", "fitting"),
    [
        pytest.param({"day_number": 0}, {"start", "any", "standing-work"}, id="first-day"),
        pytest.param({"day_number": 13}, {"start", "any", "standing-work"}, id="two-weeks"),
        pytest.param({"day_number": 14}, {"steady", "any", "standing-work"}, id="used-to-it"),
        pytest.param({"day_number": -3}, {"start", "any", "standing-work"}, id="not-begun"),
        pytest.param({"is_sore": True}, {"sore"}, id="sore"),
        pytest.param({"is_sore": True, "day_number": 3}, {"sore"}, id="new-and-sore"),
        pytest.param({"is_sore": True, "walks": True}, {"sore"}, id="sore-and-walking"),
        pytest.param(
            {"day_number": 3, "walks": True},
            {"start", "any", "standing-work", "walking"},
            id="new-and-walking",
        ),
    ],
)
def test_every_card_that_fits_has_its_turn_and_no_other(situation, fitting):
    assert set(keys_of(**situation)) == {key for key, fits in FITS.items() if fits & fitting}


def test_walking_cards_are_for_who_walks():
    cards = [Card("shoes", ["walking"], 1), Card("posture", ["any"], 2)]
    assert set(keys_of(cards=cards, walks=False)) == {"posture"}
    assert set(keys_of(cards=cards, walks=True)) == {"shoes", "posture"}


def test_the_same_values_give_the_same_card_in_whatever_order_the_cards_come():
    assert keys_of() == keys_of(cards=SHIPPED[::-1]) == keys_of()


def test_tomorrow_has_another_card_whatever_happens_overnight():
    situations = [
        {"day_number": number, "is_sore": is_sore, "walks": walks}
        for number, is_sore, walks in product((0, 14), (True, False), (True, False))
    ]
    for n in range(60):
        day = WEDNESDAY + n * DAY
        todays = {card_of_the_day(SHIPPED, day=day, **one) for one in situations}
        tomorrows = {card_of_the_day(SHIPPED, day=day + DAY, **one) for one in situations}
        assert not todays & tomorrows


@pytest.mark.parametrize("orders", [(1, 3), (1, 2), (2, 4)])
def test_two_cards_take_turns_wherever_they_stand(orders):
    cards = [Card(f"card-{n}", ["any"], n) if n in orders else Card(f"card-{n}", ["sore"], n)
             for n in range(1, 5)]  # fmt: skip
    keys = keys_of(days=6, cards=cards)
    assert keys[:2] * 3 == keys
    assert set(keys) == {f"card-{n}" for n in orders}


def test_one_card_alone_is_shown_each_day():
    assert keys_of(days=3, cards=[Card("only", ["any"], 1)]) == ["only"] * 3


def test_without_a_card_for_pain_the_others_are_shown():
    cards = [Card("posture", ["any"], 1)]
    assert keys_of(days=1, cards=cards, is_sore=True) == ["posture"]


@pytest.mark.parametrize(
    "cards", [[], [Card("a", [], 1), Card("b", [], 2)], [Card("walk", ["walking"], 1)]]
)
def test_where_nothing_fits_there_is_none(cards):
    assert keys_of(days=2, cards=cards) == [None, None]


@pytest.mark.parametrize(
    ("rise", "higher"),
    [
        (None, False),
        (-3.0, False),
        (0.0, False),
        (1.9, False),
        (1.96, True),
        (2.0, True),
        (5, True),
    ],
)
def test_pain_is_higher_from_two_points_on(rise, higher):
    assert is_higher(rise) is higher
