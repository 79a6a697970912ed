"""Who may enter which door, and whose rows a person may see."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from .models import AuditEvent, caseload_of


def public(view):
    """Open this page to everyone, signed in or not."""
    view = login_not_required(view)
    view.door = "public"
    return view


def patient_required(view):
    """Open this page to every signed-in person: a therapist's back hurts too."""
    view.door = "patient"
    return view


def _only(door, may_enter):
    """Make the decorator of a door that is open to some of the signed-in people."""

    def decorator(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may_enter(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.door = door
        return guarded

    return decorator


therapist_required = _only("therapist", lambda user: user.is_therapist)
staff_required = _only("staff", lambda user: user.is_staff)


def first_page_of(user):
    """Return the name of the page where this person's work begins."""
    if user.is_therapist:
        return "care:caseload"
    return "admin:index" if user.is_staff else "sessions:today"


def own_or_caseload(user, field="patient"):
    """Return the filter for rows of this person or of the patients in their care now."""
    mine = Q(**{field: user.pk})
    if not user.is_therapist:
        return mine
    return mine | Q(**{f"{field}__in": caseload_of(user)})


def keep_trail(*, actor, patient, action):
    """Write down that someone read or changed another person's record."""
    if actor.pk != patient.pk:
        AuditEvent.objects.create(actor=actor, patient=patient, action=action)
