"""The drawings of an exercise, each made once from its pose notes and then kept."""

from collections.abc import Iterable
from functools import lru_cache

from .figure import in_words, moving, side_by_side, still

# What stands where there is no drawing yet: the mat alone, rather than a broken picture.
EMPTY_MAT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">'
    '<rect x="30" y="168" width="260" height="7" rx="3.5" fill="#8b7db4"/></svg>'
)
# What the address of a figure may ask for.
POSES = {"start", "hold", "moving", "side"}

Notes = tuple[str, ...]


def notes_of(poses: Iterable[dict]) -> Notes:
    """Return the notes of the start and of where one moves to; others are not drawn."""
    return tuple(pose["note"] for pose in poses)[:2]


@lru_cache(maxsize=512)
def moving_of(notes: Notes, **how) -> str:
    return drawn(moving, *notes, **how)


@lru_cache(maxsize=512)
def side_of(notes: Notes, **how) -> str:
    return drawn(side_by_side, *notes, **how)


@lru_cache(maxsize=512)
def still_of(notes: Notes, pose: str, **how) -> str:
    """Draw the first note for "start" and the last for "hold", at the scale of both."""
    mine, other = (0, -1) if pose == "start" else (-1, 0)
    return drawn(still, notes[mine], other_note=notes[other], **how) if notes else ""


def words_of(notes: Notes, laterality: str) -> str:
    return drawn(in_words, *notes, laterality=laterality)


def drawn(draw, *notes: str, **how) -> str:
    """Return nothing for notes that cannot be read; they are refused where they are written."""
    try:
        return draw(*notes, **how) if notes else ""
    except ValueError:
        return ""


def drawing_of(exercise, pose: str) -> str:
    """Return the file of one of POSES, which has its own colors for the night."""
    notes, how = notes_of(exercise.poses), {"title": exercise.name, "seed": exercise.slug}
    if pose == "moving":
        hold = exercise.hold_seconds_min
        return moving_of(notes, laterality=exercise.laterality, hold_seconds=hold, **how)
    return side_of(notes, **how) if pose == "side" else still_of(notes, pose, **how)
