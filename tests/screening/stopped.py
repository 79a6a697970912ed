"""Being stopped, a week after it happened: the help page, and a clinician's word."""

from datetime import UTC, datetime

from django.test import Client

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
CLEAR = "/screening/clear/"


def help_for(tier, visitor=None, headers=None, **query):
    response = (visitor or Client()).get(f"/seek-care/{tier}/", query, headers=headers or {})
    assert response.status_code == 200
    return response.content.decode()


def statement(**changed):
    fields = {"clinician_name": "Dr. Lee", "examined_on": "2026-03-09", "reason": "All is well"}
    return fields | changed


def state(visitor, **changed):
    """Open the form, and send it filled in."""
    page = visitor.get(CLEAR)
    shown = {"screening": page.context["screening"].pk} if page.status_code == 200 else {}
    return visitor.post(CLEAR, statement(**shown, **changed))
