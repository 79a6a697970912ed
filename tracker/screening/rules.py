"""What the answers mean: values in, answer out.

Everything here is a draft that needs a clinician's sign-off, like the questionnaire it reads.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import IntEnum


class InvalidAnswers(ValueError):
    """These answers cannot be judged, so they are never clear."""


class Tier(IntEnum):
    """How serious an outcome is; the most serious wins."""

    CLEAR = 0
    CAUTION = 1
    CLINICIAN_FIRST = 2
    URGENT = 3
    EMERGENCY = 4

    @property
    def stored(self) -> str:
        return self.name.lower().replace("_", "-")


PASSING = frozenset({Tier.CLEAR.stored, Tier.CAUTION.stored})
LOCKING = frozenset(tier.stored for tier in Tier) - PASSING


def severity_of(tier: str) -> Tier:
    """Return how serious a stored tier is; one that nobody knows stops without alarm."""
    return next((one for one in Tier if one.stored == tier), Tier.CLINICIAN_FIRST)


@dataclass(frozen=True)
class Answer:
    value: str
    label: str
    tier: Tier | None
    say: str = ""
    advice: str = ""
    # The re-screen rule that this answer sets off; the conditions that it raises.
    rescreen: str = ""
    conditions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    key: str
    text: str
    help: str
    answers: tuple[Answer, ...]
    group: str = ""
    condition: str = ""
    sources: tuple[str, ...] = ()

    @property
    def is_about_safety(self) -> bool:
        """Return whether any answer raises a tier; the others only feed the advice on dose."""
        return any(answer.tier for answer in self.answers)

    def answer(self, value: object) -> Answer:
        for answer in self.answers:
            if answer.value == value:
                return answer
        raise InvalidAnswers(f"{self.key} has no such answer.")


@dataclass(frozen=True)
class Term:
    """One of these answers was given to this question."""

    question: str
    values: frozenset[str]

    def matches(self, answers: Mapping[str, str]) -> bool:
        return answers.get(self.question) in self.values


@dataclass(frozen=True)
class Rule:
    """Answers that are more serious together: all of these, and enough of those."""

    key: str
    tier: Tier
    message: str
    condition: str
    sources: tuple[str, ...]
    all: tuple[Term, ...] = ()
    any: tuple[Term, ...] = ()
    min_any: int = 0
    count_tier: Tier | None = None
    count_at_least: int = 0

    def matched(self, given: Mapping[str, Answer]) -> tuple[str, ...]:
        """Return the questions that make this rule true; none when it is not."""
        values = {key: answer.value for key, answer in given.items()}
        all_of = [term.question for term in self.all if term.matches(values)]
        any_of = [term.question for term in self.any if term.matches(values)]
        counted = []
        if self.count_tier is not None:
            counted = [key for key, answer in given.items() if answer.tier == self.count_tier]

        is_true = (
            len(all_of) == len(self.all)
            and len(any_of) >= self.min_any
            and len(counted) >= self.count_at_least
        )
        return tuple(dict.fromkeys([*all_of, *any_of, *counted])) if is_true else ()


@dataclass(frozen=True)
class Questionnaire:
    """One published version of the screening."""

    version: int
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]

    def question(self, key: str) -> Question:
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)


@dataclass(frozen=True)
class Reason:
    """Why an outcome is as serious as it is: one answer, or one rule about several."""

    kind: str
    key: str
    tier: Tier
    words: str
    says: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    condition: str
    sources: tuple[str, ...]
    advice: str = ""

    def stored(self) -> dict:
        """Return what is kept with a screening, readable without this version's file."""
        return asdict(self) | {"tier": self.tier.stored}


@dataclass(frozen=True)
class Outcome:
    tier: Tier
    reasons: tuple[Reason, ...]


def outcome_of(
    questionnaire: Questionnaire,
    answers: Mapping[str, str],
    *,
    version: int,
    partial: bool = False,
) -> Outcome:
    """Return the most serious tier raised, with every reason; unanswered is never a no.

    An unfinished set is judged only when asked for, and only if it is an emergency already:
    nothing that is still unanswered could make it less serious.
    """
    given = _given(questionnaire, answers, version)
    reasons = [
        *_answer_reasons(questionnaire, given),
        *_rule_reasons(questionnaire, given),
    ]
    reasons.sort(key=lambda reason: -reason.tier)
    tier = reasons[0].tier if reasons else Tier.CLEAR

    missing = [q.key for q in questionnaire.questions if q.key not in given]
    if missing and not (partial and tier == Tier.EMERGENCY):
        raise InvalidAnswers(f"Unanswered: {', '.join(missing)}.")
    return Outcome(tier, tuple(reasons))


def _given(questionnaire, answers, version) -> dict[str, Answer]:
    """Return the answers in the order of the questions; refuse what the file does not know."""
    if version != questionnaire.version:
        raise InvalidAnswers(f"These answers are not for version {questionnaire.version}.")
    if not isinstance(answers, Mapping):
        raise InvalidAnswers("The answers must name their questions.")
    unknown = set(answers) - {question.key for question in questionnaire.questions}
    if unknown:
        raise InvalidAnswers(f"{len(unknown)} answers belong to no question.")
    return {q.key: q.answer(answers[q.key]) for q in questionnaire.questions if q.key in answers}


def _answer_reasons(questionnaire, given):
    for question in questionnaire.questions:
        answer = given.get(question.key)
        if answer and answer.tier:
            yield Reason(
                kind="answer",
                key=question.key,
                tier=answer.tier,
                words=answer.say,
                says=(answer.say,),
                answers=((question.key, answer.value),),
                condition=question.condition,
                sources=question.sources,
                advice=answer.advice,
            )


def _rule_reasons(questionnaire, given):
    for rule in questionnaire.rules:
        keys = rule.matched(given)
        if keys:
            yield Reason(
                kind="rule",
                key=rule.key,
                tier=rule.tier,
                words=rule.message,
                says=tuple(given[key].say for key in keys),
                answers=tuple((key, given[key].value) for key in keys),
                condition=rule.condition,
                sources=rule.sources,
                advice=rule.message if rule.tier == Tier.CAUTION else "",
            )


def conditions_of(questionnaire: Questionnaire, answers: Mapping[str, str]) -> frozenset[str]:
    """Return the conditions (keys of the library's cautions) that these answers raise.

    A design default that needs a clinician's sign-off. A birth in the last 12 weeks raises
    nothing here: a caesarean is asked about as an operation.
    """
    return frozenset(
        condition
        for question in questionnaire.questions
        for answer in question.answers
        if answers.get(question.key) == answer.value
        for condition in answer.conditions
    )


def rescreens_of(questionnaire: Questionnaire, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the re-screen rules (keys of the file) that these answers set off."""
    given = [question.answer(answers[question.key]) for question in questionnaire.questions]
    return tuple(dict.fromkeys(answer.rescreen for answer in given if answer.rescreen))
