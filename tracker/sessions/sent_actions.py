"""Keeping what a phone sent: once for ever, whole or not at all, and nothing that arrived lost."""

import hashlib
import json
import uuid
import zoneinfo
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from exercises.dose import DOSE_FIELDS
from exercises.models import Exercise
from tracker.measures.actions import ask_again_if_pain_jumped
from tracker.measures.models import PainScore
from tracker.people.models import User
from tracker.plans.models import Routine
from tracker.screening.gate import standing_of
from tracker.screening.models import Screening

from . import signs
from .actions import MOMENTS, hear, open_slot
from .forms import LIMITS
from .models import ExerciseLog, ExerciseSession, Hurt
from .permits import read_permit
from .sent_checks import (
    check_named_by,
    hear_alone,
    hear_check,
    hear_rechecks,
    hear_signs,
    use_up_checks,
)
from .sent_clock import corrected
from .sent_forms import Unreadable, read, read_check
from .sent_models import SetAside
from .tickets import Ticket, read_ticket

# What differs each time the same session is sent.
VOLATILE = {"sent_at", "owner"}


@dataclass(frozen=True)
class Kept:
    """What became of it: the session that is kept under the key, or None if it was set aside."""

    session: ExerciseSession | None
    is_new: bool = False
    is_other: bool = False  # other content came under this key before


def digest_of(content: dict) -> str:
    """Return a short name for what was sent; the same session sent again gives the same one."""
    lasting = {name: value for name, value in content.items() if name not in VOLATILE}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()


def keep_sent(*, patient: User, key: uuid.UUID, content: dict, at: datetime) -> Kept:
    """Keep a session under its key, or say that it was kept before.

    Other content under a key that is taken, and what cannot be read, is set aside for review.
    """
    digest = digest_of(content)
    if session := kept_before(patient, key):
        return _again(patient, session, key, content, digest, at)
    try:
        with transaction.atomic():
            return Kept(_keep(patient, read(content), digest, at), is_new=True)
    except Unreadable:
        set_aside(patient, key, content, digest, SetAside.Why.UNREADABLE, at)
        raise
    except IntegrityError:
        # The same key came twice at once, and the other one was first.
        session = kept_before(patient, key)
        if session is None:
            raise
        return _again(patient, session, key, content, digest, at)


def keep_check_alone(*, patient: User, key: uuid.UUID, content: dict, at: datetime) -> None:
    """Hear a quick check that no session came after; set aside what cannot be understood."""
    try:
        if not hear_alone(patient, read_check(content), at):
            raise Unreadable(["answers"])
    except Unreadable:
        set_aside(patient, key, content, digest_of(content), SetAside.Why.UNREADABLE, at)
        raise


def kept_before(patient: User, key: uuid.UUID) -> ExerciseSession | None:
    return ExerciseSession.with_removed.filter(patient=patient, key=key).first()


def _again(patient, session, key, content, digest, at) -> Kept:
    if session.digest == digest:
        return Kept(session)
    set_aside(patient, key, content, digest, SetAside.Why.OTHER_CONTENT, at)
    return Kept(session, is_other=True)


def set_aside(patient, key, content, digest, why, at) -> None:
    """Keep what cannot be a session; a warning sign in it is heard first, and whatever comes."""
    hear_signs(patient, key, content, at)
    SetAside.objects.get_or_create(
        patient=patient, key=key, digest=digest,
        defaults={"why": why, "content": content, "received_at": at},
    )  # fmt: skip


