"""The moving figures of the whole library, as the tests look at them."""

import functools
import json
from pathlib import Path

import pytest

from exercises.figure import moving
from exercises.figure.joints import FOREARM, SHIN, THIGH, UPPER_ARM
from exercises.figure.note import pair
from exercises.figure.scene import scenes

LIBRARY = Path(__file__).parents[2] / "exercises" / "data" / "library.json"
EXERCISES = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
THINGS = "wWcbmng"  # paints of what is no part of a body
TIMES = [step / 10 for step in range(11)]
MILLIMETER = 0.001
BONES = {
    "hip knee": THIGH,
    "knee ankle": SHIN,
    "shoulder elbow": UPPER_ARM,
    "elbow wrist": FOREARM,
}
# What the notes call a contact, and the joints that must then stay where they are.
STAYS = {
    "feet": ("near ankle", "far ankle"),
    "near foot": ("near ankle",),
    "far foot": ("far ankle",),
    "near foot on step": ("near ankle",),
    "knees": ("near knee", "far knee"),
    "far knee": ("far knee",),
    "hands": ("near wrist", "far wrist"),
    "near hand": ("near wrist",),
    "forearms": ("near elbow", "far elbow"),
    "forearm": ("far elbow",),
    "seat": ("pelvis",),
    "pelvis": ("pelvis",),
    "head": ("head",),
}
# A heel slides out, a foot is lifted though the note says "feet", and some walk.
GOES = {"heel-slide", "supine-march", "hamstring-stretch", "supine-sciatic-slider", "wall-plank",
        "interval-walking", "steady-walking", "brisk-walking"}  # fmt: skip
# Seen end-on or with the elbows out to the side, limbs look shorter than they are.
END_ON = {"clamshell", "seated-figure-four", "figure-four-stretch"}
ELBOWS_OUT = {"prone-on-elbows", "prone-press-up", "curl-up", "diaphragmatic-breathing"}

every_exercise = pytest.mark.parametrize(
    "exercise", EXERCISES, ids=[exercise["slug"] for exercise in EXERCISES]
)
SIDEWISE = [exercise for exercise in EXERCISES if exercise["slug"] != "knee-rolls"]
every_body = pytest.mark.parametrize(
    "exercise", SIDEWISE, ids=[exercise["slug"] for exercise in SIDEWISE]
)


def notes_of(exercise):
    notes = [pose["note"] for pose in exercise["poses"]]
    return notes[0], notes[1] if len(notes) > 1 else ""


@functools.cache
def shown(slug):
    exercise = next(exercise for exercise in EXERCISES if exercise["slug"] == slug)
    return scenes(*pair(*notes_of(exercise)))


@functools.cache
def joints_of(slug):
    return [shown(slug).movement.at(time) for time in TIMES]


@functools.cache
def drawing(slug):
    exercise = next(exercise for exercise in EXERCISES if exercise["slug"] == slug)
    return moving(
        *notes_of(exercise),
        title=exercise["name"],
        alt="Somebody moves.",
        laterality=exercise["laterality"],
        hold_seconds=exercise["dose"]["hold_seconds_min"],
        seed=slug,
    )
