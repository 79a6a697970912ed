"""What a phone sends and is no session of this person: refused, with what is wrong, and kept."""

import uuid

import pytest

from tests.factories import RoutineFactory
from tests.sessions.sending import URL, send, session_of
from tracker.models import ExerciseSession, SetAside
from tracker.sessions.owners import owner_of

pytestmark = pytest.mark.django_db


class TestRefused:
    @pytest.mark.parametrize(
        ("change", "wrong"),
        [
            pytest.param({"how": "flying"}, "how", id="how"),
            pytest.param({"pain_after": 11}, "pain_after", id="pain"),
            pytest.param({"started_at": "yesterday"}, "started_at", id="time"),
            pytest.param({"logs": []}, "logs", id="no-logs"),
            pytest.param({"logs": "x"}, "logs", id="logs-in-words"),
            pytest.param({"routine": 10**9}, "routine", id="routine"),
            pytest.param({"quick_check": "no"}, "SentCheckForm", id="check"),
            pytest.param({"note": "x" * 1001}, "note", id="a-long-note"),
        ],
    )
    def test_what_cannot_be_read_is_set_aside_and_says_what_is_wrong(
        self, visitor, routine, change, wrong
    ):
        answer = send(visitor, session_of(routine, **change))

        assert answer.status_code == 422
        assert answer.json()["wrong"] == [wrong]
        assert not ExerciseSession.objects.exists()
        assert SetAside.objects.get().why == "unreadable"

    def test_an_exercise_of_another_routine(self, visitor, routine):
        sent = session_of(routine)
        sent["logs"][0]["prescription"] = 10**6

        assert send(visitor, sent).json()["wrong"] == ["prescription"]
        assert not ExerciseSession.objects.exists()

    @pytest.mark.parametrize("sent", [{}, {"key": "x"}, [], "x", None, {"key": None}])
    def test_what_has_no_key_is_not_acknowledged(self, visitor, sent):
        answer = send(visitor, sent)

        assert answer.status_code == 400
        assert "key" not in answer.json()

    @pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
    def test_what_is_no_json_is_not_acknowledged(self, visitor, body):
        assert visitor.post(URL, body, content_type="application/json").status_code == 400

    def test_signs_that_no_database_keeps(self, visitor, routine):
        assert send(visitor, session_of(routine, note="a\x00b\ud800")).json()["saved"]
        assert ExerciseSession.objects.get().note.startswith("ab")

    def test_somebody_elses_phone_is_not_sent_under_this_name(self, visitor, as_user, routine):
        stranger = RoutineFactory().plan.patient
        answer = send(as_user(stranger), session_of(routine))

        assert answer.status_code == 403
        assert "key" not in answer.json()
        assert not ExerciseSession.objects.exists()
        assert not SetAside.objects.exists()

    def test_another_persons_routine(self, visitor, routine):
        other = RoutineFactory()
        answer = send(visitor, session_of(routine, routine=other.pk))

        assert answer.json()["wrong"] == ["routine"]

    def test_without_signing_in_it_leads_there(self, client, routine):
        assert send(client, session_of(routine)).status_code == 302

    def test_without_a_token_it_is_refused(self, patient, routine):
        from django.test import Client

        browser = Client(enforce_csrf_checks=True)
        browser.force_login(patient)
        assert send(browser, session_of(routine)).status_code == 403

        said = browser.get(URL).json()
        assert said["owner"] == owner_of(patient)
        answer = browser.post(
            URL, session_of(routine), content_type="application/json",
            headers={"X-CSRFToken": said["token"]},
        )  # fmt: skip
        assert answer.json()["saved"]

    def test_says_nothing_about_a_key_that_was_never_sent(self, visitor):
        assert visitor.get(URL, {"key": str(uuid.uuid4())}).json().keys() == {"owner", "token"}
