"""The quick check before each session: what is new since the last one?"""

import logging
import uuid

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from tracker.people.access import patient_required

from . import questionnaire
from .actions import record_quick_check, record_signs
from .gate import gate_required, standing_in
from .pain import is_strong, usual_of
from .queries import PAIN, pains_before_sessions, quick_checks_used
from .quick_forms import OneTapForm, QuickForm
from .rules import PASSING, Tier, outcome_of

logger = logging.getLogger("backcare.screening")
TODAY = "sessions:today"


@require_http_methods(["GET", "POST"])
@patient_required
@gate_required
def quick_check(request):
    """Show the signs, and let one tap on the pain say that none of them is there."""
    form = form_of(OneTapForm, request)
    if form.is_valid():
        if is_strong_for(request.user, form.answers(), timezone.now()):
            return ask_each(request, form)
        return keep(request, form)
    return page(request, "quick_check", form)


@require_http_methods(["GET", "POST"])
@patient_required
def quick_detail(request):
    """Ask each question by itself; a warning sign is kept even if the gate closed meanwhile.

    It is also kept if the rest of the form is wrong: nothing else could make it less serious.
    """
    request.standing = standing_in(request)
    form = form_of(QuickForm, request)
    signs = form.warning_signs()
    if signs and not form.is_valid():
        return keep_signs(request, form, signs)
    if form.is_valid() and (request.standing.is_open or is_alarming(form)):
        return keep(request, form)
    if not request.standing.is_open:
        return redirect(request.standing.url)
    return page(request, "quick_detail", form)


@require_GET
@patient_required
@gate_required
def quick_advice(request):
    """Say how to go gently; then the session, or not today."""
    onward, check = next_of(request), request.standing.quick_check
    if check is None:
        return redirect(reverse("screening:quick_check", query={"next": onward}))
    context = {
        "onward": onward,
        "reasons": check.reasons,
        "is_strong": is_strong_for(request.user, check.answers, check.screened_at),
    }
    return render(request, "tracker/screening/quick_advice.html", context)


def keep(request, form):
    """Keep the answers, and lead to the help, the advice or the session."""
    check = record_quick_check(
        patient=request.user,
        answers=form.answers(),
        at=timezone.now(),
        check_id=form.cleaned_data["check"],
        version=form.cleaned_data["version"],
    )
    standing = standing_in(request)
    if not standing.is_open:
        return redirect(standing.url)
    onward = next_of(request)
    is_clear = check.tier == Tier.CLEAR.stored
    if is_clear and not is_strong_for(request.user, check.answers, check.screened_at):
        return redirect(onward)
    return redirect(reverse("screening:quick_advice", query={"next": onward}))


def keep_signs(request, form, signs):
    """Keep the warning signs of a form that is not whole, and lead to the help."""
    logger.info("refused screening:quick_detail fields=%s", sorted(form.errors))
    check_id = form.cleaned_data.get("check")
    record_signs(patient=request.user, signs=signs, at=timezone.now(), check_id=check_id)
    return redirect(standing_in(request).url)


def ask_each(request, tapped):
    """Lead from the one tap to each question, with the pain that was tapped."""
    form = form_of(QuickForm, request, tapped=tapped)
    return page(request, "quick_detail", form, check=tapped.cleaned_data["check"], is_strong=True)


def form_of(form_class, request, tapped=None):
    is_sent = request.method == "POST" and tapped is None
    return form_class(
        request.POST if is_sent else None,
        asked=questionnaire.current().quick,
        is_first=not quick_checks_used(request.user).exists(),
        initial={PAIN: tapped.cleaned_data[PAIN]} if tapped else None,
    )


def page(request, name, form, *, check=None, is_strong=False):
    """Show one of the two pages; a page sent again keeps its id, so that it is one check."""
    if form.errors:
        logger.info("refused screening:%s fields=%s", name, sorted(form.errors))
    context = {
        "form": form,
        "check": check or getattr(form, "cleaned_data", {}).get("check") or uuid.uuid4(),
        "onward": next_of(request),
        "is_strong": is_strong,
        "is_after_pain": request.GET.get("after") == "pain",
    }
    status = 422 if form.errors else 200
    return render(request, f"tracker/screening/{name}.html", context, status=status)


def is_alarming(form):
    """Return whether these answers stop someone."""
    outcome = outcome_of(form.asked, form.answers(), version=form.cleaned_data["version"])
    return outcome.tier.stored not in PASSING


def is_strong_for(patient, answers, at):
    usual = usual_of(pains_before_sessions(patient, at))
    return is_strong(int(answers[PAIN]), usual, questionnaire.current().limits)


def next_of(request):
    """Return where the person was going: to a session of theirs, or to Today."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    try:
        is_session = resolve(asked).view_name == "sessions:perform"
    except Http404:
        is_session = False
    if is_session and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse(TODAY)
