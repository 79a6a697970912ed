"""Writing, publishing and changing plans: each all or nothing, and never in place."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.models import Exercise, Kind, Revision
from tracker.people.access import keep_trail
from tracker.people.models import User

from .models import Plan, Prescription, Routine

# The four exercises of the source, in its order (clinical.md 1.0); doses are the library's.
STARTER = ("pelvic-tilt", "bird-dog", "bridge", "knee-to-chest")


def current_plan(*, patient: User, is_own: bool) -> Plan | None:
    """Return the version of this kind that stands now, active or on hold."""
    standing = Plan.objects.filter(
        patient=patient, is_own=is_own, status__in=[Plan.Status.ACTIVE, Plan.Status.ON_HOLD]
    )
    return standing.filter(next_versions__isnull=True).order_by("-published_at").first() or (
        standing.order_by("-published_at").first()
    )


def wait_for_others(patient: User) -> None:
    """Let one change of a patient's plans finish before the next begins."""
    User.objects.select_for_update().get(pk=patient.pk)


def is_still_draft(plan: Plan) -> bool:
    """Return whether no other tab or click has published or discarded the plan meanwhile."""
    wait_for_others(plan.patient)
    return Plan.objects.filter(pk=plan.pk, status=Plan.Status.DRAFT).exists()


@transaction.atomic
def start_draft(*, patient: User, by: User, at: datetime) -> Plan:
    """Return this author's draft for the patient: the one under way, or a copy of what stands."""
    wait_for_others(patient)
    is_own = patient.pk == by.pk
    draft = Plan.objects.filter(
        patient=patient, author=by, is_own=is_own, status=Plan.Status.DRAFT
    ).first()
    if draft:
        return draft
    standing = current_plan(patient=patient, is_own=is_own)
    draft = Plan.objects.create(
        patient=patient,
        author=by,
        is_own=is_own,
        starts_on=patient.day_of(at),
        created_at=at,
    )
    if standing:
        continue_from(standing, draft=draft)
    return draft


def continue_from(standing: Plan, *, draft: Plan, without: Iterable[Exercise] = ()) -> None:
    """Make the draft the next version of what stands, but not of these exercises."""
    draft.replaces, draft.version, draft.note = standing, standing.version + 1, standing.note
    if standing.ends_on and standing.ends_on >= draft.starts_on:
        draft.ends_on = standing.ends_on
    draft.save()
    copy_routines(source=standing, target=draft, without={exercise.pk for exercise in without})


def copy_routines(*, source: Plan, target: Plan, without: set[int]) -> None:
    """Copy routines that keep an exercise, and their prescriptions; a routine keeps its lineage."""
    for routine in source.routines.prefetch_related("prescriptions"):
        prescriptions = [p for p in routine.prescriptions.all() if p.exercise_id not in without]
        if not prescriptions:
            continue
        routine.pk, routine.plan, routine._state.adding = None, target, True
        routine.save()
        for prescription in prescriptions:
            prescription.pk, prescription.routine = None, routine
        Prescription.objects.bulk_create(prescriptions)


@transaction.atomic
def routine_to_fill(*, plan: Plan, add: bool) -> Routine | None:
    """Return the draft's routine without exercises; a new one when asked for, or as the first."""
    if not is_still_draft(plan):
        return None
    empty = plan.routines.filter(prescriptions__isnull=True).first()
    count = plan.routines.count()
    if empty or (count and not add):
        return empty
    name = _("My routine") if plan.is_own else _("Daily routine")
    return plan.routines.create(name=name, order=count)


def catch_up(draft: Plan) -> Plan | None:
    """Make the draft the next version of what stands now; return that when it is news."""
    standing = current_plan(patient=draft.patient, is_own=draft.is_own)
    if standing is None or standing.pk == draft.replaces_id:
        return None
    draft.replaces, draft.version = standing, standing.version + 1
    draft.save(update_fields=["replaces", "version"])
    return standing


@transaction.atomic
def publish(*, plan: Plan, by: User, at: datetime) -> None:
    """Put a draft into force, once. What it replaces ends on its first day; a therapist's plan
    puts the patient's own on hold, so that the two do not add up unseen."""
    if not is_still_draft(plan):
        return
    today = plan.patient.day_of(at)
    standing = current_plan(patient=plan.patient, is_own=plan.is_own)
    make_way(plan=plan, on=max(plan.starts_on, today))
    plan.publish(replaces=standing, at=at, on=today)
    pin_words(plan)
    keep_trail(actor=by, patient=plan.patient, action="published a plan")


def pin_words(plan: Plan) -> None:
    """Keep what the library says today as what was prescribed, whatever it says later."""
    prescriptions = list(Prescription.objects.filter(routine__plan=plan).select_related("exercise"))
    slugs = {prescription.exercise.slug for prescription in prescriptions}
    standing = Revision.objects.standing(Kind.EXERCISE, slugs)
    for prescription in prescriptions:
        prescription.words = standing.get(prescription.exercise.slug)
    Prescription.objects.bulk_update(prescriptions, ["words"])


def make_way(*, plan: Plan, on: date) -> None:
    """End the versions before this one on its first day, those that wait for a later day too."""
    revoked = Plan.Status.REVOKED
    before = Plan.objects.published().filter(patient=plan.patient)
    if plan.is_own:
        before = before.filter(is_own=True)
    for other in before.exclude(status=revoked, ended_on__lte=on):
        is_replaced = other.is_own == plan.is_own or other.status == revoked
        status = revoked if is_replaced else Plan.Status.ON_HOLD
        other.end(status, on=on if other.ended_on is None else min(other.ended_on, on))


@transaction.atomic
def give_starter_plan(
    *, patient: User, at: datetime, avoid: frozenset[str] = frozenset()
) -> Plan | None:
    """Give the four basics as a daily routine, without those the answers speak against.

    Returns None, and changes nothing, when the patient has a plan that is not over, or when
    the answers speak against all four.
    """
    wait_for_others(patient)
    today = patient.day_of(at)
    exercises = suitable(STARTER, avoid)
    if not exercises or Plan.objects.filter(patient=patient).not_over(today).exists():
        return None
    plan = Plan.objects.create(
        patient=patient, author=patient, is_own=True, starts_on=today, created_at=at
    )
    routine = Routine.objects.create(plan=plan, name=_("Starter routine"))
    fill_routine(routine=routine, exercises=exercises)
    publish(plan=plan, by=patient, at=at)
    return plan


def suitable(slugs: tuple[str, ...], avoid: frozenset[str]) -> list[Exercise]:
    """Return the published exercises without a caution for any of these conditions."""
    found = Exercise.objects.published().filter(slug__in=slugs)
    if avoid:
        found = found.exclude(cautions__condition__key__in=avoid)
    return sorted(found, key=lambda exercise: slugs.index(exercise.slug))


@transaction.atomic
def fill_routine(*, routine: Routine, exercises: Iterable[Exercise]) -> None:
    """Add exercises that are not in the routine yet, each with the library's dose."""
    if not is_still_draft(routine.plan):
        return
    there = set(routine.prescriptions.values_list("exercise_id", flat=True))
    new = [exercise for exercise in exercises if exercise.pk not in there]
    Prescription.objects.bulk_create(
        Prescription(
            routine=routine, exercise=exercise, order=len(there) + n, **exercise.dose_values()
        )
        for n, exercise in enumerate(new)
    )


@transaction.atomic
def discard(*, plan: Plan) -> None:
    """Throw a draft away."""
    if is_still_draft(plan):
        plan.delete()
