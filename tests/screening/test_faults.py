"""Whatever breaks, the program stays closed and the help stays reachable."""

from contextlib import contextmanager
from datetime import timedelta
from sqlite3 import connect

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import OperationalError, connection, connections
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    PlanFactory,
    PrescriptionFactory,
    QuickCheckFactory,
    RoutineFactory,
    ScreeningFactory,
    UserFactory,
    quick_answers,
)
from tests.screening import sets
from tests.screening.test_locked_everywhere import STEP, exercise_in
from tracker.models import ExerciseSession, Plan, RescreenRequest, Screening
from tracker.screening import answers, gate, questionnaire
from tracker.screening.gate import standing_of
from tracker.screening.models import ScreeningQuerySet
from tracker.screening.rules import LOCKING
from tracker.sessions import doing_views
from tracker.sessions import views as session_views

pytestmark = pytest.mark.thorough

FAULTS = [
    Exception("anything"),
    OperationalError("database is locked"),
    TimeoutError("too slow"),
    KeyError("not there"),
    MemoryError(),
    RecursionError(),
]
# Each step that the gate takes, in the order in which it takes them.
STEPS = {
    "the-cookie": (answers, "_unsealed"),
    "the-answers-of-this-browser": (gate, "check_of"),
    "the-answers-before-signing-in": (gate, "has_unclaimed_emergency"),
    "what-those-answers-mean": (answers, "outcome_of"),
    "the-query": (ScreeningQuerySet, "deciding_for"),
    "a-row": (Screening, "as_past"),
    "the-questionnaire": (questionnaire, "current"),
    "the-ledger-of-versions": (questionnaire, "ledger"),
    "the-file": (questionnaire, "load"),
    "the-rules": (gate, "standing"),
    "the-quick-check": (gate, "fresh_quick_check"),
    "the-conditions": (gate, "conditions_of"),
}
TIERS = sorted(LOCKING)


def failing(fault):
    def fail(*args, **kwargs):
        raise fault

    return fail


def at_home(patient):
    """Let this person exercise: a check, a quick check, a routine, a draft, and what they open."""
    ScreeningFactory(patient=patient)
    QuickCheckFactory(patient=patient)
    routine = RoutineFactory(plan__patient=patient)
    exercise = PrescriptionFactory(routine=routine).exercise
    exercise.steps.update(text=STEP)
    draft = PrescriptionFactory(routine__plan=PlanFactory(patient=patient, draft=True)).routine
    return {
        "today": reverse("sessions:today"),
        "perform": reverse("sessions:perform", args=[routine.pk]),
        "quick": reverse("screening:quick_check"),
        "overview": reverse("plans:overview"),
        "choose": reverse("plans:choose", args=[draft.pk]),
        "edit": reverse("plans:edit", args=[draft.plan_id]),
    }


@pytest.fixture
def pages(patient):
    return at_home(patient)


@pytest.fixture
def visitor(as_user, patient):
    """A browser in which somebody has begun a check, so that there is a cookie to read."""
    browser = as_user(patient)
    browser.post(reverse("screening:question", args=["fever"]), {"answer": "no"})
    browser.raise_request_exception = False
    return browser


@pytest.fixture
def breaks(monkeypatch):
    """Let a step fail; the file is read anew, as after a start."""

    @contextmanager
    def arrange(step, fault):
        questionnaire.current.cache_clear()
        with monkeypatch.context() as broken:
            broken.setattr(*STEPS[step], failing(fault))
            yield
        questionnaire.current.cache_clear()

    return arrange


