"""A session that a phone sent, looked at and corrected later."""

import pytest

from tests.sessions.conftest import answers_for
from tests.sessions.sending import send, session_of
from tracker.models import ExerciseSession

pytestmark = pytest.mark.django_db


def pains(session):
    return dict(session.pain_scores.values_list("moment", "value"))


class TestLookedAtLater:
    @pytest.fixture
    def session(self, visitor, routine):
        sent = session_of(routine, how="afterwards", pain_before=None, pain_after=None)
        sent["logs"][1] |= {"outcome": "stopped", "done_sets": None, "done_reps": None}
        send(visitor, sent)
        return ExerciseSession.objects.get()

    def test_what_was_not_told_is_not_shown(self, visitor, session):
        page = visitor.get(f"/sessions/{session.pk}/").text
        listed = visitor.get("/sessions/").text

        assert "Pain before" not in page
        assert "Stopped, it hurt" in page
        assert "None" not in page + listed

    def test_it_can_be_corrected_and_what_was_stopped_stays_stopped(self, visitor, session):
        first, second = session.routine.prescriptions.all()
        answers = answers_for(session.routine, first={})
        stopped = f"exercise-{second.pk}-"
        answers = {k: v for k, v in answers.items() if not k.startswith(stopped)}
        answers[f"{stopped}reason"] = "pain"
        response = visitor.post(f"/sessions/{session.pk}/correct/", answers)

        assert response.status_code == 302
        assert pains(session) == {"before": 4, "after": 2}
        assert [log.outcome for log in session.logs.all()] == ["done", "stopped"]

    @pytest.mark.parametrize(("outcome", "reason"), [("stopped", "pain"), ("skipped", "no-time")])
    def test_what_was_done_before_it_was_left_out_stays(self, visitor, routine, outcome, reason):
        sent = session_of(routine)
        sent["logs"][1] |= {"outcome": outcome, "reason": reason, "done_reps": 5}
        send(visitor, sent)
        session = ExerciseSession.objects.get()
        left_out = {"done": None, "done_reps": None, "reason": reason}
        answers = answers_for(routine, second=left_out, note="More words.")
        visitor.post(f"/sessions/{session.pk}/correct/", answers)

        session.refresh_from_db()
        log = session.logs.last()
        assert session.note == "More words."
        assert (log.outcome, log.reason, log.done_sets, log.done_reps) == (outcome, reason, 1, 5)
