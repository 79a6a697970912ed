"""What a phone may keep of the questionnaire."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import condition, require_safe

from tracker.people.access import public

from . import questionnaire
from .phone import for_phones


def mark_of_file(request):
    return f'"{questionnaire.current().sha256[:32]}"'


@require_safe
@public
@condition(etag_func=mark_of_file)
def phone_rules(request) -> HttpResponse:
    """Give the questions of the quick check and what each answer means, the same to everyone."""
    response = JsonResponse(for_phones())
    # Asked anew each time, and answered in a line while nothing has changed.
    response["Cache-Control"] = "public, no-cache"
    return response
