"""One exercise as it is typed: what is refused, where, and in which words."""

import pytest
from django.core.management import call_command

from exercises.content import entry_of
from exercises.entry_form import STOP_IF, EntryForm, typed_of
from exercises.known import Known
from exercises.models import Exercise, Kind, Revision
from tests.factories import NOON, AimFactory, ConditionFactory, ExerciseFactory

pytestmark = pytest.mark.django_db

RAISE = {
    "name": ["Standing calf raise"],
    "aim": ["hip-strength"],
    "position": ["standing"],
    "laterality": ["bilateral"],
    "steps": ["Hold a chair.\r\nRise onto your toes.\r\n"],
    "reps_min": ["10"],
    "stop_if": [STOP_IF],
}


@pytest.fixture(autouse=True)
def _aim():
    AimFactory(key="hip-strength")


def check(*, slug="", **changed):
    return EntryForm(RAISE | {name: [value] for name, value in changed.items()}, slug=slug)


def test_what_it_asks_for_is_enough():
    form = check()

    assert form.is_valid(), form.errors
    entry = form.entry()
    assert entry["slug"] == "standing-calf-raise"
    assert entry["steps"] == ["Hold a chair.", "Rise onto your toes."]
    assert entry["dose"]["sets"] == 1
    assert entry["avoid_with"] == entry["poses"] == entry["equipment"] == []
    assert entry["easier"] is entry["picture"] is None


def test_at_most_eight_things_are_asked_for():
    form = EntryForm({})

    assert set(form.errors) == {
        "name", "aim", "position", "laterality", "steps", "reps_min", "stop_if",
    }  # fmt: skip


def test_every_exercise_of_the_library_comes_through_unchanged():
    call_command("load_exercises", verbosity=0)
    known = Known.read()
    exercises = Exercise.objects.select_related("easier", "harder").with_instructions()
    assert len(exercises) == 47

    for exercise in exercises:
        entry = entry_of(exercise)
        form = EntryForm(typed_of(entry), slug=exercise.slug, known=known)
        assert form.is_valid(), (exercise.slug, form.errors)
        assert form.entry() == entry


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        pytest.param({"name": " "}, "name", "Write the name", id="no-name"),
        pytest.param({"name": "x" * 81}, "name", "at most 80", id="a-long-name"),
        pytest.param({"name": "!?"}, "name", "Use letters from a to z", id="no-letters"),
        pytest.param({"name": "New"}, "name", "kept for the site", id="a-reserved-word"),
        pytest.param({"aim": "fame"}, "aim", "Choose what it is for", id="no-such-aim"),
        pytest.param({"position": ""}, "position", "Choose the position", id="no-position"),
        pytest.param({"steps": ""}, "steps", "Write at least one step", id="no-steps"),
        pytest.param({"steps": "Sit.\n\nRise."}, "steps", "Step 2 is empty", id="an-empty-step"),
        pytest.param({"steps": "Sit.\n2."}, "steps", "Step 2 is empty", id="only-a-number"),
        pytest.param({"reps_min": ""}, "reps_min", "Say how much", id="no-dose"),
        pytest.param({"reps_min": "", "sets": "3"}, "reps_min", "Say how much", id="sets-alone"),
        pytest.param({"sets": "11"}, "sets", "Choose 10 or less.", id="too-many-sets"),
        pytest.param({"reps_min": "0"}, "reps_min", "Choose 1 or more.", id="no-times"),
        pytest.param({"reps_min": "ten"}, "reps_min", "whole number", id="a-word"),
        pytest.param({"reps_max": "4"}, "reps_max", "must not be below", id="upside-down"),
        pytest.param(
            {"hold_seconds_max": "4"}, "hold_seconds_min", "lowest number too", id="half-a-range"
        ),
        pytest.param(
            {"sets": "10", "reps_min": "100", "hold_seconds_min": "300"},
            "sets",
            "minutes in all",
            id="days-of-it",
        ),
        pytest.param({"stop_if": ""}, "stop_if", "Say when to stop", id="no-stop"),
        pytest.param({"video_url": "http://a.example/v"}, "video_url", "https://", id="plain-http"),
        pytest.param({"video_url": "javascript:alert(1)"}, "video_url", "https://", id="a-script"),
        pytest.param({"easier": "nowhere"}, "easier", "Choose a published", id="no-neighbor"),
        pytest.param({"equipment": "anvil"}, "equipment", "anvil", id="no-such-equipment"),
        pytest.param({"picture_alt": "x" * 301}, "picture_alt", "at most 300", id="a-long-text"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(typed, field, words):
    form = check(**typed)

    assert set(form.errors) == {field}
    assert words in form.errors[field][0]


def test_an_address_in_use_is_refused_with_what_to_do():
    ExerciseFactory(slug="standing-calf-raise", status="archived")

    assert "already used. Choose another" in check().errors["name"][0]


def test_an_address_that_waits_for_review_is_in_use():
    Revision.objects.create(
        kind=Kind.EXERCISE, key="standing-calf-raise", number=1, content={}, made_at=NOON
    )

    assert "already used" in check().errors["name"][0]
    assert check(slug="standing-calf-raise").is_valid()


def test_a_new_name_keeps_the_address():
    ExerciseFactory(slug="heel-raise")

    form = check(slug="heel-raise")

    assert form.is_valid()
    assert (form.entry()["slug"], form.entry()["name"]) == ("heel-raise", "Standing calf raise")


def test_the_words_stop_if_are_not_said_twice():
    form = check(stop_if="Stop if your calf cramps.")

    assert form.is_valid()
    assert form.entry()["stop_if"] == "your calf cramps."


def cautions(*rows):
    return {"caution_condition": [row[0] for row in rows], "caution_note": [row[1] for row in rows]}


def test_empty_rows_of_cautions_are_left_out():
    ConditionFactory(key="knee_problem")

    form = EntryForm(RAISE | cautions(("", ""), ("knee_problem", "Go low."), ("", " ")))

    assert form.is_valid()
    assert form.entry()["avoid_with"] == [{"condition": "knee_problem", "note": "Go low."}]


def test_a_form_does_not_grow_by_the_empty_rows_of_its_page():
    sent = cautions(("", ""), ("knee_problem", "Go low."), ("", ""), ("", " "))

    rows = EntryForm(RAISE | sent).caution_rows()

    assert [row.condition for row in rows] == ["", "knee_problem"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param(("gout", "Rest."), "“gout” is not in the list", id="unknown"),
        pytest.param(("knee_problem", "Twice."), "in another row already", id="twice"),
        pytest.param(("hip_replacement", ""), "Write what to do", id="no-note"),
        pytest.param(("", "Go gently."), "Choose the condition", id="no-condition"),
    ],
)
def test_a_caution_is_refused_at_its_row(row, words):
    ConditionFactory(key="knee_problem")
    ConditionFactory(key="hip_replacement")

    form = EntryForm(RAISE | cautions(("knee_problem", "Go low."), row))

    assert form.errors["cautions"][0].startswith("Row 2: ")
    assert words in form.errors["cautions"][0]
    rows = form.caution_rows()
    assert [bool(one.errors) for one in rows] == [False, True]
    assert rows[1].note == row[1]


