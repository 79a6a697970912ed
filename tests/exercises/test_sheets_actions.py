"""Handing in the changes of a sheet, and publishing them together: all or none, and once."""

from datetime import date

import pytest

from exercises.content import entry_of
from exercises.models import Exercise, Revision
from exercises.publishing import NotAllowed
from exercises.sheets import actions
from tests.exercises.sheet_cast import begun, checked, rows_of_library
from tests.factories import NOON, ExerciseFactory, UserFactory

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2027, 3, 2)


@pytest.fixture
def ada():
    return UserFactory(name="Ada Admin", is_staff=True)


@pytest.fixture
def rosa():
    return UserFactory(name="Rosa Reviewer", is_staff=True)


@pytest.fixture
def row():
    ExerciseFactory(slug="bridge", name="Bridge", stop_if="it hurts.")
    return rows_of_library()["bridge"]


@pytest.fixture
def sheet(ada, row):
    """Two new exercises, each a step of the other's ladder, and a change; one row is refused."""
    one = row | {"slug": "one", "name": "One", "harder": "other"}
    other = row | {"slug": "other", "name": "Other", "easier": "one"}
    refused = row | {"slug": "third", "name": ""}
    return checked([one, other, row | {"name": "Hip bridge", "harder": "one"}, refused], ada)


@pytest.fixture
def handed_in(sheet, ada):
    actions.hand_in(sheet=sheet, by=ada, at=NOON, note="New names")
    return sheet


def publish(sheet, by, changes=None):
    changes = changes or set(sheet.rows.values_list("revision", flat=True)) - {None}
    return actions.publish_together(
        sheet=sheet, changes=changes, by=by, at=NOON, review_by=NEXT_YEAR
    )


def test_each_change_waits_for_a_review_and_refused_rows_hold_up_none(sheet, ada):
    assert actions.hand_in(sheet=sheet, by=ada, at=NOON, note="New names") == 3

    rows = Revision.objects.order_by("key")
    assert [(row.key, row.status, row.made_by, row.note) for row in rows] == [
        (key, "waiting", "Ada Admin", "New names") for key in ("bridge", "one", "other")
    ]
    assert list(Exercise.objects.values_list("name", flat=True)) == ["Bridge"]


def test_it_is_handed_in_once(handed_in, ada):
    with pytest.raises(NotAllowed, match="handed in already"):
        actions.hand_in(sheet=handed_in, by=ada, at=NOON, note="")
    assert Revision.objects.count() == 3


def test_all_of_it_or_nothing(sheet, ada, monkeypatch):
    hand_in, calls = actions.publishing.hand_in, []

    def fails_at_the_third(**kwargs):
        calls.append(kwargs)
        if len(calls) == 3:
            raise RuntimeError("The power went out")
        return hand_in(**kwargs)

    monkeypatch.setattr(actions.publishing, "hand_in", fails_at_the_third)
    with pytest.raises(RuntimeError):
        actions.hand_in(sheet=sheet, by=ada, at=NOON, note="")
    assert not Revision.objects.exists()
    sheet.refresh_from_db()
    assert sheet.handed_in_at is None


def test_nothing_is_handed_in_before_all_is_checked(ada, row):
    with pytest.raises(NotAllowed, match="Not all rows are checked"):
        actions.hand_in(sheet=begun([row], ada), by=ada, at=NOON, note="")


def test_there_must_be_something_to_hand_in(ada, row):
    with pytest.raises(NotAllowed, match="nothing to hand in"):
        actions.hand_in(sheet=checked([row], ada), by=ada, at=NOON, note="")


def test_words_that_changed_since_the_check_are_not_written_over(sheet, ada):
    Exercise.objects.update(feel="Somebody else was here")
    with pytest.raises(NotAllowed, match="Hip bridge has changed since"):
        actions.hand_in(sheet=sheet, by=ada, at=NOON, note="")
    assert not Revision.objects.exists()

    actions.check_again(sheet)
    assert sheet.counts()[""] == 4


def test_a_ladder_that_would_loop_by_now_is_not_handed_in(ada, row):
    ExerciseFactory(slug="clam", name="Clam", stop_if="it hurts.")
    sheet = checked([row | {"harder": "clam"}], ada)
    bridge, clam = (Exercise.objects.get(slug=slug) for slug in ("bridge", "clam"))
    clam.harder = bridge
    clam.save()
    with pytest.raises(NotAllowed, match="library has changed"):
        actions.hand_in(sheet=sheet, by=ada, at=NOON, note="")


def test_another_person_publishes_all_of_it_with_its_ladders(handed_in, rosa):
    assert publish(handed_in, rosa) == 3

    one, other, bridge = (Exercise.objects.get(slug=slug) for slug in ("one", "other", "bridge"))
    assert (bridge.name, bridge.harder, one.harder, other.easier) == ("Hip bridge", one, other, one)
    assert (one.reviewed_by, one.review_by, one.status) == (
        "Rosa Reviewer", NEXT_YEAR, "published"
    )  # fmt: skip
    for row in Revision.objects.all():
        assert row.is_standing
        assert row.content == entry_of(Exercise.objects.get(slug=row.key))


def test_nobody_publishes_what_they_handed_in_themselves(handed_in, ada):
    with pytest.raises(NotAllowed, match="ask somebody else"):
        publish(handed_in, ada)
    assert Exercise.objects.count() == 1


def test_it_is_published_once(handed_in, rosa):
    publish(handed_in, rosa)
    with pytest.raises(NotAllowed, match="None of these changes waits"):
        publish(handed_in, rosa)


def test_only_what_was_looked_at_is_published(handed_in, rosa):
    changes = set(Revision.objects.filter(key__in=["one", "other"]).values_list("pk", flat=True))
    assert publish(handed_in, rosa, changes) == 2
    assert Revision.objects.get(status="waiting").key == "bridge"


def test_a_step_that_is_not_published_with_it_holds_it_up(handed_in, rosa):
    changes = set(Revision.objects.filter(key="bridge").values_list("pk", flat=True))
    with pytest.raises(NotAllowed, match="Hip bridge: This points to one, which is neither"):
        publish(handed_in, rosa, changes)
    assert Exercise.objects.get().name == "Bridge"


def test_changes_go_back_together_with_one_answer(handed_in, rosa):
    changes = set(Revision.objects.values_list("pk", flat=True))
    count = actions.send_back(
        sheet=handed_in, changes=changes, by=rosa, at=NOON, answer="Shorter names, please."
    )
    assert count == 3
    rows = Revision.objects.values_list("status", "answer").order_by().distinct()
    assert list(rows) == [("sent-back", "Shorter names, please.")]
