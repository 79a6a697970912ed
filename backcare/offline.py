"""What a device keeps of BackCare for when there is no connection: the same for everyone.

Help, from the first visit on; and for who has a plan, the page that leads through it.
"""

import hashlib
import json
import re
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from tracker.screening import questionnaire
from tracker.screening.general_help import general_page
from tracker.screening.rules import LOCKING
from tracker.sessions.carried import carried_page

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
    shell = carried_page()
    help_pages = {
        reverse("screening:seek_care", args=[tier]): reverse("screening:offline_help", args=[tier])
        for tier in tiers
    }
    rules = reverse("screening:phone_rules")
    context = {
        "version": version_of(*pages),
        "help": json.dumps(help_pages),
        "offline": json.dumps(reverse("offline")),
        "files": json.dumps(files_of(*pages)),
        "shell_version": version_of(shell, questionnaire.current().sha256),
        "shell": json.dumps(reverse("sessions:carried")),
        "shell_files": json.dumps([*files_of(shell), static("backcare/silence.mp3"), rules]),
        "shell_pages": json.dumps([reverse("sessions:today"), reverse("screening:quick_check")]),
        "session": json.dumps(reverse("sessions:perform", args=[0]).removesuffix("0/")),
    }
    return render_to_string("service-worker.js", context)


def version_of(*contents: str) -> str:
    """Return a name for them: the address of a static file names its content, and pages hold it."""
    return hashlib.sha256("".join(contents).encode()).hexdigest()[:16]


def files_of(*pages: str) -> list[str]:
    """Return the static files that these pages need."""
    linked = {address for page in pages for address in ADDRESS.findall(page)}
    return sorted(address for address in linked if address.startswith(settings.STATIC_URL))
