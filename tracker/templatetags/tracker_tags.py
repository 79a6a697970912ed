"""Small things that any template may need."""

from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
@cache
def icon(name):
    """Return the drawing of that name; the words beside it say what it means."""
    path = f"icons/{name}.svg"
    source = Path(finders.find(path) or staticfiles_storage.path(path)).read_text()
    drawing = source[source.index(">") + 1 :]
    return mark_safe(  # noqa: S308  our own static file, never anything typed by a person
        '<svg class="icon" aria-hidden="true" focusable="false" xmlns="http://www.w3.org/2000/svg"'
        f' width="16" height="16" viewBox="0 0 16 16" fill="currentColor">{drawing.strip()}'
    )


@register.simple_tag(takes_context=True)
def nav_link(context, to, drawing, words):
    """Return a link to a page, marked while any page of its room is looked at."""
    match = getattr(context.get("request"), "resolver_match", None)
    room = to.partition(":")[0]
    is_here = match is not None and room in (match.namespace, match.view_name)
    return format_html(
        '<a class="site-nav__link" href="{}"{}>{}{}</a>',
        reverse(to),
        mark_safe(' aria-current="true"') if is_here else "",
        icon(drawing),
        words,
    )
