"""Keeping an exercise to find it again, and letting it go."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from exercises.models import Exercise
from tracker.people.access import patient_required

from .models import Favorite


@require_POST
@patient_required
def favorite(request, slug):
    """Keep an exercise as one's favorite, or undo that; pressed twice it stays as it was asked."""
    readable = Exercise.objects.visible_to(request.user, archived=True)
    exercise = get_object_or_404(readable, slug=slug)
    mine = Favorite.objects.editable_by(request.user)
    if "undo" in request.POST:
        mine.filter(exercise=exercise).delete()
    else:
        mine.get_or_create(patient=request.user, exercise=exercise)
    if not request.accepts("text/html"):
        return HttpResponse(status=204)
    return redirect(f"{way_back(request, exercise)}#favorite-{exercise.slug}")


def way_back(request, exercise):
    """Return where the button was pressed, if that is a page of this site."""
    back = request.POST.get("next", "")
    here = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(back, here, require_https=request.is_secure())
    return back if is_ours else exercise.get_absolute_url()
