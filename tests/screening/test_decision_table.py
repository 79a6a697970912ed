"""The decision table in full: every answer, every pair, every rule, against the file itself.

`by_the_file` reads the questionnaire's file a second time, without the code under test. Each
comparison is of the tier and of every reason with its words, answers and sources, in order.
"""

from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.screening import by_the_file
from tests.screening.by_the_file import CHOICES, EVERY_ANSWER, LOG, QUICK, RANKS, ROWS, RULES
from tests.screening.sets import ALL_NO
from tracker.screening import questionnaire
from tracker.screening.rules import outcome_of

pytestmark = pytest.mark.thorough

CURRENT = questionnaire.current()
COUNTING = [rule for rule in RULES if any("count_tier" in term for term in rule["all"])]
TERMS = [rule for rule in RULES if rule not in COUNTING]


def most_serious(key):
    return max(CHOICES[key], key=lambda value: RANKS[ROWS[key, value]["tier"] or "CLEAR"])


# What all the other questions are answered while a few are changed.
BASES = {
    "no-to-everything": ALL_NO,
    "not-sure-of-anything": {
        key: "not_sure" if "not_sure" in values else ALL_NO[key] for key, values in CHOICES.items()
    },
    "seventy-with-thin-bones-and-cancer-checked": ALL_NO
    | {
        "age_band": "70_plus",
        "first_episode": "yes",
        "osteoporosis_known": "yes_checked",
        "cancer_history": "yes_cleared",
    },
}
# An age is not more or less serious than another: the young and the old have risks of their own.
AGE = "age_band"
caution_answers = [(key, value) for key, value, tier in EVERY_ANSWER if tier == "CAUTION"]
complete_sets = st.fixed_dictionaries({key: st.sampled_from(v) for key, v in CHOICES.items()})


def judged(answers, asked=CURRENT):
    """Return what the rules say, in the shape of `by_the_file`."""
    found = outcome_of(asked, answers, version=CURRENT.version)
    return found.tier.name, [vars(one) | {"tier": one.tier.name} for one in found.reasons]


def differing(changes, base=ALL_NO):
    """Return those changes of which the rules and the file say different things."""
    return [
        changed
        for changed in changes
        if judged({**base, **changed}) != by_the_file.outcome({**base, **changed})
    ]


def the_table_says(changes, base=ALL_NO):
    wrong = differing(changes, base)
    assert not wrong, f"{len(wrong)} are judged unlike the file, such as {wrong[:3]}"


# Every answer and every pair


@pytest.mark.parametrize("base", BASES.values(), ids=BASES.keys())
def test_every_single_answer_is_judged_as_the_file_says(base):
    the_table_says([{}, *({key: value} for key, value, _tier in EVERY_ANSWER)], base)


@pytest.mark.parametrize("base", ["no-to-everything", "seventy-with-thin-bones-and-cancer-checked"])
def test_every_pair_of_answers_is_judged_as_the_file_says(base):
    pairs = [
        {one: value, other: another}
        for (one, value, _), (other, another, _) in combinations(EVERY_ANSWER, 2)
        if one != other
    ]
    assert len(pairs) > 7000
    the_table_says(pairs, BASES[base])


def test_the_most_serious_answers_all_at_once_give_every_reason_in_its_order():
    worst = {key: most_serious(key) for key in CHOICES}
    tier, reasons = judged(worst)

    assert (tier, reasons) == by_the_file.outcome(worst)
    ranks = [RANKS[reason["tier"]] for reason in reasons]
    assert ranks == sorted(ranks, reverse=True)
    assert set(ranks) == {4, 3, 2, 1}


@given(complete_sets)
def test_any_complete_set_is_judged_as_the_file_says(answers):
    assert judged(answers) == by_the_file.outcome(answers)


# Every rule


@pytest.mark.parametrize("rule", TERMS, ids=lambda rule: rule["key"])
def test_every_mix_of_answers_to_the_questions_of_a_rule_is_judged_as_the_file_says(rule):
    """All its answers and all its subsets: too few, just enough, and one condition lacking."""
    asked = [term["q"] for term in [*rule["all"], *rule["any"]]]
    assert len(set(asked)) == len(asked)
    mixes = [dict(zip(asked, values, strict=True)) for values in product(*map(CHOICES.get, asked))]
    the_table_says(mixes)


@pytest.mark.parametrize("rule", TERMS, ids=lambda rule: rule["key"])
def test_a_rule_is_true_with_every_subset_that_is_large_enough_and_with_no_smaller_one(rule):
    needed = {term["q"]: term["in"][-1] for term in rule["all"]}
    for size in range(len(rule["any"]) + 1):
        for some in combinations(rule["any"], size):
            changed = needed | {term["q"]: term["in"][-1] for term in some}
            found = {reason["key"]: reason for reason in judged({**ALL_NO, **changed})[1]}
            assert (rule["key"] in found) == (size >= rule["min_any"]), changed
            if rule["key"] in found:
                reason = found[rule["key"]]
                assert reason["kind"] == "rule"
                assert dict(reason["answers"]) == changed
                assert reason["sources"] == tuple(rule["sources"])
                assert len(reason["says"]) == len(changed)
                assert all(reason["says"])


