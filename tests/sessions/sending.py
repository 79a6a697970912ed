"""What a phone sends of a session."""

import uuid
from datetime import timedelta

from tests.factories import quick_answers
from tests.sessions.conftest import WEDNESDAY
from tracker.screening import questionnaire
from tracker.sessions.owners import owner_of

URL = "/sessions/sync/"


def check_of(**changed):
    """A quick check that was answered on the phone, with none of the signs."""
    return {
        "key": str(uuid.uuid4()),
        "version": questionnaire.current().version,
        "at": (WEDNESDAY - timedelta(minutes=11)).isoformat(),
        "answers": quick_answers(**changed),
    }


def session_of(routine, /, **changed):
    """A whole guided session of ten minutes that ended a minute ago."""
    ended = WEDNESDAY - timedelta(minutes=1)
    logs = [
        {"prescription": one.pk, "outcome": "done", "done_sets": 1, "done_reps": 10}
        for one in routine.prescriptions.all()
    ]
    return {
        "key": str(uuid.uuid4()),
        "owner": owner_of(routine.plan.patient),
        "routine": routine.pk,
        "how": "guided",
        "started_at": (ended - timedelta(minutes=10)).isoformat(),
        "finished_at": ended.isoformat(),
        "sent_at": WEDNESDAY.isoformat(),
        "time_zone": "America/New_York",
        "pain_before": 4,
        "pain_after": 2,
        "exertion": 3,
        "new_symptoms": "none",
        "note": "",
        "quick_check": check_of(),
        "logs": logs,
    } | changed


def send(browser, content):
    return browser.post(URL, content, content_type="application/json")
