"""What a plan may be made of."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from exercises.models import Caution, Exercise

from .models import Routine


def choices_for(routine: Routine, conditions: frozenset[str]) -> QuerySet[Exercise]:
    """The published exercises, each with its cautions that the patient's answers raise.

    Whoever chooses for themselves does not see those that their own answers speak against
    (clinical.md 1.0); a therapist sees all, with the caution.
    """
    choices = Exercise.objects.published()
    if routine.plan.is_own and conditions:
        choices = choices.exclude(cautions__condition__key__in=conditions)
    raised = Caution.objects.filter(condition__key__in=conditions).select_related("condition")
    cautions = Prefetch("cautions", raised, to_attr="raised_cautions")
    return (
        choices.for_cards().prefetch_related(cautions).select_related("aim").order_by("aim", "name")
    )


def reasons_against(
    exercises: Iterable[Exercise | int], conditions: frozenset[str]
) -> dict[Exercise, str]:
    """Those of the exercises that the answers speak against, each with the conditions."""
    raised = Caution.objects.filter(exercise__in=exercises, condition__key__in=conditions)
    reasons = {}
    for caution in raised.select_related("exercise", "condition").order_by("exercise__name", "pk"):
        reasons.setdefault(caution.exercise, []).append(caution.condition.name)
    return {exercise: ", ".join(names) for exercise, names in reasons.items()}
