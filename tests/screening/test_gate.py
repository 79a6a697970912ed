"""The gate fails closed: every reason to stay shut, and the one way it opens."""

import logging
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import ScreeningFactory
from tracker.models import Clearance, Screening
from tracker.screening import gate, questionnaire
from tracker.screening.actions import clear_screening
from tracker.screening.gate import gate_required, standing_of
from tracker.screening.rules import LOCKING
from tracker.screening.standing import Past, standing

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CURRENT = {
    "now": NOW,
    "version": 1,
    "sha256": "a",
    "limits": questionnaire.current().limits,
}


def past(tier, *, days_ago=0, pk=1, **kwargs):
    fields = {"version": 1, "sha256": "a"} | kwargs
    return Past(pk=pk, tier=tier, at=NOW - days_ago * DAY, **fields)


LOCK = past("emergency", days_ago=5)
CLEARED = past("emergency", days_ago=5, cleared_at=NOW - 3 * DAY)


@pytest.mark.parametrize(
    ("screenings", "reason"),
    [
        pytest.param([], "first-use", id="never-screened"),
        pytest.param([past("caution")], "unacknowledged", id="caution-not-acknowledged"),
        pytest.param([past("clinician-first")], "stopped", id="clinician-first"),
        pytest.param([past("urgent")], "stopped", id="urgent"),
        pytest.param([past("emergency")], "stopped", id="emergency"),
        pytest.param([past("fine")], "stopped", id="a-tier-nobody-knows"),
        pytest.param([past("")], "stopped", id="no-tier"),
        pytest.param([past("clear", days_ago=28)], "expired", id="28-days-old"),
        pytest.param([past("clear", days_ago=-1)], "expired", id="from-the-future"),
        pytest.param([past("clear", version=2)], "old-version", id="another-version"),
        pytest.param([past("clear", sha256="b")], "old-version", id="another-file"),
        pytest.param([LOCK, past("clear")], "uncleared", id="clear-after-a-lock"),
        pytest.param([past("clear"), LOCK], "uncleared", id="in-any-order"),
        pytest.param([CLEARED], "check-again", id="a-clearance-and-no-new-check"),
        pytest.param(
            [CLEARED, past("clear", days_ago=4)], "check-again", id="a-check-before-the-clearance"
        ),
        pytest.param(
            [CLEARED, past("clear", days_ago=3)], "check-again", id="a-check-at-the-same-moment"
        ),
        pytest.param(
            [CLEARED, past("urgent", days_ago=1), past("clear")],
            "uncleared",
            id="a-clearance-of-an-earlier-lock",
        ),
        pytest.param([CLEARED, past("urgent")], "stopped", id="stopped-again"),
        pytest.param(
            [past("clear", pk=2), past("emergency", pk=1)], "stopped", id="two-tabs-at-once"
        ),
        pytest.param(
            [past("urgent", days_ago=6), CLEARED, past("caution")],
            "unacknowledged",
            id="caution-after-a-clearance",
        ),
        pytest.param(
            [LOCK, past("urgent", days_ago=4, cleared_at=NOW - DAY), past("clear")],
            "uncleared",
            id="only-a-milder-later-stop-is-cleared",
        ),
        pytest.param(
            [CLEARED, past("urgent", days_ago=4), past("clear")],
            "uncleared",
            id="a-milder-stop-after-the-one-that-is-cleared",
        ),
        pytest.param(
            [CLEARED, past("urgent", days_ago=4, cleared_at=NOW - DAY), past("clear", days_ago=2)],
            "check-again",
            id="a-check-between-two-clearances",
        ),
        pytest.param(
            [
                past("emergency", days_ago=5, cleared_at=NOW - DAY),
                past("urgent", days_ago=4, cleared_at=NOW - 3 * DAY),
                past("clear", days_ago=2),
            ],
            "check-again",
            id="a-check-before-the-last-clearance-that-was-needed",
        ),
    ],
)
def test_the_gate_fails_closed(screenings, reason):
    assert standing(screenings, **CURRENT)[0] == reason


@pytest.mark.parametrize(
    ("screenings", "decides"),
    [
        pytest.param([LOCK, past("urgent", days_ago=4, pk=2)], 1, id="the-most-serious"),
        pytest.param([LOCK, past("emergency", days_ago=4, pk=2)], 2, id="of-equals-the-latest"),
        pytest.param([CLEARED, past("urgent", days_ago=4, pk=2)], 2, id="of-those-still-open"),
    ],
)
def test_the_most_serious_open_stop_decides(screenings, decides):
    assert standing(screenings, **CURRENT)[1].pk == decides


