"""What happens on a phone, and to its network."""

from datetime import timedelta

from django.utils import timezone

from tests.factories import PrescriptionFactory, RoutineFactory, ScreeningFactory
from tests.sessions.sending import session_of

SYNC = "**/sessions/sync/"
RUN = """async ([name, ...values]) => {
  const outbox = await import("/static/backcare/js/phone/outbox.js");
  return outbox[name](...values).catch((error) => error.name);
}"""
# No setting of the browser makes a disk full, so what it would say is said for it.
FULL = """() => {
  const full = () => { throw new DOMException("Full", "QuotaExceededError"); };
  Object.assign(IDBObjectStore.prototype, { add: full, put: full });
}"""


def routine_of(patient):
    """One exercise a day, for someone whom the gate lets in."""
    ScreeningFactory(patient=patient)
    routine = RoutineFactory(plan__patient=patient)
    PrescriptionFactory(routine=routine)
    return routine


def opened(phone, url="/account/"):
    page = phone.new_page()
    page.goto(url)
    return page


def done_by(routine, *, ago=timedelta(), **changed):
    """A session of ten minutes that is over now."""
    now = timezone.now() - ago
    began = now - timedelta(minutes=10)
    times = {"started_at": began.isoformat(), "finished_at": now.isoformat()}
    session = session_of(routine, **times, quick_check=None, **changed)
    del session["sent_at"]  # the phone says it when it sends
    return session


def run(page, *call):
    """Call a function of the phone's outbox."""
    return page.evaluate(RUN, list(call))


def put(page, session):
    return run(page, "put", session["owner"], session)


def wait_until_sent(page, owner):
    """Ask the phone: the database of the tests does not like to be asked meanwhile."""
    for _try in range(50):
        if run(page, "count", owner) == 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError("It was not sent.")


def bar(page):
    return page.get_by_role("complementary", name="Not yet saved")


class Fault:
    """What stands between a phone and the server, for as long as it is there."""

    def __init__(self, page, answer, methods=("GET", "POST")):
        self.page, self.answer, self.methods = page, answer, methods
        page.route(SYNC, self)

    def __call__(self, route):
        if route.request.method not in self.methods:
            return route.continue_()
        return self.answer(route)

    def over(self):
        self.page.unroute(SYNC, self)
