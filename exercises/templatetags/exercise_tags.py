"""The card of an exercise, wherever the library lists it."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from exercises.choices import Status

register = template.Library()


@register.simple_tag
def exercise_card(exercise):
    """Return the card of this exercise, which leads to its page."""
    return drawn(
        get_language(),
        slug=exercise.slug,
        name=exercise.name,
        dose=exercise.dose,
        figure=exercise.figure_hold_url,
        status=exercise.status,
    )


# The same words always make the same card, so each is drawn once and then kept.
@lru_cache(maxsize=512)
def drawn(language, *, status, **words):
    mark = "" if status == Status.PUBLISHED else Status(status).label
    return render_to_string("exercises/_exercise_card.html", {"mark": mark, **words})
