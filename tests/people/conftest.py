"""What several tests of accounts need."""

import re

import pytest
from django.core import mail

PASSWORD = "warm paper and a teal mat"


@pytest.fixture
def sign_up_form():
    """A sign-up form as somebody would fill it in."""
    return {
        "name": "Nova Lind",
        "email": "nova@example.com",
        "password1": PASSWORD,
        "time_zone": "Europe/Madrid",
        "country": "ES",
        "agree": "on",
    }


@pytest.fixture
def code_from_mail():
    """Read the code of the last mail."""

    def read():
        return re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", mail.outbox[-1].body, re.MULTILINE)[1]

    return read
