"""What every page may show about the site itself."""

from django.conf import settings

from tracker.people.demo import DEMO_ACCOUNTS


def site(request):
    """Return whether this is a demo, and then the accounts that may be tried."""
    return {"demo_mode": settings.DEMO, "demo_accounts": DEMO_ACCOUNTS if settings.DEMO else []}
