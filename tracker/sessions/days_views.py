"""What a phone keeps for when it has no connection."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from tracker.people.access import patient_required, public
from tracker.screening.gate import standing_in

from .carried import carried_page
from .days import days_of


@require_GET
@patient_required
def days(request):
    """Give the next days of whoever is signed in, and whether the gate is open."""
    carried = days_of(request.user, standing_in(request), timezone.now())
    response = JsonResponse(carried)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@public
def carried(request):
    """Show the page that leads through the days without a connection; a device keeps it."""
    return HttpResponse(carried_page())
