"""A questionnaire's file is refused when anything in it is not right."""

import copy

import pytest

from tests.screening.by_the_file import FILE
from tracker.screening import questionnaire


def damaged(damage):
    data = copy.deepcopy(FILE)
    damage(data)
    return data


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
