"""The check itself: one question a page, the answers once more, and what they mean."""

import logging

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.people.access import patient_required, public
from tracker.people.countries import country_choices

from . import questionnaire
from .actions import OutdatedAnswers, record
from .answers import (
    anonymous_check,
    check_of,
    forget,
    has_unclaimed_emergency,
    keep,
    sealed,
    shown_to,
)
from .gate import standing_in, standing_of
from .given import notable_and_plain
from .help_lines import all_numbers, numbers_for, remember_country, tier_words
from .past import asked_of
from .rules import LOCKING, Tier

logger = logging.getLogger("backcare.screening")
# What the stop page sends to put an emergency aside.
WRONG_TAP = "wrong-tap"


@require_http_methods(["GET", "POST"])
@public
def start(request):
    """Say what the check is and why it is asked; a POST begins it anew.

    An answer that needs help now comes first, until it is confirmed or was a wrong tap.
    """
    questions = questionnaire.current().questions
    check = check_of(request)
    if check.is_emergency and request.POST.get("anew") != WRONG_TAP:
        return redirect("screening:stop")
    if request.method == "POST":
        return forget(redirect("screening:question", questions[0].key))

    is_known = request.user.is_authenticated
    standing = standing_of(request.user, timezone.now()) if is_known else None
    is_asked = standing is not None and standing.reason == "asked-again"
    context = {
        "standing": standing,
        "asked": asked_of(request.user, request.user) if is_asked else [],
        "offered": anonymous_check(request) if is_known else None,
        "check": check,
        "next_question": (check.missing or questions)[0],
        "total": len(questions),
    }
    return render(request, "tracker/screening/start.html", context)


@require_POST
@patient_required
def take_over(request):
    """Keep the answers that were given in this browser before signing in."""
    check = anonymous_check(request)
    if check is None:
        messages.warning(request, _("Those answers are no longer here. Please answer once more."))
        return redirect("screening:start")
    return _keep_and_show(request, check)


@require_http_methods(["GET", "POST"])
@public
def question(request, key):
    """Ask one question; one tap answers it and goes on."""
    asked = next((q for q in questionnaire.current().questions if q.key == key), None)
    if asked is None:
        raise Http404
    if has_unclaimed_emergency(request):  # first say whose answers those are
        return redirect("screening:start")
    check = check_of(request)

    is_refused = False
    if request.method == "POST":
        values = request.POST.getlist("answer")
        if len(values) == 1 and values[0] in {answer.value for answer in asked.answers}:
            check.give(key, values[0])
            return keep(_after(request, asked, check), check)
        is_refused = True
        logger.info("refused screening:question fields=['answer']")

    context = {"question": asked, "given": check.answers.get(key), "is_refused": is_refused}
    context |= _place_of(asked)
    status = 422 if is_refused else 200
    return render(request, "tracker/screening/question.html", context, status=status)


@require_http_methods(["GET", "POST"])
@public
def stop(request):
    """Ask whether an answer that needs help now is meant; then lead to that help."""
    if request.method == "POST":
        return _meant(request, shown_to(request))
    check = check_of(request)
    if not check.is_emergency:
        return redirect("screening:start")

    page = _stop_page(request, check, countries=country_choices())
    return remember_country(request, page)


def _stop_page(request, check, **numbers):
    """Show the answers that need help now; the page itself holds what it is about."""
    reasons = [r for r in check.outcome().reasons if r.tier == Tier.EMERGENCY]
    given = dict(pair for reason in reasons for pair in reason.answers)
    asked = [q for q in questionnaire.current().questions if q.key in given]
    context = {
        "answered": [(question, question.answer(given[question.key])) for question in asked],
        "check": sealed(check),
        "wrong_tap": WRONG_TAP,
        "numbers": numbers_for(request),
        **numbers,
    }
    return render(request, "tracker/screening/stop.html", context)


