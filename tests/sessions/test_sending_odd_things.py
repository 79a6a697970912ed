"""What no phone of ours would send is answered, never with an error, and no sign in it is lost."""

import json
from datetime import datetime, timedelta

import pytest

from tests.sessions.conftest import WEDNESDAY
from tests.sessions.sending import URL, check_of, send, session_of
from tracker.models import ExerciseSession, RescreenRequest
from tracker.screening.gate import standing_of
from tracker.sessions.sent_models import SetAside

pytestmark = pytest.mark.django_db


def sent_raw(browser, content):
    return browser.post(URL, content, content_type="application/json")


def deep(levels):
    return "[" * levels + "]" * levels


@pytest.mark.parametrize("odd", [7, True, ["2026-03-04"], {"at": 1}])
@pytest.mark.parametrize("name", ["started_at", "finished_at", "sent_at"])
def test_a_moment_that_is_none(visitor, routine, name, odd):
    answer = send(visitor, session_of(routine, **{name: odd}))

    assert (answer.status_code, answer.json()["wrong"]) == (422, [name])


@pytest.mark.parametrize("odd", [7, True, ["2026-03-04"], {"at": 1}])
def test_a_moment_of_a_pain_or_a_check_that_is_none(visitor, routine, odd):
    sent = session_of(routine)
    sent["logs"][0]["hurts"] = [{"at": odd, "pain": 6, "choice": "stop"}]
    assert send(visitor, sent).status_code == 422
    assert (
        send(visitor, session_of(routine, quick_check=check_of() | {"at": odd})).status_code == 422
    )


@pytest.mark.parametrize("answers", ["[" * 100_000, "9" * 5000, "{}", 7, [], None])
def test_answers_that_are_none_let_nobody_in_and_the_session_is_kept(
    visitor, routine, patient, answers
):
    answer = send(visitor, session_of(routine, quick_check=check_of() | {"answers": answers}))

    assert answer.json()["saved"]
    assert ExerciseSession.objects.get().quick_check is None
    assert standing_of(patient, WEDNESDAY).reason == "asked-again"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none(visitor, routine, number):
    sent = json.dumps(session_of(routine)).replace('"pain_after": 2', f'"pain_after": {number}')

    assert sent_raw(visitor, sent).status_code == 400


@pytest.mark.parametrize("levels", [13, 500, 890, 100_000])
def test_what_is_nested_too_deep(visitor, routine, levels):
    sent = json.dumps(session_of(routine)).replace('"note": ""', f'"note": {deep(levels)}')

    assert sent_raw(visitor, sent).status_code == 400


@pytest.mark.parametrize("note", ["it ends in \\u0000", "C:\\\\u0000", "a\0b", "half \ud800"])
def test_a_note_with_characters_that_no_database_keeps(visitor, routine, note):
    assert send(visitor, session_of(routine, note=note)).json()["saved"]

    kept = ExerciseSession.objects.get().note
    assert kept == note.replace("\0", "").replace("\ud800", "?")


def test_a_sign_is_heard_though_what_came_with_it_cannot_be_set_aside(
    visitor, routine, patient, monkeypatch
):
    def broken(**_kept):
        raise RuntimeError("no room")

    monkeypatch.setattr(SetAside.objects, "get_or_create", broken)
    with pytest.raises(RuntimeError):
        send(visitor, session_of(routine, logs=[], new_symptoms="bladder_saddle"))

    assert standing_of(patient, WEDNESDAY).is_locked


def test_a_check_with_answers_that_are_asked_no_more_asks_for_the_full_one(
    visitor, routine, patient
):
    old = check_of()
    old["answers"] |= {"qc_gone": "yes"}
    answer = send(visitor, session_of(routine, quick_check=old | {"version": 1}))

    assert answer.json()["saved"]
    assert standing_of(patient, WEDNESDAY).reason == "asked-again"
    assert RescreenRequest.objects.get(patient=patient).because == "unjudged_answers"


