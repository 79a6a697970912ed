"""How is the back on the day after a session? One tap, or none."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.measures.advice import advise
from tracker.measures.forms import PainForm
from tracker.measures.models import PainScore
from tracker.people.access import patient_required

from .models import ExerciseSession
from .next_morning import is_next_day, record_next_morning, wave_away

logger = logging.getLogger("backcare.sessions")


@require_http_methods(["GET", "POST"])
@patient_required
def next_morning(request, pk):
    """Keep the pain that was tapped on Today, or that nobody wants to be asked."""
    sessions = ExerciseSession.objects.visible_to(request.user).select_related("patient", "routine")
    session = get_object_or_404(sessions, pk=pk)
    if session.patient_id != request.user.pk:
        raise PermissionDenied
    now = timezone.now()
    day = request.user.day_of(now)
    if not is_next_day(session, day):
        messages.info(request, _("This question is asked on the day after a session only."))
        return redirect("sessions:today")
    if request.method == "POST" and "leave" in request.POST:
        wave_away(request.user, day)
        return redirect("sessions:today")
    form = PainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return keep(request, session, form.cleaned_data["pain"], now)
    if form.errors:
        logger.info("refused sessions:next_morning fields=%s", sorted(form.errors))
    context = {"session": session, "form": form, "scale": PainScore.SCALE}
    status = 422 if form.errors else 200
    return render(request, "tracker/sessions/next_morning.html", context, status=status)


def keep(request, session, pain, now):
    score = record_next_morning(session=session, value=pain, at=now)
    if score.value == pain:
        messages.success(request, _("Saved: pain %(n)s of 10.") % {"n": pain})
        advise(request, pain)
    else:
        message = _("This was saved before as %(n)s of 10. You can correct it under “Log pain”.")
        messages.info(request, message % {"n": score.value})
    return redirect("sessions:today")
