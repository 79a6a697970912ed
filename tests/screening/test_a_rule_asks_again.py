"""What is answered before and after sessions can call for the full questions again."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import ScreeningFactory, quick_answers
from tracker.models import RescreenRequest, Screening
from tracker.screening.actions import ask_again, record_log, record_quick_check, record_signs
from tracker.screening.gate import standing_of
from tracker.screening.rules import InvalidAnswers

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
COLD = {"qc_unwell": "mild_cold"}
TINGLING = {"qc_legs": "one_mild"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def screened(patient):
    """A patient whose full screening of five days ago passed."""
    ScreeningFactory(patient=patient, screened_at=NOW - 5 * DAY)
    return patient


@pytest.fixture
def session(screened):
    """Do a quick check with these signs that many days ago, and the session that follows it."""

    def do(days_ago, *, is_kept=True, **signs):
        at = NOW - days_ago * DAY
        check = record_quick_check(patient=screened, answers=quick_answers(**signs), at=at)
        if is_kept:
            check.note_session(at=at)
        return check

    return do


def asked():
    return list(RescreenRequest.objects.values_list("because", flat=True))


class TestTheSameCarefulAnswer:
    def test_in_three_sessions_running_asks_for_the_full_questions(self, session, screened):
        session(2, **COLD)
        session(1, **COLD, **TINGLING)
        assert asked() == []

        session(0, **COLD)
        assert asked() == ["quick_check_positive"]
        assert standing_of(screened, NOW).reason == "asked-again"

    def test_from_before_the_last_full_screening_does_not_count(self, session, screened):
        session(4, **COLD)
        session(3, **COLD)
        ScreeningFactory(patient=screened, screened_at=NOW - 2.5 * DAY)
        session(2, **COLD)
        session(1, **COLD)
        assert asked() == []

        session(0, **COLD)
        assert asked() == ["quick_check_positive"]

    @pytest.mark.parametrize("between", [{}, TINGLING], ids=["nothing", "another-one"])
    def test_with_something_else_between_asks_nothing(self, session, between):
        for days_ago, signs in ((3, COLD), (2, COLD), (1, between), (0, COLD)):
            session(days_ago, **signs)
        assert asked() == []

    def test_of_a_check_that_led_to_no_session_does_not_count(self, session):
        session(2, **COLD)
        session(1, **COLD, is_kept=False)
        session(0, **COLD)
        assert asked() == []

    def test_of_another_person_does_not_count(self, session, stranger):
        for _again in range(2):
            record_quick_check(
                patient=stranger, answers=quick_answers(**COLD), at=NOW - DAY
            ).note_session(at=NOW)
        session(0, **COLD)
        assert asked() == []

    def test_of_long_ago_does_not_count_once_it_was_better(self, session):
        for days_ago, signs in ((4, COLD), (3, COLD), (2, {}), (1, {}), (0, COLD)):
            session(days_ago, **signs)
        assert asked() == []


def test_one_request_for_a_reason_is_enough_until_it_is_answered(screened):
    first = ask_again(patient=screened, because="injury", at=NOW - 6 * DAY)
    second = ask_again(patient=screened, because="injury", at=NOW - DAY)
    assert second != first
    assert ask_again(patient=screened, because="injury", at=NOW) == second
    assert ask_again(patient=screened, because="pain_jump", at=NOW) != second


def test_who_was_never_screened_can_be_asked_too(patient):
    request = ask_again(patient=patient, because="injury", at=NOW)
    assert ask_again(patient=patient, because="injury", at=NOW) == request


def test_nothing_new_after_a_session_is_no_screening(screened):
    said = record_log(
        patient=screened, answers={"log_new_symptoms": "none"}, at=NOW, session_key=uuid.uuid4()
    )
    assert said is None
    assert not Screening.objects.filter(kind="session-log").exists()


@pytest.mark.parametrize("said", ["spread", "not_sure"])
def test_pain_that_spread_or_something_new_after_a_session_asks_for_them(screened, said):
    after = {"answers": {"log_new_symptoms": said}, "at": NOW, "session_key": uuid.uuid4()}
    kept = record_log(patient=screened, **after)
    assert (kept.kind, kept.tier) == ("session-log", "caution")
    assert record_log(patient=screened, **after) == kept
    assert asked() == ["pain_jump"]
    assert standing_of(screened, NOW).reason == "asked-again"


def test_a_quick_check_that_calls_for_nothing_asks_nothing(session, screened):
    session(0)
    assert asked() == []
    assert standing_of(screened, NOW).is_open


class TestSignsOfAnUnfinishedQuickCheck:
    def test_stop_without_the_rest(self, screened):
        signs = {"qc_legs": "one_worse", "qc_injury": "minor"}
        kept = record_signs(patient=screened, signs=signs, at=NOW)

        assert (kept.kind, kept.tier, kept.answers) == ("quick", "urgent", signs)
        assert standing_of(screened, NOW).reason == "stopped"

    @pytest.mark.parametrize("signs", [{}, {"qc_legs": "no"}, {"qc_injury": "minor"}])
    def test_are_not_kept_when_none_of_them_stops_anybody(self, screened, signs):
        with pytest.raises(InvalidAnswers):
            record_signs(patient=screened, signs=signs, at=NOW)

        assert standing_of(screened, NOW).is_open
