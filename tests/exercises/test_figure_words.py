"""What a figure shows, said to somebody who does not see it."""

import json
import re
from pathlib import Path

import pytest

from exercises.figure import in_words

LIBRARY = Path(__file__).parents[2] / "exercises" / "data" / "library.json"
EXERCISES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
# Words that only help who draws, or that only who looks can understand.
FOR_WHO_DRAWS = (
    r"\b(draw|drawn end|seen from the front|end-on|length|near|far)\b(?! the (heels|shins))"
)

SAID = [
    ("knee-to-chest",
     "Lying on the back, both knees bent. Start: both feet flat. Then: one knee drawn in with "
     "both hands behind the thigh; the other foot stays down. Afterwards the same with the "
     "other side."),
    ("bird-dog",
     "On hands and knees. Start: flat back, eyes on the floor. Then: one leg straight back, "
     "the opposite arm straight forward, level with the body. The sides take turns."),
    ("dead-bug",
     "Lying on the back, both knees bent. Start: arms and knees up, shins level. Then: one arm "
     "overhead, the opposite leg long and low; other limbs still up. The sides take turns."),
    ("wall-plank",
     "Standing, facing a wall. Start: forearms on the wall. Then: the body in one straight "
     "line, leaning about 20 degrees."),
    ("forearm-plank",
     "Face down, propped on the forearms. Start: on the forearms and knees. Then: one straight "
     "line from head to heels."),
    ("prone-lying", "Lying on the front: arms by the sides, head turned to one side."),
    ("marching-on-the-spot",
     "Marching on the spot: one knee up, opposite arm forward. Then the same with the other "
     "side, step after step."),
]  # fmt: skip


def words_of(slug):
    exercise = next(exercise for exercise in EXERCISES if exercise["slug"] == slug)
    notes = [pose["note"] for pose in exercise["poses"]][:2]
    return in_words(*notes, laterality=exercise["laterality"])


@pytest.mark.parametrize("slug", [exercise["slug"] for exercise in EXERCISES])
def test_says_the_movement_without_the_advice_for_who_draws(slug):
    words = words_of(slug)
    assert not re.search(FOR_WHO_DRAWS, words)
    assert words.endswith(".")
    assert not re.search(r"\.\.|  | ,|: [A-Z]", words)
    walks = slug.endswith("walking") or slug.startswith("marching")
    assert ("Start: " in words) == (not walks and slug != "prone-lying")


@pytest.mark.parametrize(("slug", "words"), SAID, ids=[slug for slug, _words in SAID])
def test_reads_as_one_would_say_it_aloud(slug, words):
    assert words_of(slug) == words


def test_an_exercise_of_both_sides_says_nothing_of_sides():
    assert "side" not in words_of("bridge")


@pytest.mark.parametrize("notes", [("",), (EXERCISES[0]["poses"][0]["note"], "x")])
def test_refuses_a_note_it_cannot_read(notes):
    with pytest.raises(ValueError, match="cannot be read"):
        in_words(*notes)
