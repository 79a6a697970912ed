"""The pages that are measured, and the aims they are printed beside."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.factories import QuickCheckFactory
from tracker.models import Routine
from tracker.sessions.tickets import new_ticket

from .first_visit import first_visit
from .server import Answer, Browser

BARE, BARE_POST = "bare view", "bare POST"


@dataclass(frozen=True)
class Stop:
    """One page: how to ask for it, what it is compared with, and how much is aimed at."""

    name: str
    ask: Callable[..., Answer]
    bare: str = BARE
    ratio: float | None = None
    queries: int | None = None

    def checked(self, **headers):
        answer = self.ask(**headers)
        assert answer.status in (200, 302), (self.name, answer.status, answer.body[:300])
        return answer

    def counted(self):
        """Ask once more for the number of queries; this answer is not timed."""
        return self.checked(**{"X-Count-Queries": "1"})


def stops_of(people, port):
    """Return every page that is measured, the bare ones first."""
    short, long = browser_of(people["short"], port), browser_of(people["long"], port)
    therapist = browser_of(people["therapist"], port)

    def get(browser, path):
        return lambda **headers: browser.ask(path, **headers)

    return [
        Stop(BARE, get(short, "/bare/")),
        Stop("Today, 30 days", get(short, "/today/"), ratio=2.0, queries=8),
        Stop("Today, 3650 days", get(long, "/today/"), ratio=2.0, queries=8),
        Stop("Progress, 30 days", get(short, "/progress/"), ratio=2.5),
        Stop("Progress, 3650 days", get(long, "/progress/"), ratio=2.5),
        Stop("Progress, all of 30 days", get(short, "/progress/?range=all")),
        Stop("Progress, all of 3650 days", get(long, "/progress/?range=all")),
        Stop("Library, 47 exercises", get(short, "/exercises/"), ratio=2.5),
        Stop("Caseload, 50 patients", get(therapist, "/caseload/")),
        *posts_of(people["logging"], port),
    ]


def posts_of(patient, port):
    """The bare POST and the keeping of a session, a new one each time."""
    browser = browser_of(patient, port)
    day = patient.day_of(timezone.now())
    routine = Routine.objects.to_do_by(patient, day).get()
    path = f"/sessions/routines/{routine.pk}/"
    token = {"csrfmiddlewaretoken": browser.CSRF}
    done = {"pain_before": 4, "pain_after": 3, "exertion": 3, "note": "", "new_symptoms": "none"}
    for prescription in routine.prescriptions.all():
        done[f"exercise-{prescription.pk}-done"] = "on"

    def post_session(**headers):
        now = timezone.now()
        ticket = new_ticket(
            patient=patient,
            routine=routine,
            screening=patient.screenings.filter(kind="full").first(),
            quick_check=QuickCheckFactory(patient=patient),
            at=now,
        )
        form = urlencode({**token, **done, "ticket": ticket.signed()})
        return browser.ask(path, form, **headers)

    def post_bare(**headers):
        return browser.ask("/bare/post/", urlencode(token), **headers)

    return [
        Stop(BARE_POST, post_bare, bare=BARE_POST),
        Stop("Session POST", post_session, bare=BARE_POST, ratio=2.0, queries=12),
    ]


def browser_of(person, port):
    client = Client()
    client.force_login(person)
    return Browser(port, client.cookies[settings.SESSION_COOKIE_NAME].value)


def first_visit_of(person, port):
    """What somebody's browser fetches for their first look at Today."""
    return first_visit(browser_of(person, port), "/today/")
