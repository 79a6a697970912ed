"""Logging pain by itself: choose a number, done."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.people.access import patient_required

from .actions import correct_score, record_pain
from .advice import advise
from .forms import PainForm, PainNowForm
from .models import PainScore

logger = logging.getLogger("backcare.measures")
RECENT = 7


@require_http_methods(["GET", "POST"])
@patient_required
def pain(request):
    """Ask how the back is; one tap on a number keeps it."""
    form = PainNowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return keep(request, **form.cleaned_data)
    if request.method == "POST":
        logger.info("refused measures:pain fields=%s", sorted(form.errors))
    scores = PainScore.objects.editable_by(request.user).standing().given_alone()
    context = {
        "form": form,
        "scale": PainScore.SCALE,
        "recent": scores.order_by("-recorded_at")[:RECENT],
    }
    status = 422 if form.errors else 200
    return render(request, "tracker/measures/pain.html", context, status=status)


def keep(request, *, key, pain):
    """Keep the score and say so; a form that was kept before does not say a new number."""
    score = record_pain(patient=request.user, key=key, value=pain, at=timezone.now())
    if score.value != pain:
        message = _("This was saved before as %(n)s of 10. You can correct it below.")
        messages.info(request, message % {"n": score.value})
        return redirect("measures:pain")
    messages.success(request, _("Saved: pain %(n)s of 10.") % {"n": score.value})
    advise(request, score.value)
    return redirect("sessions:today")


@require_http_methods(["GET", "POST"])
@patient_required
def correct(request, pk):
    """Change a number that was tapped by mistake; the first one stays in the history."""
    scores = PainScore.objects.visible_to(request.user).given_alone()
    score = get_object_or_404(scores, pk=pk)
    if score.patient_id != request.user.pk:
        raise PermissionDenied
    if score.superseded_at:
        messages.info(request, _("This score has been corrected."))
        return redirect("measures:pain")
    form = PainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        correct_score(score=score, value=form.cleaned_data["pain"], at=timezone.now())
        messages.success(request, _("Corrected."))
        return redirect("measures:pain")
    if request.method == "POST":
        logger.info("refused measures:correct fields=%s", sorted(form.errors))
    context = {"form": form, "scale": PainScore.SCALE, "score": score}
    status = 422 if form.errors else 200
    return render(request, "tracker/measures/correct.html", context, status=status)
