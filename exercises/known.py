"""What an exercise may point to: the lists, the other exercises, and the addresses in use."""

from dataclasses import dataclass

from .choices import Status
from .content import LADDER_FIELDS
from .models import Aim, Condition, Equipment, Exercise, Kind, Revision

# Words that stand where the address of an exercise stands.
RESERVED = frozenset(
    {"add", "all", "desk", "edit", "favorites", "figures", "learn", "new", "pictures", "print"}
    | {"search", "sheets"}
)


@dataclass
class Known:
    """Names by key. Whoever checks many exercises reads it once, and adds those to come."""

    aims: dict[str, str]
    equipment: dict[str, str]
    conditions: dict[str, str]
    # Every exercise by slug; those that may be chosen; and the next one up or down the ladder.
    exercises: dict[str, str]
    published: set[str]
    ladders: dict[str, dict[str, str | None]]
    # Slugs that are taken without an exercise yet: a new one that was handed in.
    handed_in: set[str]

    @classmethod
    def read(cls):
        """Return what is in the library now; five queries."""
        rows = list(
            Exercise.objects.order_by("name").values_list(
                "slug", "name", "status", *(f"{way}__slug" for way in LADDER_FIELDS)
            )
        )
        written = Revision.objects.filter(kind=Kind.EXERCISE).order_by()
        return cls(
            aims=Aim.objects.names(),
            equipment=Equipment.objects.names(),
            conditions=Condition.objects.names(),
            exercises={slug: name for slug, name, *_ in rows},
            published={slug for slug, _, status, *_ in rows if status == Status.PUBLISHED},
            ladders={
                way: {row[0]: row[3 + number] for row in rows}
                for number, way in enumerate(LADDER_FIELDS)
            },
            handed_in=set(written.values_list("key", flat=True).distinct()),
        )

    def is_taken(self, slug: str) -> bool:
        return slug in self.exercises or slug in self.handed_in

    def neighbors(self, slug: str) -> list[tuple[str, str]]:
        """Return what may stand above or below: published, or there already."""
        there = {self.ladders[way].get(slug) for way in LADDER_FIELDS}
        allowed = (self.published | there) - {slug}
        return [(key, name) for key, name in self.exercises.items() if key in allowed]

    def loop(self, way: str, slug: str, step: str | None) -> list[str]:
        """Return the names one walks through to come back to `slug`; none when one does not."""
        walked, seen = [], set()
        while step and step not in seen:
            walked.append(self.exercises.get(step, step))
            if step == slug:
                return walked
            seen.add(step)
            step = self.ladders[way].get(step)
        return []
