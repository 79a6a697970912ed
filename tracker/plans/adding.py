"""Adding one exercise to a draft, straight from its page in the library."""

from datetime import datetime

from django.db import transaction

from exercises.models import Exercise
from tracker.people.models import User

from . import actions
from .models import Plan


@transaction.atomic
def add_to_draft(*, exercise: Exercise, patient: User, by: User, at: datetime) -> tuple[Plan, bool]:
    """Put the exercise into the first routine of the author's draft for the patient.

    Returns the draft, the one under way or a copy of what stands, and whether the exercise is
    new in it.
    """
    draft = actions.start_draft(patient=patient, by=by, at=at)
    routine = actions.routine_to_fill(plan=draft, add=False) or draft.routines.first()
    is_new = not routine.prescriptions.filter(exercise=exercise).exists()
    actions.fill_routine(routine=routine, exercises=[exercise])
    return draft, is_new
