"""Today, and looking back at a session."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tracker.people.access import keep_trail, patient_required
from tracker.screening.gate import standing_in

from . import signs
from .actions import correct_session, correction_key, hear
from .forms import SessionEditor
from .learn_queries import learn_card_of
from .models import ExerciseSession
from .queries import today_of

LISTED = 60
logger = logging.getLogger("backcare.sessions")


@require_GET
@patient_required
def today(request):
    """Show what is due and done, and one main button."""
    standing = standing_in(request)
    if standing.reason == "unconfirmed":
        return redirect(standing.url)
    now = timezone.now()
    day = request.user.day_of(now)
    context = {"standing": standing, "day": day, "hour": timezone.localtime(now).hour}
    if standing.is_open:
        context["today"] = due = today_of(request.user, day)
        context["learn_card"] = learn_card_of(request.user, day, walks=due.walks)
    return render(request, "tracker/sessions/today.html", context)


@require_GET
@patient_required
def history(request):
    """List one's own last sessions; each can be read and corrected."""
    own = ExerciseSession.objects.editable_by(request.user).select_related("routine")
    sessions = own.with_pains().order_by("-done_on", "-finished_at")[:LISTED]
    return render(request, "tracker/sessions/history.html", {"sessions": sessions})


@require_GET
@patient_required
def summary(request, pk):
    """Show what one session was: what was done, and how it felt."""
    sessions = ExerciseSession.objects.visible_to(request.user)
    session = get_object_or_404(sessions.select_related("patient", "routine__plan__author"), pk=pk)
    keep_trail(actor=request.user, patient=session.patient, action="read a session")
    context = {
        "session": session,
        "logs": session.logs.select_related("prescription__words"),
        "pains": pains_of(session),
        "corrections": session.corrections.all(),
        "new_symptoms": signs.words_of(session.new_symptoms),
        "is_mine": session.patient_id == request.user.pk,
    }
    return render(request, "tracker/sessions/summary.html", context)


def pains_of(session):
    """Return {"before": 4, "after": 2}."""
    return dict(session.pain_scores.standing().values_list("moment", "value"))


@require_http_methods(["GET", "POST"])
@patient_required
def correct(request, pk):
    """Correct a session; what it said before is kept."""
    sessions = ExerciseSession.objects.visible_to(request.user)
    session = get_object_or_404(sessions.select_related("routine__plan"), pk=pk)
    if session.patient_id != request.user.pk:
        raise PermissionDenied
    logs = {log.prescription_id: log for log in session.logs.all()}
    prescribed = session.routine.prescriptions.select_related("exercise", "words").filter(
        pk__in=logs
    )
    data = request.POST if request.method == "POST" else None
    said_before = session.new_symptoms
    editor = SessionEditor(prescribed, data, session, logs, pains_of(session))
    if request.method == "POST" and editor.is_valid():
        correct_session(session=session, editor=editor, by=request.user, at=timezone.now())
        return corrected(request, session, said_before)
    if request.method == "POST":
        logger.info("refused sessions:correct fields=%s", editor.errors())
        hear_stops(request, session, said_before)
        say_what_to_do(request)
    context = {"session": session, "routine": session.routine, "editor": editor}
    status = 422 if request.method == "POST" else 200
    return render(request, "tracker/sessions/correct.html", context, status=status)


def hear_stops(request, session, said_before):
    """Keep a new warning sign in a refused correction; said once more with the rest it is one."""
    for said in signs.told_in(request.POST):
        if signs.is_stop(said) and said != said_before:
            key = correction_key(session)
            hear(patient=request.user, said=said, key=key, at=timezone.now())


def say_what_to_do(request):
    """Say on the page of a refused correction that a stop came, and where the help is."""
    standing = standing_in(request)
    if standing.is_locked:
        words = _("Your program is on hold."), standing.url, _("See what to do")
        messages.error(request, format_html('{} <a href="{}">{}</a>', *words))


def corrected(request, session, said_before):
    """Lead to the corrected session, or to the help that a new warning sign asks for."""
    messages.success(request, _("Corrected. What it said before is kept in the history."))
    if session.new_symptoms == said_before:
        return redirect("sessions:summary", pk=session.pk)
    standing = standing_in(request)
    if signs.is_stop(session.new_symptoms) and not standing.is_open:
        return redirect(standing.url)
    signs.advise(request, session.new_symptoms)
    return redirect("sessions:summary", pk=session.pk)
