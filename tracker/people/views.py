"""One's own account, invitations, and who may look."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .access import patient_required, public
from .forms import ProfileForm
from .models import CareRelationship, Invitation, User


@require_http_methods(["GET", "POST"])
@patient_required
def profile(request):
    """Show and change one's name and place, and who may see one's program."""
    person = User.objects.editable_by(request.user).get()
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("people:profile")

    care = CareRelationship.objects.visible_to(request.user).current()
    context = {
        "form": form,
        "therapists": care.filter(patient=request.user).select_related("therapist"),
    }
    status = 422 if form.errors else 200
    return render(request, "tracker/people/profile.html", context, status=status)


@require_POST
@patient_required
def stop_sharing(request, pk):
    """End a therapist's access at once; pressed again, it stays ended."""
    own = CareRelationship.objects.editable_by(request.user).filter(patient=request.user)
    care = get_object_or_404(own.select_related("therapist"), pk=pk)
    for current in own.current().filter(therapist=care.therapist):
        current.end(by=request.user, at=timezone.now())
    name = care.therapist.name
    messages.success(request, _("%(name)s can no longer see your program.") % {"name": name})
    return redirect("people:profile")


@require_http_methods(["GET", "POST"])
@public
def invitation(request, token):
    """Show who invites, what they will see, and let a signed-in person accept."""
    held = Invitation.objects.held_by(token).select_related("therapist")
    invited = get_object_or_404(held)
    state = state_of(invited, request.user)
    if request.method == "POST" and request.user.is_authenticated and state == "open":
        return accept(request, invited)
    context = {"invitation": invited, "state": state}
    status = 200 if state in {"open", "yours", "own"} else 410
    return render(request, "tracker/people/invitation.html", context, status=status)


def accept(request, invited):
    """Take up the invitation, unless another tab or person was faster."""
    try:
        invited.accept(by=request.user, at=timezone.now())
    except ValueError:
        messages.error(request, _("This invitation was just used."))
    else:
        message = _("%(name)s can now see your program and help you with it.")
        messages.success(request, message % {"name": invited.therapist.name})
    return redirect("sessions:today")


def state_of(invited, user):
    """Return open, yours, own, used, withdrawn or expired."""
    therapist = invited.therapist
    if user.is_authenticated and invited.accepted_by_id == user.pk:
        shared = CareRelationship.objects.visible_to(user).current()
        return "yours" if shared.filter(therapist=therapist).exists() else "used"
    if invited.accepted_at:
        return "used"
    if invited.withdrawn_at:
        return "withdrawn"
    can_care = therapist.is_therapist and therapist.is_active
    if invited.expires_at <= timezone.now() or not can_care:
        return "expired"
    return "own" if invited.therapist_id == user.pk else "open"
