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

from tracker.measures.models import PainScore
from tracker.people.access import patient_required
from tracker.plans.models import Routine
from tracker.screening.gate import gate_required
from tracker.screening.queries import PAIN

from . import signs
from .actions import hear, log_session
from .forms import REASONS_TO_SKIP, SessionEditor
from .guided import guided
from .guided_words import words
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
    if not is_to_do(request, routine, now):
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
    prescribed = prescribed_in(routine)
    editor = SessionEditor(prescribed, data, pains=pains)
    player = player_of(request, routine, prescribed, ticket) if data is None else {}
    return session_page(
        request, routine, editor, ticket, led_away=led_away, notice=notice, player=player
    )


def player_of(request, routine, prescribed, ticket):
    """Return what leads through the session step by step; the form below does without."""
    session = guided(
        patient=request.user,
        standing=request.standing,
        routine=routine,
        prescribed=prescribed,
        ticket=ticket,
        at=ticket.started_at,
    )
    asked = {"reasons": REASONS_TO_SKIP, "scale": PainScore.SCALE}
    return {"session": session, "words": words(), **asked}


def is_to_do(request, routine, now):
    """Return whether the routine is in the plan of the day."""
    to_do = Routine.objects.to_do_by(request.user, request.user.day_of(now))
    return to_do.filter(pk=routine.pk).exists()


def to_quick_check(request):
    """Lead to the quick check that comes before each session, and from there back to this one."""
    return redirect(reverse("screening:quick_check", query={"next": request.path}))


def prescribed_in(routine):
    return list(routine.prescriptions.select_related("exercise__easier", "words"))


def session_page(request, routine, editor, ticket, *, led_away=None, notice="", player=None):
    """Show the page; where the way on leads elsewhere it still takes the log, but guides nobody."""
    context = {"routine": routine, "editor": editor, "ticket": ticket.signed()}
    context |= {"guide": led_away is None, "led_away": led_away, "notice": notice}
    context["player"] = player
    context["is_on_hold"] = not request.standing.is_open
    if led_away is None:
        prescribed = [form.prescribed for form in editor.exercises]
        exercises = [one.exercise for one in prescribed]
        prefetch_related_objects(exercises, "cautions__condition")
        prefetch_related_objects([one.exercise for one in prescribed if not one.words], "steps")
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
    told = signs.told_in(request.POST)
    stops = [said for said in told if signs.is_stop(said)]
    if stops:
        hear_each(request, stops, ticket, now)
        led_away = let_in(request)
    if ticket is None or not ticket.is_for(request.user, routine) or not ticket.is_current(now):
        return without_ticket(request, routine, ticket, led_away, told)
    editor = SessionEditor(prescribed_in(routine), request.POST)
    if not editor.is_valid():
        logger.info("refused sessions:perform fields=%s", editor.errors())
        led_away = led_away or before_more(request, routine, ticket, now)
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


def before_more(request, routine, ticket, now):
    """Lead to the quick check, unless the one of this page still lets somebody in to do this."""
    check = request.standing.quick_check
    is_good = check is not None and check.pk == ticket.quick_check
    return None if is_good and is_to_do(request, routine, now) else to_quick_check(request)


def hear_each(request, told, ticket, now):
    """Keep what was new; the same page sent twice says it once, with whatever ticket."""
    if ticket:
        key = ticket.key
    else:
        text, day = request.POST.get("ticket", ""), request.user.day_of(now)
        key = uuid.uuid5(uuid.NAMESPACE_OID, f"{text} {request.user.pk} {day}")
    for said in told:
        hear(patient=request.user, said=said, key=key, at=now)


def without_ticket(request, routine, ticket, led_away, told):
    """Without a good ticket nothing was started, so nothing is kept; give a new one if allowed.

    What was new is heard all the same where nobody is asked for it again.
    """
    now = timezone.now()
    sessions = ExerciseSession.objects.editable_by(request.user)
    session = sessions.filter(key=ticket.key).first() if ticket else None
    if session or led_away or not is_to_do(request, routine, now):
        hear_each(request, told, ticket, now)
        for said in told:
            signs.advise(request, said)
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