@pytest.mark.parametrize(
    "screenings",
    [
        pytest.param([past("clear")], id="clear-now"),
        pytest.param([past("clear", days_ago=13.99)], id="clear-just-within-14-days"),
        pytest.param([past("caution", is_acknowledged=True)], id="caution-acknowledged"),
        pytest.param([past("clear", days_ago=-1 / 1000)], id="a-clock-a-minute-ahead"),
        pytest.param([past("clear", days_ago=60), past("clear")], id="an-old-one-before"),
        pytest.param([CLEARED, past("clear", days_ago=2)], id="clearance-then-a-clear-check"),
        pytest.param(
            [past("urgent", days_ago=6), CLEARED, past("clear")],
            id="one-clearance-for-all-that-was-before-it",
        ),
        pytest.param(
            [CLEARED, past("urgent", days_ago=4, cleared_at=NOW - 2 * DAY), past("clear")],
            id="a-clearance-for-each",
        ),
    ],
)
def test_the_gate_opens(screenings):
    assert standing(screenings, **CURRENT)[0] == ""


# With the database


@pytest.mark.django_db
class TestStandingOfAPatient:
    def test_reads_what_decides_in_one_query(self, patient, django_assert_num_queries):
        for days in range(5):
            ScreeningFactory(patient=patient, screened_at=NOW - days * DAY)
        ScreeningFactory(patient=patient, stopped=True, screened_at=NOW - 9 * DAY)

        with django_assert_num_queries(1):
            found = standing_of(patient, NOW)

        assert (found.is_open, found.reason, found.tier) == (False, "uncleared", "emergency")
        assert found.url == reverse("screening:seek_care", args=["emergency"])

    def test_reads_the_most_serious_of_many_stops_in_one_query(
        self, patient, django_assert_num_queries
    ):
        serious = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW - 9 * DAY)
        for days in range(1, 5):
            ScreeningFactory(patient=patient, tier="urgent", screened_at=NOW - days * DAY)
        ScreeningFactory(patient=patient, screened_at=NOW)

        with django_assert_num_queries(1):
            assert standing_of(patient, NOW).screening == serious

    def test_another_person_s_screenings_do_not_count(self, patient, stranger):
        ScreeningFactory(patient=stranger, screened_at=NOW)
        assert standing_of(patient, NOW).reason == "first-use"

    def test_opens_after_a_clearance_and_a_later_passing_screening(self, patient):
        lock = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW - 2 * DAY)
        ScreeningFactory(patient=patient, screened_at=NOW - 1.5 * DAY)
        self.clear(lock, at=NOW - DAY)
        assert standing_of(patient, NOW).reason == "check-again"
        assert standing_of(patient, NOW).url == reverse("screening:start")

        ScreeningFactory(patient=patient, screened_at=NOW)
        assert standing_of(patient, NOW + DAY).is_open

    def test_a_second_clearance_does_not_close_what_the_first_opened(self, patient):
        lock = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW - 2 * DAY)
        self.clear(lock, at=NOW - DAY)
        ScreeningFactory(patient=patient, screened_at=NOW - DAY / 2)
        self.clear(lock, at=NOW, reason="Seen again")

        assert standing_of(patient, NOW).is_open

    def test_the_answers_raise_the_conditions(self, patient):
        answers = ScreeningFactory.build().answers | {"steroids_long": "yes"}
        ScreeningFactory(patient=patient, caution=True, answers=answers, screened_at=NOW)

        found = standing_of(patient, NOW)
        assert found.conditions == {"osteoporosis"}
        assert found.url == reverse("screening:result")

    @pytest.mark.parametrize("answers", [[1], "no", 7])
    def test_the_gate_fails_closed_when_the_answers_are_damaged(self, patient, answers, caplog):
        ScreeningFactory(patient=patient, answers=answers, screened_at=NOW)

        with caplog.at_level(logging.CRITICAL):
            found = standing_of(patient, NOW)
        assert (found.is_open, found.reason) == (False, "unreadable")
        assert found.url == reverse("screening:start")

    @pytest.mark.parametrize("error", [DatabaseError("locked"), TimeoutError(), KeyError("x")])
    def test_the_gate_fails_closed_on_any_error(self, patient, monkeypatch, error):
        ScreeningFactory(patient=patient, screened_at=NOW)

        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr(questionnaire, "current", fail)
        assert not standing_of(patient, NOW).is_open
        monkeypatch.undo()
        monkeypatch.setattr(gate, "standing", fail)
        assert not standing_of(patient, NOW).is_open

    def clear(self, screening, *, at, reason="Examined, all well"):
        clear_screening(
            screening=screening,
            by=screening.patient,
            clinician_name="Dr. Lee",
            examined_on=at.date(),
            reason=reason,
            at=at,
        )


