"""A stop locks every door: each route of the site, walked as a locked patient, in every way."""

import uuid
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.account.urls import urlpatterns as account_urls
from django.db import transaction
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from tests.factories import (
    MONDAY,
    PlanFactory,
    PrescriptionFactory,
    QuickCheckFactory,
    ScreeningFactory,
    clear,
    quick_answers,
)
from tests.screening import sets
from tests.screening.forms_of import read
from tests.test_doors import ADDRESSES, house, url_of  # noqa: F401 (house is a fixture)
from tracker.models import ExerciseSession, Plan, Prescription, Screening
from tracker.screening import actions
from tracker.screening.gate import standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

STEP = "Slowly lower your left knee towards the mat."
BREATH = "Breathe out slowly through pursed lips."
AS_A_SCRIPT = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
EMERGENCY, URGENT, CLINICIAN_FIRST = "emergency", "urgent", "clinician-first"


def in_full(tier):
    answers = {EMERGENCY: sets.EMERGENCY, URGENT: sets.URGENT}.get(tier, sets.CLINICIAN_FIRST)
    return lambda patient, at: actions.record(patient=patient, answers=answers, at=at)


def quickly(**said):
    return lambda patient, at: actions.record_quick_check(
        patient=patient, answers=quick_answers(**said), at=at
    )


def after_a_session(said):
    return lambda patient, at: actions.record_log(
        patient=patient, answers={"log_new_symptoms": said}, at=at, session_key=uuid.uuid4()
    )


# Every kind of stop with every tier that it can have.
STOPS = [
    pytest.param(EMERGENCY, in_full(EMERGENCY), id="emergency"),
    pytest.param(URGENT, quickly(qc_unwell="fever"), id="urgent-in-a-quick-check"),
    pytest.param(CLINICIAN_FIRST, in_full(CLINICIAN_FIRST), id="clinician-first"),
    pytest.param(EMERGENCY, after_a_session("bladder_saddle"), id="emergency-after-a-session"),
    pytest.param(URGENT, in_full(URGENT), id="urgent"),
    pytest.param(EMERGENCY, quickly(qc_legs="both_or_severe"), id="emergency-in-a-quick-check"),
    pytest.param(URGENT, after_a_session("one_worse"), id="urgent-after-a-session"),
]
# Enough for the long walks: each tier, and each kind.
WALKED = STOPS[:4]
# What stays open: one's own history, the text of the plan, the account and the checks.
STAYS_OPEN = [
    "sessions:today", "sessions:history", "sessions:afterwards", "sessions:summary",
    "sessions:correct", "plans:overview", "plans:detail", "measures:pain", "measures:correct",
    "progress:overview", "people:profile",
    "screening:start", "screening:history", "screening:clear", "screening:question",
    "exercises:library", "exercises:exercise", "exercises:learn", "exercises:card", "about",
]  # fmt: skip


@pytest.fixture
def home(house, patient):  # noqa: F811
    """The house of all doors, of someone who may exercise, and what each kind of plan needs."""
    for stop in Screening.objects.filter(patient=patient).uncleared_stops():
        clear(stop, patient)
    ScreeningFactory(patient=patient)
    QuickCheckFactory(patient=patient)
    on_hold = PlanFactory(patient=patient, status=Plan.Status.ON_HOLD, ended_on=MONDAY)
    PrescriptionFactory(routine__plan=on_hold)
    for prescription in Prescription.objects.select_related("exercise"):
        exercise = prescription.exercise
        exercise.breathing = BREATH
        exercise.save()
        exercise.steps.update(text=STEP)
    assert standing_of(patient, timezone.now()).is_open
    return house


@pytest.fixture
def visitor(as_user, patient):
    return as_user(patient)


def urls_of_ours(home):
    return [(name, url_of(name, home)) for _path, name, _view in ADDRESSES]


def urls_of_accounts():
    plain = [u.name for u in account_urls if not u.pattern.converters and "<" not in str(u.pattern)]
    return [(name, reverse(name)) for name in plain if "(?P" not in reverse(name)]


def is_gated(url):
    """Return whether this address belongs to the program: no locked page may lead there."""
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return False
    return found.view_name == "sessions:perform" or getattr(found.func, "is_gated", False)


def exercise_in(name, response):
    """Return what on this page starts, guides or shows a session to do."""
    if response.streaming or response.status_code in (301, 302):
        return []
    text = response.content.decode(errors="replace")
    found = ['name="ticket"'] if 'name="ticket"' in text else []
    if not name.startswith("exercises:"):  # the library tells everybody how an exercise is done
        found += [words for words in (STEP, BREATH) if words in text]
    if response.get("Content-Type", "").startswith("text/html"):
        page = read(response)
        found += [f"link to {url}" for url in page.links if is_gated(url)]
        found += [f"form to {form.action}" for form in page.forms if is_gated(form.action)]
    return found


def program(patient):
    """What a locked person may not change: plans in force, and sessions that were not marked.

    To take one out is no way in: it is still there.
    """
    plans = Plan.objects.filter(patient=patient).exclude(status=Plan.Status.DRAFT)
    sessions = ExerciseSession.with_removed.filter(patient=patient, is_after_stop=False)
    return (
        sorted(plans.values_list("pk", "status", "starts_on", "ended_on")),
        sorted(Prescription.objects.filter(routine__plan__in=plans).values_list("pk", flat=True)),
        sorted(sessions.values_list("pk", "finished_at")),
    )


