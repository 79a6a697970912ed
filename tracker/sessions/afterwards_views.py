"""“I did it already”: a routine is written down in two taps, and one of a past day in three."""

import logging
import uuid
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.measures.models import PainScore
from tracker.people.access import patient_required
from tracker.plans.models import Routine
from tracker.screening import questionnaire
from tracker.screening.gate import standing_in

from . import signs
from .actions import hear
from .afterwards import days_back, log_afterwards, screening_of
from .afterwards_forms import AfterwardsForm

logger = logging.getLogger("backcare.sessions")


@require_http_methods(["GET", "POST"])
@patient_required
def afterwards(request, pk):
    """Ask for the pain after a routine that was done already, and keep it whole.

    Nobody is guided here, so it is open while the gate is closed: what was done is kept.
    """
    routines = Routine.objects.visible_to(request.user).filter(plan__published_at__isnull=False)
    routine = get_object_or_404(routines.select_related("plan"), pk=pk)
    if routine.plan.patient_id != request.user.pk:
        raise PermissionDenied
    days = days_back(request.user, routine, request.user.day_of(timezone.now()))
    screening = screening_of(request.user)
    if not days or screening is None:
        return led_away(request, screening)
    if request.method == "POST":
        return keep(request, days, screening)
    return page(request, days, AfterwardsForm(days=days))


def led_away(request, screening):
    """Say why nothing can be written down here, and lead on."""
    told = signs.told_in(request.POST)
    hear_each(request, told)
    if screening is None:
        return redirect(standing_in(request).url)
    messages.info(request, _("This routine was not in your plan in the last 7 days."))
    return redirect("sessions:today")


def keep(request, days, screening):
    """Keep the session of a form that is right; a warning sign is heard whatever else is wrong."""
    standing = standing_in(request)
    form = AfterwardsForm(request.POST, days=days)
    if not form.is_valid():
        logger.info("refused sessions:afterwards fields=%s", sorted(form.errors))
        hear_each(request, [said for said in signs.told_in(request.POST) if signs.is_stop(said)])
        return page(request, days, form)
    said, day = form.cleaned_data[signs.FIELD], form.cleaned_data["day"]
    session, is_new = log_afterwards(
        routine=form.days[day].routine,
        key=form.cleaned_data["key"],
        day=day,
        pain=form.cleaned_data["pain_after"],
        said=said,
        at=timezone.now(),
        screening=screening,
        is_after_stop=standing.tells_to_stop,
    )
    signs.advise(request, said)
    return kept(request, session, is_new=is_new)


def hear_each(request, told):
    """Keep what was new though nothing else is; the same page sent twice says it once."""
    sent, day = request.POST.get("key", ""), request.user.day_of(timezone.now())
    try:
        key = uuid.UUID(sent)
    except ValueError:
        key = uuid.uuid5(uuid.NAMESPACE_OID, f"{sent} {request.user.pk} {day}")
    for said in told:
        hear(patient=request.user, said=said, key=key, at=timezone.now())


def kept(request, session, *, is_new):
    """Lead to the session that was kept, or to the help that a stop asks for."""
    standing = standing_in(request)
    if standing.tells_to_stop:
        messages.success(request, _("What you did is saved."))
        return redirect(standing.url)
    if not is_new:
        messages.info(request, _("This session was saved before. You can correct it here."))
    return redirect("sessions:summary", pk=session.pk)


def page(request, days, form):
    """Show the signs and the scale for one day; `?each=1` asks about the signs one by one."""
    chosen = chosen_of(request, days)
    context = {
        "form": form,
        "days": days,
        "chosen": chosen,
        "today": request.user.day_of(timezone.now()),
        "prescribed": chosen.routine.prescriptions.select_related("exercise", "words"),
        "key": getattr(form, "cleaned_data", {}).get("key") or uuid.uuid4(),
        "version": questionnaire.current().version,
        "asked": signs.asked(),
        "signs": [label for value, label in signs.choices() if value != signs.NONE],
        "none": signs.NONE,
        "scale": PainScore.SCALE,
        "each": "each" in request.GET,
        "standing": standing_in(request),
    }
    status = 422 if form.errors else 200
    return render(request, "tracker/sessions/afterwards.html", context, status=status)


def chosen_of(request, days):
    """Return the day that was chosen, or the latest one."""
    sent = request.POST.get("day") or request.GET.get("day") or ""
    try:
        day = date.fromisoformat(sent)
    except ValueError:
        day = None
    return next((back for back in days if back.day == day), days[0])
