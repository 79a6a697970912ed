"""What changes the standing of a person: a finished check, and a clinician's word."""

import uuid
from datetime import UTC, datetime

from django.db import transaction

from . import questionnaire
from .models import Clearance, RescreenRequest, Screening
from .news import tell_therapists
from .rules import LOCKING, InvalidAnswers, Questionnaire, Tier, outcome_of, rescreens_of

Kind = Screening.Kind


class OutdatedAnswers(InvalidAnswers):
    """These answers would let someone in, and were begun before the last stop or clearance."""


@transaction.atomic
def record(
    *, patient, answers, at, check_id=None, version=None, partial=False, begun_at=None
) -> Screening:
    """Judge these answers and keep them as they were given; the same ones twice are one row.

    Raises InvalidAnswers when they cannot be judged. Different answers of one check are two
    rows, so that of two tabs the one with the warning sign is never lost.
    """
    asked = questionnaire.current()
    if begun_at is not None and _has_news_since(patient, begun_at):
        outcome = outcome_of(asked, answers, version=version or asked.version, partial=partial)
        if outcome.tier.stored not in LOCKING:
            raise OutdatedAnswers("Begun before the last stop, clearance or request.")
    screening, _is_new = _keep(Kind.FULL, asked, patient, answers, at, check_id, version, partial)
    return screening


@transaction.atomic
def record_quick_check(
    *, patient, answers, at, check_id=None, version=None, is_recheck=False
) -> Screening:
    """Judge and keep a quick check; ask for a full screening where its answers call for one.

    A recheck was asked in the middle of a session: it lets in none, and is no answer of another
    session. Raises InvalidAnswers when they cannot be judged.
    """
    asked = questionnaire.current().quick
    check, is_new = _keep(Kind.QUICK, asked, patient, answers, at, check_id, version)
    if is_new:
        _ask_again_after(check, asked, at)
    if is_new and is_recheck:
        Screening.objects.filter(pk=check.pk).update(used_at=at, is_recheck=True)
    elif is_new:
        _ask_again_after_repeats(check, at)
    return check


@transaction.atomic
def record_signs(*, patient, signs, at, check_id=None) -> Screening:
    """Keep the warning signs of a quick check that is not whole: they stop without the rest.

    Raises InvalidAnswers when no sign among them stops anybody.
    """
    whole = questionnaire.current().quick
    said = Questionnaire(whole.version, tuple(q for q in whole.questions if q.key in signs), ())
    if outcome_of(said, signs, version=said.version).tier.stored not in LOCKING:
        raise InvalidAnswers("None of these answers is a warning sign.")
    return _keep(Kind.QUICK, said, patient, signs, at, check_id, said.version)[0]


@transaction.atomic
def record_log(*, patient, answers, at, session_key, version=None) -> Screening | None:
    """Judge what was said after a session, whenever it arrives; None when nothing was new.

    It stops from the moment it arrives (`at`), also when it is told late. Raises InvalidAnswers
    when it cannot be judged.
    """
    asked = questionnaire.current().log
    version = asked.version if version is None else version
    if outcome_of(asked, answers, version=version).tier == Tier.CLEAR:
        return None
    said, is_new = _keep(Kind.SESSION_LOG, asked, patient, answers, at, session_key, version)
    if is_new:
        _ask_again_after(said, asked, at)
    return said


def ask_again(*, patient, because, at, by=None, note="") -> RescreenRequest:
    """Ask for a full screening; one that is asked for already by nobody else is enough."""
    asked = RescreenRequest.objects.filter(
        patient=patient, because=because, asked_by=by, asked_at__gte=_last_full(patient)
    )
    return asked.first() or RescreenRequest.objects.create(
        patient=patient, because=because, asked_by=by, note=note, asked_at=at
    )


def _has_news_since(patient, moment) -> bool:
    """Return whether there was a stop, a clearance or a request for a new screening since."""
    own = Screening.objects.filter(patient=patient)
    return (
        own.locking().filter(screened_at__gte=moment).exists()
        or Clearance.objects.filter(screening__in=own, given_at__gte=moment).exists()
        or RescreenRequest.objects.filter(patient=patient, asked_at__gte=moment).exists()
    )


def _last_full(patient) -> datetime:
    """Return when the person was last screened in full; before there were screenings if never."""
    full = Screening.objects.filter(patient=patient, kind=Kind.FULL).order_by("-screened_at")
    return full.values_list("screened_at", flat=True).first() or datetime(1970, 1, 1, tzinfo=UTC)


def _keep(kind, asked, patient, answers, at, check_id, version, partial=False):
    """Keep one set of answers once; return it and whether it is new."""
    version = asked.version if version is None else version
    outcome = outcome_of(asked, answers, version=version, partial=partial)
    name = f"{kind.value} {patient.pk} {sorted(answers.items())}"
    screening, is_new = Screening.objects.get_or_create(
        key=uuid.uuid5(check_id or uuid.uuid4(), name),
        defaults={
            "patient": patient,
            "kind": kind,
            "version": version,
            "sha256": questionnaire.current().sha256,
            "answers": dict(answers),
            "tier": outcome.tier.stored,
            "reasons": [reason.stored() for reason in outcome.reasons],
            "screened_at": at,
            "screened_on": patient.day_of(at),
        },
    )
    if is_new and screening.tier in LOCKING:
        tell_therapists(screening)
    return screening, is_new


def _ask_again_after(check, asked, at):
    for because in rescreens_of(asked, check.answers):
        ask_again(patient=check.patient, because=because, at=at)


def _ask_again_after_repeats(check, at):
    """Ask for a full screening when the same careful answer came before every recent session."""
    needed = questionnaire.current().limits.repeats
    used = Screening.objects.filter(
        patient=check.patient,
        kind=Kind.QUICK,
        used_at__isnull=False,
        is_recheck=False,
        # What came before the last full screening was answered with it.
        screened_at__gt=_last_full(check.patient),
    )
    recent = [check, *used.exclude(pk=check.pk).order_by("-screened_at", "-pk")[: needed - 1]]
    careful = [
        {
            (question, value)
            for reason in one.reasons
            if reason["tier"] == Tier.CAUTION.stored
            for question, value in reason["answers"]
        }
        for one in recent
    ]
    if len(recent) == needed and set.intersection(*careful):
        ask_again(patient=check.patient, because="quick_check_positive", at=at)


@transaction.atomic
def clear_screening(*, screening, by, clinician_name, examined_on, reason, at) -> Clearance:
    """Keep that a clinician allows exercise; the gate opens after the next passing screening."""
    # The same word sent twice at once waits here, and then finds the first one.
    screening = Screening.objects.select_for_update().get(pk=screening.pk)
    if screening.is_passing:
        raise ValueError("This screening stopped nobody, so there is nothing to clear.")
    is_own = by.pk == screening.patient_id
    clearance, _is_new = Clearance.objects.get_or_create(
        screening=screening,
        given_by=by,
        clinician_name=clinician_name,
        examined_on=examined_on,
        reason=reason,
        defaults={
            "kind": Clearance.Kind.OWN_STATEMENT if is_own else Clearance.Kind.THERAPIST,
            "given_at": at,
        },
    )
    return clearance
