"""A therapist learns by mail that there is news, and nothing more."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tracker.people.models import CareRelationship

logger = logging.getLogger("backcare.screening")


def tell_therapists(screening) -> None:
    """Mail those who care for this person today, once the stop is safely kept."""
    patient = screening.patient
    transaction.on_commit(lambda: _mail(patient), robust=True)


def _mail(patient):
    """Send one mail to each; one that fails is logged, and the alert in the caseload stays."""
    subject = _("There is news in BackCare")
    body = render_to_string("tracker/screening/news_email.txt")
    current = CareRelationship.objects.current().filter(therapist__is_therapist=True)
    cares = current.filter(patient=patient).select_related("therapist")
    for care in cares:
        try:
            send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [care.therapist.email])
        except OSError:
            logger.exception("The mail about news was not sent.")
