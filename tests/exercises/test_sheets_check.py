"""The dry run of a sheet: what each row would do, and why some are refused."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from exercises.models import Exercise, Picture, Revision, SheetImport
from exercises.sheets import checking
from exercises.sheets.writing import Format
from tests.exercises.sheet_cast import begun, checked, handed_in, outcomes, rows_of_library, said_of
from tests.factories import NOON, ConditionFactory, ExerciseFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(name="Ada Admin", is_staff=True)


@pytest.fixture
def bridge():
    ConditionFactory(key="osteoporosis")
    return ExerciseFactory(slug="bridge", name="Bridge", stop_if="it hurts.")


@pytest.fixture
def row(bridge):
    """The row of the bridge."""
    return rows_of_library()["bridge"]


def new(row, slug, **cells):
    return row | {"slug": slug, "name": slug.replace("-", " ").capitalize()} | cells


@pytest.mark.thorough
@pytest.mark.parametrize("form", Format.values)
def test_the_library_comes_back_without_any_change(ada, form):
    call_command("load_exercises", verbosity=0)
    sheet = checked(rows_of_library().values(), ada, form=form)
    assert sheet.counts() == {
        "": 0, "refused": 0, "changed": 0, "created": 0, "unchanged": 47
    }  # fmt: skip


@pytest.mark.parametrize("form", Format.values)
def test_words_that_look_like_formulas_come_back_without_any_change(ada, form):
    for name in ("=SUM(A1)", "-5 degrees", "+1", "@home", "'=quoted", "Two\r\nlines"):
        ExerciseFactory(name=name, stop_if=name, feel=f"{name}\r\n{name}")
    sheet = checked(rows_of_library().values(), ada, form=form)
    assert set(outcomes(sheet).values()) == {"unchanged"}


def test_a_row_is_new_changed_or_unchanged_and_nothing_is_written(ada, row):
    other = ExerciseFactory(slug="clam", name="Clam", stop_if="it hurts.")
    rows = rows_of_library()
    sheet = checked(
        [new(row, "calf-raise"), rows["clam"], row | {"name": "Hip bridge", "sets": "3.0"}], ada
    )

    assert outcomes(sheet) == {"calf-raise": "created", "clam": "unchanged", "bridge": "changed"}
    content = sheet.rows.get(slug="bridge").content
    assert (content["name"], content["dose"]["sets"]) == ("Hip bridge", 3)
    assert set(Exercise.objects.values_list("name", flat=True)) == {"Bridge", other.name}
    assert not Revision.objects.exists()


def test_a_row_without_an_address_gets_one_from_its_name(ada, row):
    sheet = checked([new(row, "", name="Standing calf raise")], ada)
    assert outcomes(sheet) == {"standing-calf-raise": "created"}


REFUSED = {
    "no-name": ({"name": ""}, "name: Write the name."),
    "unknown-aim": ({"aim": "strength"}, "aim: "),
    "a-word-for-a-number": ({"reps_min": "ten"}, "reps_min: Write a whole number."),
    "half-a-number": ({"reps_min": "8.5"}, "reps_min: Write a whole number."),
    "too-much": ({"sets": "11"}, "sets: Choose 10 or less."),
    "no-dose": ({"reps_min": "", "hold_seconds_min": ""}, "reps_min: Say how much"),
    "an-empty-step": ({"steps": "Lie down.\n\nLift."}, "steps: Step 2 is empty."),
    "unknown-condition": ({"cautions": "gout: Slowly."}, "cautions: "),
    "no-condition": ({"cautions": "Slowly."}, "cautions: Line 1 has no condition."),
    "perhaps": ({"per_side": "perhaps"}, "per_side: Write yes or no."),
    "unknown-neighbor": ({"harder": "moon-walk"}, "harder: "),
    "itself": ({"harder": "bridge"}, "harder: "),
    "unknown-picture": ({"picture": "holiday.jpg"}, "picture: There is no picture with this key."),
    "a-pose-that-is-none": ({"pose_1_name": "start", "pose_1_note": "standing"}, "poses: "),
    "not-an-address": ({"slug": "bridge!"}, "slug: An address has letters"),
    "kept-for-the-site": ({"slug": "new"}, "slug: This word is kept for the site."),
    "name-taken": ({"slug": ""}, "slug: This name is already used."),
}


@pytest.mark.parametrize(("cells", "words"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_row_is_refused_with_its_column_and_the_others_are_not(ada, row, cells, words):
    sheet = checked([row | cells, new(row, "calf-raise")], ada)
    refused = sheet.rows.get(outcome="refused")
    assert refused.number == 2
    assert any(said.startswith(words) for said in said_of(sheet, refused.slug)), refused.problems
    assert outcomes(sheet)["calf-raise"] == "created"


def test_the_same_exercise_twice_is_refused_at_both_rows(ada, row):
    sheet = checked([row, row | {"slug": " BRIDGE "}], ada)
    words = ["slug: Rows 2, 3 are about the same exercise. Keep one of them."]
    assert [[f"{p['column']}: {p['words']}" for p in one.problems] for one in sheet.rows.all()] == [
        words, words
    ]  # fmt: skip


def test_an_exercise_may_lead_to_one_of_the_same_file(ada, row):
    one, other = new(row, "one", harder="other"), new(row, "other", easier="one")
    sheet = checked([one, other, row | {"harder": "one"}], ada)
    assert outcomes(sheet) == {"one": "created", "other": "created", "bridge": "changed"}


def test_it_may_not_lead_to_one_that_is_refused(ada, row):
    one, other = new(row, "one", harder="other"), new(row, "other", steps="")
    sheet = checked([one, other, row | {"harder": "one"}], ada)
    assert outcomes(sheet) == {"one": "refused", "other": "refused", "bridge": "refused"}
    assert said_of(sheet, "bridge") == [
        "harder: This points to One (row 2), which is neither in the library nor comes in with "
        "this sheet."
    ]


def test_a_loop_across_rows_is_refused_naming_them(ada, row):
    one, other = new(row, "one", harder="other"), new(row, "other", harder="bridge")
    sheet = checked([one, other, row | {"harder": "one"}], ada)
    assert set(outcomes(sheet).values()) == {"refused"}
    assert said_of(sheet, "bridge") == [
        "harder: This goes round in a loop: One (row 2), Other (row 3), and back to this one. "
        "Choose another."
    ]


def test_two_exercises_may_change_places_on_a_ladder(ada, row, bridge):
    bridge.harder = ExerciseFactory(slug="clam", name="Clam", stop_if="it hurts.")
    bridge.save()
    rows = rows_of_library()
    sheet = checked([rows["bridge"] | {"harder": ""}, rows["clam"] | {"harder": "bridge"}], ada)
    assert outcomes(sheet) == {"bridge": "changed", "clam": "changed"}


def test_a_draft_is_no_step_of_a_ladder(ada, row):
    ExerciseFactory(slug="clam", status=Exercise.Status.DRAFT)
    assert outcomes(checked([row | {"harder": "clam"}], ada)) == {"bridge": "refused"}


def test_a_picture_of_the_library_is_kept_by_its_key(ada, row):
    picture = Picture.objects.create(width=1, height=1, file="x.webp")
    sheet = checked([row | {"picture": str(picture.key), "picture_alt": "A bridge"}], ada)
    assert sheet.rows.get().content["picture"] == str(picture.key)


def test_rows_are_checked_some_at_a_time(ada, row, monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 2)
    sheet = begun([new(row, f"new-{n}", harder=f"new-{n + 1}") for n in range(4)], ada)
    checking.check_next(sheet)
    assert sheet.counts()[""] == 2
    checking.check_next(sheet)
    # The last one leads to a row that is not there, so all of them fall.
    assert sheet.counts()["refused"] == 4
    checking.check_next(sheet)


def test_queries_do_not_grow_with_the_rows(ada, row, django_assert_num_queries):
    for count in (2, 30):
        sheet = begun([new(row, f"new-{count}-{n}") for n in range(count)], ada)
        with django_assert_num_queries(14):
            checking.check_next(sheet)


def test_an_import_is_swept_out_a_day_later_when_the_next_one_begins(ada, row):
    old = begun([row], ada)
    waiting = handed_in([new(row, "clam")], ada)
    recent = begun([row], ada, at=NOON + timedelta(hours=23))
    last = begun([row], ada, at=NOON + timedelta(hours=25))
    assert set(SheetImport.objects.all()) == {waiting, recent, last}, f"{old.pk} is gone"

    Revision.objects.update(status="sent-back")
    begun([row], ada, at=NOON + timedelta(hours=26))
    assert not SheetImport.objects.filter(pk=waiting.pk).exists()
