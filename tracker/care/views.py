"""Who needs their therapist today, and one patient's page."""

import logging

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.people.access import keep_trail, therapist_required
from tracker.people.forms import InvitationForm
from tracker.people.models import CareRelationship, Invitation, User
from tracker.plans.models import Plan
from tracker.progress.queries import progress_of
from tracker.progress.views import chart_of, chosen_window
from tracker.screening.models import Screening
from tracker.sessions.models import ExerciseSession

from .queries import ADHERENCE_DAYS
from .queries import caseload as caseload_rows

logger = logging.getLogger("backcare.care")
RECENT = 10


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


@require_GET
@therapist_required
def patient(request, pk):
    """Show one patient's progress, plan, sessions and stops."""
    patients = User.objects.visible_to(request.user).exclude(pk=request.user.pk)
    person = get_object_or_404(patients, pk=pk)
    keep_trail(actor=request.user, patient=person, action="read the progress")
    today = person.day_of(timezone.now())
    window = chosen_window(request)
    progress = progress_of(person, window, today)
    context = {
        "patient": person,
        "progress": progress,
        "window": window,
        "chart": chart_of(progress),
        **parts_of(request.user, person, today),
    }
    return render(request, "tracker/care/patient.html", context)


def parts_of(therapist, person, today):
    """The plan, the last sessions and the most serious stop that is not cleared."""
    plans = Plan.objects.visible_to(therapist).filter(patient=person)
    parts = ("routines__prescriptions__exercise",)
    running = plans.not_over(today).select_related("author").prefetch_related(*parts)
    sessions = ExerciseSession.objects.visible_to(therapist).filter(patient=person)
    stops = Screening.objects.visible_to(therapist).filter(patient=person).uncleared_stops()
    care = CareRelationship.objects.editable_by(therapist).current().filter(patient=person)
    return {
        "plans": running,
        "prescribed": any(not plan.is_own for plan in running),
        "draft": plans.filter(Q(author=therapist), status=Plan.Status.DRAFT).first(),
        "sessions": sessions.select_related("routine").order_by("-finished_at")[:RECENT],
        "stop": stops.first(),
        "care": care.first(),
    }


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
