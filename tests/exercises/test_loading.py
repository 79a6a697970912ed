"""Loading the library: all of it or nothing, and never over what an admin wrote."""

import copy
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from exercises.library_file import problems_in
from exercises.management.commands.load_exercises import LIBRARY
from exercises.models import Caution, Condition, Exercise
from tests.factories import ExerciseFactory

SHIPPED = json.loads(LIBRARY.read_text(encoding="utf-8"))


@pytest.fixture
def small():
    """A library of two exercises, one the harder form of the other."""
    slugs = ("glute-squeeze", "bridge")
    library = copy.deepcopy(SHIPPED)
    library["exercises"] = [e for e in library["exercises"] if e["slug"] in slugs]
    squeeze, bridge = library["exercises"]
    squeeze["easier"], bridge["harder"] = None, None
    return library


@pytest.fixture
def load(tmp_path, capsys):
    """Load a library from a file and return what was printed."""

    def loaded(library):
        path = tmp_path / "library.json"
        path.write_text(json.dumps(library), encoding="utf-8")
        call_command("load_exercises", path)
        return capsys.readouterr().out

    return loaded


@pytest.mark.django_db
def test_the_shipped_library_is_loaded_whole(capsys):
    call_command("load_exercises")

    assert capsys.readouterr().out == "47 created\nLearn cards: 20 created\n"
    assert Exercise.objects.published().count() == 47
    bridge = Exercise.objects.get(slug="bridge")
    assert bridge.dose == "8 to 12 times, hold 3 to 5 seconds"
    assert [step.order for step in bridge.steps.all()] == [1, 2, 3, 4, 5]
    assert bridge.easier.slug == "glute-squeeze"
    assert bridge.sources[-1] == "Mayo Clinic, Back exercises in 15 minutes a day (2024)"
    assert bridge.cautions.filter(condition__key="neck_problem").exists()
    assert set(bridge.pose_notes) == {"start", "hold"}


@pytest.mark.django_db
def test_loading_again_changes_nothing_in_few_queries(capsys, django_assert_max_num_queries):
    call_command("load_exercises")
    before = list(Exercise.objects.values())
    capsys.readouterr()

    with django_assert_max_num_queries(13):  # six of them around the transactions
        call_command("load_exercises")

    assert capsys.readouterr().out == "47 unchanged\nLearn cards: 20 unchanged\n"
    assert list(Exercise.objects.values()) == before


@pytest.mark.django_db
def test_a_new_file_updates_what_nobody_edited(load, small):
    load(small)
    squeeze, bridge = small["exercises"]
    bridge["name"], bridge["steps"] = "Hip bridge", ["Lift your hips."]
    bridge["avoid_with"] = bridge["avoid_with"][:1]
    small["conditions"][0]["name"] = "Expecting a baby"

    assert load(small) == "1 updated, 1 unchanged\n"
    exercise = Exercise.objects.get(slug="bridge")
    assert exercise.name == "Hip bridge"
    assert [step.text for step in exercise.steps.all()] == ["Lift your hips."]
    assert Caution.objects.filter(exercise=exercise).count() == 1
    assert Condition.objects.filter(name="Expecting a baby").exists()


@pytest.mark.django_db
def test_new_words_of_a_file_are_not_those_that_somebody_reviewed(load, small):
    load(small)
    on, until = date(2026, 1, 1), date(2027, 1, 1)
    Exercise.objects.update(reviewed_by="Rosa", reviewed_on=on, review_by=until)
    small["exercises"][1]["steps"] = ["Lift your hips."]

    load(small)

    exercises = Exercise.objects.in_bulk(field_name="slug")
    bridge, squeeze = exercises["bridge"], exercises["glute-squeeze"]
    assert (bridge.reviewed_by, bridge.reviewed_on, bridge.review_by) == ("", None, None)
    assert squeeze.reviewed_by == "Rosa"


@pytest.mark.django_db
@pytest.mark.parametrize("edit", ["name", "step", "caution", "ladder"])
def test_what_an_admin_edited_is_left_alone_and_named(load, small, edit):
    load(small)
    exercise = Exercise.objects.get(slug="bridge")
    match edit:
        case "name":
            Exercise.objects.filter(pk=exercise.pk).update(name="Our bridge")
        case "step":
            exercise.steps.filter(order=1).update(text="Our step")
        case "caution":
            exercise.cautions.first().delete()
        case "ladder":
            Exercise.objects.filter(pk=exercise.pk).update(easier=None)
    for entry in small["exercises"]:
        entry["feel"] = "Something new"

    out = load(small)

    assert out == "1 updated, 1 left alone\nEdited here, so left alone: bridge\n"
    assert Exercise.objects.get(slug="bridge").feel != "Something new"


