"""The library as a spreadsheet: taking it out, and sending one in."""

import logging

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exercises.choices import Laterality, Position
from exercises.content import LADDER_FIELDS, entry_of
from exercises.doors import staff_required
from exercises.known import Known
from exercises.models import Exercise, SheetImport

from .actions import begin
from .checking import check_next
from .columns import cells_of
from .forms import SheetForm
from .writing import TYPES, DoesNotFit, Format, written

logger = logging.getLogger("backcare.forms")


@require_http_methods(["GET", "POST"])
@staff_required
def sheets(request):
    """Show how the library goes out and comes in; take a file, and check its first rows."""
    if request.method != "POST":
        return first_page(request, SheetForm())
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        logger.info("refused exercises:sheets fields=%s", sorted(form.errors))
        return first_page(request, form)
    name = form.cleaned_data["file"].name
    sheet = begin(rows=form.rows, file_name=name, by=request.user, at=timezone.now())
    check_next(sheet)
    return redirect("exercises:sheet_import", sheet.pk)


def first_page(request, form):
    current = SheetImport.objects.visible_to(request.user).current(timezone.now())
    context = {
        "form": form,
        "begun": current.with_counts(),
        "me": str(request.user.pk),
        "lists": lists_to_choose_from(),
    }
    status = 422 if form.errors else 200
    return render(request, "exercises/sheets/sheets.html", context, status=status)


def lists_to_choose_from():
    """Return what may stand in the columns that take only words of a list."""
    known = Known.read()
    return {
        "aim": known.aims,
        "position": dict(Position.choices),
        "laterality": dict(Laterality.choices),
        "cautions": known.conditions,
        "equipment, equipment_optional": known.equipment,
    }


@require_safe
@staff_required
def export(request, form):
    """Send the library as a file, all of it or what is published."""
    if form not in Format.values:
        raise Http404("No such kind of file")
    exercises = Exercise.objects.visible_to(request.user).select_related(*LADDER_FIELDS)
    if request.GET.get("which") == "published":
        exercises = exercises.published()
    try:
        content = written(form, (cells_of(entry_of(one)) for one in exercises.with_instructions()))
    except DoesNotFit:
        messages.error(request, _("A text is too long for a cell of Excel. Take out a CSV file."))
        return redirect("exercises:sheets")
    response = HttpResponse(content, content_type=TYPES[form])
    name = f"backcare-exercises-{timezone.localdate()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
