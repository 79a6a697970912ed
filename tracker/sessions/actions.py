"""Keeping a session: whole or not at all, once, and corrected without losing what was said."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from exercises.dose import DOSE_FIELDS
from tracker.measures.actions import correct_pain
from tracker.measures.models import PainScore
from tracker.people.models import User
from tracker.plans.models import Prescription, Routine
from tracker.plans.schedule import due_on

from .forms import LIMITS, SessionEditor
from .models import ExerciseLog, ExerciseSession, SessionCorrection
from .queries import is_in_force
from .tickets import Ticket

MOMENTS = (PainScore.Moment.BEFORE, PainScore.Moment.AFTER)


def log_session(
    *, ticket: Ticket, patient: User, routine: Routine, editor: SessionEditor, at: datetime,
    is_after_stop: bool,
) -> tuple[ExerciseSession, bool]:  # fmt: skip
    """Keep what was done under the ticket's key; return the session and whether it is new.

    The same key again, even from two tabs at once, is the session that was kept first.
    """
    try:
        with transaction.atomic():
            return keep(ticket, patient, routine, editor, at, is_after_stop), True
    except IntegrityError:
        kept = ExerciseSession.objects.filter(patient=patient, key=ticket.key).first()
        if kept is None:
            raise
        return kept, False


def keep(ticket, patient, routine, editor, at, is_after_stop) -> ExerciseSession:
    session = editor.feeling.save(commit=False)
    session.patient, session.routine, session.key = patient, routine, ticket.key
    session.screening_id, session.is_after_stop = ticket.screening, is_after_stop
    session.started_at, session.finished_at = ticket.started_at, at
    session.done_on = patient.day_of(at)
    session.slot = open_slot(patient, routine, session.done_on)
    session.save(force_insert=True)
    ExerciseLog.objects.bulk_create(
        log_of(form, session=session, prescription=form.prescribed) for form in editor.exercises
    )
    felt_at = {PainScore.Moment.BEFORE: ticket.started_at, PainScore.Moment.AFTER: at}
    PainScore.objects.bulk_create(
        PainScore(
            patient=patient,
            session=session,
            moment=moment,
            value=editor.feeling.cleaned_data[f"pain_{moment}"],
            recorded_at=felt_at[moment],
            recorded_on=patient.day_of(felt_at[moment]),
        )
        for moment in MOMENTS
    )
    return session


def open_slot(patient: User, routine: Routine, day: date) -> int | None:
    """Return which of the day's due times is still open, from 1, or None.

    The version of the plan that is in force decides: the page may show the one before it.
    """
    in_force = routine
    if routine.plan.published_at is None or not is_in_force(routine.schedule, day):
        versions = Routine.objects.to_do_by(patient, day).filter(lineage=routine.lineage)
        in_force = versions.select_related("plan").first()
    if in_force is None:
        return None
    answered = ExerciseSession.objects.filter(
        patient=patient, routine__lineage=routine.lineage, done_on=day, slot__isnull=False
    )
    done = answered.count()
    return done + 1 if done < due_on(in_force.schedule, day) else None


def log_of(form, *, session: ExerciseSession, prescription: Prescription) -> ExerciseLog:
    log = form.filled()
    log.session, log.prescription = session, prescription
    log.exercise_name = prescription.exercise.name
    for name in DOSE_FIELDS:
        setattr(log, name, getattr(prescription, name))
    return log


@transaction.atomic
def correct_session(
    *, session: ExerciseSession, editor: SessionEditor, by: User, at: datetime
) -> None:
    """Change a session and keep beside it what it said before; no change leaves no trace."""
    before = snapshot(session.pk)
    editor.feeling.save()
    for form in editor.exercises:
        form.filled().save()
    standing = {s.moment: s for s in session.pain_scores.standing()}
    for moment in MOMENTS:
        value = editor.feeling.cleaned_data[f"pain_{moment}"]
        correct_pain(score=standing[moment], value=value, at=at)
    if snapshot(session.pk) != before:
        SessionCorrection.objects.create(session=session, by=by, at=at, before=before)


def snapshot(pk: int) -> dict:
    """Return what the session says now, as plain values; one correction waits for another."""
    session = ExerciseSession.objects.select_for_update().get(pk=pk)
    pains = session.pain_scores.standing().values_list("moment", "value")
    names = ("exercise_name", "outcome", "reason", *LIMITS)
    return {
        "exertion": session.exertion,
        "note": session.note,
        "pain": dict(pains),
        "logs": list(session.logs.values(*names)),
    }
