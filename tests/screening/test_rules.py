"""What the answers mean: the worst one counts, and several together can be worse."""

from dataclasses import asdict, replace

import pytest

from tests.factories import quick_answers
from tests.screening.sets import ALL_NO
from tracker.screening import questionnaire
from tracker.screening.rules import (
    LOCKING,
    PASSING,
    Answer,
    InvalidAnswers,
    Outcome,
    Question,
    Questionnaire,
    Reason,
    Rule,
    Term,
    Tier,
    conditions_of,
    outcome_of,
    rescreens_of,
    severity_of,
)

CURRENT = questionnaire.current()


def judge(**changed):
    return outcome_of(CURRENT, {**ALL_NO, **changed}, version=CURRENT.version)


# The tiers


def test_the_tiers_go_from_clear_to_emergency_and_are_stored_by_their_names():
    assert [(tier.value, tier.stored) for tier in sorted(Tier)] == [
        (0, "clear"),
        (1, "caution"),
        (2, "clinician-first"),
        (3, "urgent"),
        (4, "emergency"),
    ]


def test_only_clear_and_caution_let_anyone_exercise():
    assert set(PASSING) == {"clear", "caution"}
    assert set(LOCKING) == {"clinician-first", "urgent", "emergency"}


@pytest.mark.parametrize("tier", Tier)
def test_a_stored_tier_is_as_serious_as_it_was(tier):
    assert severity_of(tier.stored) is tier


@pytest.mark.parametrize("stored", ["", "fine", "EMERGENCY", "clinician_first", None, 4])
def test_a_stored_tier_that_nobody_knows_stops_without_alarm(stored):
    assert severity_of(stored) is Tier.CLINICIAN_FIRST


@pytest.mark.parametrize(
    "kind",
    [Answer, Question, Term, Rule, Questionnaire, Reason, Outcome],
    ids=lambda it: it.__name__,
)
def test_nothing_that_was_read_or_judged_can_be_changed_afterwards(kind):
    assert kind.__dataclass_params__.frozen


# The worst one counts


def test_no_to_everything_is_clear_without_a_reason():
    assert judge() == Outcome(Tier.CLEAR, ())


@pytest.mark.parametrize(
    ("changed", "tier"),
    [
        pytest.param({"leg_pain_one": "steady"}, Tier.CAUTION, id="caution"),
        pytest.param({"night_pain": "yes"}, Tier.CLINICIAN_FIRST, id="clinician-first"),
        pytest.param({"fever": "yes"}, Tier.URGENT, id="urgent"),
        pytest.param({"chest_pain": "not_sure"}, Tier.EMERGENCY, id="emergency"),
        pytest.param(
            {"leg_pain_one": "steady", "fever": "yes", "chest_pain": "yes"},
            Tier.EMERGENCY,
            id="the-most-serious-wins",
        ),
        pytest.param(
            {"fever": "yes", "infection_risk": "yes"}, Tier.EMERGENCY, id="a-rule-can-be-the-worst"
        ),
        pytest.param(
            {"age_band": "50_69", "first_episode": "yes"}, Tier.CAUTION, id="a-rule-can-be-mild"
        ),
    ],
)
def test_the_most_serious_reason_decides(changed, tier):
    assert judge(**changed).tier is tier


def test_a_reason_names_its_answers_words_and_sources():
    rule, answer = judge(minor_trauma="yes", age_band="70_plus").reasons

    assert (answer.kind, answer.key, answer.tier) == ("answer", "minor_trauma", Tier.CAUTION)
    assert answer.words.startswith("The pain started after a small fall")
    assert answer.advice.startswith("Start gently")
    assert (answer.condition, answer.sources) == (
        "fracture",
        ("seed", "g_care_glos", "downie_2013"),
    )
    assert (rule.kind, rule.key, rule.tier) == ("rule", "age70_minor_trauma", Tier.URGENT)
    assert rule.answers == (("age_band", "70_plus"), ("minor_trauma", "yes"))
    assert rule.says == ("I am 70 or over.", answer.words)
    assert (rule.condition, rule.advice) == ("fracture", "")


def test_the_advice_of_a_mild_rule_is_its_message():
    (rule,) = judge(age_band="50_69", first_episode="yes").reasons
    assert rule.advice == rule.words == CURRENT.rules[20].message
    assert rule.words.startswith("First back pain after 50 is usually harmless")


def test_a_stored_reason_can_be_read_without_the_file():
    (reason,) = judge(night_pain="yes").reasons
    assert reason.stored() == asdict(reason) | {"tier": "clinician-first"}
    assert set(reason.stored()) == {
        "kind", "key", "tier", "words", "says", "answers", "condition", "sources", "advice",
    }  # fmt: skip


# A small questionnaire, to see one thing at a time

NO = Answer("no", "No", None)
ONE, TWO, THREE = (
    Question(key, f"{key}?", "", (NO, Answer("yes", "Yes", tier, say=f"{key}."), *more))
    for key, tier, *more in [
        ("one", Tier.CAUTION, Answer("worse", "Worse", Tier.URGENT, say="One is worse.")),
        ("two", Tier.CAUTION),
        ("three", Tier.CLINICIAN_FIRST),
    ]
)
BOTH = Rule("both", Tier.URGENT, "Both.", "c", ("s",), all=(Term("one", frozenset({"yes"})),))
SMALL = Questionnaire(7, (ONE, TWO, THREE), ())


