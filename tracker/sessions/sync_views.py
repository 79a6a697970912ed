"""The one address to which a phone sends what was done."""

import json
import logging
import math
import uuid

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tracker.people.access import patient_required
from tracker.screening.gate import standing_in

from .owners import owner_of
from .sent_actions import keep_check_alone, keep_sent
from .sent_forms import Unreadable

logger = logging.getLogger("backcare.sessions")
CHECK_ALONE = "check"  # in the place of how a session was done
MOST_LEVELS = 12  # of lists and objects in each other; a session has five


@require_http_methods(["GET", "POST"])
@patient_required
def sync(request):
    """Keep a session that a phone sends, and answer with its key: only then may it forget it.

    Asked without a session it says who is signed in, and gives a new token for sending.
    """
    if request.method == "GET":
        return answer({"owner": owner_of(request.user), "token": get_token(request)})
    content = content_of(request)
    key = key_of(content)
    if key is None:
        return refused(400, ["key"])
    if content.get("owner") != owner_of(request.user):
        return refused(403, ["owner"])
    sent = {"patient": request.user, "key": key, "content": content, "at": timezone.now()}
    try:
        if content.get("how") == CHECK_ALONE:
            keep_check_alone(**sent)
            return saved(request, key)
        kept = keep_sent(**sent)
    except Unreadable as wrong:
        return refused(422, wrong.fields, key=str(key), set_aside=True)
    if kept.is_other:
        return refused(409, ["key"], key=str(key), set_aside=True)
    return saved(request, key, url=reverse("sessions:summary", args=[kept.session.pk]))


def saved(request, key, url=None):
    """Say what was kept; the same content sent again gets the same answer."""
    standing = standing_in(request)
    stop = standing.url if standing.tells_to_stop else None
    return answer({"key": str(key), "saved": True, "url": url, "stop": stop})


def content_of(request) -> dict:
    """Return what was sent, as any database keeps it; nothing if it is unreadable."""
    try:
        content = storable(json.loads(request.body.decode()))
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def storable(value, levels=MOST_LEVELS):
    """Return it without the characters that no database keeps; raise ValueError for the rest.

    That is what is nested too deep, and a number that is none (NaN) or endless.
    """
    if levels == 0:
        raise ValueError("It is nested too deep.")
    if isinstance(value, str):
        return value.replace("\0", "").encode(errors="replace").decode()
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("It holds no number.")
    if isinstance(value, list):
        return [storable(one, levels - 1) for one in value]
    if isinstance(value, dict):
        return {storable(name): storable(one, levels - 1) for name, one in value.items()}
    return value


def key_of(content) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(content["key"]))
    except (KeyError, ValueError):
        return None


def refused(status, fields, **said):
    logger.info("refused sessions:sync fields=%s", fields)
    return answer({"saved": False, "wrong": fields, **said}, status=status)


def answer(said, status=200):
    response = JsonResponse(said, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
