"""A change on its way: what is different, its review, and letting everybody read it."""

import logging

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exercises import publishing
from exercises.doors import staff_required
from exercises.models import Revision
from exercises.publishing import NotAllowed

from .changes import changes
from .editors import EDITORS
from .page import shown_of
from .review_forms import AnswerForm, ReviewForm
from .saying import said
from .standing import loops_in, stood_before
from .waiting import title_of

logger = logging.getLogger("backcare.forms")


@require_safe
@staff_required
def revision(request, pk):
    """Show a change beside what patients would read, and what can be done with it."""
    return revision_page(request, found(request, pk))


def found(request, pk):
    return get_object_or_404(Revision.objects.visible_to(request.user), pk=pk)


@require_POST
@staff_required
def review(request, pk):
    """Vouch for a change; publish it at once when that was asked for."""
    change, form = found(request, pk), ReviewForm(request.POST)
    if not form.is_valid():
        return refused(request, change, review=form)
    day, is_published = form.cleaned_data["review_by"], request.POST.get("do") == "publish"
    try:
        publishing.review(revision=change, by=request.user, at=timezone.now(), review_by=day)
        if is_published:
            let_everybody_read(change, request.user)
    except NotAllowed as error:
        return refused(request, change, review=form, words=str(error))
    messages.success(request, _("Reviewed and published.") if is_published else _("Reviewed."))
    return redirect("exercises:desk_revision", pk)


@require_POST
@staff_required
def publish(request, pk):
    """Let everybody read a reviewed change."""
    change = found(request, pk)
    try:
        let_everybody_read(change, request.user)
    except NotAllowed as error:
        return refused(request, change, words=str(error))
    messages.success(request, _("Published. Everybody reads it now."))
    return redirect("exercises:desk_revision", pk)


def let_everybody_read(change, by):
    """Publish, unless the library has changed so that a ladder would loop."""
    if loop := loops_in(change):
        raise NotAllowed(loop)
    publishing.publish(revision=change, by=by, at=timezone.now())


@require_POST
@staff_required
def send_back(request, pk):
    """Return a change to whoever wrote it, with the reason."""
    change, form = found(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return refused(request, change, answer=form)
    answer = form.cleaned_data["answer"]
    try:
        publishing.send_back(revision=change, by=request.user, at=timezone.now(), answer=answer)
    except NotAllowed as error:
        return refused(request, change, answer=form, words=str(error))
    messages.success(request, _("Sent back to %s.") % change.made_by)
    return redirect("exercises:desk")


@require_POST
@staff_required
def put_back(request, pk):
    """Let patients read again what was published before."""
    change = found(request, pk)
    try:
        again = publishing.put_back(revision=change, by=request.user, at=timezone.now())
    except NotAllowed as error:
        return refused(request, change, words=str(error))
    messages.success(
        request,
        _("Put back. Everybody reads it now.")
        if again.is_standing
        else _("Handed in as it was. Nobody has reviewed it, so it waits for a review first."),
    )
    return redirect("exercises:desk_revision", again.pk)


def refused(request, change, *, words="", **forms):
    change.refresh_from_db()
    names = sorted(name for form in forms.values() for name in form.errors)
    logger.info("refused exercises:desk_revision fields=%s", names)
    return revision_page(request, change, words=words, status=422, **forms)


def revision_page(request, change, *, review=None, answer=None, words="", status=200):
    editor = EDITORS[change.kind]
    before = stood_before(change)
    is_mine = change.maker == str(request.user.pk)
    context = {
        "change": change,
        "editor": editor,
        "title": title_of(change.kind, change.content),
        "before": before,
        "changes": changes(*(said(change.kind, one.content) for one in (before, change)))
        if before
        else [],
        "preview": {"template": editor.preview_template, **shown_of(editor, change.content)},
        "review": review or ReviewForm.for_a_year(),
        "answer": answer or AnswerForm(),
        "words": words,
        "is_mine": is_mine,
        "may_review": not is_mine or not settings.LIBRARY_REVIEW_BY_ANOTHER,
    }
    return render(request, "exercises/desk/revision.html", context, status=status)
