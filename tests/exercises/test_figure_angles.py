"""The figure editor's values: what a pose note says, as numbers that sliders show and send back."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exercises.figure import moving, read
from exercises.figure.angles import (
    CONTACTS,
    LIMITS,
    VIEWS,
    angles_of,
    mirrored,
    note_of,
    problems_in,
)

LIBRARY = Path(__file__).parents[2] / "exercises" / "data" / "library.json"
EXERCISES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
NOTES = {f"{exercise['slug']}-{pose['name']}": pose["note"]
         for exercise in EXERCISES for pose in exercise["poses"]}  # fmt: skip
BIRD_DOG = NOTES["bird-dog-hold"]

every_note = pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
# What a form can send: a slider's number each, contacts that were ticked, and any words at all.
forms = st.fixed_dictionaries({
    "view": st.sampled_from([view for view, _words in VIEWS]),
    **{limit.name: st.integers(limit.least, limit.most) for limit in LIMITS},
    "contacts": st.lists(st.sampled_from([word for word, _words in CONTACTS]), min_size=1),
    "words": st.text().filter(lambda words: words.strip()),
})  # fmt: skip


@every_note
def test_every_note_of_the_library_comes_back_as_it_was(note):
    assert read(note_of(angles_of(note))) == read(note)
    assert note_of(angles_of(note)) == note.replace(" or ", ",")


def test_a_pose_is_plain_numbers_words_and_a_list():
    angles = angles_of(BIRD_DOG)
    assert angles["view"] == "side"
    assert (angles["trunk"], angles["near_hip"], angles["far_shoulder"]) == (10, -10, 170)
    assert angles["contacts"] == ["near hand", "far knee"]
    assert angles["words"].startswith("Near leg straight back")
    assert json.loads(json.dumps(angles)) == angles
    assert set(angles) == {limit.name for limit in LIMITS} | {"view", "contacts", "words"}


@settings(max_examples=25)
@given(forms)
def test_what_an_editor_sends_becomes_a_note_that_says_the_same(angles):
    again = angles_of(note_of(angles))
    assert again == angles | {"words": " ".join(angles["words"].split())}
    assert note_of(again) == note_of(angles)


@settings(max_examples=25)
@given(forms)
def test_mirrored_twice_is_as_before(angles):
    assert mirrored(mirrored(angles)) == angles


def test_mirrored_swaps_limbs_contacts_and_words():
    other = mirrored(angles_of(BIRD_DOG))
    assert (other["near_hip"], other["far_hip"]) == (80, -10)
    assert (other["near_shoulder"], other["far_shoulder"]) == (170, 80)
    assert other["contacts"] == ["far hand", "near knee"]
    assert other["words"].startswith("Far leg straight back, near arm straight forward")
    assert other["trunk"] == 10


def test_mirrored_leaves_what_was_given_as_it_is():
    angles = angles_of(BIRD_DOG)
    before = json.dumps(angles)
    mirrored(angles)
    assert json.dumps(angles) == before


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_a_slider_goes_exactly_as_far_as_the_joint(limit):
    for degrees in (limit.least, limit.most):
        assert angles_of(note_of(angles_of(BIRD_DOG) | {limit.name: degrees}))
    for degrees in (limit.least - 1, limit.most + 1):
        with pytest.raises(ValueError, match=f"Choose from {limit.least} to {limit.most}"):
            angles_of(note_of(angles_of(BIRD_DOG) | {limit.name: degrees}))


def test_sliders_stand_together_in_groups_and_say_what_their_numbers_mean():
    groups = [str(limit.group) for limit in LIMITS]
    assert list(dict.fromkeys(groups)) == ["Back", "Near leg", "Near arm", "Far leg", "Far arm"]
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)
    assert len({(limit.group, str(limit.label)) for limit in LIMITS}) == len(LIMITS)
    assert all(limit.hint and limit.step == 1 for limit in LIMITS)


def test_every_contact_of_the_library_can_be_chosen():
    words = [word for word, _label in CONTACTS]
    assert {name for note in NOTES.values() for name in read(note).contacts} <= set(words)
    assert len({str(label) for _word, label in CONTACTS}) == len(words)


@pytest.mark.parametrize("word", [word for word, _label in CONTACTS])
def test_every_contact_that_can_be_chosen_can_be_read(word):
    assert angles_of(note_of(angles_of(BIRD_DOG) | {"contacts": [word]}))["contacts"] == [word]


def test_a_note_that_cannot_be_read_is_refused_with_what_to_write():
    with pytest.raises(ValueError, match="Write one like: view=side"):
        angles_of("standing on one leg")


# What is wrong with the poses of an exercise.


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise["slug"])
def test_nothing_is_wrong_with_the_library(exercise):
    assert problems_in(exercise["poses"]) == []


def test_an_exercise_without_poses_has_nothing_wrong_with_them():
    assert problems_in([]) == []


def pose(name="start", **changes):
    return {"name": name, "note": note_of(angles_of(BIRD_DOG) | changes)}


@pytest.mark.parametrize(
    ("poses", "says"),
    [
        pytest.param([pose(near_knee=200)], "No near knee goes to 200 degrees", id="no-such-bend"),
        pytest.param([pose(), pose("hold", neck=-61)], "Pose “hold”: No neck", id="in-the-second"),
        pytest.param([{"name": "start", "note": "x"}], "cannot be read. Write", id="unreadable"),
        pytest.param([{"name": "start", "note": ""}], "cannot be read. Write", id="empty"),
        pytest.param([pose(contacts=[])], "would float. Choose what", id="touches-nothing"),
        pytest.param([pose(words=" ")], "Add a few words", id="no-words"),
        pytest.param([pose(view="top")], "Write view=side", id="no-such-view"),
        pytest.param([pose()] * 4, "There are 4 poses. Keep 3 at most", id="too-many"),
        pytest.param([pose(), pose(view="front", contacts=["hip"])], "Give all of them the same",
                     id="two-views"),
        pytest.param([pose(), pose(), pose(view="front")], "Give all of them", id="third-view"),
        pytest.param([pose(view="foot-end")], "only knees that roll", id="from-the-feet"),
        pytest.param([pose(contacts=["far foot"])], "cm below the floor", id="sunk"),
        pytest.param([pose(), pose("hold", contacts=["far foot"])], "“hold”: Part of the body",
                     id="sunk-in-the-second"),
        pytest.param([pose(), pose(), pose("rest", contacts=["far foot"])], "“rest”: Part of",
                     id="sunk-in-the-third"),
    ],
)  # fmt: skip
def test_says_what_is_wrong_and_what_to_do(poses, says):
    problems = problems_in(poses)
    assert len(problems) == 1
    assert says in problems[0]
    assert problems[0].endswith(".")


def test_says_everything_that_is_wrong_at_once():
    poses = [pose(near_knee=200), pose("hold", contacts=[]), pose("end"), pose("rest")]
    assert len(problems_in(poses)) == 3


def nudged(angles, changes):
    """Move some sliders a little, as somebody who edits a pose of the library does."""
    return angles | {
        limit.name: max(limit.least, min(limit.most, angles[limit.name] + changes[limit.name]))
        for limit in LIMITS if limit.name in changes
    }  # fmt: skip


changes = st.dictionaries(st.sampled_from([limit.name for limit in LIMITS]), st.integers(-30, 30))


@pytest.mark.thorough
@settings(max_examples=100, deadline=None)
@given(st.sampled_from(EXERCISES), changes, changes)
def test_what_has_no_problem_can_be_drawn(exercise, first, second):
    poses = [
        {"name": pose["name"], "note": note_of(nudged(angles_of(pose["note"]), change))}
        for pose, change in zip(exercise["poses"], (first, second), strict=False)
    ]
    assume(not problems_in(poses))
    assert moving(*(pose["note"] for pose in poses)).endswith("</svg>")
