"""Adherence: sessions done of sessions due, always with its denominator."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Adherence:
    """`done` of `due` sessions in a window; never more than due (clinical.md 3.3)."""

    done: int
    due: int

    @property
    def percent(self) -> int | None:
        """Whole percent, or None when nothing was due."""
        return round(100 * self.done / self.due) if self.due else None


def adherence(*, done: int, due: int, done_today: int = 0, due_today: int = 0) -> Adherence:
    """Return the adherence of a window that ends today.

    `done` and `due` count the days before today. Today counts only as far as it is done: the
    rest of it is still to come, not missed.
    """
    counted = min(done_today, due_today)
    return Adherence(done=min(done, due) + counted, due=due + counted)