@pytest.mark.parametrize("rule", TERMS, ids=lambda rule: rule["key"])
def test_a_rule_is_false_without_any_one_of_the_answers_that_it_always_needs(rule):
    for lacking in rule["all"]:
        for value in set(CHOICES[lacking["q"]]) - set(lacking["in"]):
            rest = [term for term in [*rule["all"], *rule["any"]] if term is not lacking]
            changed = {term["q"]: term["in"][0] for term in rest} | {lacking["q"]: value}
            keys = [reason["key"] for reason in judged({**ALL_NO, **changed})[1]]
            assert rule["key"] not in keys, changed


def test_only_one_rule_counts_cautions_and_it_takes_five():
    assert [rule["key"] for rule in COUNTING] == ["many_cautions"]
    assert COUNTING[0]["all"] == [{"count_tier": "CAUTION", "gte": 5}]


@pytest.mark.parametrize(("size", "is_enough"), [(3, False), (4, False), (5, True), (6, True)])
def test_any_five_careful_answers_together_need_a_clinician_and_any_four_do_not(size, is_enough):
    one_each = dict(caution_answers[::-1])
    assert len(one_each) >= 15
    for some in list(combinations(one_each.items(), size))[::5]:
        answers = {**ALL_NO, **dict(some)}
        tier, reasons = judged(answers)
        assert (tier, reasons) == by_the_file.outcome(answers), some
        assert ("many_cautions" in [reason["key"] for reason in reasons]) == is_enough, some


# The quick check and a session's log


def test_every_quick_check_is_judged_as_the_file_says():
    choices = {
        question["key"]: [answer["value"] for answer in question["answers"]] for question in QUICK
    }
    assert list(choices)[-2:] == ["qc_pain_now", "qc_settled"]
    wrong = [
        answers
        for values in product(*choices.values())
        if values[-2] in ("0", "8", "10")
        and judged(answers := dict(zip(choices, values, strict=True)), CURRENT.quick)
        != by_the_file.outcome(answers, QUICK, [])
    ]
    assert not wrong, f"{len(wrong)} are judged unlike the file, such as {wrong[:3]}"


def test_every_answer_about_a_session_is_judged_as_the_file_says():
    (question,) = LOG
    assert len(question["answers"]) == 8
    for answer in question["answers"]:
        answers = {question["key"]: answer["value"]}
        assert judged(answers, CURRENT.log) == by_the_file.outcome(answers, LOG, [])


# A more serious answer is never milder


def rank_of(key, value):
    return RANKS[ROWS[key, value]["tier"] or "CLEAR"]


def covers(rule, other, key, value):
    """Return whether `rule` is true where `other` was, now that `key` is answered `value`."""

    def given(term):
        return {value} if term["q"] == key else set(term["in"])

    needed = {term["q"]: given(term) for term in other["all"]}
    takes = {term["q"]: set(term["in"]) for term in rule["any"]}
    return (
        all(needed.get(term["q"], {""}) <= set(term["in"]) for term in rule["all"])
        and all(given(term) <= takes.get(term["q"], set()) for term in other["any"])
        and rule["min_any"] <= other["min_any"]
    )


@pytest.mark.parametrize("rule", TERMS, ids=lambda rule: rule["key"])
def test_where_a_more_serious_answer_leaves_a_rule_it_is_as_serious_without_it(rule):
    """Read from the rules themselves, so it holds for every set that there is."""
    as_serious = [one for one in TERMS if RANKS[one["tier"]] >= RANKS[rule["tier"]]]
    for term in [*rule["all"], *rule["any"]]:
        key = term["q"]
        outside = set(CHOICES[key]) - set(term["in"]) if key != AGE else ()
        for value, graver in product(term["in"], outside):
            assert (
                rank_of(key, graver) <= rank_of(key, value)
                or rank_of(key, graver) >= RANKS[rule["tier"]]
                or any(covers(one, rule, key, graver) for one in as_serious)
            ), (key, value, graver)


def test_a_graver_answer_than_a_caution_is_as_serious_as_five_cautions():
    assert RANKS[COUNTING[0]["tier"]] == RANKS["CAUTION"] + 1


def test_a_more_serious_answer_never_lowers_the_tier_whatever_one_other_answer_is():
    """Of the file: every pair is judged as it says."""
    for other, another, _tier in EVERY_ANSWER:
        for key in set(CHOICES) - {other, AGE}:
            base = {**ALL_NO, other: another}
            in_order = sorted(CHOICES[key], key=lambda value: rank_of(key, value))
            ranks = [(rank_of(key, v), by_tier({**base, key: v})) for v in in_order]
            for (mild, before), (grave, after) in combinations(ranks, 2):
                assert mild == grave or before <= after, (key, other, another)


def by_tier(answers):
    return RANKS[by_the_file.outcome(answers)[0]]


@settings(max_examples=50)
@given(complete_sets, st.sampled_from(sorted(set(CHOICES) - {AGE})), st.data())
def test_a_more_serious_answer_never_lowers_the_tier(answers, key, data):
    mild, grave = data.draw(st.permutations(CHOICES[key]).map(lambda order: order[:2]))
    assume(rank_of(key, mild) < rank_of(key, grave))
    before, after = (judged({**answers, key: value})[0] for value in (mild, grave))
    assert RANKS[before] <= RANKS[after]


@settings(max_examples=50)
@given(complete_sets, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(answers, random):
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert judged(dict(shuffled)) == judged(answers)
