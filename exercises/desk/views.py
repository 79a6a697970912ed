"""The desk: what waits for me, what is overdue, and everything there is."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from exercises.doors import staff_required
from exercises.models import Kind

from .editors import EDITORS
from .waiting import TITLES, overdue_counts, pieces_of, rows_of, waiting_for

ON_A_PAGE = 100


@require_safe
@staff_required
def desk(request):
    """Show what waits for whoever looks, and the pieces of one kind."""
    asked, today = request.GET, timezone.localdate()
    kind = asked.get("kind") if asked.get("kind") in EDITORS else Kind.EXERCISE
    looked_for = {
        "words": asked.get("q", "").replace("\0", "")[:80],
        "is_archived": "archived" in asked,
        "is_overdue": "overdue" in asked,
    }
    found = pieces_of(kind, on=today, **looked_for)
    page = Paginator(found, ON_A_PAGE).get_page(asked.get("page"))
    context = {
        "waiting": waiting_for(request.user),
        "overdue": overdue_counts(today),
        "today": today,
        "editors": EDITORS.values(),
        "editor": EDITORS[kind],
        "has_status": kind in TITLES,
        "page": page,
        "rows": rows_of(kind, page.object_list),
        "sheets": address_of_sheets(),
        **looked_for,
    }
    return render(request, "exercises/desk/desk.html", context)


def address_of_sheets():
    """Return where the library goes out as a spreadsheet and comes in again."""
    try:
        return reverse("exercises:sheets")
    except NoReverseMatch:
        return ""
