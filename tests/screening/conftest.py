"""What several tests of the safety check need."""

import json
from datetime import timedelta
from sqlite3 import connect

import pytest
from django.db import connection, connections
from django.utils import timezone

from tests.factories import ScreeningFactory, UserFactory
from tests.screening.sets import CLINICIAN_FIRST, EMERGENCY
from tests.screening.versions import version_3
from tracker.screening.actions import record


@pytest.fixture
def visitor(as_user, patient):
    """The browser of a person with an open gate."""
    ScreeningFactory(patient=patient)
    return as_user(patient)


@pytest.fixture
def stopped(patient):
    """The patient was stopped a week ago."""
    return record(patient=patient, answers=EMERGENCY, at=timezone.now() - timedelta(days=7))


@pytest.fixture
def milder(patient, stopped):
    """Three days later she answered only that she has pain at night."""
    at = timezone.now() - timedelta(days=4)
    return record(patient=patient, answers=CLINICIAN_FIRST, at=at)


@pytest.fixture
def staff(as_user):
    """An administrator without any other permission: the page needs none."""
    return as_user(UserFactory(is_staff=True))


@pytest.fixture
def file(tmp_path):
    """Write this as a file of answers."""

    def write(content):
        place = tmp_path / "answers.json"
        if isinstance(content, bytes):
            place.write_bytes(content)
        else:
            place.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(place)

    return write


@pytest.fixture
def new_version(tmp_path):
    """Write a version 3 with this changed, and return its path."""

    def write(change):
        place = tmp_path / "new.json"
        place.write_text(version_3(change))
        return str(place)

    return write


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that several threads can write to at once, as several workers of a server do.

    SQLite's database of the tests is in memory, where threads refuse each other instead of waiting
    for their turn. So it is copied into a file, opened as the site opens it.
    """
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, its_settings = connections["default"], connections.settings["default"]
    in_memory.ensure_connection()
    path = tmp_path / "races.sqlite3"
    file = connect(path)
    in_memory.connection.backup(file)
    file.close()
    connections.settings["default"] = its_settings | {"NAME": str(path)}
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = its_settings
        connections["default"] = in_memory