@pytest.mark.django_db
class TestAGatedPage:
    @pytest.fixture
    def page(self, rf):
        seen = []

        @gate_required
        def exercise(request):
            seen.append(request.standing)
            return HttpResponse("Go")

        def visit(user):
            request = rf.get("/")
            request.user = user
            return exercise(request)

        visit.seen = seen
        return visit

    def test_opens_with_a_clear_screening(self, page, patient):
        screening = ScreeningFactory(patient=patient)

        assert page(patient).status_code == 200
        assert page.seen[0].screening == screening

    def test_leads_someone_who_was_stopped_to_the_help_they_need(self, page, patient):
        ScreeningFactory(patient=patient, stopped=True)

        assert page(patient).url == "/seek-care/emergency/"
        assert page.seen == []

    def test_leads_someone_new_to_the_questions(self, page, patient):
        assert page(patient).url == "/screening/"


@pytest.mark.django_db
def test_the_database_refuses_a_tier_that_nobody_knows(patient):
    with pytest.raises(IntegrityError, match="screening_has_a_known_tier"):
        ScreeningFactory(patient=patient, tier="fine")


@pytest.mark.django_db
@pytest.mark.parametrize("empty", ["clinician_name", "reason"])
def test_the_database_refuses_a_clearance_without_a_name_or_a_reason(patient, empty):
    fields = {"clinician_name": "Dr. Lee", "reason": "All well"} | {empty: ""}
    with pytest.raises(IntegrityError, match="clearance_names_a_clinician_and_a_reason"):
        Clearance.objects.create(
            screening=ScreeningFactory(patient=patient, stopped=True),
            given_by=patient,
            kind="own-statement",
            examined_on=NOW.date(),
            given_at=NOW,
            **fields,
        )


@pytest.mark.django_db
def test_a_screening_that_stopped_nobody_cannot_be_cleared(patient):
    screening = ScreeningFactory(patient=patient)
    with pytest.raises(ValueError, match="nothing to clear"):
        clear_screening(
            screening=screening,
            by=patient,
            clinician_name="Dr. Lee",
            examined_on=NOW.date(),
            reason="x",
            at=NOW,
        )


@pytest.mark.django_db
def test_uncleared_stops_are_those_that_keep_the_gate_shut(patient):
    first = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW - 3 * DAY)
    second = ScreeningFactory(patient=patient, tier="urgent", screened_at=NOW - 2 * DAY)
    ScreeningFactory(patient=patient, screened_at=NOW)
    stops = Screening.objects.visible_to(patient).uncleared_stops()
    assert set(stops) == {first, second}

    give = TestStandingOfAPatient().clear
    give(second, at=NOW)
    assert set(stops.all()) == {first}, "a clearance is never about something more serious"
    give(first, at=NOW)
    assert set(stops.all()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("tiers", [*product(sorted(LOCKING), repeat=2)])
@pytest.mark.parametrize("is_cleared", [*product([True, False], repeat=2)])
def test_the_gate_and_the_caseload_speak_of_the_same_stop(patient, tiers, is_cleared):
    for days_ago, tier, cleared in zip((3, 2), tiers, is_cleared, strict=True):
        stop = ScreeningFactory(patient=patient, tier=tier, screened_at=NOW - days_ago * DAY)
        if cleared:
            TestStandingOfAPatient().clear(stop, at=NOW - DAY)

    found = standing_of(patient, NOW)
    first = Screening.objects.filter(patient=patient).uncleared_stops().first()
    assert first == (found.screening if found.is_locked else None)


@pytest.mark.django_db
@pytest.mark.skipif(
    not connection.features.has_select_for_update, reason="this database has no row locks"
)
def test_a_clearance_waits_for_another_of_the_same_screening(patient):
    stop = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW - DAY)
    with CaptureQueriesContext(connection) as queries:
        TestStandingOfAPatient().clear(stop, at=NOW)
    assert any("FOR UPDATE" in query["sql"] for query in queries)
