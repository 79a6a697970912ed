"""Removing a session and taking that back: the day counts what is left, each due time once."""

from datetime import datetime

from django.db import transaction

from tracker.measures.actions import ask_again_if_pain_jumped
from tracker.people.models import User

from .actions import did_anything, hand_on_slot, open_slot
from .models import ExerciseSession


@transaction.atomic
def remove_session(*, session: ExerciseSession, by: User, at: datetime) -> bool:
    """Remove a session; one that was done beside it answers the due time in its place.

    What was heard of warning signs in it stays heard. Return whether it was not removed before.
    """
    if not session.remove(by=by, at=at):
        return False
    hand_on_slot(session)
    return True


@transaction.atomic
def put_back_session(*, session: ExerciseSession, at: datetime) -> bool:
    """Count a removed session again, for the due time that is open now, if any."""
    is_done = did_anything(session.logs.all())
    slot = open_slot(session.patient, session.routine, session.done_on)
    if not session.put_back(at=at):
        return False
    session.slot = slot if is_done else None
    session.save(update_fields=["slot"])
    ask_again_if_pain_jumped(session.patient, at)
    return True
