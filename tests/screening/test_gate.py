"""The gate of a person, as it stands in the database: any doubt closes it."""

import logging
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import ScreeningFactory, clear
from tracker.models import Clearance, Screening, User
from tracker.screening import gate, questionnaire
from tracker.screening.gate import Standing, gate_required, standing_by, standing_of
from tracker.screening.rules import LOCKING

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


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
        clear(lock, at=NOW - DAY)
        assert standing_of(patient, NOW).reason == "check-again"
        assert standing_of(patient, NOW).url == reverse("screening:start")

        ScreeningFactory(patient=patient, screened_at=NOW)
        assert standing_of(patient, NOW + DAY).is_open

    def test_a_second_clearance_does_not_close_what_the_first_opened(self, patient):
        lock = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW - 2 * DAY)
        clear(lock, at=NOW - DAY)
        ScreeningFactory(patient=patient, screened_at=NOW - DAY / 2)
        clear(lock, at=NOW, reason="Seen again")

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


@pytest.mark.django_db
class TestStandingOfOneAmongMany:
    @pytest.mark.parametrize("tier", ["clear", "caution", "urgent"])
    def test_is_that_of_the_patient_and_asks_nothing_more(
        self, patient, stranger, tier, django_assert_num_queries
    ):
        ScreeningFactory(patient=patient, tier=tier, screened_at=NOW)
        ScreeningFactory(patient=stranger, stopped=True, screened_at=NOW)
        rows = Screening.objects.deciding_for_each(User.objects.filter(pk=patient.pk), NOW)

        with django_assert_num_queries(1):
            found = standing_by(list(rows), NOW)

        assert found == standing_of(patient, NOW)
        assert (found.is_open, found.tier) == (tier == "clear", tier)

    def test_is_that_of_somebody_new_without_rows(self):
        assert standing_by([], NOW) == Standing(False, "first-use")

    def test_is_closed_when_the_rows_cannot_be_judged(self, patient, caplog):
        ScreeningFactory(patient=patient, screened_at=NOW)
        without_what_was_done_since = list(Screening.objects.filter(patient=patient))

        found = standing_by(without_what_was_done_since, NOW)

        assert found == Standing(False, "unreadable")
        assert "The gate stays closed" in caplog.text


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
        clear(screening, at=NOW)


@pytest.mark.django_db
def test_uncleared_stops_are_those_that_keep_the_gate_shut(patient):
    first = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW - 3 * DAY)
    second = ScreeningFactory(patient=patient, tier="urgent", screened_at=NOW - 2 * DAY)
    ScreeningFactory(patient=patient, screened_at=NOW)
    stops = Screening.objects.visible_to(patient).uncleared_stops()
    assert set(stops) == {first, second}

    clear(second, at=NOW)
    assert set(stops.all()) == {first}, "a clearance is never about something more serious"
    clear(first, at=NOW)
    assert set(stops.all()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("tiers", [*product(sorted(LOCKING), repeat=2)])
@pytest.mark.parametrize("is_cleared", [*product([True, False], repeat=2)])
def test_the_gate_and_the_caseload_speak_of_the_same_stop(patient, tiers, is_cleared):
    for days_ago, tier, cleared in zip((3, 2), tiers, is_cleared, strict=True):
        stop = ScreeningFactory(patient=patient, tier=tier, screened_at=NOW - days_ago * DAY)
        if cleared:
            clear(stop, at=NOW - DAY)

    found = standing_of(patient, NOW)
    first = Screening.objects.filter(patient=patient).uncleared_stops().first()
    assert first == (found.screening if found.is_locked else None)


@pytest.mark.django_db
@pytest.mark.skipif(
    not connection.features.has_select_for_update,
    reason="only PostgreSQL locks rows, SQLite never does; make test-postgres runs this test",
)
def test_a_clearance_waits_for_another_of_the_same_screening(patient):
    stop = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW - DAY)
    with CaptureQueriesContext(connection) as queries:
        clear(stop, at=NOW)
    assert any("FOR UPDATE" in query["sql"] for query in queries)
