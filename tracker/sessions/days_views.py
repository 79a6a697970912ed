"""What a phone keeps for when it has no connection."""

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.people.access import patient_required
from tracker.screening.gate import standing_in

from .days import days_of


@require_GET
@patient_required
def days(request):
    """Give the next days of whoever is signed in, and whether the gate is open."""
    carried = days_of(request.user, standing_in(request), timezone.now())
    response = JsonResponse(carried)
    response["Cache-Control"] = "private, no-store"
    return response
