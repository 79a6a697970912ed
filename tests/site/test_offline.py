"""What a device keeps: every file that its pages need, and those that they need in turn."""

import json
import re

from django.contrib.staticfiles import finders

IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


def listed(client, name):
    script = client.get("/service-worker.js").text
    return json.loads(re.search(rf"^const {name} = (.*);$", script, re.M)[1])


def test_the_page_that_leads_through_a_session_has_every_script_it_imports(client):
    files = listed(client, "SHELL_FILES")
    scripts = [one for one in files if one.endswith(".js")]

    assert len(scripts) > 30
    for script in scripts:
        with open(finders.find(script.removeprefix("/static/"))) as file:
            for named in IMPORT.findall(file.read()):
                parts = [*script.split("/")[:-1], *named.split("/")]
                path = re.sub(r"/[^/]+/\.\.", "", "/".join(one for one in parts if one != "."))
                assert path in files, f"{script} imports {named}"


def test_that_page_is_the_same_for_everyone(client, as_user, patient):
    signed_in = as_user(patient).get("/today/offline/")

    assert signed_in.status_code == 200
    assert signed_in.text == client.get("/today/offline/").text
    assert patient.name not in signed_in.text
    assert "csrf" not in signed_in.text


def test_without_a_script_it_says_where_help_is(client):
    page = client.get("/today/offline/").text

    assert "You are offline" in page
    assert "/seek-care/emergency/" in page
