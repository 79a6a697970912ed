"""What differs between two states of a piece, word by word (pure)."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
# Lines that share less than this are two lines, not one that was changed.
ALIKE = 0.4

Said = dict[str, list[str]]


@dataclass(frozen=True)
class Part:
    """Some words of a line: they stand, they are gone, or they are new."""

    state: str
    words: str


@dataclass(frozen=True)
class Change:
    """Something that a piece says in another way now; `lines` are lists of parts."""

    label: str
    lines: list[list[Part]]


def changes(before: Said, after: Said) -> list[Change]:
    """Return what is different, in the order in which the page says it."""
    labels = dict.fromkeys([*after, *before])
    pairs = ((label, before.get(label, []), after.get(label, [])) for label in labels)
    return [Change(label, lines(old, new)) for label, old, new in pairs if old != new]


def lines(old: list[str], new: list[str]) -> list[list[Part]]:
    """Compare two lists of lines; what was rewritten is shown within its line."""
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [[Part(SAME, line)] for line in new[c:d]]
        elif tag == "replace" and b - a == d - c:
            for one, other in zip(old[a:b], new[c:d], strict=True):
                found += rewritten(one, other)
        else:
            found += [[Part(GONE, line)] for line in old[a:b]]
            found += [[Part(NEW, line)] for line in new[c:d]]
    return found


def rewritten(old: str, new: str) -> list[list[Part]]:
    """Compare two lines word by word, or set them below each other when they share too little."""
    words = [re.findall(r"\S+\s*", line) for line in (old, new)]
    matcher = SequenceMatcher(None, *words, autojunk=False)
    if matcher.ratio() < ALIKE:
        return [[Part(GONE, old)], [Part(NEW, new)]]
    parts = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            parts.append(Part(SAME, "".join(words[1][c:d])))
            continue
        parts += [Part(GONE, "".join(words[0][a:b]))] if b > a else []
        parts += [Part(NEW, "".join(words[1][c:d]))] if d > c else []
    return [parts]
