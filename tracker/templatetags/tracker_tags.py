"""Small things that any template may need."""

from functools import cache, lru_cache
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from tracker.sessions.owners import owner_of

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


@register.filter
def owner_mark(user):
    """Return the name under which a device keeps what this person did; none for nobody."""
    return owner_of(user) if user.is_authenticated else ""


@register.simple_tag
def fixed(part, **facts):
    """Include a part that is the same for everyone of whom the same few facts hold.

    It is drawn once and then kept, so it must never be given anything about one person.
    """
    draw = drawn.__wrapped__ if settings.DEBUG else drawn  # who edits a part sees it at once
    return draw(get_language(), part, **facts)


@lru_cache(maxsize=256)
def drawn(language, part, **facts):
    return render_to_string(part, facts)


@register.simple_tag(takes_context=True)
def places(context):
    """Return the links of the header for such a person, the room they are in marked."""
    match = getattr(context.get("request"), "resolver_match", None)
    user = context.get("user")
    is_signed_in = user is not None and user.is_authenticated
    return fixed(
        "components/_places.html",
        room=match and (match.namespace or match.view_name),
        is_signed_in=is_signed_in,
        is_therapist=is_signed_in and user.is_therapist,
    )


@register.simple_tag
def nav_link(room, to, drawing, words):
    """Return a link to a page, marked while any page of its room is looked at."""
    return format_html(
        '<a class="site-nav__link" href="{}"{}>{}{}</a>',
        reverse(to),
        mark_safe(' aria-current="true"') if room == to.partition(":")[0] else "",
        icon(drawing),
        words,
    )
