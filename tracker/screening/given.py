"""Answers as they were given, in the words of the version they were given to."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from . import questionnaire
from .rules import Answer, Question
from .standing import FULL, QUICK

Pair = tuple[Question, Answer]


def notable_and_plain(
    questions: Iterable[Question], answers: Mapping[str, str]
) -> tuple[list[Pair], list[Pair]]:
    """Return the answers that say something, and each plain No, in the order of the questions.

    Raises InvalidAnswers for an answer that its question does not have.
    """
    given = [(q, q.answer(answers[q.key])) for q in questions if q.key in answers]
    plain = [(q, answer) for q, answer in given if answer.value == "no" and answer.tier is None]
    return [pair for pair in given if pair not in plain], plain


@lru_cache(maxsize=16)
def questions_of(version: int, kind: str) -> tuple[Question, ...]:
    """Return what this kind of screening asked in a published version.

    Raises OSError or ValueError when that version cannot be read.
    """
    path = questionnaire.path_of(version)
    if kind == FULL:
        return questionnaire.judging(path.read_bytes(), path.name).questions
    whole = questionnaire.load(path)
    return (whole.quick if kind == QUICK else whole.log).questions
