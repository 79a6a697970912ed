"""The library's list: everybody may look, with or without an account."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from .browsing import look, rows_of
from .caching import keep_for_visitors
from .doors import public
from .facet_words import chips_of, facets_of
from .forms import LibraryForm
from .models import Exercise
from .stock import stock_of
from .viewers import viewer_of


@require_safe
@public
def library(request):
    """Show the exercises by what they are for, all or those asked for."""
    viewer = viewer_of(request)
    stock = stock_of(Exercise.objects.visible_to(request.user))
    form = LibraryForm(request.GET, stock=stock, viewer=viewer)
    found = look(stock, form.asked(), viewer)
    context = {
        "look": found,
        "facets": facets_of(form, found),
        "chips": chips_of(form, found),
        "rows": rows_of(stock, viewer),
        "viewer": viewer,
        "favorites": viewer.favorites if viewer.has_account else None,
    }
    response = render(request, "exercises/library.html", context)
    return keep_for_visitors(request, response, viewer)
