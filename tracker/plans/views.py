"""Reading one's plan, and taking up the basics or one's own routines."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tracker.people.access import keep_trail, patient_required
from tracker.screening.gate import gate_required, standing_in

from . import actions, own
from .models import Plan
from .queries import reasons_against

PARTS = ("routines__prescriptions__exercise", "routines__prescriptions__words")
LEFT_OUT = gettext_lazy(
    "We left this out for now, because of your safety check: %(names)s. "
    "A physical therapist can show you a way that suits you."
)
NOTHING_LEFT = gettext_lazy(
    "Your own routines are on hold for now, because of your safety check: %(names)s. "
    "A physical therapist can show you a way that suits you."
)


@require_GET
@patient_required
def overview(request):
    """Show what is prescribed now, by whom, and how it came to be.

    Behind a stop it stays to be read, but offers nothing to start.
    """
    standing = standing_in(request)
    today = request.user.day_of(timezone.now())
    mine = Plan.objects.visible_to(request.user).filter(patient=request.user)
    plans = list(mine.select_related("author").prefetch_related(*PARTS).order_by("-published_at"))
    published = [plan for plan in plans if plan.published_at]
    running = [plan for plan in published if plan.last_on is None or plan.last_on >= today]
    over = [plan for plan in published if plan not in running]
    context = {
        "running": running,
        "on_hold": next((plan for plan in over if plan.status == Plan.Status.ON_HOLD), None),
        "draft": next((plan for plan in plans if not plan.published_at), None),
        "earlier": over,
        "has_own": any(plan.is_own for plan in running),
        "stopped_at": standing.url if standing.tells_to_stop else "",
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
    """Give the four basics, unless there is a plan already, and go to Today.

    A new safety check leads here, so one's own plan is brought in step with it first.
    """
    now, avoid = timezone.now(), request.standing.conditions
    if against := own.adjust(patient=request.user, at=now, avoid=avoid):
        return own_plan_changed(request, against)
    plan = actions.give_starter_plan(patient=request.user, at=now, avoid=avoid)
    today = request.user.day_of(now)
    there = Plan.objects.visible_to(request.user).filter(patient=request.user).not_over(today)
    waiting = None if plan else there.order_by("starts_on").first()
    if plan or not waiting:
        basics = actions.suitable(actions.STARTER, frozenset())
        say_what_was_left_out(request, reasons_against(basics, avoid))
    elif waiting.starts_on > today:
        day = date_format(waiting.starts_on, "l, F j")
        messages.info(request, _("You have a plan already. It starts on %(day)s.") % {"day": day})
    return redirect("sessions:today" if plan or waiting else "plans:overview")


def own_plan_changed(request, against):
    """Say what one's own plan goes on without, or that it is on hold, and lead there."""
    plans = Plan.objects.visible_to(request.user).filter(patient=request.user, is_own=True)
    goes_on = plans.not_over(request.user.day_of(timezone.now())).exists()
    say_what_was_left_out(request, against, LEFT_OUT if goes_on else NOTHING_LEFT)
    return redirect("sessions:today" if goes_on else "plans:overview")


def say_what_was_left_out(request, against, message=LEFT_OUT):
    """Name what the answers speak against, and why, so that nobody misses it."""
    if against:
        names = "; ".join(f"{exercise.name} ({why})" for exercise, why in against.items())
        messages.warning(request, message % {"names": names})


@require_POST
@patient_required
@gate_required
def resume(request, pk):
    """Take up one's own plan that was on hold, without what the answers speak against."""
    plans = Plan.objects.visible_to(request.user).filter(patient=request.user, is_own=True)
    plan = get_object_or_404(plans.published().select_related("patient"), pk=pk)
    against = own.resume(plan=plan, at=timezone.now(), avoid=request.standing.conditions)
    if against:
        return own_plan_changed(request, against)
    messages.success(request, _("Your own routines are back."))
    return redirect("sessions:today")
