"""Publishing a questionnaire: the site starts only with files that are as they were published."""

import hashlib
import json

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tests.screening.by_the_file import FILE
from tracker.screening import checks, questionnaire

FIRST = (questionnaire.FOLDER / "1.json").read_text()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Publish these files instead, with their hashes in the ledger."""
    monkeypatch.setattr(questionnaire, "FOLDER", tmp_path)

    def publish(**files):
        hashes = {}
        for version, content in files.items():
            (tmp_path / f"{version[1:]}.json").write_text(content)
            hashes[version[1:]] = hashlib.sha256(content.encode()).hexdigest()
        (tmp_path / "published.json").write_text(json.dumps(hashes))
        return tmp_path

    return publish


def errors():
    return [(error.id, error.msg) for error in checks.questionnaires_are_valid(None)]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({"v2": "{"}, "2.json: Expecting", id="not-json"),
        pytest.param({"v2": "[]"}, "2.json: the file lacks", id="wrong-shape"),
        pytest.param({"v2": '{"a": 1, "a": 2}'}, "key a is there twice", id="key-twice"),
        pytest.param({"v3": json.dumps(FILE)}, "not named after its version", id="misnamed"),
        pytest.param({"v2": "7"}, "wrong shape", id="a-number"),
        pytest.param({"v2": "[" * 100_000}, "wrong shape", id="without-an-end"),
        pytest.param(
            {"v2": json.dumps(FILE).replace('"days": 28', '"days": 9999999999')},
            "wrong shape",
            id="more-days-than-there-are",
        ),
        pytest.param({"v1": "7", "v2": json.dumps(FILE)}, "1.json: wrong shape", id="an-old-one"),
    ],
)
def test_the_site_does_not_start_with_such_a_file(folder, files, message):
    folder(**files)
    ((number, said),) = errors()
    assert number == "screening.E001"
    assert message in said


def test_the_site_does_not_start_without_a_questionnaire(folder):
    folder()
    assert [number for number, _said in errors()] == ["screening.E002"]


def test_the_site_does_not_start_without_the_ledger(folder):
    (folder(v2=json.dumps(FILE)) / "published.json").unlink()
    assert [number for number, _said in errors()] == ["screening.E001"]


@pytest.mark.parametrize("ledger", ["[]", "{", '{"two": "x"}', '{"1": "x", "1": "y"}'])
def test_the_site_does_not_start_with_a_damaged_ledger(folder, ledger):
    (folder(v2=json.dumps(FILE)) / "published.json").write_text(ledger)
    assert [number for number, _said in errors()] == ["screening.E001"]


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_published_version_is_never_changed(folder, version):
    place = folder(v1=FIRST, v2=json.dumps(FILE)) / f"{version}.json"
    place.write_text(place.read_text().replace("Draft:", "Final:", 1))

    ((number, said),) = errors()
    assert number == "screening.E003"
    assert said.startswith(f"Screening questionnaire {version}.json is not as it was published")


def test_a_server_does_not_start_with_a_changed_version(folder):
    place = folder(v2=json.dumps(FILE)) / "2.json"
    checks.refuse_untrusted_questionnaires()

    place.write_text(place.read_text().replace('"EMERGENCY"', "null", 1))
    with pytest.raises(ImproperlyConfigured, match="not as it was published"):
        checks.refuse_untrusted_questionnaires()


@pytest.mark.parametrize("door", ["wsgi", "asgi"])
def test_each_server_s_door_looks_at_the_questionnaires(door):
    code = (settings.BASE_DIR / "backcare" / f"{door}.py").read_text()
    assert "\nrefuse_untrusted_questionnaires()\n" in code


def test_a_changed_version_is_never_asked(folder):
    place = folder(v2=json.dumps(FILE)) / "2.json"
    place.write_text(place.read_text().replace('"EMERGENCY"', "null", 1))
    questionnaire.current.cache_clear()
    try:
        with pytest.raises(ValueError, match="unknown tier|not as it was published"):
            questionnaire.current()
    finally:
        questionnaire.current.cache_clear()


def test_a_published_version_never_goes_away(folder):
    (folder(v1=FIRST, v2=json.dumps(FILE)) / "1.json").unlink()
    assert [number for number, _said in errors()] == ["screening.E001"]


def test_a_file_beside_the_published_ones_is_refused(folder):
    (folder(v2=json.dumps(FILE)) / "3.json").write_text("{}")
    assert [number for number, _said in errors()] == ["screening.E004"]