def _keep(patient: User, sent: dict, digest: str, at: datetime) -> ExerciseSession:
    routine = Routine.objects.filter(plan__patient=patient, plan__published_at__isnull=False)
    routine = routine.select_related("plan").filter(pk=sent["routine"]).first()
    ticket = _ticket_of(patient, routine, sent)
    screening = ticket.screening if ticket else _screening_of(patient, sent["permit"])
    if routine is None or screening is None:
        raise Unreadable(["routine" if routine is None else "screening"])
    is_after_stop = standing_of(patient, at).is_locked
    times = corrected(sent["started_at"], sent["finished_at"], sent["sent_at"], at)
    zone = zoneinfo.ZoneInfo(sent["time_zone"]) if sent["time_zone"] else patient.zone
    day = times.finished_at.astimezone(zone).date()
    check = hear_check(patient, sent["quick_check"], times.started_at, at)
    check = check or check_named_by(ticket, times.started_at)
    hear_rechecks(patient, sent["rechecks"], at)
    use_up_checks(patient, sent["asked_anew"], times.finished_at)
    session = ExerciseSession(
        patient=patient, routine=routine, key=sent["key"], digest=digest, how=sent["how"],
        screening_id=screening, is_after_stop=is_after_stop, quick_check=check,
        started_at=times.started_at, finished_at=times.finished_at, clock=times.clock,
        done_on=day, received_at=at,
        exertion=sent["exertion"], note=sent["note"], new_symptoms=sent[signs.FIELD],
    )  # fmt: skip
    if any(log["outcome"] == ExerciseLog.Outcome.STOPPED for log in sent["logs"]):
        session.status = ExerciseSession.Status.STOPPED
    if any(log["outcome"] != ExerciseLog.Outcome.SKIPPED for log in sent["logs"]):
        session.slot = open_slot(patient, routine, day)
    session.save(force_insert=True)
    _keep_logs(session, sent)
    _keep_pains(session, sent)
    if sent[signs.FIELD]:
        hear(patient=patient, said=sent[signs.FIELD], key=session.key, at=at)
    return session


def _ticket_of(patient: User, routine: Routine | None, sent: dict) -> Ticket | None:
    """Return the ticket of the page that led through this session, if it is the one of it.

    However old: it says when the page was opened, and the session may have waited for a network.
    """
    ticket = read_ticket(sent["ticket"])
    if ticket is None or routine is None or ticket.key != sent["key"]:
        return None
    return ticket if ticket.is_for(patient, routine) else None


def _screening_of(patient: User, permit: str) -> int | None:
    """Return which screening allowed it: the one of the permit, else the latest full one."""
    full = Screening.objects.filter(patient=patient, kind=Screening.Kind.FULL)
    allowed = read_permit(permit, patient)
    named = full.filter(pk=allowed.screening) if allowed else full.none()
    latest = full.order_by("-screened_at", "-pk")
    return (named or latest).values_list("pk", flat=True).first()


def _keep_logs(session: ExerciseSession, sent: dict) -> None:
    logs, error = sent["logs"], session.finished_at - sent["finished_at"]
    prescribed = session.routine.prescriptions.select_related("exercise", "words").in_bulk()
    easier = Exercise.objects.in_bulk([log["easier"] for log in logs], field_name="slug")
    rows = []
    for log in logs:
        prescription = prescribed.get(log["prescription"])
        if prescription is None:
            raise Unreadable(["prescription"])
        swapped = easier.get(log["easier"])
        rows.append(
            ExerciseLog(
                session=session,
                prescription=prescription,
                exercise_name=prescription.name,
                easier=swapped,
                easier_name=swapped.name if swapped else "",
                **{name: log[name] for name in ("outcome", "reason", *LIMITS)},
                **{name: getattr(prescription, name) for name in DOSE_FIELDS},
            )  # fmt: skip
        )
    ExerciseLog.objects.bulk_create(rows)
    Hurt.objects.bulk_create(
        Hurt(log=row, **hurt | {"at": _within(session, hurt["at"] + error)})
        for row, log in zip(rows, logs, strict=True)
        for hurt in log["hurts"]
    )


def _within(session: ExerciseSession, moment: datetime) -> datetime:
    """Return the moment of a session that is nearest."""
    return min(max(moment, session.started_at), session.finished_at)


def _keep_pains(session: ExerciseSession, sent: dict) -> None:
    felt_at = dict(zip(MOMENTS, (session.started_at, session.finished_at), strict=True))
    PainScore.objects.bulk_create(
        PainScore(
            patient_id=session.patient_id,
            session=session,
            moment=moment,
            value=sent[f"pain_{moment}"],
            recorded_at=felt_at[moment],
            recorded_on=session.done_on,
        )  # fmt: skip
        for moment in MOMENTS
        if sent[f"pain_{moment}"] is not None
    )
    ask_again_if_pain_jumped(session.patient, session.received_at)
