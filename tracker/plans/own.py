"""One's own plan goes on without what one's safety check speaks against."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from exercises.models import Exercise
from tracker.people.models import User

from .actions import continue_from, current_plan, publish, wait_for_others
from .models import Plan, Prescription
from .queries import reasons_against


def reasons_against_plans(plans: list[Plan], conditions: frozenset[str]) -> dict[Exercise, str]:
    """The exercises of these plans that the answers speak against, each with the conditions."""
    prescribed = Prescription.objects.filter(routine__plan__in=plans)
    return reasons_against(prescribed.values("exercise"), conditions)


def go_on_without(
    exercises: Iterable[Exercise], *, plan: Plan, at: datetime, starts_on: date
) -> Plan | None:
    """Publish the next version of the plan; None, and no change, if nothing would be left."""
    prescribed = Prescription.objects.filter(routine__plan=plan)
    if not prescribed.exclude(exercise__in=exercises).exists():
        return None
    draft = Plan.objects.create(
        patient=plan.patient, author=plan.patient, is_own=True, starts_on=starts_on, created_at=at
    )
    continue_from(plan, draft=draft, without=exercises)
    publish(plan=draft, by=plan.patient, at=at)
    return draft


@transaction.atomic
def resume(*, plan: Plan, at: datetime, avoid: frozenset[str]) -> dict[Exercise, str]:
    """Take up one's own plan that was on hold, once: its next version, from today.

    Returns what was left out, and why. If nothing would be left, the plan stays on hold.
    """
    wait_for_others(plan.patient)
    plan.refresh_from_db()
    if plan.status != Plan.Status.ON_HOLD:
        return {}
    against = reasons_against_plans([plan], avoid)
    go_on_without(list(against), plan=plan, at=at, starts_on=plan.patient.day_of(at))
    return against


@transaction.atomic
def adjust(*, patient: User, at: datetime, avoid: frozenset[str]) -> dict[Exercise, str]:
    """Let one's own plan go on without what the answers of a new check speak against.

    Returns what was left out, and why. If nothing would be left, the plan is put on hold.
    """
    wait_for_others(patient)
    today = patient.day_of(at)
    plans = list(Plan.objects.filter(patient=patient, is_own=True).not_over(today))
    against = reasons_against_plans(plans, avoid)
    if not against:
        return {}
    standing = current_plan(patient=patient, is_own=True)
    first_on = max(today, min(plan.starts_on for plan in plans))
    draft = go_on_without(list(against), plan=standing, at=at, starts_on=first_on)
    if draft is None:
        put_on_hold(plans, on=today)
    elif standing.status == Plan.Status.ON_HOLD:
        # A therapist's plan that starts on a later day takes over from this version too.
        draft.end(Plan.Status.ON_HOLD, on=standing.ended_on)
    return against


def put_on_hold(plans: list[Plan], *, on: date) -> None:
    """Stop all of them; a version that was replaced already stays replaced."""
    for plan in plans:
        is_replaced = plan.status == Plan.Status.REVOKED
        plan.end(Plan.Status.REVOKED if is_replaced else Plan.Status.ON_HOLD, on=on)
