"""Handing in, reviewing, publishing and putting back: what is kept, and who may do it."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from exercises import publishing
from exercises.kinds import KINDS
from exercises.models import Exercise, Kind, Revision
from exercises.publishing import NotAllowed
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NEXT_YEAR = date(2027, 11, 25)


@pytest.fixture
def ada():
    return UserFactory(name="Ada Admin", is_staff=True)


@pytest.fixture
def rosa():
    return UserFactory(name="Rosa Reviewer", is_staff=True)


@pytest.fixture
def content():
    """What the bridge says, with a new name."""
    call_command("load_exercises", verbosity=0)
    return KINDS[Kind.EXERCISE].read(Exercise.objects.get(slug="bridge")) | {"name": "Hip bridge"}


@pytest.fixture
def change(content, ada):
    return publishing.hand_in(
        kind=Kind.EXERCISE, key="bridge", content=content, by=ada, at=NOW, note="A clearer name"
    )


def publish(change, reviewer, publisher):
    publishing.review(revision=change, by=reviewer, at=NOW, review_by=NEXT_YEAR)
    publishing.publish(revision=change, by=publisher, at=NOW)
    change.refresh_from_db()


def test_a_change_is_read_by_nobody_until_it_is_published(change, ada, rosa):
    assert Exercise.objects.get(slug="bridge").name == "Bridge"

    publish(change, rosa, ada)

    bridge = Exercise.objects.get(slug="bridge")
    assert (bridge.name, bridge.reviewed_by, bridge.review_by) == (
        "Hip bridge", "Rosa Reviewer", NEXT_YEAR
    )  # fmt: skip
    assert change.number == 2
    assert bridge.easier.slug == "glute-squeeze"


def test_what_stood_before_stays_and_can_be_put_back(change, content, ada, rosa):
    publish(change, rosa, ada)
    second = publishing.hand_in(
        kind=Kind.EXERCISE, key="bridge", content=content | {"name": "Glute bridge"}, by=ada, at=NOW
    )
    publish(second, rosa, ada)

    again = publishing.put_back(revision=change, by=ada, at=NOW)

    assert Exercise.objects.get(slug="bridge").name == "Hip bridge"
    history = Revision.objects.of(Kind.EXERCISE, "bridge")
    assert [row.number for row in history] == [4, 3, 2, 1]
    assert [row.content["name"] for row in history] == [
        "Hip bridge", "Glute bridge", "Hip bridge", "Bridge"
    ]  # fmt: skip
    assert again.is_standing


def test_what_nobody_reviewed_is_reviewed_before_it_is_put_back(change, ada, rosa):
    publish(change, rosa, ada)
    loaded = Revision.objects.of(Kind.EXERCISE, "bridge").get(number=1)

    again = publishing.put_back(revision=loaded, by=ada, at=NOW)

    assert again.status == Revision.Status.WAITING
    assert Exercise.objects.get(slug="bridge").name == "Hip bridge"


def test_nobody_reviews_what_they_wrote(change, ada):
    with pytest.raises(NotAllowed, match="ask somebody else"):
        publishing.review(revision=change, by=ada, at=NOW, review_by=NEXT_YEAR)


def test_a_site_of_one_person_may_say_otherwise(change, ada, settings):
    settings.LIBRARY_REVIEW_BY_ANOTHER = False

    publish(change, ada, ada)

    assert Exercise.objects.get(slug="bridge").name == "Hip bridge"


def test_what_is_not_reviewed_is_not_published(change, ada):
    with pytest.raises(NotAllowed, match="Only a reviewed change"):
        publishing.publish(revision=change, by=ada, at=NOW)


def test_a_review_ends_on_a_day_in_the_future(change, rosa):
    with pytest.raises(NotAllowed, match="day in the future"):
        publishing.review(revision=change, by=rosa, at=NOW, review_by=NOW.date())


def test_a_newer_change_takes_the_place_of_one_that_waits(change, content, ada):
    publishing.hand_in(kind=Kind.EXERCISE, key="bridge", content=content, by=ada, at=NOW)

    change.refresh_from_db()
    assert change.status == Revision.Status.SENT_BACK


def test_what_is_sent_back_says_why_and_is_not_published(change, ada, rosa):
    publishing.send_back(revision=change, by=rosa, at=NOW, answer="Step 3 is not clear.")

    change.refresh_from_db()
    assert (change.status, change.answer) == ("sent-back", "Step 3 is not clear.")
    with pytest.raises(NotAllowed):
        publishing.publish(revision=change, by=ada, at=NOW)


def test_a_new_exercise_is_made_when_it_is_published(content, ada, rosa):
    new = content | {"slug": "calf-raise", "name": "Standing calf raise"}
    change = publishing.hand_in(kind=Kind.EXERCISE, key="calf-raise", content=new, by=ada, at=NOW)
    assert not Exercise.objects.filter(slug="calf-raise").exists()

    publish(change, rosa, ada)

    raised = Exercise.objects.get(slug="calf-raise")
    assert KINDS[Kind.EXERCISE].read(raised) == new
    assert raised.status == "published"


def test_every_load_is_in_the_history(content):
    row = Revision.objects.of(Kind.EXERCISE, "bridge").get()
    assert (row.number, row.made_by, row.is_standing) == (1, "The library file", True)
    assert Revision.objects.filter(kind=Kind.EXERCISE, is_standing=True).count() == 47


def test_the_database_refuses_two_that_stand(change, ada, rosa):
    publish(change, rosa, ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(key="bridge").update(is_standing=True)
