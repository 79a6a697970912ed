"""What a device keeps of BackCare for when there is no connection: help, the same for everyone."""

import hashlib
import json
import re
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from tracker.screening.general_help import general_page
from tracker.screening.rules import LOCKING

ADDRESS = re.compile(r'(?:href|src)="([^"]+)"')


def service_worker_script() -> str:
    """Return the script; it is another one as soon as anything that it keeps is another."""
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn  # who edits a page sees it at once
    return draw()


@cache
def _drawn():
    tiers = sorted(LOCKING)
    pages = [
        render_to_string("offline.html"),
        *(general_page(tier, is_kept=True) for tier in tiers),
    ]
    linked = {address for page in pages for address in ADDRESS.findall(page)}
    files = sorted(address for address in linked if address.startswith(settings.STATIC_URL))
    help_pages = {
        reverse("screening:seek_care", args=[tier]): reverse("screening:offline_help", args=[tier])
        for tier in tiers
    }
    context = {
        # The address of a static file names its content, and the pages hold the addresses.
        "version": hashlib.sha256("".join(pages).encode()).hexdigest()[:16],
        "help": json.dumps(help_pages),
        "offline": json.dumps(reverse("offline")),
        "files": json.dumps(files),
    }
    return render_to_string("service-worker.js", context)
