"""The quick check that strong pain asks for in the middle of a session: heard, and no session."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import QuickCheckFactory, ScreeningFactory, TherapistFactory
from tests.sessions.conftest import WEDNESDAY
from tests.sessions.sending import check_of, send, session_of
from tracker.models import RescreenRequest, Screening
from tracker.screening.actions import clear_screening
from tracker.screening.gate import standing_of
from tracker.screening.queries import pains_before_sessions

pytestmark = pytest.mark.django_db


class TestAskedAnewInTheMiddle:
    def test_the_second_check_is_kept_and_lets_in_no_other_session(self, visitor, routine, patient):
        strong = check_of(qc_pain_now="9")
        assert send(visitor, session_of(routine, rechecks=[strong])).json()["saved"]

        checks = Screening.objects.filter(patient=patient, kind="quick").order_by("pk")
        assert [one.answers["qc_pain_now"] for one in checks] == ["3", "9"]
        assert all(one.used_at for one in checks)
        assert standing_of(patient, WEDNESDAY).quick_check is None

    def test_a_sign_in_it_stops(self, visitor, routine, patient):
        bad = check_of(qc_bladder_saddle="yes")
        assert send(visitor, session_of(routine, rechecks=[bad])).json()["stop"]

        assert standing_of(patient, WEDNESDAY).is_locked

    def test_a_sign_in_it_stops_though_the_session_cannot_be_read(self, visitor, routine, patient):
        bad = check_of(qc_bladder_saddle="yes")
        assert send(visitor, session_of(routine, logs=[], rechecks=[bad])).status_code == 422

        assert standing_of(patient, WEDNESDAY).is_locked

    def test_one_that_the_server_has_already_is_used_up_too(self, visitor, routine, patient):
        anew, other = QuickCheckFactory(patient=patient), QuickCheckFactory()
        sent = session_of(routine, quick_check=None, asked_anew=[anew.pk, other.pk])
        assert send(visitor, sent).json()["saved"]

        anew.refresh_from_db()
        other.refresh_from_db()
        assert anew.used_at
        assert other.used_at is None
        assert standing_of(patient, WEDNESDAY).quick_check is None

    @pytest.mark.parametrize("odd", [7, ["x"], [True], [0], [2**63], {"a": 1}])
    def test_what_names_none_is_refused(self, visitor, routine, odd):
        assert send(visitor, session_of(routine, asked_anew=odd)).status_code == 422

    def test_those_of_one_session_are_not_answers_of_several(self, visitor, routine):
        cold, *rest = [check_of(qc_unwell="mild_cold") for _check in range(3)]
        sent = session_of(routine, quick_check=cold, rechecks=rest)
        assert send(visitor, sent).json()["saved"]

        assert not RescreenRequest.objects.exists()

    def test_their_pain_is_no_usual_pain(self, visitor, routine, patient):
        rechecks = [check_of(qc_pain_now="9") for _check in range(2)]
        send(visitor, session_of(routine, rechecks=rechecks))

        assert pains_before_sessions(patient, WEDNESDAY + timedelta(hours=1)) == [3]

    def test_one_with_nothing_but_a_sign_breaks_no_later_page(
        self, visitor, routine, patient, clock
    ):
        bad = check_of() | {"answers": {"qc_bladder_saddle": "yes"}}
        assert send(visitor, session_of(routine, rechecks=[bad])).json()["stop"]
        stop = Screening.objects.filter(patient=patient).locking().get()
        clock.shift(timedelta(minutes=5))
        clear_screening(
            screening=stop, by=TherapistFactory(), clinician_name="Dr. Lee",
            examined_on=WEDNESDAY.date(), reason="Examined.", at=timezone.now(),
        )  # fmt: skip
        clock.shift(timedelta(minutes=5))
        ScreeningFactory(patient=patient, screened_at=timezone.now())
        QuickCheckFactory(patient=patient, screened_at=timezone.now())

        assert standing_of(patient, timezone.now()).is_open
        for url in ("/sessions/days/", "/screening/quick/", f"/sessions/routines/{routine.pk}/"):
            assert visitor.get(url).status_code == 200
