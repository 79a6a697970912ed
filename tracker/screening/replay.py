"""Replaying answers: sets read from a file, judged by one version, compared between two."""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import questionnaire
from .rules import InvalidAnswers, Outcome, Questionnaire, Reason, outcome_of

logger = logging.getLogger("backcare.screening")

# What reading a file that somebody else wrote may raise.
UNREADABLE = (ValueError, OverflowError, RecursionError, OSError)


class Pairs(tuple):
    """An object of a JSON file as it was written, with what is there twice."""


def read_sets(content: bytes) -> list:
    """Return the sets of a file, each as it was written; raise ValueError if there are none."""
    try:
        written = json.loads(content, object_pairs_hook=Pairs)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"this is not JSON: {error}") from error
    if isinstance(written, Pairs):
        return [written]
    if isinstance(written, list):
        return written
    raise ValueError("there has to be one set of answers, or a list of them")


def answers_of(written: object) -> dict[str, str]:
    """Return one set with an answer to each question; raise InvalidAnswers if it is not one."""
    if not isinstance(written, Pairs):
        raise InvalidAnswers("This is no object of questions and answers.")
    keys = [key for key, _value in written]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise InvalidAnswers(f"Answered more than once: {_named(twice)}.")
    if odd := {key for key, value in written if not isinstance(value, str)}:
        raise InvalidAnswers(f"Answered with something that is no word: {_named(odd)}.")
    return dict(written)


def asked_in(published: questionnaire.Published, answers: Mapping[str, str]) -> Questionnaire:
    """Return which questions these are: of the quick check, of a session's log, or all."""
    for small in (published.quick, published.log):
        if answers and set(answers) <= _keys(small):
            return small
    return published


def judge(asked: Questionnaire, answers: Mapping[str, str], *, partial: bool = False) -> Outcome:
    """Return what this set means, whenever it was given; raise InvalidAnswers if it cannot say."""
    if unknown := set(answers) - _keys(asked):
        raise InvalidAnswers(f"No such question: {_named(unknown)}.")
    return outcome_of(asked, answers, version=asked.version, partial=partial)


def version_named(name: str) -> Questionnaire:
    """Return a published version by its number, or a questionnaire by the path of its file."""
    path = Path(name)
    if name.isdecimal():
        published = sorted(questionnaire.ledger())
        if int(name) not in published:
            there_are = ", ".join(str(number) for number in published)
            raise ValueError(f"version {name} was never published, only {there_are}")
        path = questionnaire.path_of(int(name))
    return questionnaire.judging(path.read_bytes(), path.name)


@dataclass(frozen=True)
class Case:
    """A set of answers without a name, and how often it was given, by how many people."""

    answers: Mapping[str, str]
    count: int = 1
    people: int = 1


@dataclass(frozen=True)
class Compared:
    """What one case means by two versions; None, with the reason, where it cannot be judged."""

    case: Case
    old: Outcome | None
    new: Outcome | None
    why_not: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_judged(self) -> bool:
        return self.old is not None and self.new is not None

    @property
    def is_less_serious(self) -> bool:
        return self.is_judged and self.new.tier < self.old.tier

    @property
    def is_more_serious(self) -> bool:
        return self.is_judged and self.new.tier > self.old.tier


def compare(
    old: Questionnaire, new: Questionnaire, cases: Iterable[Case], *, partial: bool = False
) -> Iterator[Compared]:
    """Judge each case by both versions, in order."""
    for case in cases:
        outcomes, why_not = {}, {}
        for side, asked in (("old", old), ("new", new)):
            outcomes[side], said = _tried(asked, case, partial)
            if said:
                why_not[side] = said
        yield Compared(case, **outcomes, why_not=why_not)


def deciding(outcome: Outcome) -> tuple[Reason, ...]:
    """Return the reasons that make an outcome as serious as it is."""
    return tuple(reason for reason in outcome.reasons if reason.tier == outcome.tier)


def _tried(asked, case, partial):
    """Return the outcome, or why there is none; what nobody foresaw is never clear either."""
    try:
        return judge(asked, case.answers, partial=partial), ""
    except InvalidAnswers as error:
        return None, str(error)
    except Exception as error:
        logger.exception("A case could not be judged by version %s.", asked.version)
        return None, f"The rules failed: {type(error).__name__}."


def _keys(asked):
    return {question.key for question in asked.questions}


def _named(keys):
    """Name keys from outside in plain characters, whatever they are."""
    return ", ".join(sorted(ascii(key) for key in keys))
