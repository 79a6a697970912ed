"""The library's pages: everybody may look, with or without an account."""

from functools import lru_cache

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from .doors import public
from .figure import still
from .forms import LibraryForm
from .models import Aim, Exercise

DAY = 24 * 60 * 60
POSES = {"start": "hold", "hold": "start"}
# What stands where there is no drawing yet: the mat alone, rather than a broken picture.
EMPTY_MAT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">'
    '<rect x="30" y="168" width="260" height="7" rx="3.5" fill="#8b7db4"/></svg>'
)

# The same notes always make the same figure, so each is drawn once and then kept.
drawn = lru_cache(maxsize=512)(still)


@require_safe
@public
def library(request):
    """Show the exercises by what they are for, all or those asked for."""
    aims = Aim.objects.names()
    form = LibraryForm(request.GET, aims=aims)
    cards = form.narrow(Exercise.objects.visible_to(request.user)).cards()
    context = {
        "form": form,
        "groups": by_aim(cards, aims),
        "count": len(cards),
        "is_narrowed": any(form.cleaned_data.values()),
    }
    return render(request, "exercises/library.html", context)


@require_safe
@public
def exercise(request, slug):
    """Show how one exercise is done; plans may still have one that has left the library."""
    readable = Exercise.objects.visible_to(request.user, archived=True)
    found = get_object_or_404(readable.with_instructions().select_related("aim"), slug=slug)
    visible = Exercise.objects.visible_to(request.user)
    neighbors = visible.in_bulk([found.easier_id, found.harder_id])
    context = {
        "exercise": found,
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
    notes = found.pose_notes
    try:
        svg = drawn(notes[pose], other_note=notes[POSES[pose]], title=found.name, seed=found.slug)
    except (KeyError, ValueError):
        svg = EMPTY_MAT

    response = HttpResponse(svg, content_type="image/svg+xml")
    if found.status == Exercise.Status.DRAFT:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=DAY)
    return response


def by_aim(cards, aims):
    """Group cards under the words of their aim, in the library's order."""
    groups = {aim: [] for aim in aims}
    for card in cards:
        groups[card.aim].append(card)
    return tuple((aims[aim], tuple(found)) for aim, found in groups.items() if found)
