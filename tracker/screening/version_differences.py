"""What a new questionnaire's file says otherwise, whoever has answered it so far."""

from collections.abc import Iterator
from typing import NamedTuple

from .questionnaire import Published
from .rules import Answer, Questionnaire, Rule, Tier


class Difference(NamedTuple):
    """One answer or rule, with its tier before and after; None where it is not there."""

    place: str
    old: str | None
    new: str | None
    is_milder: bool


def differences(old: Published, new: Published) -> list[Difference]:
    """Return every answer and rule that raises something else, those that stop fewer people first.

    Words are not compared: they change no tier.
    """
    pairs = [(old, new), (old.quick, new.quick), (old.log, new.log)]
    found = [one for pair in pairs for one in (*_answers(*pair), *_rules(*pair))]
    return sorted(found, key=lambda one: not one.is_milder)


def _answers(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    was, becomes = _by_answer(old), _by_answer(new)
    for key in dict.fromkeys([*was, *becomes]):
        if key not in was or key not in becomes or was[key].tier != becomes[key].tier:
            tiers = [_tier_of(was.get(key)), _tier_of(becomes.get(key))]
            yield _difference(" = ".join(key), *tiers)


def _rules(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    was = {rule.key: rule for rule in old.rules}
    becomes = {rule.key: rule for rule in new.rules}
    for key in dict.fromkeys([*was, *becomes]):
        if _matters(was.get(key)) != _matters(becomes.get(key)):
            yield _difference(key, _tier_of(was.get(key)), _tier_of(becomes.get(key)))


def _by_answer(one: Questionnaire) -> dict[tuple[str, str], Answer]:
    return {(q.key, answer.value): answer for q in one.questions for answer in q.answers}


def _matters(rule: Rule | None):
    """Return what decides when a rule is true, without its words."""
    if rule is None:
        return None
    return rule.tier, rule.all, rule.any, rule.min_any, rule.count_tier, rule.count_at_least


def _tier_of(one: Answer | Rule | None) -> Tier | None:
    return None if one is None else one.tier or Tier.CLEAR


def _difference(place: str, old: Tier | None, new: Tier | None) -> Difference:
    """A rule with other conditions and the same tier may stop fewer people, so it is loud too."""
    is_milder = old is not None and (new is None or new <= old)
    names = [None if tier is None else tier.name for tier in (old, new)]
    return Difference(place, *names, is_milder)
