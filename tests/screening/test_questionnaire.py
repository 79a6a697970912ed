"""The questionnaire's file: complete, in plain words, and refused when anything is not right."""

import copy
import hashlib
import json

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tracker.people.countries import COUNTRIES
from tracker.screening import checks, questionnaire

FILE = json.loads((questionnaire.FOLDER / "2.json").read_text())


def damaged(damage):
    data = copy.deepcopy(FILE)
    damage(data)
    return data


def test_holds_everything_that_the_clinical_facts_name():
    current = questionnaire.current()

    assert (current.version, len(current.questions), len(current.rules)) == (2, 37, 23)
    assert len(current.quick.questions) == 7
    assert len(current.rescreen) == 8
    assert len(current.emergency_numbers) == 112
    assert len(current.sha256) == 64
    assert "awaits sign-off" in current.provenance


def test_asks_the_warning_signs_first_and_keeps_the_order_within_each_part():
    groups = [question.group for question in questionnaire.current().questions]

    assert groups == ["A"] * 19 + ["B"] * 12 + ["C"] * 6
    assert questionnaire.current().questions[0].key == "bladder_bowel_control"


def test_offers_the_file_s_numbers_by_the_name_of_the_country():
    assert set(COUNTRIES) == set(questionnaire.current().emergency_numbers)


def test_is_in_american_words():
    words = json.dumps(FILE).lower()
    assert not [word for word in ("programme", "per cent", "colour", "favour") if word in words]


