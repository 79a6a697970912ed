"""What a new questionnaire changes, counted: cases that change alike, for the same reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from .replay import Case, Compared, compare, deciding
from .rules import Questionnaire, Reason, Tier

# Answers that fewer people gave could say who they are, so they are not shown.
FEWEST = 5


@dataclass(frozen=True)
class Group:
    """Cases with the same tiers by both versions, and why; no tier where one cannot judge."""

    old: Tier | None
    new: Tier | None
    old_reasons: tuple[Reason, ...]
    new_reasons: tuple[Reason, ...]
    why_not: tuple[str, ...]
    cases: tuple[Case, ...]

    @property
    def count(self) -> int:
        return sum(case.count for case in self.cases)

    @property
    def shown(self) -> list[Case]:
        """Those that enough people gave for nobody to be known by them."""
        return [case for case in self.cases if case.people >= FEWEST]

    @property
    def hidden(self) -> int:
        return len(self.cases) - len(self.shown)


@dataclass(frozen=True)
class Effect:
    """What the new version does to the stored answers of one kind."""

    count: int
    less_serious: list[Group]
    not_judged: list[Group]
    more_serious: list[Group]

    @property
    def is_nothing(self) -> bool:
        return not (self.less_serious or self.not_judged or self.more_serious)


def effect_of(old: Questionnaire, new: Questionnaire, cases: list[Case]) -> Effect:
    """Compare both versions on stored cases, which may be emergencies with answers missing."""
    compared = list(compare(old, new, cases, partial=True))
    return Effect(
        count=sum(case.count for case in cases),
        less_serious=_grouped(one for one in compared if one.is_less_serious),
        not_judged=_grouped(one for one in compared if not one.is_judged),
        more_serious=_grouped(one for one in compared if one.is_more_serious),
    )


def _grouped(compared: Iterable[Compared]) -> list[Group]:
    """Put together what changes alike, what is most serious now first."""
    groups: dict[tuple, list[Compared]] = {}
    for one in compared:
        groups.setdefault(_likeness(one), []).append(one)
    found = [_group(alike) for alike in groups.values()]
    return sorted(found, key=lambda group: (-_rank(group.old), _rank(group.new), -group.count))


def _likeness(one):
    sides = [
        (o.tier, [(r.kind, r.key) for r in deciding(o)]) if o else () for o in (one.old, one.new)
    ]
    return repr((sides, sorted(one.why_not.items())))


def _group(alike):
    first = alike[0]
    return Group(
        old=first.old and first.old.tier,
        new=first.new and first.new.tier,
        old_reasons=deciding(first.old) if first.old else (),
        new_reasons=deciding(first.new) if first.new else (),
        why_not=tuple(dict.fromkeys(first.why_not.values())),
        cases=tuple(one.case for one in alike),
    )


def _rank(tier):
    return -1 if tier is None else tier
