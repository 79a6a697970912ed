"""The cards of exercises, wherever the library lists them."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from exercises.choices import Status

register = template.Library()


@register.simple_tag
def exercise_card(exercise):
    """Return the card of this exercise, which leads to its page."""
    words = {"slug": exercise.slug, "name": exercise.name, "dose": exercise.dose}
    is_published = exercise.status == Status.PUBLISHED
    mark = "" if is_published else Status(exercise.status).label
    context = {"figure": exercise.figure_hold_url, "mark": mark, **words}
    return render_to_string("exercises/_exercise_card.html", context)


@register.simple_tag
def exercise_groups(groups):
    """Return the cards of each group under its heading."""
    return drawn(get_language(), groups)


# The same cards always look the same, so each list is drawn once and then kept.
@lru_cache(maxsize=64)
def drawn(language, groups):
    return render_to_string("exercises/_groups.html", {"groups": groups})