def test_a_symptom_that_is_asked_no_more_asks_for_the_full_check(visitor, routine, patient):
    assert send(visitor, session_of(routine, new_symptoms="glowing")).status_code == 422

    assert standing_of(patient, WEDNESDAY).reason == "asked-again"


@pytest.mark.parametrize("error", [timedelta(days=3), timedelta(days=-20000)])
def test_a_pain_is_dated_as_its_session_is(visitor, routine, error):
    sent = session_of(routine)
    for name in ("started_at", "finished_at", "sent_at"):
        sent[name] = (datetime.fromisoformat(sent[name]) + error).isoformat()
    at = (datetime.fromisoformat(sent["started_at"]) + timedelta(minutes=3)).isoformat()
    sent["logs"][0]["hurts"] = [{"at": at, "pain": 6, "choice": "carry-on"}]
    send(visitor, sent)

    session = ExerciseSession.objects.get()
    assert session.logs.first().hurts.get().at == session.started_at + timedelta(minutes=3)


@pytest.mark.parametrize("said", ["spread", "not_sure"])
@pytest.mark.parametrize("is_first", [True, False])
def test_what_asks_for_the_full_check_is_heard_in_what_is_set_aside(
    visitor, routine, patient, said, is_first
):
    sent = session_of(routine)
    if is_first:
        answer = send(visitor, sent | {"logs": [], "new_symptoms": said})
    else:
        send(visitor, sent)
        answer = send(visitor, sent | {"new_symptoms": said})

    assert answer.json()["set_aside"]
    assert standing_of(patient, WEDNESDAY).reason == "asked-again"


def test_answers_that_nobody_can_judge_are_heard_in_what_is_set_aside(visitor, routine, patient):
    old = check_of() | {"version": 1}
    old["answers"] |= {"qc_gone": "yes"}
    sent = session_of(routine, quick_check=old)
    sent["logs"][0]["prescription"] = 999_999

    assert send(visitor, sent).status_code == 422
    assert standing_of(patient, WEDNESDAY).reason == "asked-again"
    assert "could not read" in visitor.get("/screening/").text


def test_a_check_in_what_is_set_aside_lets_nobody_in(visitor, routine, patient):
    assert send(visitor, session_of(routine, logs=[])).status_code == 422

    assert standing_of(patient, WEDNESDAY).quick_check is None


@pytest.mark.parametrize("number", [2**63, 10**30])
def test_a_number_that_no_row_can_have(visitor, routine, number):
    sent = session_of(routine, routine=number)
    sent["logs"][0]["prescription"] = number
    assert send(visitor, sent).status_code == 422

    aside = SetAside.objects.get()
    assert visitor.get(f"/sessions/set-aside/{aside.pk}/").status_code == 200


ODD = (
    None, 0, -1, 2**63, 1.5, "", "x", True, [], [1], {}, {"a": [1]},
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-02-30T00:00",
)  # fmt: skip
OF_A_SESSION = (
    "routine", "how", "permit", "ticket", "started_at", "finished_at", "sent_at", "time_zone",
    "pain_before", "pain_after", "exertion", "new_symptoms", "note", "logs", "quick_check",
    "rechecks", "asked_anew",
)  # fmt: skip
OF_A_LOG = ("prescription", "outcome", "reason", "easier", "hurts", "done_sets", "done_minutes")


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*OF_A_SESSION, *OF_A_LOG])
def test_whatever_a_field_holds_is_answered_and_can_be_looked_at(visitor, routine, name):
    for odd in ODD:
        sent = session_of(routine)
        (sent if name in OF_A_SESSION else sent["logs"][0])[name] = odd
        assert send(visitor, sent).status_code in (200, 422), (name, odd)
    for aside in SetAside.objects.all():
        assert visitor.get(f"/sessions/set-aside/{aside.pk}/").status_code == 200, aside.content
