"""Ladders across a whole sheet: which rows point to nothing, and which lead round in a loop."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

WAYS = ("easier", "harder")
# Of each exercise, by its address: what is easier and what is harder.
Steps = Mapping[str, Mapping[str, str | None]]


class Break(NamedTuple):
    """A way that is wrong: the exercises it leads to, and whether back to where it began."""

    way: str
    walk: list[str]
    is_loop: bool


def broken(standing: Steps, told: Steps) -> dict[str, Break]:
    """Return the rows to refuse, by address.

    `standing` is what the library says, `told` what the rows would make of it. A row that is
    refused leaves the library as it is, so the others are looked at again without it.
    """
    left, found = dict(told), {}
    while more := pointing_nowhere(standing, left) or looping(standing, left):
        found |= more
        left = {slug: steps for slug, steps in left.items() if slug not in more}
    return found


def pointing_nowhere(standing: Steps, told: Steps) -> dict[str, Break]:
    """Find what points to nothing, and what points to a new exercise that is refused for it."""
    pointed = defaultdict(list)
    for slug, steps in told.items():
        for way in WAYS:
            if steps[way]:
                pointed[steps[way]].append((slug, way))
    missing = [slug for slug in pointed if slug not in standing and slug not in told]
    found = {}
    while missing:
        target = missing.pop()
        for slug, way in pointed[target]:
            if slug not in found:
                found[slug] = Break(way, [target], is_loop=False)
                missing += [] if slug in standing else [slug]
    return found


def looping(standing: Steps, told: Steps) -> dict[str, Break]:
    """Find the rows from which a way leads back to the same exercise."""
    found = {}
    for way in WAYS:
        ahead = {slug: steps[way] for slug, steps in {**standing, **told}.items()}
        for loop in loops(ahead):
            for place, slug in enumerate(loop):
                if slug in told:
                    walk = [*loop[place + 1 :], *loop[:place]] or [slug]
                    found.setdefault(slug, Break(way, walk, is_loop=True))
    return found


def loops(ahead: Mapping[str, str | None]) -> list[list[str]]:
    """Return each loop once; every exercise is walked over once."""
    done, found = set(), []
    for start in ahead:
        path, step = {}, start
        while step in ahead and step not in done and step not in path:
            path[step] = len(path)
            step = ahead[step]
        if step in path:
            found.append(list(path)[path[step] :])
        done.update(path)
    return found


def together(told: Steps, most: int) -> list[str]:
    """Return up to `most` exercises, and never one without those it is joined to by a ladder."""
    joined = defaultdict(set)
    for slug, steps in told.items():
        for way in WAYS:
            if steps[way] in told:
                joined[slug].add(steps[way])
                joined[steps[way]].add(slug)
    taken = {}
    for slug in told:
        if slug in taken or len(taken) >= most:
            continue
        ladder = reached_from(slug, joined)
        if not taken or len(taken) + len(ladder) <= most:
            taken |= dict.fromkeys(ladder)
    return list(taken)


def reached_from(slug: str, joined: Mapping[str, set[str]]) -> list[str]:
    found, left = {slug: None}, [slug]
    while left:
        more = [step for step in sorted(joined[left.pop()]) if step not in found]
        found |= dict.fromkeys(more)
        left += more
    return list(found)