def small(rules, **answers):
    asked = replace(SMALL, rules=tuple(rules))
    return outcome_of(asked, dict.fromkeys(("one", "two", "three"), "no") | answers, version=7)


def keys_of(outcome):
    return [reason.key for reason in outcome.reasons]


def test_of_equally_serious_reasons_answers_come_before_rules_and_each_in_the_file_s_order():
    mild = replace(BOTH, key="mild", tier=Tier.CAUTION)
    found = small([mild, BOTH], three="yes", two="yes", one="yes")
    assert keys_of(found) == ["both", "three", "one", "two", "mild"]
    assert found.tier is Tier.URGENT


@pytest.mark.parametrize(("least", "is_true"), [(1, True), (2, True), (3, False)])
def test_a_rule_that_counts_takes_only_answers_of_its_own_tier(least, is_true):
    rule = replace(BOTH, all=(), count_tier=Tier.CAUTION, count_at_least=least)
    assert ("both" in keys_of(small([rule], one="yes", two="yes", three="yes"))) == is_true


def test_a_rule_that_counts_and_names_answers_needs_both_and_gives_each_answer_once():
    rule = replace(BOTH, count_tier=Tier.CAUTION, count_at_least=2)
    (reason, *_rest) = small([rule], two="yes", one="yes").reasons
    assert reason.answers == (("one", "yes"), ("two", "yes"))
    assert "both" not in keys_of(small([rule], one="worse", two="yes"))
    assert "both" not in keys_of(small([rule], one="yes"))


def test_a_rule_with_no_answer_behind_it_is_never_true():
    assert small([replace(BOTH, all=())]) == Outcome(Tier.CLEAR, ())


def test_a_rule_asks_for_nothing_that_is_not_written_in_it():
    plain = Rule("key", Tier.URGENT, "Words.", "c", ())
    assert (plain.all, plain.any, plain.min_any) == ((), (), 0)
    assert (plain.count_tier, plain.count_at_least) == (None, 0)
    assert not Term("one", frozenset({"yes"})).matches({"two": "yes"})
    assert (NO.say, NO.advice, NO.rescreen, NO.conditions) == ("", "", "", frozenset())
    assert (ONE.group, ONE.condition, ONE.sources) == ("", "", ())
    assert Reason("answer", "one", Tier.URGENT, "", (), (), "", ()).advice == ""


def test_a_question_is_about_safety_when_an_answer_raises_a_tier():
    about_dose = {question.key for question in CURRENT.quick.questions} & {
        question.key for question in CURRENT.quick.questions if not question.is_about_safety
    }
    assert about_dose == {"qc_pain_now", "qc_settled"}
    assert ONE.is_about_safety


def test_a_question_is_found_by_its_key_and_a_missing_one_is_an_error():
    assert SMALL.question("two") is TWO
    with pytest.raises(KeyError, match="four"):
        SMALL.question("four")


# What else the answers do


@pytest.mark.parametrize(
    ("changed", "conditions"),
    [
        pytest.param({}, set(), id="none"),
        pytest.param(
            {"osteoporosis_known": "yes_checked"},
            {"osteoporosis", "osteoporosis_vertebral_fracture"},
            id="thin-bones",
        ),
        pytest.param(
            {"pregnant": "pregnant", "walking_leg_pain": "sit_or_lean"},
            {"pregnancy", "pregnancy_after_first_trimester", "spinal_stenosis"},
            id="two-at-once",
        ),
        pytest.param({"leg_pain_one": "steady", "pregnant": "postnatal"}, set(), id="no-condition"),
        pytest.param({"steroids_long": "?"}, set(), id="an-answer-that-is-not-there"),
    ],
)
def test_answers_raise_the_conditions_that_filter_exercises(changed, conditions):
    assert conditions_of(CURRENT, {**ALL_NO, **changed}) == conditions


def test_an_unfinished_set_raises_the_conditions_that_it_can():
    assert conditions_of(CURRENT, {}) == set()
    assert conditions_of(CURRENT, {"steroids_long": "yes"}) == {"osteoporosis"}


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        pytest.param({}, (), id="none"),
        pytest.param({"qc_injury": "minor"}, ("injury",), id="a-small-fall"),
        pytest.param({"qc_health_news": "yes"}, ("health_change",), id="news"),
        pytest.param(
            {"qc_health_news": "yes", "qc_injury": "minor"}, ("injury", "health_change"), id="both"
        ),
        pytest.param({"qc_injury": "major", "qc_legs": "one_mild"}, (), id="no-rule-of-its-own"),
    ],
)
def test_a_quick_check_sets_off_the_rules_that_its_answers_name(changed, rules):
    assert rescreens_of(CURRENT.quick, quick_answers(**changed)) == rules


def test_a_rule_set_off_by_two_answers_is_named_once_and_garbage_sets_off_none():
    twice = [
        replace(question, answers=(NO, replace(question.answers[1], rescreen=rule)))
        for question, rule in ((ONE, "b"), (TWO, "a"), (THREE, "b"))
    ]
    asked = replace(SMALL, questions=tuple(twice))
    assert rescreens_of(asked, dict.fromkeys(("one", "two", "three"), "yes")) == ("b", "a")
    with pytest.raises(InvalidAnswers, match="one has no such answer"):
        rescreens_of(asked, {"one": "?", "two": "no", "three": "no"})
