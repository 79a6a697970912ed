"""From the page of an exercise into a routine: one's own, or a patient's."""

import logging

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exercises.models import Exercise
from tracker.people.access import keep_trail, patient_required, therapist_required
from tracker.people.models import User
from tracker.screening.gate import gate_required, standing_of

from .adding import add_to_draft
from .adding_forms import PrescribeForm
from .queries import reasons_against

logger = logging.getLogger("backcare.plans")


@require_POST
@patient_required
@gate_required
def add(request, slug):
    """Add an exercise to one's own routine, unless one's own answers speak against it."""
    exercise = get_object_or_404(Exercise.objects.published(), slug=slug)
    against = reasons_against([exercise], request.standing.conditions)
    if why := against.get(exercise):
        words = _("%(name)s does not fit your safety check: %(why)s. Choose another one.")
        messages.warning(request, words % {"name": exercise, "why": why})
        return redirect(exercise)
    me, now = request.user, timezone.now()
    draft, is_new = add_to_draft(exercise=exercise, patient=me, by=me, at=now)
    messages.success(request, said_of(exercise, is_new))
    return redirect("plans:edit", pk=draft.pk)


def said_of(exercise, is_new):
    if is_new:
        words = _("%s is in the routine. Check how much and when, then publish.")
    else:
        words = _("%s is in the routine already.")
    return words % exercise


@require_http_methods(["GET", "POST"])
@therapist_required
def prescribe(request, slug):
    """Choose for which patient, and go on with their plan."""
    exercise = get_object_or_404(Exercise.objects.published(), slug=slug)
    patients = User.objects.visible_to(request.user).exclude(pk=request.user.pk).order_by("name")
    form = PrescribeForm(request.POST if request.method == "POST" else None, patients=patients)
    if request.method == "POST" and form.is_valid():
        return prescribe_for(request, exercise, form.cleaned_data["patient"])
    if form.errors:
        logger.info("refused plans:prescribe fields=%s", sorted(form.errors))
    context = {"exercise": exercise, "form": form}
    status = 422 if form.errors else 200
    return render(request, "tracker/plans/prescribe.html", context, status=status)


def prescribe_for(request, exercise, patient):
    """Add it to the patient's draft, and say what their answers call for."""
    now = timezone.now()
    draft, is_new = add_to_draft(exercise=exercise, patient=patient, by=request.user, at=now)
    keep_trail(actor=request.user, patient=patient, action="opened a draft")
    messages.success(request, said_of(exercise, is_new))
    against = reasons_against([exercise], standing_of(patient, now).conditions)
    if why := against.get(exercise):
        words = _(
            "Take care: the answers of %(name)s raise: %(why)s. See the notes on the exercise."
        )
        messages.warning(request, words % {"name": patient, "why": why})
    return redirect("plans:edit", pk=draft.pk)
