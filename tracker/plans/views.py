"""Reading one's plan, and taking up the basics or one's own routines."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tracker.people.access import keep_trail, patient_required
from tracker.screening.gate import gate_required

from . import actions
from .models import Plan

PARTS = ("routines__prescriptions__exercise",)


@require_GET
@patient_required
def overview(request):
    """Show what is prescribed now, by whom, and how it came to be."""
    today = request.user.day_of(timezone.now())
    own = Plan.objects.visible_to(request.user).filter(patient=request.user)
    plans = list(own.select_related("author").prefetch_related(*PARTS).order_by("-published_at"))
    published = [plan for plan in plans if plan.published_at]
    running = [plan for plan in published if plan.last_on is None or plan.last_on >= today]
    over = [plan for plan in published if plan not in running]
    context = {
        "running": running,
        "on_hold": next((plan for plan in over if plan.status == Plan.Status.ON_HOLD), None),
        "draft": next((plan for plan in plans if not plan.published_at), None),
        "earlier": over,
        "has_own": any(plan.is_own for plan in running),
    }
    return render(request, "tracker/plans/overview.html", context)


@require_GET
@patient_required
def detail(request, pk):
    """Show one version of a plan, as it was prescribed."""
    plans = Plan.objects.visible_to(request.user).published()
    plan = get_object_or_404(
        plans.select_related("author", "patient", "replaces").prefetch_related(*PARTS), pk=pk
    )
    keep_trail(actor=request.user, patient=plan.patient, action="read a plan")
    context = {"plan": plan, "is_mine": plan.patient_id == request.user.pk}
    return render(request, "tracker/plans/detail.html", context)


@require_POST
@patient_required
@gate_required
def starter(request):
    """Give the four basics, unless there is a plan already, and go to Today."""
    now, avoid = timezone.now(), request.standing.conditions
    plan = actions.give_starter_plan(patient=request.user, at=now, avoid=avoid)
    today = request.user.day_of(now)
    there = Plan.objects.visible_to(request.user).filter(patient=request.user).not_over(today)
    waiting = None if plan else there.order_by("starts_on").first()
    if plan or not waiting:
        say_what_was_left_out(request, avoid)
    elif waiting.starts_on > today:
        day = date_format(waiting.starts_on, "l, F j")
        messages.info(request, _("You have a plan already. It starts on %(day)s.") % {"day": day})
    return redirect("sessions:today" if plan or waiting else "plans:overview")


def say_what_was_left_out(request, avoid):
    """Name the basics that the answers speak against, and why, so that nobody misses them."""
    reasons = {}
    for caution in actions.left_out_of_starter(avoid):
        reasons.setdefault(caution.exercise.name, []).append(caution.condition.name)
    if reasons:
        names = "; ".join(f"{name} ({', '.join(why)})" for name, why in reasons.items())
        message = _(
            "We left this out for now, because of your safety check: %(names)s. "
            "A physical therapist can show you a way that suits you."
        )
        messages.warning(request, message % {"names": names})


@require_POST
@patient_required
@gate_required
def resume(request, pk):
    """Take up one's own plan that a therapist's plan had put on hold."""
    own = Plan.objects.visible_to(request.user).filter(patient=request.user, is_own=True)
    plan = get_object_or_404(own.published().select_related("patient"), pk=pk)
    actions.resume(plan=plan, by=request.user, at=timezone.now())
    messages.success(request, _("Your own routines are back."))
    return redirect("sessions:today")