@pytest.mark.django_db
@pytest.mark.parametrize("step", STEPS)
class TestAStepOfTheGateBreaks:
    def test_nothing_is_started_or_guided_and_help_is_reachable(
        self, patient, pages, visitor, breaks, step
    ):
        before = Plan.objects.count()
        with breaks(step, OperationalError("database is locked")):
            shown = {name: visitor.get(url) for name, url in pages.items()}
            sent = [
                visitor.post(pages["perform"], {"pain_before": "2"}),
                visitor.post(pages["edit"], {"action": "publish"}),
                visitor.post(reverse("plans:starter")),
                visitor.post(reverse("plans:new"), {"add": "1"}),
            ]
            assert_help_is_there(visitor)

        for name in ("perform", "quick", "choose", "edit"):
            assert shown[name].status_code == 302, f"{name} leads on, and does not just fail"
        assert {response.status_code for response in sent} == {302}
        assert shown["today"].status_code in (200, 302)
        assert exercise_in("sessions:today", shown["today"]) == []
        assert STEP not in "".join(page.content.decode() for page in shown.values())
        assert not ExerciseSession.objects.exists()
        assert Plan.objects.count() == before

    def test_whatever_the_fault_the_gate_is_closed(self, pages, visitor, breaks, step):
        for fault in FAULTS:
            with breaks(step, fault):
                assert visitor.get(pages["perform"]).status_code == 302, fault

    def test_no_fault_opens_a_gate_that_is_locked(self, patient, pages, visitor, breaks, step):
        ScreeningFactory(patient=patient, stopped=True)
        for fault in FAULTS:
            with breaks(step, fault):
                assert visitor.get(pages["perform"]).status_code == 302, fault
        assert visitor.get(pages["perform"]).url == "/seek-care/emergency/"


@pytest.mark.django_db
def test_without_a_fault_all_of_this_is_shown(pages, visitor):
    """The tests above would notice it."""
    assert STEP in visitor.get(pages["perform"]).content.decode()
    assert exercise_in("sessions:today", visitor.get(pages["today"])) != []


def assert_help_is_there(visitor):
    for tier in TIERS:
        page = visitor.get(f"/seek-care/{tier}/?country=GB")
        assert page.status_code == 200, tier
        assert 'href="tel:' in page.content.decode(), tier


@pytest.mark.django_db
class TestSomethingAroundTheGateBreaks:
    @pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
    def test_the_store_of_sessions(self, pages, visitor, monkeypatch, fault):
        """Nobody is known any more: no page of the program, and the help for everyone."""
        monkeypatch.setattr(SessionStore, "load", failing(fault))
        for url in pages.values():
            page = visitor.get(url)
            assert page.status_code in (302, 500)
            assert STEP not in page.content.decode()
            if page.status_code == 500:
                assert "/seek-care/emergency/" in page.content.decode()
        assert_help_is_there(visitor)

    @pytest.mark.parametrize("fault", FAULTS[:3], ids=lambda fault: type(fault).__name__)
    def test_the_cache(self, patient, pages, visitor, monkeypatch, fault):
        """It takes no part in the gate: without it a stop is a stop, and help is help."""
        for name in ("get", "set", "add", "incr", "get_many", "set_many", "touch"):
            monkeypatch.setattr(type(cache._connections[cache._alias]), name, failing(fault))
        assert visitor.get(pages["perform"]).status_code == 200
        ScreeningFactory(patient=patient, stopped=True)
        assert visitor.get(pages["perform"]).url == "/seek-care/emergency/"
        assert_help_is_there(visitor)

    def test_the_cache_is_lost(self, patient, pages, visitor):
        ScreeningFactory(patient=patient, stopped=True)
        cache.clear()
        assert visitor.get(pages["perform"]).url == "/seek-care/emergency/"

    @pytest.mark.parametrize("fault", FAULTS[:4], ids=lambda fault: type(fault).__name__)
    def test_the_page_itself(self, pages, visitor, monkeypatch, fault):
        """A page that cannot be drawn shows nothing of it, and says where help is."""
        for module in (doing_views, session_views):
            monkeypatch.setattr(module, "render", failing(fault))
        for name in ("perform", "today"):
            page = visitor.get(pages[name])
            assert STEP not in page.content.decode()
            assert_failed_with_help(page)
        assert_help_is_there(visitor)

    def test_the_clock_runs_backwards(self, patient, visitor, pages):
        """A check from tomorrow is not believed."""
        Screening.objects.update(screened_at=timezone.now() + timedelta(hours=1))
        assert not standing_of(patient, timezone.now()).is_open

    @pytest.mark.parametrize("damage", [[], "no", 7, ["fever"]])
    def test_a_damaged_row(self, patient, visitor, pages, damage):
        """Answers that nobody can read let nobody in."""
        Screening.objects.filter(kind="full").update(answers=damage)
        assert not standing_of(patient, timezone.now()).is_open
        assert visitor.get(pages["perform"]).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("send", "kept"),
    [
        pytest.param("stop", "/screening/stop/", id="an-emergency"),
        pytest.param("review", "/screening/review/", id="urgent"),
    ],
)
def test_a_positive_answer_that_could_not_be_kept_still_closes_the_gate(
    patient, pages, visitor, monkeypatch, send, kept
):
    """The page says that it failed and where help is; the answers stay in the browser."""
    answer_all(visitor, sets.EMERGENCY if send == "stop" else sets.URGENT)
    with monkeypatch.context() as broken:
        fault = OperationalError("database is locked")
        broken.setattr(Screening.objects.__class__, "get_or_create", failing(fault))
        assert_failed_with_help(visitor.post(reverse(f"screening:{send}")))
    assert not Screening.objects.filter(tier__in=LOCKING).exists()
    for name in ("today", "perform", "quick", "choose", "edit"):
        assert visitor.get(pages[name]).url == kept
    assert exercise_in("plans:overview", visitor.get(pages["overview"])) == []

    visitor.post(reverse(f"screening:{send}"))
    assert standing_of(patient, timezone.now()).is_locked