def test_raises_only_conditions_that_the_library_knows():
    library = (settings.BASE_DIR / "exercises" / "data" / "library.json").read_text()
    answers = [a for question in questionnaire.current().questions for a in question.answers]
    raised = {condition for answer in answers for condition in answer.conditions}
    assert len(raised) == 11
    assert not [condition for condition in raised if f'"{condition}"' not in library]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        pytest.param(lambda d: d.update(color="red"), "unknown keys color", id="unknown-key"),
        pytest.param(lambda d: d.pop("quick_check"), "lacks quick_check", id="missing-key"),
        pytest.param(
            lambda d: d["questions"][0].update(colour=1), "unknown keys colour", id="question-key"
        ),
        pytest.param(
            lambda d: d["questions"][0]["answers"][0].pop("tier"), "lacks tier", id="no-decision"
        ),
        pytest.param(
            lambda d: d["questions"][0]["answers"][1].update(tier="RED"),
            "unknown tier 'RED'",
            id="unknown-tier",
        ),
        pytest.param(
            lambda d: d["questions"][0]["answers"][1].update(tier="CLEAR"),
            "cannot raise CLEAR",
            id="a-clear-answer",
        ),
        pytest.param(
            lambda d: d["questions"][0]["answers"][1].pop("say"), "nothing to say", id="no-words"
        ),
        pytest.param(
            lambda d: d["questions"][12]["answers"][1].pop("advice"), "no advice", id="no-advice"
        ),
        pytest.param(
            lambda d: d["questions"].append(d["questions"][0]), "is there twice", id="twice"
        ),
        pytest.param(
            lambda d: d["questions"][0].update(group="Z"), "unknown group", id="unknown-group"
        ),
        pytest.param(lambda d: d["questions"][0].update(sources=[]), "no source", id="no-source"),
        pytest.param(
            lambda d: d["questions"][0].update(answers=[]), "two answers", id="no-answers"
        ),
        pytest.param(
            lambda d: d["combination_rules"][0]["all"][0].update(q="mood"),
            "missing question 'mood'",
            id="rule-on-a-missing-question",
        ),
        pytest.param(
            lambda d: d["combination_rules"][0]["all"][0].update({"in": ["maybe"]}),
            "missing answers maybe",
            id="rule-on-a-missing-answer",
        ),
        pytest.param(
            lambda d: d["combination_rules"][0].update(min_any=2), "wrong min_any", id="min-any"
        ),
        pytest.param(
            lambda d: d["combination_rules"][1].update(min_any=0), "without a minimum", id="no-min"
        ),
        pytest.param(
            lambda d: d["combination_rules"][0].update(all=[]), "no condition", id="empty-rule"
        ),
        pytest.param(lambda d: d["tiers"].pop(), "not complete", id="missing-tier"),
        pytest.param(lambda d: d["tiers"][0].update(rank=1), "another rank", id="wrong-rank"),
        pytest.param(
            lambda d: d["quick_check"][0]["related_questions"].append("mood"),
            "names missing questions mood",
            id="quick-check",
        ),
        pytest.param(
            lambda d: d["quick_check"][0].update(sources=[]), "no source", id="quick-source"
        ),
        pytest.param(
            lambda d: d["quick_check"][0]["answers"][1].pop("say"), "nothing to say", id="quick-say"
        ),
        pytest.param(
            lambda d: d["quick_check"].append(d["quick_check"][0]), "is there twice", id="quick-two"
        ),
        pytest.param(
            lambda d: d["session_log"][0]["answers"][6].update(rescreen="mood"),
            "unknown re-screen rule 'mood'",
            id="rescreen-by-an-answer",
        ),
        pytest.param(lambda d: d["rescreen"].pop(), "lack clinician_request", id="rescreen-gone"),
        pytest.param(
            lambda d: d["rescreen"].append(d["rescreen"][0]), "is there twice", id="rescreen-twice"
        ),
        pytest.param(
            lambda d: d["rescreen"][0].update(key="mood"), "BackCare knows", id="rescreen-unknown"
        ),
        pytest.param(lambda d: d["rescreen"][0].update(why=""), "say why", id="rescreen-why"),
        pytest.param(
            lambda d: d["rescreen"][0].update(sources=[]), "no source", id="rescreen-source"
        ),
        pytest.param(
            lambda d: d["rescreen"][0]["numbers"].update(days=1),
            "unknown keys days",
            id="rescreen-number",
        ),
        pytest.param(
            lambda d: d["rescreen"][1]["numbers"].update(days=0), "above zero", id="zero-days"
        ),
        pytest.param(
            lambda d: d["rescreen"][1]["numbers"].update(days=True), "above zero", id="true-days"
        ),
        pytest.param(
            lambda d: d["rescreen"][1]["numbers"].update(days="28"), "above zero", id="words"
        ),
        pytest.param(
            lambda d: d["quick_check_rules"].update(valid_days=1), "unknown keys", id="quick-rules"
        ),
        pytest.param(lambda d: d.update(version="two"), "above zero", id="version-in-words"),
        pytest.param(
            lambda d: d["questions"][0].update(tier="CAUTION"), "worst answer", id="question-tier"
        ),
        pytest.param(
            lambda d: d["combination_rules"][-1]["all"][0].update(gte="5"), "above zero", id="gte"
        ),
        pytest.param(lambda d: d.update(quick_check=[]), "need a question", id="no-quick-check"),
        pytest.param(lambda d: d.update(session_log=[]), "need a question", id="no-session-log"),
        pytest.param(lambda d: d.update(combination_rules=[]), "no combination rules", id="rules"),
        pytest.param(lambda d: d.update(provenance=1), "has to be words", id="provenance"),
        pytest.param(
            lambda d: d["emergency_numbers"].update(US=911), "telephone number", id="a-whole-number"
        ),
        pytest.param(
            lambda d: d["emergency_numbers"].update(USA="911"), "no country", id="three-letters"
        ),
        pytest.param(
            lambda d: d.update(emergency_fallback="call us"), "telephone number", id="fallback"
        ),
        pytest.param(
            lambda d: d["urgent_advice_numbers"].update(US=None), "telephone number", id="advice"
        ),
        pytest.param(
            lambda d: d["questions"][0].update(text=7), "has to be words", id="text-is-a-number"
        ),
        pytest.param(
            lambda d: d["questions"][0].update(help=None), "has to be words", id="help-is-null"
        ),
        pytest.param(
            lambda d: d["questions"][0]["answers"][0].update(label=" "), "be words", id="no-label"
        ),
        pytest.param(
            lambda d: d["questions"][0]["answers"][0].update(value=True), "be words", id="true"
        ),
        pytest.param(
            lambda d: d["questions"][0].update(sources="seed"), "no source", id="source-is-no-list"
        ),
        pytest.param(
            lambda d: d["combination_rules"][0].update(message=""), "be words", id="no-message"
        ),
        pytest.param(
            lambda d: d["tiers"][0].update(text=["Stop"]), "has to be words", id="tier-text"
        ),
    ],
)
def test_a_damaged_file_is_refused_with_what_is_wrong(damage, message):
    with pytest.raises(ValueError, match=message):
        questionnaire.parse(damaged(damage))


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


def test_the_first_version_is_what_it_was():
    assert questionnaire.ledger()[1] == (
        "2b2cc1c3a8d3243d26c84806a6b0ecbf7af6e9411a288b699472b4b45674d63e"
    )


def test_the_second_version_is_what_it_was():
    assert questionnaire.ledger()[2] == (
        "6a888ea5f7c2f8d3d9a8c0c721f36f1148e084f2ee8eeeca34b83c1b3a131090"
    )


def test_the_published_files_pass_the_check():
    assert checks.questionnaires_are_valid(None) == []
