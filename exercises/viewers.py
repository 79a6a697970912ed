"""What the library is told about whoever looks at it, as plain values.

The library knows nobody. The setting LIBRARY_VIEWER names the function that makes a Viewer of a
request; it lives in a room that knows people, their answers and their sessions.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks at the library: nobody in particular, unless told."""

    # The conditions that their safety check raised (keys), and whether they did one.
    conditions: frozenset[str] = frozenset()
    has_answers: bool = False
    # Exercises by slug; the recent ones in order, the latest first.
    favorites: frozenset[str] = frozenset()
    recent: tuple[str, ...] = ()
    # May add to a routine of their own; may prescribe to others.
    has_account: bool = False
    is_therapist: bool = False
    # Whether a stop keeps them from exercising now.
    is_stopped: bool = False

    @property
    def is_anyone(self) -> bool:
        """Return whether nothing is known of them, so that one page serves all."""
        return self == Viewer()


def viewer_of(request) -> Viewer:
    return import_string(settings.LIBRARY_VIEWER)(request)
