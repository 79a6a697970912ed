"""The cast of the tests: a patient, her therapist, a stranger, an admin."""

import os

import pytest
from django.core.cache import cache
from django.template.base import Template
from django.test import Client
from hypothesis import settings

from tests.factories import CareRelationshipFactory, TherapistFactory, UserFactory

# Playwright runs an event loop in the test's thread, and Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# The same examples in every run, and no time limit that a busy machine could break.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def _widgets_leave_no_trace(django_test_environment):
    """Django's tests keep every template with a copy of its context, a tenth of all their time.

    The pages' templates are kept as ever; nobody asks for those of a form's single options.
    """
    with_trace = Template._render

    def render(template, context):
        is_widget = str(template.name).startswith(("django/forms/", "bootstrap5/"))
        return template.nodelist.render(context) if is_widget else with_trace(template, context)

    Template._render = render


@pytest.fixture(autouse=True)
def _empty_cache():
    """Rate limits are counted in the cache; one test's attempts are not another's."""
    cache.clear()


@pytest.fixture
def as_user():
    """A browser in which that person is signed in."""

    def browser_of(user):
        client = Client()
        client.force_login(user)
        return client

    return browser_of


@pytest.fixture
def patient(db):
    return UserFactory(name="Maria Santos", email="maria@example.com")


@pytest.fixture
def therapist(db):
    return TherapistFactory(name="Dana Ruiz", email="dana@example.com")


@pytest.fixture
def care(patient, therapist):
    """The patient is in the therapist's care."""
    return CareRelationshipFactory(patient=patient, therapist=therapist)


@pytest.fixture
def stranger(db):
    return UserFactory(name="Sam Stranger")


@pytest.fixture
def admin(db):
    return UserFactory(name="Ada Admin", is_staff=True, is_superuser=True)
