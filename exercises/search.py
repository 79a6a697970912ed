"""Finding exercises by words, forgiving of small slips. Plain values in, an order out.

A word is looked for as it was typed first: as the beginning of a word, or inside one. Only one
that nothing has is taken for a slip, and then for the nearest words there are. Where that finds
nothing either, the names are compared as a whole.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

# How alike two words must be, 0 to 1: one wrong letter in a word of four, two in one of eight.
# A short word must also begin alike, or "calf" would be taken for "half".
ALIKE = 0.75
SHORT = 4
# A whole name has more letters to tell it by, and must be more alike: "siz to stand".
ALIKE_IN_WHOLE = 0.8
# How alike for a guess that is only offered: "Did you mean Bridge?"
MAYBE = 0.6
SUGGESTIONS = 3
MANY_WORDS = 8
# Words that say nothing of an exercise; they count only where nothing else was typed.
FILLERS = frozenset({
    "a", "an", "and", "at", "do", "exercise", "for", "from", "how", "i", "in", "is", "it", "my",
    "of", "on", "or", "the", "to", "with",
})  # fmt: skip


class Spoken(NamedTuple):
    """What an exercise goes by: its name, its other names, and words of what it is sorted by."""

    name: str
    aliases: tuple[str, ...] = ()
    about: str = ""


class Found(NamedTuple):
    """Places in the list that was searched, the best first; and whether a slip was forgiven."""

    places: tuple[int, ...] = ()
    is_guess: bool = False


class Phrase(NamedTuple):
    """A name as it is compared: its words; all of it as one; and both, with neighbors as one."""

    words: tuple[str, ...]
    joined: str
    forms: frozenset[str]


def find(query: str, spoken: Sequence[Spoken]) -> Found:
    """Return what the words fit, the best first; equally good ones stay in their order."""
    asked = phrase_of(query)
    index = [tuple(map(phrase_of, (one.name, *one.aliases, one.about))) for one in spoken]
    known = sorted({form for phrases in index for phrase in phrases for form in phrase.forms})
    telling = [word for word in asked.words if word not in FILLERS] or asked.words
    words = telling[:MANY_WORDS]
    slips = {word for word in words if not any(fits(word, form) for form in known)}
    meant = {word: nearest_words(word, known) for word in slips}
    wanted = [meant.get(word, (word,)) for word in words]
    joined = "".join((meant.get(word) or (word,))[0] for word in asked.words)
    if found := in_order(joined, wanted, index):
        return Found(found, bool(slips))
    found = alike_in_whole(asked, index)
    return Found(found, bool(found))


def nearest(query: str, names: Iterable[str]) -> list[str]:
    """Return the names that are most like what was typed, to be offered when nothing fits."""
    by_joined = {phrase_of(name).joined: name for name in names}
    typed = phrase_of(query).joined
    alike = get_close_matches(typed, by_joined, n=SUGGESTIONS, cutoff=MAYBE)
    return [by_joined[joined] for joined in alike]


@lru_cache(maxsize=2048)
def phrase_of(text: str) -> Phrase:
    """Take a name apart: without accents, capitals, signs and the s of more than one."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = tuple(singular(word) for word in re.findall(r"\w+", plain))
    pairs = (first + second for first, second in zip(words, words[1:], strict=False))
    joined = "".join(words)
    return Phrase(words, joined, frozenset({*words, *pairs, joined} - {""}))


def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


def fits(word: str, form: str) -> bool:
    """Return whether what was typed begins a form, is inside one, or only ends otherwise."""
    if form.startswith(word) or (len(word) > 2 and word in form):
        return True
    # "sciatica" for "sciatic", "stretching" for "stretch".
    return len(form) > 5 and word.startswith(form) and len(word) - len(form) < 4


def nearest_words(slip: str, known: list[str]) -> tuple[str, ...]:
    near = get_close_matches(slip, known, n=SUGGESTIONS, cutoff=ALIKE)
    return tuple(form for form in near if len(slip) > SHORT or form[0] == slip[0])


def alike_in_whole(asked: Phrase, index) -> tuple[int, ...]:
    """Return the exercises with a name, or another name, that is almost what was typed."""
    places = {}
    for place, (*names, _about) in enumerate(index):
        for name in names:
            places.setdefault(name.joined, place)
    alike = get_close_matches(asked.joined, places, n=SUGGESTIONS, cutoff=ALIKE_IN_WHOLE)
    return tuple(dict.fromkeys(places[joined] for joined in alike))


# How well an exercise fits, the best first.
IS_THE_NAME, IS_AN_ALIAS, BEGINS_THE_NAME, IN_THE_NAME, IN_AN_ALIAS, ANYWHERE, NOT_AT_ALL = range(7)


def in_order(asked: str, wanted: list[tuple[str, ...]], index) -> tuple[int, ...]:
    ranks = [(rank(asked, wanted, phrases), place) for place, phrases in enumerate(index)]
    return tuple(place for level, place in sorted(ranks) if level < NOT_AT_ALL)


def rank(asked: str, wanted: list[tuple[str, ...]], phrases: tuple[Phrase, ...]) -> int:
    """Return how well an exercise fits: its name, its other names, what it is sorted by."""
    name, *aliases, about = phrases
    if not wanted:
        return NOT_AT_ALL
    if asked == name.joined:
        return IS_THE_NAME
    if any(asked == alias.joined for alias in aliases):
        return IS_AN_ALIAS
    if name.joined.startswith(asked):
        return BEGINS_THE_NAME
    if has_all(wanted, name.forms):
        return IN_THE_NAME
    if any(has_all(wanted, alias.forms) for alias in aliases):
        return IN_AN_ALIAS
    # One or two letters say too little to look beyond the names.
    more = about.forms if len(asked) > 2 else frozenset()
    everything = name.forms.union(more, *(alias.forms for alias in aliases))
    return ANYWHERE if has_all(wanted, everything) else NOT_AT_ALL


def has_all(wanted: list[tuple[str, ...]], forms: frozenset[str]) -> bool:
    """Return whether each word, or one that stands for it, is among the forms."""
    return all(any(fits(word, form) for word in words for form in forms) for words in wanted)