@pytest.mark.django_db
def test_an_exercise_an_admin_made_under_the_same_address_is_left_alone(load, small):
    ExerciseFactory(slug="bridge", name="Our own bridge")

    assert "1 created, 1 left alone" in load(small)
    assert Exercise.objects.get(slug="bridge").name == "Our own bridge"


@pytest.mark.django_db
def test_a_condition_an_admin_renamed_keeps_its_name(load, small):
    load(small)
    Condition.objects.filter(key="pregnancy").update(name="Expecting a baby")

    load(small)

    assert Condition.objects.get(key="pregnancy").name == "Expecting a baby"


@pytest.mark.django_db
def test_an_archived_exercise_is_updated_and_stays_archived(load, small):
    load(small)
    Exercise.objects.get(slug="bridge").archive()
    small["exercises"][1]["feel"] = "Something new"

    load(small)

    exercise = Exercise.objects.get(slug="bridge")
    assert (exercise.status, exercise.feel) == (Exercise.Status.ARCHIVED, "Something new")


def broken(change):
    library = copy.deepcopy(SHIPPED)
    change(library, library["exercises"][0])
    return library


BROKEN = [
    ("unknown-key", lambda lib, e: e.update(extra=1), "'extra' is not known."),
    ("missing-key", lambda lib, e: e.pop("feel"), "'feel' is missing."),
    ("unknown-part-of-a-dose", lambda lib, e: e["dose"].update(tempo=1), "'dose' is not as"),
    ("a-dose-in-words", lambda lib, e: e["dose"].update(sets="two"), "'dose' is not as"),
    ("dose-limit", lambda lib, e: e["dose"].update(sets=11), "sets: Choose 10 or less."),
    ("upside-down", lambda lib, e: e["dose"].update(minutes_max=1), "minutes_max: This must"),
    ("no-dose", lambda lib, e: e["dose"].update(minutes_min=None, minutes_max=None), "Say how"),
    ("unknown-position", lambda lib, e: e.update(position="flying"), "position: "),
    ("long-name", lambda lib, e: e.update(name="x" * 81), "name: "),
    ("no-name", lambda lib, e: e.update(name=""), "name: "),
    ("words-for-a-list", lambda lib, e: e.update(aliases="rest"), "'aliases' is not as"),
    ("no-steps", lambda lib, e: e.update(steps=[]), "there are no steps."),
    ("empty-step", lambda lib, e: e.update(steps=[" "]), "'steps' is not as it should be."),
    ("ladder-to-nothing", lambda lib, e: e.update(harder="gone"), "harder points to 'gone'"),
    (
        "ladder-that-loops",
        lambda lib, e: e.update(easier="diaphragmatic-breathing"),
        "easier leads back to itself.",
    ),
    (
        "unknown-condition",
        lambda lib, e: e["avoid_with"][0].update(condition="flu"),
        "condition 'flu' is not known.",
    ),
    (
        "condition-twice",
        lambda lib, e: e["avoid_with"].append(e["avoid_with"][0]),
        "condition 'pregnancy_after_first_trimester' is there twice.",
    ),
    ("unknown-source", lambda lib, e: e.update(sources=["aunt"]), "source 'aunt' is not known."),
    (
        "slug-twice",
        lambda lib, e: lib["exercises"].append(e),
        "exercise 'ninety-ninety-rest' is there twice.",
    ),
    ("condition-key", lambda lib, e: lib["conditions"][0].update(key="a b"), "condition a b: "),
    ("no-conditions", lambda lib, e: lib.pop("conditions"), "The file must hold exactly"),
    ("not-a-list", lambda lib, e: lib.update(exercises={}), "The exercises must be a list."),
    ("not-an-object", lambda lib, e: lib["exercises"].append(7), "exercise 48: is not an object."),
]


@pytest.mark.parametrize(
    ("change", "words"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_a_broken_file_says_what_is_wrong(change, words):
    problems = problems_in(broken(change))

    assert any(words in problem for problem in problems), problems


def test_every_problem_says_where_it_is():
    library = broken(lambda lib, e: e.update(harder="gone"))

    assert problems_in(library) == [
        "ninety-ninety-rest: harder points to 'gone', which is not in the file."
    ]


@pytest.mark.django_db
def test_one_wrong_entry_keeps_all_of_the_file_out(load, small):
    small["exercises"][1]["dose"]["sets"] = 99

    with pytest.raises(CommandError, match=r"Nothing was loaded.\nbridge: sets: Choose 10"):
        load(small)

    assert not Exercise.objects.exists()
    assert not Condition.objects.exists()


@pytest.mark.parametrize("text", ["{", "", "[]", "null", "\x00"])
def test_a_file_that_is_not_a_library_is_refused(tmp_path, text):
    path = tmp_path / "library.json"
    path.write_text(text)

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_exercises", path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_exercises", tmp_path / "gone.json")
