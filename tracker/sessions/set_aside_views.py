"""Looking at what a phone sent and could not be added to the diary."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.people.access import keep_trail, patient_required

from .sent_models import SetAside
from .set_aside import kept_beside, told_in


@require_http_methods(["GET", "POST"])
@patient_required
def set_aside(request, pk):
    """Show what came beside what is in the diary; its patient may say that they have seen it."""
    visible = SetAside.objects.visible_to(request.user).select_related("patient")
    aside = get_object_or_404(visible, pk=pk)
    is_mine = aside.patient_id == request.user.pk
    if request.method == "POST":
        return seen(request, aside)
    keep_trail(actor=request.user, patient=aside.patient, action="read what was set aside")
    context = {
        "aside": aside,
        "is_mine": is_mine,
        "told": told_in(aside),
        "kept": kept_beside(aside),
        "raw": json.dumps(aside.content, indent=2, ensure_ascii=False),
    }
    return render(request, "tracker/sessions/set_aside.html", context)


def seen(request, aside):
    own = SetAside.objects.editable_by(request.user).filter(pk=aside.pk)
    if not own.exists():
        raise PermissionDenied
    own.waiting().update(reviewed_at=timezone.now())
    messages.success(request, _("Thank you. It stays kept as it was sent."))
    return redirect("sessions:history")
