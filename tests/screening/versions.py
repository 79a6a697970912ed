"""Version 3 of the questionnaire, as somebody might write it, and how it is tried."""

import copy
import io
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from tests.screening.by_the_file import FILE
from tracker.screening.rules import Tier

PAGE = "/screening/versions/try/"


def asked(data, key):
    rows = [*data["questions"], *data["quick_check"], *data["session_log"]]
    return next(question for question in rows if question["key"] == key)


def version_3(change=lambda data: None):
    """Return the file with this changed; each question names the tier of its worst answer."""
    data = copy.deepcopy(FILE) | {"version": 3}
    change(data)
    for question in data["questions"]:
        tiers = {answer.get("tier") for answer in question["answers"]} & set(Tier.__members__)
        question["tier"] = max(tiers, key=lambda name: Tier[name], default=None)
    return json.dumps(data)


def lower_fever(data):
    """Send somebody with a fever to exercise with care."""
    for answer in asked(data, "fever")["answers"]:
        answer |= {"tier": answer["tier"] and "CAUTION", "advice": "Drink enough."}


def to_tier(tier, key, value="yes"):
    """Return the change that gives this answer another tier."""

    def change(data):
        (answer,) = [one for one in asked(data, key)["answers"] if one["value"] == value]
        answer["tier"] = tier

    return change


# At the command line


def triage(*args):
    printed = io.StringIO()
    call_command("triage", *args, stdout=printed)
    return json.loads(printed.getvalue())


def refused(*args):
    """Return what is said; nothing may be printed as a result."""
    printed = io.StringIO()
    with pytest.raises(CommandError) as said:
        call_command("triage", *args, stdout=printed)
    assert said.value.returncode == 2
    assert printed.getvalue() == ""
    return str(said.value)


def from_the_shell(*args, given=""):
    """Run the command as a person would, where there is no database yet."""
    return subprocess.run(
        [sys.executable, "manage.py", "triage", *args],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DEBUG": "1", "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


# On the administrators' page


def send(client, content, name="3.json"):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def effects(response):
    """Return what changes of the full screenings, of the quick checks, and of what was said."""
    return [effect for _name, effect in response.context["effects"]]


def words_of(response):
    return " ".join(response.content.decode().split())
