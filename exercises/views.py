"""The library's pages: everybody may look, with or without an account."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from .doors import public
from .forms import LibraryForm
from .models import Aim, Exercise


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


def by_aim(cards, aims):
    """Group cards under the words of their aim, in the library's order."""
    groups = {aim: [] for aim in aims}
    for card in cards:
        groups[card.aim].append(card)
    return tuple((aims[aim], tuple(found)) for aim, found in groups.items() if found)