def _meant(request, check):
    """Keep an emergency that was confirmed, whatever another tab has answered since."""
    if request.user.is_authenticated and check.is_emergency:
        return _keep_and_show(request, check)
    response = redirect("screening:seek_care", Tier.EMERGENCY.stored)
    return keep(response, check) if check.is_emergency else response


@require_http_methods(["GET", "POST"])
@public
def review(request):
    """Show all answers; judge them only when none is missing."""
    check = check_of(request)
    is_refused = request.method == "POST" and not check.is_complete
    if request.method == "POST" and not is_refused:
        if request.user.is_authenticated:
            return _keep_and_show(request, check)
        return redirect("screening:result")

    if is_refused:
        logger.info("refused screening:review fields=['missing answers']")
    context = {"missing": check.missing, "is_refused": is_refused, **_answered(check)}
    status = 422 if is_refused else 200
    return render(request, "tracker/screening/review.html", context, status=status)


@require_GET
@public
def result(request):
    """Say what was found; answers that stop someone lead to the help they need."""
    if request.user.is_authenticated:
        standing = standing_in(request)
        if not standing.is_open and standing.reason != "unacknowledged":
            return redirect(standing.url)
        tier, reasons = standing.tier, standing.screening.reasons
    else:
        standing, outcome = None, check_of(request).outcome()
        if outcome is None:
            return redirect("screening:review")
        tier, reasons = outcome.tier.stored, outcome.reasons
        if tier in LOCKING:
            return redirect("screening:seek_care", tier)

    context = {"tier": tier, "reasons": reasons, "standing": standing, "words": tier_words(tier)}
    return render(request, "tracker/screening/result.html", context)


@require_POST
@patient_required
def acknowledge(request):
    """Keep that the advice was read, and go on to the program."""
    standing = standing_in(request)
    if standing.reason == "unacknowledged":
        if request.POST.get("screening") != str(standing.screening.pk):
            messages.warning(request, _("Your answers changed since. Please read this advice."))
            return redirect("screening:result")
        standing.screening.acknowledge(at=timezone.now())
        standing = standing_in(request)
    if standing.is_open:
        # The same POST goes on to the plan: one tap less between the advice and the program.
        return redirect("plans:starter", preserve_request=True)
    return redirect(standing.url)


def _keep_and_show(request, check):
    """Keep a finished check, take it out of the browser, and show where it leads."""
    try:
        record(
            patient=request.user,
            answers=check.answers,
            at=timezone.now(),
            check_id=check.id,
            partial=True,
            begun_at=check.begun_at,
        )
    except OutdatedAnswers:
        messages.warning(request, _("Things changed since you began. Please answer once more."))
        return forget(redirect("screening:start"))
    standing = standing_of(request.user, timezone.now())
    return forget(redirect(standing.url))


def _after(request, asked, check):
    """Go on: to the stop, to the answers once more, or to the next question."""
    if check.is_emergency:
        # Not by a redirect: another tab's answer could take its place in the cookie meanwhile.
        return _stop_page(request, check, all_numbers=all_numbers())
    questions = questionnaire.current().questions
    following = questions.index(asked) + 1
    if check.is_complete or following == len(questions):
        return redirect("screening:review")
    return redirect("screening:question", questions[following].key)


def _place_of(asked):
    """Return where a question stands: its part, its number, and the one before it."""
    current = questionnaire.current()
    index = current.questions.index(asked)
    return {
        "part": current.groups[asked.group],
        "number": index + 1,
        "total": len(current.questions),
        "previous": current.questions[index - 1] if index else None,
    }


def _answered(check):
    """Return the answers that say something, and each plain No under the name of its part."""
    current = questionnaire.current()
    notable, plain = notable_and_plain(current.questions, check.answers)
    parts = [
        (name, [(q, answer) for q, answer in plain if q.group == group])
        for group, name in current.groups.items()
    ]
    return {
        "notable": notable,
        "plain": [(name, answered) for name, answered in parts if answered],
        "plain_count": len(plain),
    }
