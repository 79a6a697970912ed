"""One exercise: its page, its figures and its picture, for everybody who may read it."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from .content import entry_of
from .doors import public
from .drawing import EMPTY_MAT, notes_of, still_of
from .models import Exercise, Picture
from .presenting import shown
from .viewers import viewer_of

DAY = 24 * 60 * 60
POSES = {"start", "hold"}


@require_safe
@public
def exercise(request, slug):
    """Show how one exercise is done; plans may still have one that has left the library."""
    readable = Exercise.objects.visible_to(request.user, archived=True)
    whole = readable.with_instructions().select_related("easier", "harder")
    found = get_object_or_404(whole, slug=slug)
    visible = Exercise.objects.visible_to(request.user)
    neighbors = visible.in_bulk([found.easier_id, found.harder_id])
    viewer = viewer_of(request)
    context = {
        "exercise": found,
        "shown": shown(entry_of(found), conditions=viewer.conditions),
        "viewer": viewer,
        "easier": neighbors.get(found.easier_id),
        "harder": neighbors.get(found.harder_id),
    }
    return render(request, "exercises/exercise.html", context)


@require_safe
@public
def figure(request, slug, pose):
    """Draw one pose; plans of old still show exercises that have left the library."""
    visible = Exercise.objects.visible_to(request.user, archived=True)
    found = get_object_or_404(visible, slug=slug)
    if pose not in POSES:
        raise Http404("No such pose")
    notes = notes_of(found.poses)
    svg = still_of(notes, pose, title=found.name, seed=found.slug) or EMPTY_MAT

    response = HttpResponse(svg, content_type="image/svg+xml")
    if found.status == Exercise.Status.DRAFT:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
@public
def picture(request, key):
    """Send a picture; it never changes, so a browser may keep the one it has."""
    found = get_object_or_404(Picture.objects.visible_to(request.user), key=key)
    return FileResponse(found.file.open(), content_type="image/webp")
