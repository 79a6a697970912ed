"""What the answers mean: every answer, every rule at its edges, and all that is never clear."""

import json
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.screening import questionnaire
from tracker.screening.rules import InvalidAnswers, Tier, conditions_of, outcome_of

CURRENT = questionnaire.current()
FILE = json.loads((questionnaire.FOLDER / f"{CURRENT.version}.json").read_text())
RULES = FILE["combination_rules"]
COUNTING = [rule for rule in RULES if any("count_tier" in term for term in rule["all"])]
TERMS = [rule for rule in RULES if rule not in COUNTING]
CHOICES = {q["key"]: [a["value"] for a in q["answers"]] for q in FILE["questions"]}
ALL_NO = {key: "18_49" if key == "age_band" else "no" for key in CHOICES}
EVERY_ANSWER = [(q["key"], a["value"], a["tier"]) for q in FILE["questions"] for a in q["answers"]]
complete_sets = st.fixed_dictionaries({key: st.sampled_from(v) for key, v in CHOICES.items()})


def judge(**changed):
    return outcome_of(CURRENT, {**ALL_NO, **changed}, version=CURRENT.version)


def rules_matched(**changed):
    return {reason.key for reason in judge(**changed).reasons if reason.kind == "rule"}


def first_values(terms):
    return {term["q"]: term["in"][0] for term in terms}


def test_no_to_everything_is_clear_without_a_reason():
    assert judge().tier == Tier.CLEAR
    assert judge().reasons == ()


@pytest.mark.parametrize(("key", "value", "tier"), EVERY_ANSWER)
def test_each_answer_by_itself_raises_at_least_its_own_tier(key, value, tier):
    outcome = judge(**{key: value})

    own = [reason for reason in outcome.reasons if reason.kind == "answer"]
    assert [(reason.key, reason.tier.name) for reason in own] == ([(key, tier)] if tier else [])
    assert outcome.tier >= (Tier[tier] if tier else Tier.CLEAR)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("bladder_bowel_control", "yes", id="loss-of-bladder-or-bowel-control"),
        pytest.param("severe_abdominal_pain", "yes", id="severe-abdominal-pain"),
        pytest.param("fever", "yes", id="fever-with-back-pain"),
        pytest.param("leg_weakness", "severe", id="significant-leg-weakness"),
        pytest.param("sudden_severe_pain", "yes", id="sudden-severe-pain-without-cause"),
        pytest.param("weight_loss", "yes", id="unexplained-weight-loss"),
    ],
)
def test_a_sign_that_needs_care_stops_by_itself(key, value):
    assert judge(**{key: value}).tier >= Tier.CLINICIAN_FIRST


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
    ],
)
def test_tiers(changed, tier):
    assert judge(**changed).tier == tier


@pytest.mark.parametrize("rule", TERMS, ids=lambda rule: rule["key"])
def test_a_rule_is_true_with_just_enough_answers(rule):
    for some in combinations(rule["any"], rule["min_any"]):
        changed = first_values([*rule["all"], *some])
        assert rule["key"] in rules_matched(**changed)
        assert judge(**changed).tier >= Tier[rule["tier"]]


@pytest.mark.parametrize("rule", TERMS, ids=lambda rule: rule["key"])
def test_a_rule_takes_every_answer_that_it_names_and_no_other(rule):
    for term in [*rule["all"], *rule["any"]]:
        rest = [other for other in rule["any"] if other is not term]
        needed = rule["min_any"] - (term in rule["any"])
        base = first_values([*rule["all"], *rest[:needed]])
        for value in CHOICES[term["q"]]:
            is_true = rule["key"] in rules_matched(**{**base, term["q"]: value})
            assert is_true == (value in term["in"])


@pytest.mark.parametrize("rule", TERMS, ids=lambda rule: rule["key"])
def test_a_rule_is_false_when_one_answer_is_lacking(rule):
    for term in rule["all"]:
        rest = [other for other in rule["all"] if other is not term]
        assert rule["key"] not in rules_matched(**first_values([*rest, *rule["any"]]))
    if rule["min_any"]:
        for some in combinations(rule["any"], rule["min_any"] - 1):
            assert rule["key"] not in rules_matched(**first_values([*rule["all"], *some]))


def test_five_cautions_together_need_a_clinician_and_four_do_not():
    cautions = {"minor_trauma": "yes", "leg_pain_one": "steady", "pregnant": "postnatal"}
    four = {**cautions, "blood_thinners": "no", "not_improving": "lasting"}
    five = {**four, "inflammatory_extra": "yes"}

    assert [rule["key"] for rule in COUNTING] == ["many_cautions"]
    assert judge(**four).tier == Tier.CAUTION
    assert judge(**five).tier == Tier.CLINICIAN_FIRST
    assert rules_matched(**five) == {"many_cautions"}


