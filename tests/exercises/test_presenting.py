"""Saying an exercise from its content alone: for its page, a preview, the words of a day."""

import json
from uuid import UUID

import pytest

from exercises.library_file import MAY_BE_MISSING
from exercises.management.commands.load_exercises import LIBRARY
from exercises.presenting import Names, shown
from tests.factories import AimFactory, ConditionFactory

ENTRIES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
BRIDGE = MAY_BE_MISSING | next(entry for entry in ENTRIES if entry["slug"] == "bridge")
NAMES = Names(
    aims={"hip-strength": "Strong hips and legs"},
    equipment={"mat": "Mat", "cushion": "Cushion or pillow"},
    conditions={"neck_problem": "A neck problem"},
)
NOTES = [
    {"condition": "pregnancy", "note": "Sit instead."},
    {"condition": "neck_problem", "note": "Keep your head down."},
]


def said(*, conditions=frozenset(), **changed):
    return shown(BRIDGE | changed, conditions=conditions, names=NAMES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["slug"])
def test_every_exercise_of_the_library_is_said_whole(entry):
    whole = shown(MAY_BE_MISSING | entry, names=NAMES)

    assert whole.name == entry["name"]
    assert whole.dose
    assert list(whole.steps) == entry["steps"]
    assert len(whole.care_for_others) == len(entry["avoid_with"])
    assert whole.figure.is_moving
    assert not whole.stop_if.endswith(".")


def test_keys_become_names_and_choices_become_words():
    bridge = said(equipment=["mat"], equipment_optional=["cushion"])

    assert bridge.aim == "Strong hips and legs"
    assert bridge.position == "Lying on your back"
    assert bridge.sides == "Both sides together"
    assert (bridge.needs, bridge.nice_to_have) == (("Mat",), ("Cushion or pillow",))


def test_what_has_left_its_list_since_is_still_called_something():
    bridge = said(aim="old-aim", equipment=["big_ball"], position="floating")

    assert (bridge.aim, bridge.needs, bridge.position) == ("old aim", ("big ball",), "floating")


def test_the_dose_is_in_words_and_rest_counts_between_sets_alone():
    dose = BRIDGE["dose"] | {"reps_min": 10, "reps_max": None, "rest_seconds": 30}
    dose |= {"hold_seconds_min": 5, "hold_seconds_max": None}

    once, twice = said(dose=dose | {"sets": 1}), said(dose=dose | {"sets": 2})

    assert (once.dose, once.rest_seconds) == ("10 times, hold 5 seconds", None)
    assert (twice.dose, twice.rest_seconds) == ("2 sets of 10, hold 5 seconds", 30)


@pytest.mark.parametrize("written", ["your calf cramps", " your calf cramps. "])
def test_when_to_stop_has_no_full_stop_of_its_own(written):
    assert said(stop_if=written).stop_if == "your calf cramps"


def test_nothing_said_of_stopping_is_the_usual_sentence():
    usual = "pain shoots further down your leg, or you feel numb, weak, dizzy, or get chest pain"

    assert said(stop_if="").stop_if == usual


def test_what_the_viewers_own_answers_raised_is_apart():
    bridge = said(avoid_with=NOTES, conditions=frozenset({"neck_problem", "something_else"}))

    assert [care.note for care in bridge.care_for_you] == ["Keep your head down."]
    assert [care.condition for care in bridge.care_for_others] == ["pregnancy"]


def test_of_nobody_in_particular_everything_is_for_others():
    bridge = said(avoid_with=NOTES)

    assert bridge.care_for_you == ()
    assert [care.condition for care in bridge.care_for_others] == ["pregnancy", "A neck problem"]


@pytest.mark.parametrize("poses", [[], [{"name": "start", "note": "lie down"}]])
def test_there_is_no_figure_without_a_note_that_can_be_read(poses):
    assert said(poses=poses).figure is None


def test_the_figure_says_its_movement_and_leaves_the_night_to_the_page():
    figure = said().figure

    assert "Start: hips down" in figure.words
    assert f'aria-label="{figure.words}"' in figure.moving
    assert "<style" not in figure.moving + figure.side
    assert "<animate" not in figure.side


def test_the_figure_moves_as_its_sides_and_its_hold_ask():
    still, held = (
        said(dose=BRIDGE["dose"] | {"hold_seconds_min": seconds}).figure for seconds in (None, 2)
    )

    assert held.moving != still.moving
    assert said(laterality="alternating").figure.moving != held.moving


def test_a_picture_has_an_address():
    key = UUID(int=7)

    assert said(picture=str(key)).picture_url == f"/pictures/{key}.webp"
    assert said().picture_url == ""


@pytest.mark.django_db
def test_names_take_three_queries_unless_they_are_given(django_assert_num_queries):
    AimFactory(key="hip-strength", name="Hips")
    ConditionFactory(key="neck_problem", name="Neck")

    with django_assert_num_queries(3):
        bridge = shown(BRIDGE | {"avoid_with": NOTES})
    with django_assert_num_queries(0):
        said()

    assert (bridge.aim, bridge.care_for_others[1].condition) == ("Hips", "Neck")
