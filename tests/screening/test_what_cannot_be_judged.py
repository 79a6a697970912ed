"""Missing, unknown or damaged answers, or those of another version: never clear, always refused."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.screening.sets import ALL_NO
from tracker.screening import questionnaire
from tracker.screening.rules import InvalidAnswers, Outcome, Tier, outcome_of

CURRENT = questionnaire.current()
NOT_OFFERED = [
    "maybe", "", "No", " no", "no ", "Yes", None, False, True, 0, 1.5, ["no"], {"no"}, b"no",
]  # fmt: skip


def refusal_of(answers, asked=CURRENT, **how):
    with pytest.raises(InvalidAnswers) as refused:
        outcome_of(asked, answers, **{"version": CURRENT.version} | how)
    return str(refused.value)


@pytest.mark.parametrize(
    "asked", [CURRENT, CURRENT.quick, CURRENT.log], ids=["full", "quick", "log"]
)
def test_any_one_missing_answer_is_never_clear_and_is_named(asked):
    complete = {question.key: question.answers[0].value for question in asked.questions}
    for key in complete:
        fewer = {k: v for k, v in complete.items() if k != key}
        assert refusal_of(fewer, asked) == f"Unanswered: {key}."
        assert refusal_of(fewer, asked, partial=True) == f"Unanswered: {key}."


def test_all_that_is_missing_is_named():
    assert refusal_of({}, CURRENT.quick) == (
        "Unanswered: qc_bladder_saddle, qc_legs, qc_unwell, qc_injury, qc_health_news, "
        "qc_pain_now, qc_settled."
    )


@pytest.mark.parametrize(
    "asked", [CURRENT, CURRENT.quick, CURRENT.log], ids=["full", "quick", "log"]
)
def test_an_answer_that_the_question_does_not_offer_is_never_clear(asked):
    complete = {question.key: question.answers[0].value for question in asked.questions}
    for key, value, partial in product(complete, NOT_OFFERED, (False, True)):
        said = refusal_of({**complete, key: value}, asked, partial=partial)
        assert said == f"{key} has no such answer."


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        pytest.param(None, "The answers must name their questions.", id="none"),
        pytest.param([*ALL_NO.items()], "The answers must name their questions.", id="a-list"),
        pytest.param("no", "The answers must name their questions.", id="a-word"),
        pytest.param({**ALL_NO, "mood": "no"}, "1 answers belong to no question.", id="extra"),
        pytest.param({**ALL_NO, 7: "no"}, "1 answers belong to no question.", id="nameless"),
        pytest.param(
            {"mood": "no", "qc_legs": "no"}, "2 answers belong to no question.", id="of-another"
        ),
    ],
)
def test_what_cannot_be_judged_is_never_clear(answers, said):
    for partial in (False, True):
        assert refusal_of(answers, partial=partial) == said


@pytest.mark.parametrize("version", [0, 1, 3, None, "2", "", (2,)])
def test_answers_for_another_version_are_never_clear(version):
    assert refusal_of(ALL_NO, version=version) == "These answers are not for version 2."
    assert refusal_of({"fever": "?"}, version=version, partial=True).endswith("for version 2.")


class Broken(Mapping):
    """Answers that cannot be read: a damaged row, or a connection that is lost half way."""

    def __init__(self, fails_at):
        self.fails_at = fails_at

    def __len__(self):
        return len(ALL_NO)

    def __iter__(self):
        if self.fails_at == "names":
            raise OSError("gone")
        return iter(ALL_NO)

    def __getitem__(self, key):
        if self.fails_at == key:
            raise OSError("gone")
        return ALL_NO[key]


@pytest.mark.parametrize("fails_at", ["names", "fever", "first_episode"])
def test_answers_that_break_while_they_are_read_are_never_clear(fails_at):
    with pytest.raises(OSError, match="gone"):
        outcome_of(CURRENT, Broken(fails_at), version=CURRENT.version)
    assert outcome_of(CURRENT, Broken(""), version=CURRENT.version) == Outcome(Tier.CLEAR, ())


@given(st.dictionaries(st.sampled_from([*ALL_NO, "x"]), st.sampled_from(["no", "yes", "?"])))
def test_garbage_is_never_clear(answers):
    for partial in (False, True):
        try:
            found = outcome_of(CURRENT, answers, version=CURRENT.version, partial=partial)
        except InvalidAnswers:
            continue
        assert partial
        assert found.tier is Tier.EMERGENCY


def test_an_unfinished_set_is_judged_only_when_it_is_an_emergency_already():
    first = outcome_of(CURRENT, {"bladder_change": "yes"}, version=CURRENT.version, partial=True)
    assert (first.tier, [one.key for one in first.reasons]) == (Tier.EMERGENCY, ["bladder_change"])
    together = {"both_legs": "not_sure", "leg_weakness": "new_one_leg"}
    second = outcome_of(CURRENT, together, version=CURRENT.version, partial=True)
    assert (second.tier, second.reasons[0].key) == (Tier.EMERGENCY, "possible_ces_mix")

    for some in ({"bladder_change": "no"}, {"fever": "yes"}, {"night_pain": "yes"}):
        assert refusal_of(some, partial=True).startswith("Unanswered: ")
    assert refusal_of({"bladder_change": "yes"}).startswith("Unanswered: ")
    assert outcome_of(CURRENT, ALL_NO, version=2, partial=True).tier is Tier.CLEAR
