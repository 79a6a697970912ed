"""Looking back at a session: reading it, and for a week correcting it or taking it out."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.people.access import keep_trail, patient_required
from tracker.screening.gate import standing_in

from . import signs
from .actions import correct_session, correction_key, hear
from .forms import SessionEditor
from .models import ExerciseSession
from .removing import put_back_session, remove_session
from .summing_up import next_of, summing_up

logger = logging.getLogger("backcare.sessions")


@require_GET
@patient_required
def summary(request, pk):
    """Show one session: what was done, how it felt, and what its patient changed since."""
    sessions = ExerciseSession.with_removed.visible_to(request.user)
    session = get_object_or_404(sessions.select_related("patient", "routine__plan__author"), pk=pk)
    keep_trail(actor=request.user, patient=session.patient, action="read a session")
    return page(request, session)


def page(request, session, status=200):
    logs = session.logs.select_related("prescription__words").prefetch_related("hurts")
    pains, now = session.pains(), timezone.now()
    context = {
        "session": session,
        "logs": logs,
        "pains": pains,
        "saved_on": session.patient.day_of(session.saved_at),
        "corrections": session.corrections.all(),
        "removals": session.removals.all(),
        "new_symptoms": signs.words_of(session.new_symptoms),
        "is_mine": session.patient_id == request.user.pk,
        "is_changeable": session.is_changeable(now),
        "is_refused": status == 403,
    }
    if context["is_mine"] and session.removed_at is None:
        context |= {"sum": summing_up(session, logs, pains), "standing": standing_in(request)}
        context["today"] = next_of(session, now)
    return render(request, "tracker/sessions/summary.html", context, status=status)


def own_or_refused(request, pk):
    """Return a session of one's own; a therapist may read it and change nothing."""
    sessions = ExerciseSession.with_removed.visible_to(request.user)
    session = get_object_or_404(sessions.select_related("patient", "routine__plan__author"), pk=pk)
    if session.patient_id != request.user.pk:
        raise PermissionDenied
    return session


@require_http_methods(["GET", "POST"])
@patient_required
def correct(request, pk):
    """Correct a session; what it said before is kept."""
    session = own_or_refused(request, pk)
    if session.removed_at or not session.is_changeable(timezone.now()):
        return refused(request, session)
    said_before = session.new_symptoms
    editor = editor_of(request, session)
    if request.method == "POST" and editor.is_valid():
        try:
            correct_session(session=session, editor=editor, by=request.user, at=timezone.now())
        except ExerciseSession.DoesNotExist:  # removed in another tab, just now
            return refused(request, own_or_refused(request, pk))
        return corrected(request, session, said_before)
    if request.method == "POST":
        logger.info("refused sessions:correct fields=%s", editor.errors())
        hear_stops(request, session, said_before)
        say_what_to_do(request)
    context = {"session": session, "routine": session.routine, "editor": editor}
    status = 422 if request.method == "POST" else 200
    return render(request, "tracker/sessions/correct.html", context, status=status)


def editor_of(request, session):
    logs = {log.prescription_id: log for log in session.logs.all()}
    prescribed = session.routine.prescriptions.select_related("exercise", "words")
    data = request.POST if request.method == "POST" else None
    return SessionEditor(prescribed.filter(pk__in=logs), data, session, logs, session.pains())


def refused(request, session):
    """Show the session as it stays; a new warning sign in what was sent is heard all the same."""
    if request.method == "GET":
        return redirect("sessions:summary", pk=session.pk)
    logger.info("refused %s fields=[]", request.resolver_match.view_name)
    hear_stops(request, session, session.new_symptoms)
    say_what_to_do(request)
    return page(request, session, status=403)


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


@require_POST
@patient_required
def remove(request, pk):
    """Take a session out of all counts, with a way back."""
    session = own_or_refused(request, pk)
    if not session.is_changeable(timezone.now()):
        return refused(request, session)
    remove_session(session=session, by=request.user, at=timezone.now())
    context = {"session": session}
    undo = render_to_string("tracker/sessions/_removed.html", context, request)
    messages.info(request, undo)
    return redirect("sessions:today")


@require_POST
@patient_required
def put_back(request, pk):
    """Count a removed session again."""
    session = own_or_refused(request, pk)
    if not session.is_changeable(timezone.now()):
        return refused(request, session)
    put_back_session(session=session, at=timezone.now())
    messages.success(request, _("The session is back, and counts again."))
    return redirect("sessions:summary", pk=session.pk)
