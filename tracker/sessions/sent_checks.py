"""Hearing a quick check that was answered on a phone, however late it comes."""

import uuid
from datetime import datetime

from tracker.people.models import User
from tracker.screening import questionnaire
from tracker.screening.actions import (
    ask_again,
    record_quick_check,
    record_signs,
)
from tracker.screening.models import Screening
from tracker.screening.questionnaire import UNJUDGED
from tracker.screening.quick_forms import is_stop
from tracker.screening.rules import PASSING, InvalidAnswers, outcome_of, rescreens_of

from . import signs
from .actions import hear
from .sent_forms import Unreadable, read_check
from .tickets import Ticket


def hear_check(
    patient: User, sent: dict | None, session_at: datetime, at: datetime
) -> Screening | None:
    """Keep the check of a session; return it if it is the one that let the session in.

    A warning sign stops from the moment it arrives. Answers to questions that are asked no more
    let nobody in, but a sign among them is heard.
    """
    if sent is None:
        return None
    check = keep_check(patient, sent, at)
    if check is None or not check.is_passing:
        return None
    return check if check.note_session(at=min(session_at, at)) else None


def hear_rechecks(patient: User, sent: list[dict], at: datetime) -> None:
    """Keep the checks that were asked while a session was under way; they let in none."""
    for one in sent:
        keep_check(patient, one, at, is_recheck=True)


def use_up_checks(patient: User, asked_anew: list[int], at: datetime) -> None:
    """Let those that the server has already let in no other session either."""
    asked = Screening.objects.filter(patient=patient, kind=Screening.Kind.QUICK, pk__in=asked_anew)
    unused = asked.filter(tier__in=PASSING, used_at__isnull=True)
    unused.update(used_at=at, is_recheck=True)


def check_named_by(ticket: Ticket | None, session_at: datetime) -> Screening | None:
    """Return the check that a page was opened with, unless another session has used it."""
    if ticket is None or ticket.quick_check is None:
        return None
    check = Screening(pk=ticket.quick_check)
    return check if check.note_session(at=session_at) else None


def keep_check(
    patient: User, sent: dict, at: datetime, *, is_recheck: bool = False
) -> Screening | None:
    """Keep what was answered, or at least its warning signs; None where there is nothing to keep.

    Raises nothing: what is sent with a session never keeps the session out. Who knows what was
    told in answers that cannot be judged? The full check is asked for again.
    """
    answers, check_id = sent["answers"], sent["key"]
    try:
        return record_quick_check(
            patient=patient, answers=answers, at=at, check_id=check_id, version=sent["version"],
            is_recheck=is_recheck,
        )  # fmt: skip
    except InvalidAnswers:
        told = signs_in(answers)
        if told:
            return record_signs(patient=patient, signs=told, at=at, check_id=check_id)
        ask_again(patient=patient, because=UNJUDGED, at=at)
        return None


def hear_alone(patient: User, sent: dict, at: datetime) -> bool:
    """Keep a check that no session came after; return whether it could be understood.

    One that stops nobody and asks for nothing is let go: kept, it would let somebody in so late.
    """
    asked = questionnaire.current().quick
    try:
        tier = outcome_of(asked, sent["answers"], version=sent["version"]).tier.stored
    except InvalidAnswers:
        return keep_check(patient, sent, at) is not None
    if tier not in PASSING or rescreens_of(asked, sent["answers"]):
        keep_check(patient, sent, at)
    return True


def hear_signs(patient: User, key: uuid.UUID, content: dict, at: datetime) -> None:
    """Hear all that was answered in what cannot be a session, whatever else is wrong with it.

    An answer that is asked for no more may have been a warning sign: then the full check is asked
    for again.
    """
    said = content.get(signs.FIELD) or signs.NONE
    if said in [value for value, _label in signs.choices()]:
        hear(patient=patient, said=said, key=key, at=at)
    else:
        ask_again(patient=patient, because=UNJUDGED, at=at)
    rechecks = content.get("rechecks")
    for check in [content.get("quick_check"), *(rechecks if isinstance(rechecks, list) else [])]:
        if isinstance(check, dict):
            keep_check(patient, readable(check, key), at, is_recheck=True)


def readable(check: dict, key: uuid.UUID) -> dict:
    """Return a check as it can be judged, though its key, its version or its moment is none."""
    try:
        return read_check({"quick_check": check})
    except Unreadable:
        answers = check.get("answers")
        return {
            "key": key, "version": None, "answers": answers if isinstance(answers, dict) else {}
        }  # fmt: skip


def signs_in(answers: dict) -> dict[str, str]:
    """Return those answers that are warning signs in today's questions."""
    return {
        question.key: answer.value
        for question in questionnaire.current().quick.questions
        for answer in question.answers
        if is_stop(answer) and answers.get(question.key) == answer.value
    }
