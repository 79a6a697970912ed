"""The facets of the library in words: what can be ticked, and what was."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from .browsing import Look
from .facets import NOTHING
from .forms import LibraryForm


class Choice(NamedTuple):
    """One choice of a facet; `count` is how many exercises it would leave, where that is said."""

    value: str
    words: str
    count: int | None
    is_chosen: bool


class Facet(NamedTuple):
    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self):
        return sum(choice.is_chosen for choice in self.choices)


class Chip(NamedTuple):
    """A facet in use; its address is that of the list without it."""

    words: str
    address: str


def facets_of(form: LibraryForm, look: Look) -> dict[str, Facet]:
    return {name: facet(name, form, look) for name in form.fields if name not in ("q", "show")}


def facet(name, form, look):
    counts = look.counts.get(name)
    chosen = getattr(look.asked, name)
    choices = (
        Choice(value, words, counts and counts[value], value in chosen)
        for value, words in form.fields[name].choices
    )
    return Facet(name, form.fields[name].label, tuple(choices))


def chips_of(form: LibraryForm, look: Look) -> list[Chip]:
    asked = look.asked
    return [
        Chip(chip_words(name, value, form), asked.without(name, value).address)
        for name, value in asked.choices
    ]


def chip_words(name, value, form):
    """Return the words of a choice where its facet's name does not stand beside it."""
    if (name, value) == ("have", NOTHING):
        return _("Nothing needed")
    words = dict(form.fields[name].choices)[value]
    said = {"have": _("I have: %s"), "safe": _("Safe with: %s")}
    return said.get(name, "%s") % words
