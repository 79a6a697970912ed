"""What a plan may be made of."""

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
    return choices.for_cards().prefetch_related(cautions).order_by("category", "name")
