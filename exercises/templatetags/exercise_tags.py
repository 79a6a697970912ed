"""The cards of exercises, wherever the library lists them."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext

from exercises.choices import Status

register = template.Library()


@register.simple_tag
def exercise_card(card, favorites=None):
    """Return the card of an exercise, with a heart for who may have favorites."""
    is_favorite = None if favorites is None else card.slug in favorites
    return drawn(get_language(), card, is_favorite)


# The same card always looks the same, so each is drawn once and then kept.
@lru_cache(maxsize=1024)
def drawn(language, card, is_favorite):
    mark = "" if card.status == Status.PUBLISHED else Status(card.status).label
    context = {"card": card, "mark": mark, "is_favorite": is_favorite}
    return render_to_string("exercises/_exercise_card.html", context)


@register.simple_tag
def exercises_counted(count):
    """Return "1 exercise" or "47 exercises"."""
    return ngettext("%d exercise", "%d exercises", count) % count
