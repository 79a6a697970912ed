"""One sheet that was sent in: its dry run, and handing its changes in for review."""

import logging

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from exercises.desk.review_forms import NoteForm
from exercises.doors import staff_required
from exercises.models import SheetImport
from exercises.publishing import NotAllowed

from . import actions
from .checking import check_next
from .models import Outcome
from .queries import shown

logger = logging.getLogger("backcare.forms")

ON_A_PAGE = 50
# What somebody should look at first.
OUTCOMES = (Outcome.REFUSED, Outcome.CHANGED, Outcome.CREATED, Outcome.UNCHANGED)


def found(request, key):
    """Return a sheet of one's own, or one that was handed in."""
    current = SheetImport.objects.visible_to(request.user).current(timezone.now())
    return get_object_or_404(current, pk=key)


@require_safe
@staff_required
def sheet_import(request, key):
    """Show how far the check is, or what every row would do."""
    return import_page(request, found(request, key), NoteForm())


def import_page(request, sheet, note, words=""):
    """Show the rows of one outcome, some at a time."""
    counts = sheet.counts()
    status = 422 if words or note.errors else 200
    if counts[Outcome.UNCHECKED]:
        context = {"sheet": sheet, **progress(counts)}
        return render(request, "exercises/sheets/checking.html", context, status=status)
    there = [outcome for outcome in OUTCOMES if counts[outcome]]
    asked = request.GET.get("show")
    outcome = Outcome(asked) if asked in there else there[0]
    page = Paginator(sheet.rows.filter(outcome=outcome), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "sheet": sheet,
        "counts": [(one, counts[one]) for one in OUTCOMES],
        "refused_count": counts[Outcome.REFUSED],
        "change_count": counts[Outcome.CHANGED] + counts[Outcome.CREATED],
        "outcome": outcome,
        "page": page,
        "rows": shown(page.object_list),
        "note": note,
        "words": words,
    }
    return render(request, "exercises/sheets/import.html", context, status=status)


def progress(counts):
    """Say how many rows are checked."""
    total = sum(counts.values())
    checked = total - counts[Outcome.UNCHECKED]
    words = _("%(checked)s of %(total)s rows checked")
    numbers = {"checked": f"{checked:,}", "total": f"{total:,}"}
    return {"checked": checked, "total": total, "words": words % numbers}


@require_POST
@staff_required
def check(request, key):
    """Check some more rows; a script is told how far it is, anybody else sees the page."""
    sheet = found(request, key)
    check_next(sheet)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(progress(sheet.counts()))
    return redirect("exercises:sheet_import", key)


@require_POST
@staff_required
def check_again(request, key):
    """Begin the check anew, with the library as it is now."""
    sheet = found(request, key)
    actions.check_again(sheet)
    check_next(sheet)
    return redirect("exercises:sheet_import", key)


@require_POST
@staff_required
def hand_in(request, key):
    """Let every change of the sheet wait for a review."""
    sheet, note = found(request, key), NoteForm(request.POST)
    if not note.is_valid():
        logger.info("refused exercises:sheet_hand_in fields=%s", sorted(note.errors))
        return import_page(request, sheet, note)
    words = note.cleaned_data["note"] or _("From the spreadsheet %s.") % sheet.file_name
    try:
        count = actions.hand_in(sheet=sheet, by=request.user, at=timezone.now(), note=words)
    except NotAllowed as error:
        sheet.refresh_from_db()
        if sheet.handed_in_at:
            messages.info(request, str(error))
            return redirect("exercises:sheet_import", key)
        logger.info("refused exercises:sheet_hand_in fields=[]")
        return import_page(request, sheet, note, str(error))
    said = ngettext("%s change waits for a review.", "%s changes wait for a review.", count)
    messages.success(request, said % f"{count:,}")
    return redirect("exercises:sheet_import", key)
