"""Finding an exercise by words: slips are forgiven, other names are known. Pure."""

import json

import pytest

from exercises.management.commands.load_exercises import LIBRARY
from exercises.search import Found, Spoken, find, nearest

SHIPPED = json.loads(LIBRARY.read_text(encoding="utf-8"))["exercises"]
SPOKEN = [Spoken(e["name"], tuple(e["aliases"]), " ".join(e["regions"])) for e in SHIPPED]


def found(words):
    return [SPOKEN[place].name for place in find(words, SPOKEN).places]


@pytest.mark.parametrize("exercise", SPOKEN, ids=[one.name for one in SPOKEN])
def test_each_is_found_first_by_its_name_and_by_every_other_name(exercise):
    for name in (exercise.name, exercise.name.upper(), *exercise.aliases):
        assert found(name)[0] == exercise.name, name


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("brige", "Bridge"),
        ("brdige", "Bridge"),
        ("briddge", "Bridge"),
        ("knee to chets", "Knee-to-chest stretch"),
        ("siz to stand", "Sit to stand"),
        ("dead bugg", "Dead bug"),
        ("hamstrng", "Lying hamstring stretch"),
    ],
)
def test_a_slip_is_forgiven_and_said(typed, first):
    assert found(typed)[0] == first
    assert find(typed, SPOKEN).is_guess


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("birddog", "Bird-dog", id="together"),
        pytest.param("bird dog", "Bird-dog", id="apart"),
        pytest.param("sit-to-stand", "Sit to stand", id="joined-by-hyphens"),
        pytest.param("bridges", "Bridge", id="more-than-one"),
        pytest.param("childs pose", "Bottom-to-heels stretch", id="no-apostrophe"),
        pytest.param("child’s pose", "Bottom-to-heels stretch", id="another-apostrophe"),
        pytest.param("brídge", "Bridge", id="an-accent"),
        pytest.param("sciatica", "Lying sciatic nerve slider", id="another-ending"),
        pytest.param("clam", "Clamshell", id="a-beginning"),
        pytest.param("how do i do the bridge", "Bridge", id="words-that-say-nothing"),
        pytest.param("stretch my hamstrings", "Lying hamstring stretch", id="what-it-is-for"),
    ],
)
def test_what_was_meant_is_no_slip(typed, first):
    assert found(typed)[0] == first
    assert not find(typed, SPOKEN).is_guess


def test_a_slip_counts_as_the_word_that_was_meant():
    names = [Spoken("Double knee-to-chest"), Spoken("Knee-to-chest stretch"), Spoken("Wall bridge")]

    assert find("knee to chets", names).places == (1, 0)
    assert find("brige", [names[2], Spoken("Bridge")]).places == (1, 0)


def test_a_right_word_is_never_taken_for_another():
    names = [Spoken("Half plank"), Spoken("Calf raise"), Spoken("Calf stretch")]

    assert find("calf", names) == Found((1, 2), False)
    assert find("calv", names[:1]) == Found(), "a short word must begin alike"


def test_the_name_comes_before_other_names_and_those_before_the_rest():
    names = [
        Spoken("Step-up", (), "hips and buttocks"),
        Spoken("Hip lift over a roll"),
        Spoken("Buttock squeeze", ("hip set",)),
        Spoken("Loose hips"),
        Spoken("Hips"),
        Spoken("Bridge", ("hips",)),
    ]
    by_rank = ["Hips", "Bridge", "Hip lift over a roll", "Loose hips", "Buttock squeeze", "Step-up"]

    assert [names[place].name for place in find("hips", names).places] == by_rank


def test_one_or_two_letters_are_looked_for_in_names_alone():
    names = [Spoken("Squat", (), "legs"), Spoken("Leg raise"), Spoken("Bridge", ("leg lift",))]

    assert find("le", names).places == (1, 2)
    assert find("leg", names).places == (1, 2, 0)


@pytest.mark.parametrize(
    "typed", ["swimming", "xyzzy", "%", "?!", "   ", "'", "x" * 80, "zy xq " * 13]
)
def test_what_fits_nothing_finds_nothing(typed):
    assert find(typed, [Spoken("Bridge"), Spoken("Wall plank")]) == Found()


def test_an_empty_library_finds_nothing():
    assert find("bridge", []) == Found()
    assert nearest("bridge", []) == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("walkblanc", ["Wall plank"]), ("bredgy", ["Bridge"]), ("swimming", []), ("", [])],
)
def test_when_nothing_fits_the_nearest_names_are_offered(typed, offered):
    names = ["Bridge", "Wall plank", "Forearm plank"]

    assert find(typed, [Spoken(name) for name in names]) == Found()
    assert nearest(typed, names) == offered
