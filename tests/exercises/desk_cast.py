"""What the tests of the desk share: a change on its way, and what a form sends."""

from datetime import UTC, date, datetime

from exercises import publishing
from exercises.entry_form import STOP_IF
from exercises.kinds import KINDS
from exercises.models import Kind

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NEXT_YEAR = date(2027, 11, 25)

RAISE = {
    "name": "Standing calf raise",
    "aim": "flexion",
    "position": "standing",
    "laterality": "bilateral",
    "steps": "Hold a chair.\nRise onto your toes.",
    "sets": "1",
    "reps_min": "10",
    "stop_if": STOP_IF,
}


def hidden_of(response):
    """Return what the editor's page says about itself in its hidden boxes."""
    sitting = response.context["sitting"]
    return {
        "draft": str(sitting.draft),
        "piece": sitting.piece,
        "based_on": str(response.context["based_on"]),
    }


def change_of(exercise, by, at=NOW, note="", **changed):
    """Hand in that this exercise says something else."""
    content = KINDS[Kind.EXERCISE].read(exercise) | changed
    return publishing.hand_in(
        kind=Kind.EXERCISE, key=exercise.slug, content=content, by=by, at=at, note=note
    )


def published(change, reviewer):
    publishing.review(revision=change, by=reviewer, at=NOW, review_by=NEXT_YEAR)
    publishing.publish(revision=change, by=reviewer, at=NOW)
    change.refresh_from_db()
    return change
