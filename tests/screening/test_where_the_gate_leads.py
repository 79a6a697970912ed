"""What a standing says and where it leads, from every state and after every fault."""

import dataclasses
import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import timezone

from tests.factories import QuickCheckFactory, ScreeningFactory
from tests.screening import sets
from tracker.screening import gate, questionnaire
from tracker.screening.actions import ask_again
from tracker.screening.answers import COOKIE, Check, keep
from tracker.screening.gate import Standing, gate_required, standing_in, standing_of
from tracker.screening.rules import Tier

QUESTIONS, RESULT = "/screening/", "/screening/result/"


@pytest.mark.parametrize(
    ("standing", "url"),
    [
        (Standing(False, "stopped", "emergency"), "/seek-care/emergency/"),
        (Standing(False, "uncleared", "urgent"), "/seek-care/urgent/"),
        (Standing(False, "stopped", "clinician-first"), "/seek-care/clinician-first/"),
        (Standing(False, "stopped", "nobody-knows"), "/seek-care/clinician-first/"),
        (Standing(False, "stopped", "clear"), "/seek-care/clinician-first/"),
        (Standing(False, "uncleared"), "/seek-care/clinician-first/"),
        (Standing(False, "unconfirmed", "emergency"), "/screening/stop/"),
        (Standing(False, "unconfirmed", "urgent"), "/screening/review/"),
        (Standing(False, "unconfirmed"), "/screening/review/"),
        (Standing(True, "", "clear"), RESULT),
        (Standing(False, "unacknowledged", "caution"), RESULT),
        *[
            (Standing(False, reason, "clear"), QUESTIONS)
            for reason in ("expired", "gap", "old-version", "asked-again", "check-again", "?")
        ],
        (Standing(False, "first-use"), QUESTIONS),
        (Standing(False, "unreadable"), QUESTIONS),
    ],
    ids=lambda one: f"{one.reason}-{one.tier}" if isinstance(one, Standing) else "",
)
def test_each_standing_leads_to_what_is_needed(standing, url):
    assert standing.url == url


@pytest.mark.parametrize(
    ("reason", "is_locked", "tells_to_stop"),
    [
        ("stopped", True, True),
        ("uncleared", True, True),
        ("unconfirmed", False, True),
        ("unreadable", False, False),
        ("expired", False, False),
        ("", False, False),
    ],
)
def test_a_warning_sign_locks_and_one_that_is_not_confirmed_tells_to_stop(
    reason, is_locked, tells_to_stop
):
    standing = Standing(False, reason)
    assert (standing.is_locked, standing.tells_to_stop) == (is_locked, tells_to_stop)


def test_a_standing_says_no_more_than_what_is_known_and_cannot_be_changed():
    standing = Standing(False, "first-use")
    assert dataclasses.astuple(standing) == (False, "first-use", None, None, frozenset(), None, "")
    with pytest.raises(dataclasses.FrozenInstanceError):
        standing.is_open = True


@pytest.mark.django_db
class TestWhatIsRead:
    def test_a_quick_check_of_now_is_named(self, patient):
        now = timezone.now()
        ScreeningFactory(patient=patient, screened_at=now)
        assert standing_of(patient, now).quick_check is None
        check = QuickCheckFactory(patient=patient, screened_at=now)
        assert standing_of(patient, now).quick_check == check

    def test_the_gap_is_counted_from_the_last_session(self, patient):
        now = timezone.now()
        ScreeningFactory(patient=patient, screened_at=now - timedelta(days=20))
        assert standing_of(patient, now).reason == "gap"
        used = {"screened_at": now - timedelta(days=3), "used_at": now - timedelta(days=3)}
        QuickCheckFactory(patient=patient, **used)
        assert standing_of(patient, now).is_open is True

    def test_someone_new_is_told_nothing_but_that(self, patient):
        assert standing_of(patient, timezone.now()) == Standing(False, "first-use")

    def test_a_rule_that_nobody_knows_any_more_has_no_words(self, patient):
        now = timezone.now()
        ScreeningFactory(patient=patient, screened_at=now - timedelta(days=1))
        ask_again(patient=patient, because="a_rule_of_long_ago", at=now)
        standing = standing_of(patient, now)
        assert (standing.is_open, standing.reason, standing.because) == (False, "asked-again", "")

    def test_a_fault_is_logged_with_its_cause(self, patient, monkeypatch, caplog):
        monkeypatch.setattr(questionnaire, "current", lambda: 1 / 0)
        assert standing_of(patient, timezone.now()) == Standing(False, "unreadable")
        (record,) = caplog.records
        assert (record.name, record.levelno) == ("backcare.screening", logging.ERROR)
        assert record.message == "The gate stays closed: the standing could not be read."
        assert record.exc_info[0] is ZeroDivisionError


