"""Pictures that were sent and then not used are removed after a day."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from exercises.models import Draft, Picture, Revision
from exercises.picture_fields import add_picture
from tests.exercises.pictures import picture_bytes, sent_file
from tests.factories import NOON, ExerciseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return add_picture(sent_file(picture_bytes()))


@pytest.fixture
def tomorrow(monkeypatch):
    """A day and a minute later."""
    later = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)


def forgotten():
    said = StringIO()
    call_command("forget_pictures", stdout=said)
    return said.getvalue().strip()


def test_a_picture_that_nothing_names_is_removed_with_its_file(picture, tomorrow):
    assert default_storage.exists(picture.file.name)
    assert forgotten() == "Pictures removed: 1."
    assert not Picture.objects.exists()
    assert not default_storage.exists(picture.file.name)
    assert forgotten() == "Pictures removed: 0."


def test_a_picture_stays_while_its_form_may_still_be_open(picture):
    assert forgotten() == "Pictures removed: 0."
    assert Picture.objects.exists()


def named_by_an_exercise(key):
    ExerciseFactory(picture_id=key)


def named_by_the_history(key):
    Revision.objects.create(
        kind="exercise", key="bridge", number=1, content={"picture": key}, made_by="Ada",
        made_at=NOON,
    )  # fmt: skip


def named_by_a_draft(key):
    Draft.objects.create(
        kind="exercise", typed={"picture": [key]}, made_by="Ada", maker="1", edited_at=NOON
    )


@pytest.mark.parametrize("name_it", [named_by_an_exercise, named_by_the_history, named_by_a_draft])
def test_a_picture_that_something_names_stays(picture, tomorrow, name_it):
    name_it(str(picture.pk))
    assert forgotten() == "Pictures removed: 0."
    assert default_storage.exists(picture.file.name)


def test_others_of_the_library_name_no_picture(picture, tomorrow):
    Revision.objects.create(
        kind="aim", key="walking", number=1, content={"name": "Walking"}, made_by="Ada",
        made_at=NOON,
    )  # fmt: skip
    Draft.objects.create(kind="exercise", typed={}, made_by="Ada", maker="1", edited_at=NOON)
    ExerciseFactory()
    assert forgotten() == "Pictures removed: 1."


def test_a_picture_whose_file_is_lost_is_removed(picture):
    default_storage.delete(picture.file.name)
    assert forgotten() == "Pictures removed: 1."