def answer_all(visitor, given):
    for key, value in given.items():
        visitor.post(reverse("screening:question", args=[key]), {"answer": value})


def assert_failed_with_help(page):
    html = page.content.decode()
    assert page.status_code == 500
    assert "/seek-care/emergency/" in html
    assert 'href="tel:' in html
    assert "No warning signs" not in html


# A database that is really locked


@contextmanager
def locked(path):
    """Another program holds the whole database, as a backup or a stuck process would."""
    other = connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.fixture(params=["wal", "delete"], ids=["writers-wait", "readers-wait-too"])
def database(shared, request):  # noqa: F811
    if connection.vendor != "sqlite":
        pytest.skip("SQLite locks the whole database; PostgreSQL has no such state")
    its_settings = connections.settings["default"]
    connections["default"].close()
    init = f"PRAGMA journal_mode={request.param};PRAGMA foreign_keys=ON;"
    options = its_settings["OPTIONS"] | {"timeout": 0.05, "init_command": init}
    connections.settings["default"] = its_settings | {"OPTIONS": options}
    del connections["default"]
    return its_settings["NAME"]


def test_behind_a_locked_database_nothing_is_started_and_help_is_there(database, as_user):
    patient = UserFactory()
    pages, visitor = at_home(patient), as_user(patient)
    visitor.raise_request_exception = False
    answer_all(visitor, sets.EMERGENCY)
    tapped = visitor.cookies["screening"].value
    quick = reverse("screening:quick_detail")

    with locked(database):
        for url in pages.values():
            page = visitor.get(url)
            assert page.status_code in (302, 500) or url == pages["overview"]
            assert exercise_in("", page) == []
        assert_failed_with_help(visitor.post(reverse("screening:stop")))
        del visitor.cookies["screening"]
        form = quick_answers(qc_legs="both_or_severe") | {"check": "", "version": ""}
        assert "No warning signs" not in visitor.post(quick, form).content.decode()
        assert_help_is_there(visitor)
    connections["default"].close()

    visitor.cookies["screening"] = tapped
    for name in ("today", "perform", "quick", "choose", "edit"):
        assert visitor.get(pages[name]).url == "/screening/stop/"
    visitor.post(reverse("screening:stop"))
    assert standing_of(patient, timezone.now()).is_locked
    assert RescreenRequest.objects.count() == 0
