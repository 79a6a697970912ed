"""One patient's page, and asking them for a new safety check."""

import logging

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tracker.people.access import keep_trail, therapist_required
from tracker.people.models import CareRelationship, User
from tracker.plans.models import Plan
from tracker.progress.queries import progress_of
from tracker.progress.views import chart_of, chosen_window
from tracker.screening import actions
from tracker.screening.models import Screening
from tracker.sessions.models import ExerciseSession
from tracker.sessions.sent_models import SetAside

from .forms import AskAgainForm
from .patient_queries import last_check_of, last_pain_of, went_on_of

logger = logging.getLogger("backcare.care")
RECENT = 10


@require_GET
@therapist_required
def patient(request, pk):
    """Show one patient's progress, plan, sessions, stops and last safety check."""
    return _page(request, _patient_of(request.user, pk), AskAgainForm())


@require_POST
@therapist_required
@transaction.atomic
def ask_again(request, pk):
    """Ask a patient to answer the full safety check once more; exercise waits until then."""
    person = _patient_of(request.user, pk)
    form = AskAgainForm(request.POST)
    if not form.is_valid():
        logger.info("refused care:ask_again fields=%s", sorted(form.errors))
        return _page(request, person, form)
    now = timezone.now()
    # The same click sent twice at once waits here, and then finds the first one's request.
    current = CareRelationship.objects.editable_by(request.user).current()
    get_object_or_404(current.select_for_update(), patient=person, therapist=request.user)
    asked = actions.ask_again(
        patient=person,
        because="clinician_request",
        at=now,
        by=request.user,
        note=form.cleaned_data["note"],
    )
    if asked.asked_at == now:
        keep_trail(actor=request.user, patient=person, action="asked for a new safety check")
        messages.success(request, _("Asked. Their exercises wait until they have answered."))
    else:
        messages.info(request, _("You have asked for this already. Nothing changed."))
    return redirect("care:patient", person.pk)


def _patient_of(therapist, pk):
    """Return a patient who is in this therapist's care now."""
    return get_object_or_404(User.objects.visible_to(therapist).exclude(pk=therapist.pk), pk=pk)


def _page(request, person, form):
    keep_trail(actor=request.user, patient=person, action="read the progress")
    now = timezone.now()
    today = person.day_of(now)
    window = chosen_window(request)
    progress = progress_of(person, window, today)
    check = last_check_of(request.user, person, now)
    context = {
        "patient": person,
        "progress": progress,
        "window": window,
        "chart": chart_of(progress),
        "check": check,
        "pain": last_pain_of(request.user, person),
        "went_on": went_on_of(request.user, person, now),
        "form": form,
        "may_ask": check.screening is not None and not check.was_asked_by(request.user),
        **_parts_of(request.user, person, today),
    }
    return render(request, "tracker/care/patient.html", context, status=422 if form.errors else 200)


def _parts_of(therapist, person, today):
    """The plan, the last sessions, and the stops that are not cleared, the most serious first."""
    plans = Plan.objects.visible_to(therapist).filter(patient=person)
    parts = ("routines__prescriptions__exercise",)
    running = plans.not_over(today).select_related("author").prefetch_related(*parts)
    sessions = ExerciseSession.with_removed.visible_to(therapist).filter(patient=person)
    stops = Screening.objects.visible_to(therapist).filter(patient=person)
    care = CareRelationship.objects.editable_by(therapist).current().filter(patient=person)
    return {
        "plans": running,
        "prescribed": any(not plan.is_own for plan in running),
        "draft": plans.filter(Q(author=therapist), status=Plan.Status.DRAFT).first(),
        "sessions": sessions.with_changes()
        .with_pains()
        .with_hurts()
        .select_related("routine")
        .order_by("-finished_at")[:RECENT],
        "asides": SetAside.objects.visible_to(therapist).filter(patient=person).waiting(),
        "stops": stops.uncleared_stops(),
        "care": care.first(),
    }
