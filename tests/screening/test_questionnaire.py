"""The questionnaire's file: complete, in plain words, and refused when anything is not right."""

import copy
import json

import pytest
from django.conf import settings

from tracker.people.countries import COUNTRIES
from tracker.screening import checks, questionnaire, rules

FILE = json.loads((questionnaire.FOLDER / "1.json").read_text())


def damaged(damage):
    data = copy.deepcopy(FILE)
    damage(data)
    return data


def test_holds_everything_of_version_one():
    current = questionnaire.current()

    assert (current.version, len(current.questions), len(current.rules)) == (1, 37, 23)
    assert [len(current.quick_check), len(current.rescreen), len(current.emergency_numbers)] == [
        7,
        8,
        112,
    ]
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


def test_raises_only_conditions_for_answers_that_exist():
    for key, value in rules._CONDITIONS:
        assert questionnaire.current().question(key).answer(value)


def test_raises_only_conditions_that_the_library_knows():
    library = (settings.BASE_DIR / "exercises" / "data" / "library.json").read_text()
    raised = {condition for conditions in rules._CONDITIONS.values() for condition in conditions}
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
    ],
)
def test_a_damaged_file_is_refused_with_what_is_wrong(damage, message):
    with pytest.raises(ValueError, match=message):
        questionnaire.parse(damaged(damage))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("1.json", "{", "1.json: Expecting", id="not-json"),
        pytest.param("1.json", "[]", "1.json: the file lacks", id="wrong-shape"),
        pytest.param("1.json", '{"a": 1, "a": 2}', "key a is there twice", id="key-twice"),
        pytest.param("2.json", json.dumps(FILE), "not named after its version", id="misnamed"),
        pytest.param("1.json", "7", "wrong shape", id="a-number"),
    ],
)
def test_the_site_does_not_start_with_such_a_file(tmp_path, monkeypatch, name, content, message):
    (tmp_path / name).write_text(content)
    monkeypatch.setattr(questionnaire, "FOLDER", tmp_path)

    (error,) = checks.questionnaires_are_valid(None)
    assert message in error.msg


def test_the_site_does_not_start_without_a_questionnaire(tmp_path, monkeypatch):
    monkeypatch.setattr(questionnaire, "FOLDER", tmp_path)
    assert [error.id for error in checks.questionnaires_are_valid(None)] == ["screening.E002"]


def test_the_published_file_passes_the_check():
    assert checks.questionnaires_are_valid(None) == []