@pytest.fixture
def asked(rf):
    """A request of somebody in whose browser these answers were given, by them or by nobody."""

    def build(user, by=None, **answers):
        check = Check(user_id=by and by.pk, answers=answers)
        request = rf.get("/")
        request.user = user
        request.COOKIES[COOKIE] = keep(HttpResponse(), check).cookies[COOKIE].value
        return request

    return build


@pytest.mark.django_db
class TestAnswersThatAreNotKeptYet:
    @pytest.fixture(autouse=True)
    def open_gate(self, patient):
        return ScreeningFactory(patient=patient)

    @pytest.mark.parametrize("tier", [Tier.CLINICIAN_FIRST, Tier.URGENT, Tier.EMERGENCY])
    def test_close_the_gate_when_they_are_a_stop(self, patient, asked, tier):
        answers = getattr(sets, tier.name)
        standing = standing_in(asked(patient, by=patient, **answers))
        assert standing == Standing(False, "unconfirmed", tier.stored)

    @pytest.mark.parametrize("answers", [sets.ALL_NO, sets.CAUTION, {"fever": "yes"}, {}])
    def test_change_nothing_when_they_are_none(self, patient, asked, answers, open_gate):
        standing = standing_in(asked(patient, by=patient, **answers))
        assert (standing.is_open, standing.screening) == (True, open_gate)

    def test_of_before_signing_in_close_it_only_when_they_are_an_emergency(self, patient, asked):
        assert standing_in(asked(patient, **sets.EMERGENCY)).reason == "unconfirmed"
        assert standing_in(asked(patient, **sets.EMERGENCY)).tier == "emergency"
        assert standing_in(asked(patient, **sets.URGENT)).is_open

    def test_close_it_for_somebody_who_is_not_signed_in(self, asked):
        standing = standing_in(asked(AnonymousUser(), **sets.EMERGENCY))
        assert standing == Standing(False, "unconfirmed", "emergency")

    @pytest.mark.parametrize("step", ["check_of", "has_unclaimed_emergency"])
    def test_close_it_when_they_cannot_be_read(self, patient, asked, step, monkeypatch, caplog):
        monkeypatch.setattr(gate, step, lambda request: 1 / 0)
        assert standing_in(asked(patient)) == Standing(False, "unreadable")
        assert [record.message for record in caplog.records] == [
            "The gate stays closed: the answers of this browser could not be read."
        ]


@pytest.mark.django_db
def test_a_gated_page_is_the_view_that_it_was_and_says_that_it_is_gated(patient, asked):
    def exercise(request, number, *, side):
        """Lift it."""
        return HttpResponse(f"{number} {side} {request.standing.is_open}")

    page = gate_required(exercise)
    assert (page.__name__, page.__doc__, page.is_gated) == ("exercise", "Lift it.", True)
    assert page(asked(patient), 3, side="left").url == QUESTIONS

    ScreeningFactory(patient=patient)
    assert page(asked(patient), 3, side="left").content == b"3 left True"
