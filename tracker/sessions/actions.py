"""Keeping a session: whole or not at all, once, and corrected without losing what was said."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, Q

from exercises.dose import DOSE_FIELDS
from tracker.measures.actions import ask_again_if_pain_jumped, correct_pain
from tracker.measures.models import PainScore
from tracker.people.models import User
from tracker.plans.models import Prescription, Routine
from tracker.plans.schedule import due_on
from tracker.screening.actions import record_log
from tracker.screening.models import Screening

from . import signs
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

    The same key again, even from two tabs at once, is the session that was kept first; what was
    new is heard from each of them.
    """
    said = editor.feeling.cleaned_data[signs.FIELD]
    try:
        with transaction.atomic():
            session = keep(ticket, patient, routine, editor, at, is_after_stop)
            hear(patient=patient, said=said, key=ticket.key, at=at)
            return session, True
    except IntegrityError:
        kept = ExerciseSession.with_removed.filter(patient=patient, key=ticket.key).first()
        if kept is None:
            raise
        hear(patient=patient, said=said, key=ticket.key, at=at)
        return kept, False


def hear(*, patient: User, said: str, key: uuid.UUID, at: datetime) -> Screening | None:
    """Keep that something was new after this session; the same said twice is kept once."""
    if said == signs.NONE:
        return None
    return record_log(patient=patient, answers={signs.KEY: said}, at=at, session_key=key)


def keep(ticket, patient, routine, editor, at, is_after_stop) -> ExerciseSession:
    session = editor.feeling.save(commit=False)
    session.patient, session.routine, session.key = patient, routine, ticket.key
    session.screening_id, session.is_after_stop = ticket.screening, is_after_stop
    check = Screening(pk=ticket.quick_check)
    # A quick check lets in one session: of two pages of one check, the second was only logged.
    if check.pk and check.note_session(at=at):
        session.quick_check_id = check.pk
    session.started_at, session.finished_at = ticket.started_at, at
    session.done_on = patient.day_of(at)
    logs = [
        log_of(form, session=session, prescription=form.prescribed) for form in editor.exercises
    ]
    if did_anything(logs):
        session.slot = open_slot(patient, routine, session.done_on)
    session.save(force_insert=True)
    ExerciseLog.objects.bulk_create(logs)
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
    ask_again_if_pain_jumped(patient, at)
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


def did_anything(logs: Iterable[ExerciseLog]) -> bool:
    """Return whether it may answer a due time: where all was skipped no session was done."""
    return any(log.outcome != ExerciseLog.Outcome.SKIPPED for log in logs)


def log_of(form, *, session: ExerciseSession, prescription: Prescription) -> ExerciseLog:
    log = form.filled()
    log.session, log.prescription = session, prescription
    log.exercise_name = prescription.name
    for name in DOSE_FIELDS:
        setattr(log, name, getattr(prescription, name))
    return log


@transaction.atomic
def correct_session(
    *, session: ExerciseSession, editor: SessionEditor, by: User, at: datetime
) -> None:
    """Change a session and keep beside it what it said before; no change leaves no trace.

    What is new now, and a stop or as serious as what was said before, is heard like a new log.
    Raises ExerciseSession.DoesNotExist when it was removed meanwhile.
    """
    before = snapshot(session.pk)
    editor.feeling.save()
    logs = [form.filled() for form in editor.exercises]
    for log in logs:
        log.save()
    count_anew(session, logs)
    standing = {s.moment: s for s in session.pain_scores.standing()}
    for moment in MOMENTS:
        value = editor.feeling.cleaned_data[f"pain_{moment}"]
        if moment in standing:
            correct_pain(score=standing[moment], value=value, at=at)
        elif value is not None:
            add_pain(session, moment, value)
    ask_again_if_pain_jumped(session.patient, at)
    said, said_before = editor.feeling.cleaned_data[signs.FIELD], before["new_symptoms"]
    is_as_serious = signs.tier_of(said) >= signs.tier_of(said_before)
    if said != said_before and (signs.is_stop(said) or is_as_serious):
        hear(patient=session.patient, said=said, key=correction_key(session), at=at)
    if snapshot(session.pk) != before:
        SessionCorrection.objects.create(session=session, by=by, at=at, before=before)


def count_anew(session: ExerciseSession, logs: list[ExerciseLog]) -> None:
    """Let a corrected session answer a due time if something was done in it, and only then."""
    if did_anything(logs) == (session.slot is not None):
        return
    if session.slot is None:
        session.slot = open_slot(session.patient, session.routine, session.done_on)
        session.save(update_fields=["slot"])
    else:
        hand_on_slot(session)
        session.slot = None
        session.save(update_fields=["slot"])


def hand_on_slot(session: ExerciseSession) -> None:
    """Let one that was done beside it answer its due time in its place."""
    skipped = Q(logs__outcome=ExerciseLog.Outcome.SKIPPED)
    beside = (
        ExerciseSession.objects.filter(
            patient=session.patient, done_on=session.done_on, slot=None,
            routine__lineage=session.routine.lineage,
        )
        .annotate(done=Count("logs", filter=~skipped))
        .filter(done__gt=0).order_by("finished_at", "pk").first()
    )  # fmt: skip
    if session.slot is not None and beside is not None:
        beside.slot = session.slot
        beside.save(update_fields=["slot"])


def add_pain(session: ExerciseSession, moment: str, value: int) -> None:
    """Keep a pain that was not told when the session was logged."""
    felt_at = session.started_at if moment == MOMENTS[0] else session.finished_at
    PainScore.objects.create(
        patient=session.patient, session=session, moment=moment, value=value,
        recorded_at=felt_at, recorded_on=session.done_on,
    )  # fmt: skip


def correction_key(session: ExerciseSession) -> uuid.UUID:
    """Return the key of what the next correction says: it is heard once, and anew each time."""
    return uuid.uuid5(session.key, f"correction {session.corrections.count()}")


def snapshot(pk: int) -> dict:
    """Return what the session says now, as plain values; one correction waits for another."""
    session = ExerciseSession.objects.select_for_update().get(pk=pk)
    pains = session.pain_scores.standing().values_list("moment", "value")
    names = ("exercise_name", "outcome", "reason", *LIMITS)
    return {
        "exertion": session.exertion,
        "note": session.note,
        "new_symptoms": session.new_symptoms,
        "pain": dict(pains),
        "logs": list(session.logs.values(*names)),
    }
