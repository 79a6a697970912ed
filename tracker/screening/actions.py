"""What changes the standing of a person: a finished check, and a clinician's word."""

import uuid

from django.db import transaction

from . import questionnaire
from .models import Clearance, Screening
from .rules import outcome_of


@transaction.atomic
def record(*, patient, answers, at, check_id=None, version=None, partial=False) -> Screening:
    """Judge these answers and keep them as they were given; the same ones twice are one row.

    Raises InvalidAnswers when they cannot be judged. Different answers of one check are two
    rows, so that of two tabs the one with the warning sign is never lost.
    """
    current = questionnaire.current()
    version = current.version if version is None else version
    outcome = outcome_of(current, answers, version=version, partial=partial)
    key = uuid.uuid5(check_id or uuid.uuid4(), f"{patient.pk} {sorted(answers.items())}")
    screening, _is_new = Screening.objects.get_or_create(
        key=key,
        defaults={
            "patient": patient,
            "version": version,
            "sha256": current.sha256,
            "answers": dict(answers),
            "tier": outcome.tier.stored,
            "reasons": [reason.stored() for reason in outcome.reasons],
            "screened_at": at,
            "screened_on": patient.day_of(at),
        },
    )
    return screening


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
