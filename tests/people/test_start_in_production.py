"""Starting the site: production refuses what is only safe on one's own computer."""

import importlib
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.factories import UserFactory

STRONG = "Jx4-mQz81_vLw7RtYpc0sNdKe2uHgB9fAoXiTq5rWb3ZlCkEhVyS"
GOOD = {
    "SECRET_KEY": STRONG,
    "ALLOWED_HOSTS": "backcare.example",
    "EMAIL_HOST": "mail.example",
}


def start(**environment):
    """Read the settings in a process of its own, where only these variables are set."""
    return subprocess.run(
        [sys.executable, "-c", "import backcare.settings as s; print(s.DEBUG, s.DEMO)"],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_starts_with_a_strong_key_and_a_named_host():
    assert start(**GOOD).stdout.split() == ["False", "False"]


def test_one_variable_is_enough_on_ones_own_computer():
    assert start(DEBUG="1").stdout.split() == ["True", "False"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"EMAIL_HOST": ""}, "Set EMAIL_HOST", id="no-mail"),
        pytest.param({"SECRET_KEY": ""}, "SECRET_KEY is missing or weak", id="no-key"),
        pytest.param({"SECRET_KEY": STRONG[:49]}, "SECRET_KEY is missing or weak", id="short-key"),
        pytest.param({"SECRET_KEY": "abc" * 20}, "SECRET_KEY is missing or weak", id="plain-key"),
        pytest.param({"ALLOWED_HOSTS": ""}, "Set ALLOWED_HOSTS", id="no-host"),
        pytest.param({"ALLOWED_HOSTS": "*"}, "Set ALLOWED_HOSTS", id="every-host"),
        pytest.param({"ALLOWED_HOSTS": "a.example, *"}, "Set ALLOWED_HOSTS", id="also-every-host"),
        pytest.param({"ALLOWED_HOSTS": "*.example"}, "Set ALLOWED_HOSTS", id="part-of-a-host"),
        pytest.param({"DEMO": "1"}, "DEMO is for trying BackCare out", id="demo"),
    ],
)
def test_refuses_to_start(change, message):
    process = start(**{**GOOD, **change})

    assert process.returncode != 0
    assert message in process.stderr


def serve():
    """Open the door for a WSGI server, as a new process does."""
    sys.modules.pop("backcare.wsgi", None)
    return importlib.import_module("backcare.wsgi")


@pytest.mark.django_db
def test_the_server_refuses_a_database_with_demo_accounts():
    UserFactory(is_demo=True)

    with pytest.raises(ImproperlyConfigured, match="demo accounts"):
        serve()


@pytest.mark.django_db
def test_the_server_starts_with_accounts_of_its_own(settings):
    UserFactory()
    UserFactory(is_demo=True, is_active=False)
    serve()

    settings.DEBUG = True
    UserFactory(is_demo=True)
    serve()


def test_sign_in_cannot_be_made_optional_unnoticed(settings):
    from tracker.people.checks import login_is_required_everywhere

    assert login_is_required_everywhere(None) == []
    settings.MIDDLEWARE = []
    assert [error.id for error in login_is_required_everywhere(None)] == ["people.E001"]
