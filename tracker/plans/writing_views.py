"""Writing a draft: the next version of one's own plan, or of a patient's."""

import logging

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.people.access import keep_trail, patient_required, therapist_required
from tracker.people.models import User
from tracker.screening.gate import gate_required, standing_in, standing_of

from . import actions
from .editor import PlanEditor
from .forms import ChooseForm
from .models import Plan, Routine
from .queries import choices_for

logger = logging.getLogger("backcare.plans")


@require_POST
@patient_required
@gate_required
def new(request):
    """Begin the next version of one's own plan, with one more routine if asked."""
    plan = actions.start_draft(patient=request.user, by=request.user, at=timezone.now())
    return first_step(plan, add="add" in request.POST)


@require_POST
@therapist_required
def new_for(request, pk):
    """Begin a plan, or its next version, for a patient in one's care."""
    patients = User.objects.visible_to(request.user).exclude(pk=request.user.pk)
    patient = get_object_or_404(patients, pk=pk)
    plan = actions.start_draft(patient=patient, by=request.user, at=timezone.now())
    keep_trail(actor=request.user, patient=patient, action="opened a draft")
    return first_step(plan, add=False)


def first_step(plan, *, add):
    """Lead to choosing exercises when there is a routine without any, else to the editor."""
    empty = actions.routine_to_fill(plan=plan, add=add)
    if empty is not None:
        return redirect("plans:choose", pk=empty.pk)
    return redirect("plans:edit", pk=plan.pk)


@require_http_methods(["GET", "POST"])
@patient_required
def choose(request, pk):
    """Tick exercises of the library for a routine of the draft."""
    drafts = Routine.objects.editable_by(request.user).select_related("plan__patient")
    routine = get_object_or_404(drafts, pk=pk)
    plan = routine.plan
    standing = standing_in(request) if plan.is_own else standing_of(plan.patient, timezone.now())
    if plan.is_own and not standing.is_open:
        return redirect(standing.url)

    keep_trail_of_writing(request, plan)
    choices = choices_for(routine, standing.conditions)
    form = ChooseForm(request.POST if request.method == "POST" else None, choices=choices)
    if request.method == "POST" and form.is_valid():
        actions.fill_routine(routine=routine, exercises=form.cleaned_data["exercises"])
        return redirect("plans:edit", pk=plan.pk)
    context = {
        "routine": routine,
        "form": form,
        "exercises": choices.exclude(pk__in=routine.prescriptions.values("exercise")),
        "ticked": request.POST.getlist("exercises"),
        "some_are_hidden": plan.is_own and standing.conditions,
    }
    if form.errors:
        logger.info("refused plans:choose fields=%s", sorted(form.errors))
    status = 422 if form.errors else 200
    return render(request, "tracker/plans/choose.html", context, status=status)


@require_http_methods(["GET", "POST"])
@patient_required
def edit(request, pk):
    """Set days, times and doses of a draft, and publish it."""
    written = Plan.objects.visible_to(request.user).filter(author=request.user)
    plan = get_object_or_404(written.select_related("patient"), pk=pk)
    now = timezone.now()
    if plan.status != Plan.Status.DRAFT:
        return published_already(request, plan)
    standing = standing_in(request) if plan.is_own else None
    if standing and not standing.is_open:
        return redirect(standing.url)

    keep_trail_of_writing(request, plan)
    if request.method == "POST":
        return save(request, plan, now, avoid=standing.conditions if standing else frozenset())
    return editor_page(request, PlanEditor(plan, plan.patient.day_of(now)), 200)


def keep_trail_of_writing(request, plan):
    action = "changed a draft" if request.method == "POST" else "opened a draft"
    keep_trail(actor=request.user, patient=plan.patient, action=action)


def published_already(request, plan):
    """A published version stays as it is: sessions point at it."""
    message = _("This version is published and stays as it is. A change makes the next version.")
    messages.info(request, message)
    return redirect("plans:detail", pk=plan.pk)


@transaction.atomic
def save(request, plan, now, *, avoid):
    """Keep what was typed, and do what the pressed button says."""
    if not actions.is_still_draft(plan):
        return published_already(request, plan)
    action = request.POST.get("action", "")
    editor = PlanEditor(plan, plan.patient.day_of(now), request.POST)
    if editor.is_valid() and action == "publish":
        check_before_publishing(editor, avoid)
    if editor.errors():
        logger.info("refused plans:edit fields=%s", sorted(set(editor.errors())))
        return editor_page(request, editor, 422)
    to_fill = editor.routine_of(action)
    editor.save()
    if action == "publish":
        return publish(request, plan, now)
    if action == "add":
        return first_step(plan, add=True)
    if to_fill:
        return redirect("plans:choose", pk=to_fill.pk)
    messages.success(request, _("Draft saved."))
    return redirect("plans:edit", pk=plan.pk)


def check_before_publishing(editor, avoid):
    """Say at its place what keeps the draft from being published."""
    editor.refuse_nothing()
    editor.refuse_what_speaks_against(avoid)
    if newer := actions.catch_up(editor.plan):
        message = _(
            "The plan was changed meanwhile by %(name)s on %(day)s. Look at it, then publish again."
        )
        day = date_format(timezone.localtime(newer.published_at), "DATE_FORMAT")
        editor.form.add_error(None, message % {"name": newer.author, "day": day})


def editor_page(request, editor, status):
    context = {"plan": editor.plan, "editor": editor}
    return render(request, "tracker/plans/edit.html", context, status=status)


def publish(request, plan, now):
    actions.publish(plan=plan, by=request.user, at=now)
    messages.success(request, _("The plan is published."))
    if plan.is_own:
        return redirect("sessions:today")
    return redirect("care:patient", pk=plan.patient_id)


@require_POST
@patient_required
def discard(request, pk):
    """Throw a draft away: it was never prescribed."""
    drafts = Plan.objects.editable_by(request.user).select_related("patient")
    plan = get_object_or_404(drafts, pk=pk)
    patient, is_own = plan.patient_id, plan.is_own
    actions.discard(plan=plan)
    keep_trail(actor=request.user, patient=plan.patient, action="discarded a draft")
    messages.success(request, _("The draft is gone. Nothing else changed."))
    return redirect("plans:overview") if is_own else redirect("care:patient", pk=patient)
