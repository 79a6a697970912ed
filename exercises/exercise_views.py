"""One exercise: its page, its figures and its picture, for everybody who may read it."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from .caching import keep_for_visitors
from .content import entry_of
from .doors import public
from .drawing import EMPTY_MAT, POSES, drawing_of
from .models import Exercise, Picture
from .presenting import shown
from .rungs import rungs_of
from .viewers import viewer_of

DAY = 24 * 60 * 60
YEAR = 365 * DAY


@require_safe
@public
def exercise(request, slug):
    """Show how one exercise is done; plans may still have one that has left the library."""
    readable = Exercise.objects.visible_to(request.user, archived=True)
    whole = readable.with_instructions().select_related("easier", "harder")
    found = get_object_or_404(whole, slug=slug)
    viewer = viewer_of(request)
    context = {
        "exercise": found,
        "shown": shown(entry_of(found), conditions=viewer.conditions),
        "viewer": viewer,
        "is_published": found.status == Exercise.Status.PUBLISHED,
        "is_favorite": slug in viewer.favorites,
        "rungs": rungs_of(found, Exercise.objects.visible_to(request.user)),
    }
    response = render(request, "exercises/exercise.html", context)
    return keep_for_visitors(request, response, viewer)


@require_safe
@public
def figure(request, slug, pose):
    """Draw an exercise; plans of old still show those that have left the library."""
    visible = Exercise.objects.visible_to(request.user, archived=True)
    found = get_object_or_404(visible, slug=slug)
    if pose not in POSES:
        raise Http404("No such pose")
    svg = drawing_of(found, pose) or EMPTY_MAT
    response = HttpResponse(svg, content_type="image/svg+xml")
    return kept(response, is_draft=found.status == Exercise.Status.DRAFT, max_age=DAY)


@require_safe
@public
def picture(request, key):
    """Send a picture; it never changes, so a browser keeps the one it has."""
    found = get_object_or_404(Picture.objects.visible_to(request.user), key=key)
    try:
        file = found.file.open()
    except FileNotFoundError as error:
        raise Http404("The file is gone") from error
    response = FileResponse(file, content_type="image/webp")
    response["X-Content-Type-Options"] = "nosniff"
    # Staff see those of drafts too.
    return kept(response, is_draft=request.user.is_staff, max_age=YEAR, immutable=True)


def kept(response, *, is_draft, **how):
    """Let everybody keep what is published; what is not stays with whoever may see it."""
    if is_draft:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, **how)
    return response