def test_a_reason_names_its_answers_words_and_sources():
    answer, rule = judge(minor_trauma="yes", age_band="70_plus").reasons[::-1]

    assert (answer.kind, answer.key, answer.tier) == ("answer", "minor_trauma", Tier.CAUTION)
    assert answer.words.startswith("The pain started after a small fall")
    assert answer.sources == ("seed", "g_care_glos", "downie_2013")
    assert (rule.kind, rule.key, rule.tier) == ("rule", "age70_minor_trauma", Tier.URGENT)
    assert rule.answers == (("age_band", "70_plus"), ("minor_trauma", "yes"))
    assert rule.says[0] == "I am 70 or over."


@pytest.mark.parametrize("key", CHOICES)
def test_a_missing_answer_is_never_clear(key):
    fewer = {k: v for k, v in ALL_NO.items() if k != key}
    with pytest.raises(InvalidAnswers):
        outcome_of(CURRENT, fewer, version=CURRENT.version)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({}, id="nothing"),
        pytest.param(None, id="none"),
        pytest.param(list(ALL_NO.items()), id="a-list"),
        pytest.param({**ALL_NO, "fever": "maybe"}, id="unknown-answer"),
        pytest.param({**ALL_NO, "fever": ""}, id="empty-answer"),
        pytest.param({**ALL_NO, "fever": None}, id="no-answer"),
        pytest.param({**ALL_NO, "fever": ["no"]}, id="answer-in-a-list"),
        pytest.param({**ALL_NO, "fever": False}, id="false-is-not-no"),
        pytest.param({**ALL_NO, "mood": "no"}, id="extra-question"),
        pytest.param({**ALL_NO, 7: "no"}, id="question-without-a-name"),
    ],
)
def test_what_cannot_be_judged_is_never_clear(answers):
    for partial in (False, True):
        with pytest.raises(InvalidAnswers):
            outcome_of(CURRENT, answers, version=CURRENT.version, partial=partial)


@pytest.mark.parametrize("version", [0, 1, 3, None, "2"])
def test_answers_for_another_version_are_never_clear(version):
    with pytest.raises(InvalidAnswers):
        outcome_of(CURRENT, ALL_NO, version=version)


def test_an_unfinished_set_is_judged_only_when_it_is_an_emergency_already():
    first = outcome_of(CURRENT, {"bladder_change": "yes"}, version=CURRENT.version, partial=True)
    assert first.tier == Tier.EMERGENCY

    for some in ({"bladder_change": "no"}, {"fever": "yes"}):
        with pytest.raises(InvalidAnswers):
            outcome_of(CURRENT, some, version=CURRENT.version, partial=True)
    with pytest.raises(InvalidAnswers):
        outcome_of(CURRENT, {"bladder_change": "yes"}, version=CURRENT.version)


@given(complete_sets)
def test_every_complete_set_has_the_outcome_that_the_file_says(answers):
    assert outcome_of(CURRENT, answers, version=CURRENT.version).tier.name == tier_by_the_file(
        answers
    )


@given(complete_sets, st.sampled_from(sorted(CHOICES)), st.data())
def test_an_answer_more_serious_than_no_never_lowers_the_tier(answers, key, data):
    value = data.draw(st.sampled_from(CHOICES[key]))
    before = outcome_of(CURRENT, {**answers, key: ALL_NO[key]}, version=CURRENT.version)
    after = outcome_of(CURRENT, {**answers, key: value}, version=CURRENT.version)

    assert after.tier >= before.tier


@given(complete_sets, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(answers, random):
    shuffled = list(answers.items())
    random.shuffle(shuffled)

    expected = outcome_of(CURRENT, answers, version=CURRENT.version)
    assert outcome_of(CURRENT, dict(shuffled), version=CURRENT.version) == expected


@given(st.dictionaries(st.sampled_from([*CHOICES, "x"]), st.sampled_from(["no", "yes", "?"])))
def test_garbage_is_never_clear(answers):
    with pytest.raises(InvalidAnswers):
        outcome_of(CURRENT, answers, version=CURRENT.version)


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
    ],
)
def test_answers_raise_the_conditions_that_filter_exercises(changed, conditions):
    assert conditions_of(CURRENT, {**ALL_NO, **changed}) == conditions


def tier_by_the_file(answers):
    """A second, slower reading of the file, to hold the first against."""
    tiers = {(key, value): tier for key, value, tier in EVERY_ANSWER}
    raised = [tiers[item] for item in answers.items() if tiers[item]]
    cautions = raised.count("CAUTION")

    def is_true(term):
        if "q" in term:
            return answers[term["q"]] in term["in"]
        assert term["count_tier"] == "CAUTION"
        return cautions >= term["gte"]

    for rule in RULES:
        enough = sum(map(is_true, rule["any"])) >= rule["min_any"]
        if all(map(is_true, rule["all"])) and enough:
            raised.append(rule["tier"])
    ranks = {tier["key"]: tier["rank"] for tier in FILE["tiers"]}
    return max(raised, key=ranks.get, default="CLEAR")
