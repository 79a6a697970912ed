"""Who needs their therapist today, and whom one looks after."""

import logging

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.people.access import therapist_required
from tracker.people.forms import InvitationForm
from tracker.people.models import CareRelationship, Invitation

from .queries import ADHERENCE_DAYS
from .queries import caseload as caseload_rows

logger = logging.getLogger("backcare.care")


@require_GET
@therapist_required
def caseload(request):
    """List the patients in one's care, those who need a look first."""
    now = timezone.now()
    rows = caseload_rows(request.user, now)
    context = {
        "rows": rows,
        "days": ADHERENCE_DAYS,
        "need": sum(row.needs_you for row in rows),
        "invitations": Invitation.objects.editable_by(request.user).open(now),
    }
    return render(request, "tracker/care/caseload.html", context)


@require_http_methods(["GET", "POST"])
@therapist_required
def invite(request):
    """Make an invitation link for a patient, and mail it when there is an address."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.instance.therapist = request.user
        invitation = form.save()
        if invitation.email:
            url = request.build_absolute_uri(reverse("people:invitation", args=[invitation.token]))
            transaction.on_commit(lambda: mail_invitation(invitation, url))
        return redirect("care:invited", pk=invitation.pk)
    if request.method == "POST":
        logger.info("refused care:invite fields=%s", sorted(form.errors))
    status = 422 if form.errors else 200
    return render(request, "tracker/care/invite.html", {"form": form}, status=status)


def mail_invitation(invitation, url):
    """Send the link; the page shows it too, so a mail that fails loses nothing."""
    context = {"invitation": invitation, "url": url}
    subject = _("%(name)s invites you to BackCare") % {"name": invitation.therapist.name}
    body = render_to_string("tracker/care/invitation_email.txt", context)
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.email])
    except (OSError, ValueError):  # the server is away, or no header can be made of the name
        logger.exception("invitation mail failed")


@require_GET
@therapist_required
def invited(request, pk):
    """Show the link to hand on."""
    invitations = Invitation.objects.editable_by(request.user)
    invitation = get_object_or_404(invitations, pk=pk)
    url = request.build_absolute_uri(reverse("people:invitation", args=[invitation.token]))
    context = {
        "invitation": invitation,
        "url": url,
        "is_open": invitations.open(timezone.now()).filter(pk=pk).exists(),
    }
    return render(request, "tracker/care/invited.html", context)


@require_POST
@therapist_required
def withdraw(request, pk):
    """Make a link that was not used yet worthless."""
    invitation = get_object_or_404(Invitation.objects.editable_by(request.user), pk=pk)
    if invitation.withdraw(at=timezone.now()):
        messages.success(request, _("The link no longer works."))
    else:
        messages.info(request, _("This link did not work any more. Nothing changed."))
    return redirect("care:caseload")


@require_POST
@therapist_required
def end_care(request, pk):
    """Stop looking after a patient; their page closes at once."""
    current = CareRelationship.objects.editable_by(request.user).current()
    care = get_object_or_404(current.filter(therapist=request.user), pk=pk)
    care.end(by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s is no longer in your care.") % {"name": care.patient})
    return redirect("care:caseload")
