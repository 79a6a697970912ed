"""Making the demo: what it holds, and what it never touches."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from tests.factories import UserFactory
from tracker.care.alerts import Alert
from tracker.care.queries import caseload
from tracker.models import (
    AuditEvent,
    Clearance,
    ExerciseLog,
    ExerciseSession,
    PainScore,
    Plan,
    Screening,
    User,
)
from tracker.people.demo import DEMO_ACCOUNTS, DEMO_PASSWORD, refuse_demo_accounts
from tracker.progress.queries import progress_of
from tracker.progress.trends import Direction
from tracker.screening import questionnaire
from tracker.screening.gate import standing_of
from tracker.sessions.queries import today_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
TABLES = (User, Screening, Clearance, Plan, ExerciseSession, ExerciseLog, PainScore, AuditEvent)


@pytest.fixture(autouse=True)
def _is_a_demo(settings):
    settings.DEMO = True


@pytest.fixture
def library():
    call_command("load_exercises", verbosity=0)


@pytest.fixture
def demo(library):
    call_command("seed_demo")


def person(name):
    return User.objects.get(email=f"{name}@demo.example")


def counts():
    return {model: model.objects.count() for model in TABLES}


def test_an_empty_database_gets_a_therapist_with_twelve_patients_and_an_admin(demo):
    dana = person("dana")
    assert len(caseload(dana, timezone.now())) == 12
    assert dana.is_therapist
    assert person("admin").is_superuser
    assert person("rosa").is_staff
    assert not person("rosa").is_superuser
    assert not User.objects.filter(is_demo=False).exists()


def test_everyone_on_the_sign_in_page_can_sign_in(demo, client):
    for account in DEMO_ACCOUNTS:
        login = {"login": account["email"], "password": DEMO_PASSWORD}
        assert client.post("/accounts/login/", login).status_code == 302
        client.logout()
    proved = EmailAddress.objects.filter(verified=True, primary=True)
    assert proved.count() == User.objects.count()


def test_a_second_time_changes_nothing(demo, capsys):
    before = counts()
    call_command("seed_demo")
    assert counts() == before
    assert "left alone" in capsys.readouterr().out


def test_the_patients_are_in_different_states(demo):
    now = timezone.now()
    reasons = {p.email.split("@")[0]: standing_of(p, now).reason for p in User.objects.all()}
    assert reasons["noah"] == "first-use"
    assert {reasons["walter"], reasons["ruth"]} == {"stopped"}
    assert reasons["elena"] == "expired"
    assert reasons["tom"] == reasons["priya"] == ""
    alerts = {row.patient.email.split("@")[0]: row.alert for row in caseload(person("dana"), now)}
    assert alerts["walter"] == Alert.STOPPED
    assert alerts["grace"] == Alert.HIGH_PAIN
    assert alerts["tom"] == alerts["maria"] == Alert.NONE


MOMENTS = [
    pytest.param(datetime(2026, 3, 9, 4, 30, tzinfo=UTC), id="just-after-a-change-of-clocks"),
    pytest.param(datetime(2026, 6, 4, 12, tzinfo=UTC), id="at-noon-in-summer"),
    pytest.param(datetime(2026, 12, 31, 23, 50, tzinfo=UTC), id="last-minutes-of-a-year"),
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_maria_may_exercise_and_something_is_due(library, moment):
    with time_machine.travel(moment, tick=False):
        call_command("seed_demo")
        maria = person("maria")
        assert standing_of(maria, moment).is_open
        today = today_of(maria, maria.day_of(moment))
        assert today.due > today.done == 0


def test_marias_half_year_is_believable(demo):
    maria = person("maria")
    progress = progress_of(maria, "all", maria.day_of(timezone.now()))
    assert 70 <= progress.adherence.percent <= 82
    assert progress.trend.direction == Direction.DOWN
    assert progress.trend.first == pytest.approx(6, abs=1.5)
    assert progress.trend.last == pytest.approx(2, abs=1.5)
    plans = Plan.objects.filter(patient=maria).order_by("published_at")
    assert [(plan.is_own, plan.version) for plan in plans] == [(True, 1), (False, 1), (False, 2)]
    logs = ExerciseLog.objects.filter(session__patient=maria)
    assert logs.filter(outcome="skipped").exclude(reason="").exists()
    assert maria.exercise_sessions.exclude(note="").exists()
    assert maria.pain_scores.filter(session=None).exists()


@pytest.mark.parametrize("moment", MOMENTS)
def test_nothing_is_in_the_future_and_no_pain_is_off_the_scale(library, moment):
    with time_machine.travel(moment, tick=False):
        call_command("seed_demo")
    assert not PainScore.objects.filter(recorded_at__gt=moment).exists()
    assert not PainScore.objects.exclude(value__range=(0, 10)).exists()
    assert not ExerciseSession.objects.filter(finished_at__gt=moment).exists()
    assert not ExerciseSession.objects.filter(finished_at__lte=F("started_at")).exists()
    assert not Screening.objects.filter(screened_at__gt=moment).exists()
    assert not Clearance.objects.filter(given_at__gt=moment).exists()
    assert not Plan.objects.filter(published_at__gt=moment).exists()
    assert not AuditEvent.objects.filter(at__gt=moment).exists()


def test_every_session_was_let_in_and_belongs_to_a_due_time(demo):
    for session in ExerciseSession.objects.select_related("screening", "patient"):
        since = session.started_at - session.screening.screened_at
        assert session.screening.is_passing
        assert questionnaire.current().limits.validity > since > timedelta(0)
        assert session.done_on == session.patient.day_of(session.started_at)
        assert session.slot


def test_reset_makes_the_same_people_anew(demo):
    before = counts()
    old = set(User.objects.values_list("pk", flat=True))
    call_command("seed_demo", reset=True)
    assert counts() == before
    assert old.isdisjoint(User.objects.values_list("pk", flat=True))


def test_reset_is_refused_as_soon_as_one_account_was_made_by_a_person(demo):
    UserFactory()
    before = counts()
    with pytest.raises(CommandError, match="made 1 of the accounts.*Nothing was changed"):
        call_command("seed_demo", reset=True)
    assert counts() == before


def test_production_refuses_to_make_the_demo_and_to_start_with_one(library, settings):
    call_command("seed_demo")
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("seed_demo", reset=True)
    with pytest.raises(ImproperlyConfigured):
        refuse_demo_accounts()
    assert User.objects.count() == 15


def test_an_empty_library_is_asked_for_first():
    with pytest.raises(CommandError, match="load_exercises"):
        call_command("seed_demo")
    assert not User.objects.exists()