def test_a_ladder_that_loops_is_refused_with_its_names():
    low = ExerciseFactory(slug="low", name="Low raise")
    middle = ExerciseFactory(slug="middle", name="Middle raise", harder=low)
    low.save()

    form = check(slug="low", harder="middle")

    assert form.errors["harder"] == [
        "This goes round in a loop: Middle raise, and back to this one. Choose another."
    ]
    assert check(slug="middle", harder="low").is_valid()
    assert middle.harder == low


def test_the_same_exercise_is_not_easier_and_harder():
    ExerciseFactory(slug="low")

    assert "easier and harder too" in check(easier="low", harder="low").errors["harder"][0]


def test_only_published_neighbors_are_offered_and_one_that_is_there_stays():
    gone = ExerciseFactory(slug="gone", status="archived")
    ExerciseFactory(slug="low", easier=gone)
    ExerciseFactory(slug="unready", status="draft")

    assert check(slug="low", easier="gone").is_valid()
    assert check(easier="gone").errors.keys() == {"easier"}
    assert check(easier="unready").errors.keys() == {"easier"}


def test_a_picture_needs_words(monkeypatch):
    monkeypatch.setattr(EntryForm.base_fields["picture"], "clean", lambda value: value)

    form = check(picture="0b4c8c1e-7a63-4f1e-9d55-0d9c1f2a3b4c")

    assert "Say what the picture shows" in form.errors["picture_alt"][0]


def test_many_are_checked_with_one_reading_of_the_lists(django_assert_num_queries):
    known = Known.read()

    with django_assert_num_queries(0):
        assert EntryForm(RAISE, known=known).is_valid()
