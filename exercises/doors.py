"""Who may enter the library's pages."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied


def public(view):
    """Open a view to everybody, and say so aloud to the test that tries every door."""
    view.door = "public"
    return login_not_required(view)


def staff_required(view):
    """Open a view to those who keep the library."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded.door = "staff"
    return guarded