class Walk:
    """One try at each door; what is sent is taken back, so that every door is tried alike."""

    def __init__(self, patient, visitor, tier):
        self.patient, self.visitor, self.tier = patient, visitor, tier
        self.before = program(patient)
        self.wrong = []

    def read(self, name, how, method, url, **kwargs):
        """Try what may change nothing."""
        response = getattr(self.visitor, method)(url, **kwargs)
        self.look(name, f"{method.upper()} {url} {how}", response)
        return response

    def send(self, name, how, url, data, **kwargs):
        with transaction.atomic():
            cookies = self.visitor.cookies.copy()
            response = self.visitor.post(url, data, **kwargs)
            what = f"POST {url} {how}"
            self.look(name, what, response)
            self.look_at_the_program(what)
            transaction.set_rollback(True)
            self.visitor.cookies = cookies

    def look(self, name, what, response):
        if response.status_code >= 500:
            self.wrong.append(f"{what}: {response.status_code}")
        self.wrong += [f"{what}: shows {found}" for found in exercise_in(name, response)]

    def look_at_the_program(self, what):
        now = standing_of(self.patient, timezone.now())
        if not now.is_locked:
            self.wrong.append(f"{what}: opened the gate ({now.reason})")
        if program(self.patient) != self.before:
            self.wrong.append(f"{what}: changed the program")


@pytest.mark.parametrize(("tier", "stop"), WALKED)
def test_no_page_shows_a_locked_person_an_exercise_to_do(home, patient, visitor, tier, stop):
    stop(patient, timezone.now())
    walk = Walk(patient, visitor, tier)
    statuses = {}
    for name, url in urls_of_ours(home) + urls_of_accounts():
        statuses[name] = walk.read(name, "", "get", url).status_code
        if statuses[name] == 302:
            walk.read(name, "and on", "get", url, follow=True)
        walk.read(name, "as a script", "get", url, headers=AS_A_SCRIPT)

    walk.look_at_the_program("reading everything")
    assert walk.wrong == []
    assert {name: statuses[name] for name in STAYS_OPEN} == dict.fromkeys(STAYS_OPEN, 200)
    for name in ("sessions:perform", "plans:choose", "plans:edit", "screening:quick_check"):
        assert visitor.get(url_of(name, home)).url == f"/seek-care/{tier}/"


@pytest.mark.parametrize(("tier", "stop"), STOPS[:3])
def test_no_other_method_is_a_way_in(home, patient, visitor, tier, stop):
    stop(patient, timezone.now())
    walk = Walk(patient, visitor, tier)
    for name, url in urls_of_ours(home):
        for method in ("head", "options", "put", "patch", "delete"):
            walk.read(name, "", method, url)
        walk.send(name, "with nothing", url, {}, headers={"X-HTTP-Method-Override": "GET"})
    walk.look_at_the_program("other methods")
    assert walk.wrong == []


@pytest.mark.parametrize(("tier", "stop"), STOPS[:3])
def test_no_form_that_was_on_the_screen_before_the_stop_starts_anything_after_it(
    home, patient, visitor, tier, stop
):
    """The back button, a second tab, a page kept open: each form of the site, sent too late."""
    forms = []
    for name, url in urls_of_ours(home):
        response = visitor.get(url)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            sent_to = [(form.action or url, form) for form in read(response).forms]
            forms += [(name, to, form) for to, form in sent_to if form.method == "post"]
    asked = {resolve(urlsplit(to).path).view_name for _name, to, _form in forms}
    must = "sessions:perform plans:edit plans:choose plans:new plans:resume screening:quick_check"
    assert asked >= set(must.split()), "the forms of the program were found"

    stop(patient, timezone.now() + timedelta(seconds=1))
    walk = Walk(patient, visitor, tier)
    for name, to, form in forms:
        if to == reverse("account_logout"):
            continue
        for data in form.sent():
            walk.send(name, f"{sorted(data)}", to, data)
    assert walk.wrong == []


@pytest.mark.parametrize(("tier", "stop"), STOPS)
def test_the_session_that_was_open_is_kept_and_marked_and_guides_nobody(
    home, patient, visitor, tier, stop
):
    url = url_of("sessions:perform", home)
    page = visitor.get(url)
    assert STEP in page.content.decode(), "this is what a session looks like"
    assert "no-store" in page["Cache-Control"], "the back button asks again"
    form = next(form for form in read(page).forms if "ticket" in form.fields)
    stop(patient, timezone.now())

    said = form.fields | {"new_symptoms": "none"}
    refused = visitor.post(url, said | {"pain_after": ""})
    assert refused.status_code == 422
    assert STEP not in refused.content.decode()
    assert visitor.post(url, said).url == f"/seek-care/{tier}/"
    assert patient.exercise_sessions.filter(is_after_stop=True).count() == 1
    assert standing_of(patient, timezone.now()).is_locked


def test_a_route_that_is_new_is_walked_too(home):
    """The walk is over all addresses: one that takes arguments has to be in the house."""
    names = {name for name, _url in urls_of_ours(home)}
    assert names == {name for _path, name, _view in ADDRESSES}
    assert {"sessions:perform", "sessions:today", "plans:starter"} <= names


@pytest.mark.parametrize("name", ["plans:starter", "plans:new"])
@pytest.mark.parametrize(("tier", "stop"), STOPS)
def test_no_plan_is_taken_up_behind_a_stop(patient, visitor, tier, stop, name):
    """Without any plan yet: the basics, or a routine of one's own."""
    stop(patient, timezone.now())
    response = visitor.post(reverse(name), {"add": "1"})
    assert (response.status_code, response.url) == (302, f"/seek-care/{tier}/")
    assert not Plan.objects.exists()
    overview = visitor.get(reverse("plans:overview"))
    assert exercise_in("plans:overview", overview) == []
