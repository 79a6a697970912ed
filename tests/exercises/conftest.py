"""The people at the library's desk."""

import pytest

from tests.factories import AimFactory, UserFactory


@pytest.fixture
def rosa(db):
    """Another member of the staff."""
    return UserFactory(name="Rosa Reviewer", is_staff=True)


@pytest.fixture
def desk(as_user, admin):
    """The browser of an admin."""
    AimFactory()
    return as_user(admin)


@pytest.fixture
def rosas_desk(as_user, rosa):
    return as_user(rosa)
