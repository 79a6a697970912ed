"""Doing a routine: shown only while the gate is open, kept whatever happened meanwhile."""

import logging
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.people.access import patient_required
from tracker.plans.models import Routine
from tracker.screening.gate import gate_required
from tracker.screening.queries import PAIN

from . import signs
from .actions import hear, log_session
from .forms import SessionEditor
from .models import ExerciseSession
from .tickets import new_ticket, read_ticket

logger = logging.getLogger("backcare.sessions")


@gate_required
def let_in(request):
    """Answer nothing while the gate is open; a closed gate answers with where it leads."""


@require_http_methods(["GET", "POST"])
@patient_required
def perform(request, pk):
    """Lead through a routine and keep what was done."""
    routines = Routine.objects.visible_to(request.user)
    routine = get_object_or_404(routines.select_related("plan"), pk=pk)
    if routine.plan.patient_id != request.user.pk:
        raise PermissionDenied
    led_away = let_in(request)
    if request.method == "POST":
        return finish(request, routine, led_away)
    return led_away or lead(request, routine)


def lead(request, routine, data=None, notice=""):
    """Show the page of a routine that is to be done now, with a new ticket."""
    now = timezone.now()
    to_do = Routine.objects.to_do_by(request.user, request.user.day_of(now))
    if not to_do.filter(pk=routine.pk).exists():
        messages.info(request, _("This routine is not in your plan today. Here is what is."))
        return redirect("sessions:today")
    check = request.standing.quick_check
    led_away = None if check else to_quick_check(request)
    if led_away and data is None:
        return led_away
    ticket = new_ticket(
        patient=request.user,
        routine=routine,
        screening=request.standing.screening,
        quick_check=check,
        at=now,
    )
    pains = {"before": int(check.answers[PAIN])} if check else {}
    editor = SessionEditor(prescribed_in(routine), data, pains=pains)
    return session_page(request, routine, editor, ticket, led_away=led_away, notice=notice)


def to_quick_check(request):
    """Lead to the quick check that comes before each session, and from there back to this one."""
    return redirect(reverse("screening:quick_check", query={"next": request.path}))


def prescribed_in(routine):
    return list(routine.prescriptions.select_related("exercise"))


def session_page(request, routine, editor, ticket, *, led_away=None, notice=""):
    """Show the page; where the way on leads elsewhere it still takes the log, but guides nobody."""
    context = {"routine": routine, "editor": editor, "ticket": ticket.signed()}
    context |= {"guide": led_away is None, "led_away": led_away, "notice": notice}
    context["is_on_hold"] = not request.standing.is_open
    if led_away is None:
        exercises = [form.prescribed.exercise for form in editor.exercises]
        prefetch_related_objects(exercises, "steps", "cautions__condition")
        context["conditions"] = request.standing.conditions
    status = 422 if request.method == "POST" else 200
    return render(request, "tracker/sessions/perform.html", context, status=status)


def finish(request, routine, led_away):
    """Keep what was done on a page that was shown while the gate was open.

    When a stop came meanwhile the session is kept and marked, and the person is led to the stop.
    A warning sign in the log is heard first, whatever else is wrong with the form.
    """
    now = timezone.now()
    ticket = read_ticket(request.POST.get("ticket", ""))
    is_after_stop = led_away is not None
    if heard_stop(request, ticket, now):
        led_away = let_in(request)
    if ticket is None or not ticket.is_for(request.user, routine) or not ticket.is_current(now):
        return without_ticket(request, routine, ticket, led_away)
    editor = SessionEditor(prescribed_in(routine), request.POST)
    if not editor.is_valid():
        logger.info("refused sessions:perform fields=%s", editor.errors())
        return session_page(request, routine, editor, ticket, led_away=led_away)
    session, is_new = log_session(
        ticket=ticket,
        patient=request.user,
        routine=routine,
        editor=editor,
        at=now,
        is_after_stop=is_after_stop,
    )
    signs.advise(request, editor.feeling.cleaned_data[signs.FIELD])
    return kept(request, session, led_away, is_new=is_new)


def heard_stop(request, ticket, now):
    """Keep a warning sign that was sent with a session, and return whether there was one."""
    said = request.POST.getlist(signs.FIELD)
    if len(said) != 1 or not signs.is_stop(said[0]):
        return False
    key = ticket.key if ticket else uuid.uuid4()
    hear(patient=request.user, said=said[0], key=key, at=now)
    return True


def without_ticket(request, routine, ticket, led_away):
    """Without a good ticket nothing was started, so nothing is kept; give a new one if allowed."""
    sessions = ExerciseSession.objects.editable_by(request.user)
    session = sessions.filter(key=ticket.key).first() if ticket else None
    if session:
        return kept(request, session, led_away, is_new=False)
    logger.info("refused sessions:perform fields=%s", ["ticket"])
    if led_away:
        messages.error(request, _("This session was not saved: its page was open for too long."))
        return led_away
    notice = _("This page was open for too long. Please check your answers and save again.")
    return lead(request, routine, request.POST, notice)


def kept(request, session, led_away, *, is_new):
    """Lead to the session that was kept, or to the stop."""
    if led_away:
        messages.success(request, _("What you did is saved."))
    elif not is_new:
        messages.info(request, _("This session was saved before. You can correct it here."))
    return led_away or redirect("sessions:summary", pk=session.pk)
