"""What the rows of a sheet may point to: the library, and each other."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from exercises.content import LADDER_FIELDS
from exercises.entry_form import slug_of
from exercises.known import RESERVED, Known

from .columns import Cells, Problems, problem


@dataclass
class KnownToSheet(Known):
    """The library as it would be with all rows of the sheet in it."""

    # The library before: its exercises with a row each, and what they lead to.
    stood: dict[str, dict[str, str | None]] = field(default_factory=dict)
    numbers: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet):
        """Read the library and the ladder of every row; one query more than `read`."""
        known = cls.read()
        known.stood = {
            slug: {way: known.ladders[way][slug] for way in LADDER_FIELDS}
            for slug in known.exercises
        }
        columns = ("number", "slug", *(f"cells__{name}" for name in ("name", *LADDER_FIELDS)))
        for number, slug, name, *steps in sheet.rows.values_list(*columns):
            known.numbers.setdefault(slug, []).append(number)
            # The sentence about a loop names the exercises on the way: by their rows too.
            known.exercises[slug] = _("%(name)s (row %(number)s)") % {
                "name": name, "number": number
            }  # fmt: skip
            for way, step in zip(LADDER_FIELDS, steps, strict=True):
                known.ladders[way][slug] = step.strip() or None
        return known

    def neighbors(self, slug: str) -> list[tuple[str, str]]:
        """Return only what the row points to, if it may: a thousand rows would list a million."""
        there = self.stood.get(slug, {}).values()
        wanted = {self.ladders[way].get(slug) for way in LADDER_FIELDS} - {slug, None}
        return [
            (key, self.exercises[key])
            for key in wanted
            if key in self.published or key in there or (key in self.numbers and self.is_new(key))
        ]

    def is_new(self, slug: str) -> bool:
        return slug not in self.stood

    def problems_of_address(self, cells: Cells, slug: str) -> Problems:
        """Say what is wrong with where the exercise would stand."""
        return [problem("slug", words) for words in self._about_address(cells, slug)]

    def _about_address(self, cells, slug):
        others = self.numbers[slug]
        if len(others) > 1:
            rows = ", ".join(map(str, others))
            yield _("Rows %s are about the same exercise. Keep one of them.") % rows
        if self.is_new(slug) and (not slug or slug != slug_of(slug)):
            yield _("An address has letters from a to z, digits and hyphens, like calf-raise.")
        elif slug in RESERVED:
            yield _("This word is kept for the site. Choose another.")
        elif not cells["slug"] and (slug in self.stood or slug in self.handed_in):
            yield _(
                "This name is already used. Choose another, or write the address (slug) of the "
                "exercise that has it."
            )
