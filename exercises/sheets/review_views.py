"""Reviewing what one sheet brought, together."""

import logging

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from exercises.doors import staff_required
from exercises.publishing import NotAllowed

from . import actions
from .forms import ReviewTogetherForm, SendBackTogetherForm
from .import_views import found
from .ladders import together
from .queries import shown

logger = logging.getLogger("backcare.forms")

# So many changes can somebody look at in one go; the next follow when these are decided.
AT_ONCE = 200


@require_http_methods(["GET", "POST"])
@staff_required
def review(request, key):
    """Show what waits, with its differences; let a reviewer publish all of it."""
    sheet = found(request, key)
    if request.method != "POST":
        return review_page(request, sheet)
    form = ReviewTogetherForm(request.POST)
    if not form.is_valid():
        return refused(request, sheet, review=form)
    try:
        count = actions.publish_together(
            sheet=sheet, by=request.user, at=timezone.now(), **said_in(form, "changes", "review_by")
        )
    except NotAllowed as error:
        return refused(request, sheet, review=form, words=str(error))
    words = ngettext("%s change is published.", "%s changes are published.", count)
    messages.success(request, words % count)
    return redirect("exercises:sheet_review", key)


@require_POST
@staff_required
def send_back(request, key):
    """Return what was on the page to whoever sent the sheet in."""
    sheet, form = found(request, key), SendBackTogetherForm(request.POST)
    if not form.is_valid():
        return refused(request, sheet, answer=form)
    try:
        count = actions.send_back(
            sheet=sheet, by=request.user, at=timezone.now(), **said_in(form, "changes", "answer")
        )
    except NotAllowed as error:
        return refused(request, sheet, answer=form, words=str(error))
    words = ngettext("%s change is sent back.", "%s changes are sent back.", count)
    messages.success(request, words % count)
    return redirect("exercises:sheet_review", key)


def said_in(form, *names):
    return {name: form.cleaned_data[name] for name in names}


def refused(request, sheet, *, words="", **forms):
    errors = {name: said for form in forms.values() for name, said in form.errors.items()}
    names, words = sorted(errors), words or "".join(errors.get("changes", []))
    logger.info("refused exercises:sheet_review fields=%s", names)
    return review_page(request, sheet, words=words, status=422, **forms)


def review_page(request, sheet, *, review=None, answer=None, words="", status=200):
    waiting = {row.slug: row for row in sheet.waiting()}
    now = together({slug: row.content for slug, row in waiting.items()}, AT_ONCE)
    rows = sorted((waiting[slug] for slug in now), key=lambda row: row.number)
    is_mine = sheet.maker == str(request.user.pk)
    context = {
        "sheet": sheet,
        "rows": shown(rows),
        "seen": ",".join(str(row.revision_id) for row in rows),
        "left_count": len(waiting) - len(now),
        "may_review": not is_mine or not settings.LIBRARY_REVIEW_BY_ANOTHER,
        "review": review or ReviewTogetherForm.for_a_year(),
        "answer": answer or SendBackTogetherForm(),
        "words": words,
    }
    return render(request, "exercises/sheets/review.html", context, status=status)
