"""The accounts that anyone may try, in demo mode only."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .models import Agreement, User

DEMO_PASSWORD = "back-care-demo"  # noqa: S105 - shown to everyone, and refused outside a demo
DEMO_ACCOUNTS = [
    {"role": _("Patient"), "email": "maria@demo.example", "password": DEMO_PASSWORD},
    {"role": _("Physical therapist"), "email": "dana@demo.example", "password": DEMO_PASSWORD},
    {"role": _("Administrator"), "email": "admin@demo.example", "password": DEMO_PASSWORD},
    {"role": _("Library reviewer"), "email": "rosa@demo.example", "password": DEMO_PASSWORD},
]


def make_demo_accounts(people: list[User]) -> None:
    """Let these people sign in with the demo password, their e-mail proved."""
    password = make_password(DEMO_PASSWORD)  # slow on purpose, so it is done once for all
    for person in people:
        person.password, person.is_demo = password, True
    User.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
    )
    Agreement.objects.bulk_create(
        Agreement(user=person, agreed_at=person.date_joined) for person in people
    )


def refuse_demo_accounts():
    """Stop a production site that still has accounts whose password everyone knows."""
    if not settings.DEBUG and User.objects.filter(is_demo=True, is_active=True).exists():
        raise ImproperlyConfigured(
            "This database holds demo accounts. Start production with a new database."
        )
