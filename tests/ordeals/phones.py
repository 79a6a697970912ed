"""Phones that log as fast as they can, and send each session until it is acknowledged."""

import http.client
import json
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta

TOKEN = "b" * 32
TIMEOUT = 10  # seconds


def session_of(person):
    """Return a session of ten minutes that just ended, under a new key."""
    now = datetime.now(UTC)
    logs = [{"prescription": pk, "outcome": "done", "done_reps": 10} for pk in person.prescriptions]
    return {
        "key": str(uuid.uuid4()),
        "owner": person.owner,
        "routine": person.routine,
        "how": "guided",
        "started_at": (now - timedelta(minutes=10)).isoformat(),
        "finished_at": now.isoformat(),
        "sent_at": now.isoformat(),
        "pain_before": 4,
        "pain_after": 2,
        "new_symptoms": "none",
        "logs": logs,
    }


def send(port, person, content):
    """Send it once; return (status, what was answered), or None when there was no answer."""
    headers = {
        "Cookie": f"sessionid={person.session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": "application/json",
    }
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        connection.request("POST", "/sessions/sync/", json.dumps(content), headers)
        response = connection.getresponse()
        said = json.loads(response.read())
        connection.close()
        return response.status, said
    except (OSError, http.client.HTTPException, ValueError):
        return None


class Phone(threading.Thread):
    """One patient's phone: it forgets a session only when its own key comes back."""

    def __init__(self, port, person, until):
        super().__init__()
        self.port, self.person, self.until = port, person, until
        self.acknowledged, self.errors, self.tries = [], [], 0

    def run(self):
        while not self.until.is_set():
            self.deliver(session_of(self.person))

    def deliver(self, content):
        while True:
            self.tries += 1
            answer = send(self.port, self.person, content)
            if answer is None:
                time.sleep(0.05)
                continue
            status, said = answer
            if said.get("saved") and said.get("key") == content["key"]:
                self.acknowledged.append(content["key"])
                return
            self.errors.append((status, said))
            time.sleep(0.05)
            if len(self.errors) > 1000:
                return
