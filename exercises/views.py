"""The library's pages: everybody may look, with or without an account."""

from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from .figure import still
from .forms import LibraryForm
from .models import Exercise

DAY = 24 * 60 * 60

# The same notes always make the same figure, so each is drawn once and then kept.
drawn = lru_cache(maxsize=512)(still)


def public(view):
    """Open a view to everybody, and say so aloud to the test that tries every door."""
    view.door = "public"
    return login_not_required(view)


@require_safe
@public
def library(request):
    """Show the exercises by what they are for, all or those asked for."""
    form = LibraryForm(request.GET)
    exercises = form.narrow(Exercise.objects.visible_to(request.user).for_cards())
    context = {
        "form": form,
        "groups": by_category(exercises),
        "count": len(exercises),
        "is_narrowed": any(form.cleaned_data.values()),
    }
    return render(request, "exercises/library.html", context)


@require_safe
@public
def exercise(request, slug):
    """Show how one exercise is done."""
    visible = Exercise.objects.visible_to(request.user)
    found = get_object_or_404(visible.with_instructions(), slug=slug)
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
    notes = found.pose_notes
    if pose not in notes:
        raise Http404("No such pose")
    other = notes["hold" if pose == "start" else "start"]
    try:
        svg = drawn(notes[pose], other_note=other, title=found.name)
    except ValueError as error:
        raise Http404(str(error)) from error

    response = HttpResponse(svg, content_type="image/svg+xml")
    if found.status == Exercise.Status.DRAFT:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=DAY)
    return response


def by_category(exercises):
    """Group exercises under the words of their category, in the library's order."""
    groups = {category: [] for category in Exercise.Category}
    for found in exercises:
        groups[found.category].append(found)
    return [(category.label, members) for category, members in groups.items() if members]
