"""What a phone needs of the published questionnaire to ask the quick check by itself."""

from . import questionnaire
from .rules import LOCKING, Answer, Question, Questionnaire


def for_phones() -> dict:
    """Return the questions before and after a session, with their tiers: the same for everyone.

    js/gate/rules.js judges the answers as rules.py does.
    """
    current = questionnaire.current()
    return {
        "version": current.version,
        "sha256": current.sha256,
        "quick": _asked(current.quick),
        "log": _asked(current.log),
        "strong_pain": current.limits.strong_pain,
        "pain_jump": current.limits.pain_jump,
        "quick_hours": current.limits.quick_validity.total_seconds() / 3600,
        "locking": sorted(LOCKING),
    }


def _asked(part: Questionnaire) -> dict:
    return {"version": part.version, "questions": [_question(one) for one in part.questions]}


def _question(question: Question) -> dict:
    return {
        "key": question.key,
        "text": question.text,
        "help": question.help,
        "answers": [_answer(answer) for answer in question.answers],
    }


def _answer(answer: Answer) -> dict:
    return {
        "value": answer.value,
        "label": answer.label,
        "tier": None if answer.tier is None else answer.tier.stored,
        "say": answer.say,
        "advice": answer.advice,
        "rescreen": answer.rescreen,
    }
