"""Stating that a clinician examined one: what it needs, and what it opens."""

import logging
from datetime import timedelta

import pytest

from tests.clock import clock_at
from tests.factories import ScreeningFactory
from tests.screening.sets import URGENT
from tests.screening.stopped import CLEAR, NOW, state, statement
from tracker.models import Clearance
from tracker.screening.actions import record
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
clock = clock_at(NOW)


def test_is_kept_and_leads_to_a_new_check_that_opens_the_way(as_user, patient, stopped, clock):
    visitor = as_user(patient)
    assert visitor.get(CLEAR).status_code == 200
    assert state(visitor).url == "/screening/"

    clearance = Clearance.objects.get()
    assert (clearance.screening, clearance.given_by) == (stopped, patient)
    assert (clearance.kind, clearance.clinician_name) == ("own-statement", "Dr. Lee")
    assert standing_of(patient, NOW).reason == "check-again"
    assert "One last step" in visitor.get("/screening/").content.decode()

    clock.shift(60)
    ScreeningFactory(patient=patient)
    assert standing_of(patient, NOW + timedelta(minutes=2)).is_open


def test_does_not_outlive_the_next_stop(as_user, patient, stopped, clock):
    state(as_user(patient))
    clock.shift(60)
    record(patient=patient, answers=URGENT, at=NOW + timedelta(minutes=1))
    clock.shift(60)
    ScreeningFactory(patient=patient)
    assert standing_of(patient, NOW + timedelta(minutes=3)).tier == "urgent"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param({"clinician_name": " "}, "Write who did the examination", id="no-name"),
        pytest.param({"reason": ""}, "Write what the clinician said", id="no-reason"),
        pytest.param(
            {"clinician_name": "\u200b \u2060"}, "Write who did", id="a-name-without-a-shape"
        ),
        pytest.param({"reason": "\u200b"}, "Write what", id="a-reason-without-a-shape"),
        pytest.param({"examined_on": ""}, "Choose the day", id="no-day"),
        pytest.param({"examined_on": "soon"}, "Write the day like this", id="no-date"),
        pytest.param({"examined_on": "2026-03-11"}, "has not come yet", id="tomorrow"),
        pytest.param({"examined_on": "2026-03-02"}, "March 3, 2026 or later", id="too-early"),
    ],
)
def test_is_refused_at_the_field_and_keeps_what_was_typed(
    as_user, patient, stopped, caplog, changed, message
):
    with caplog.at_level(logging.INFO, "backcare.screening"):
        response = state(as_user(patient), **changed)

    assert response.status_code == 422
    page = response.content.decode()
    assert message in page
    assert "Dr. Lee" in page or "clinician_name" in changed
    assert "Dr. Lee" not in caplog.text
    assert f"refused screening:clear fields={sorted(changed)}" in caplog.text
    assert not Clearance.objects.exists()


@pytest.mark.parametrize("day", ["2026-03-03", "2026-03-10"])
def test_may_be_of_the_day_of_the_answers_or_of_today(as_user, patient, stopped, day):
    assert state(as_user(patient), examined_on=day).status_code == 302


def test_said_twice_is_kept_once(as_user, patient, stopped):
    state(as_user(patient))
    sent_again = statement(screening=stopped.pk)
    assert as_user(patient).post(CLEAR, sent_again).url == "/screening/"
    assert Clearance.objects.count() == 1


def test_keeps_a_name_as_it_was_written(as_user, patient, stopped):
    name = "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"
    state(as_user(patient), clinician_name=name)
    assert Clearance.objects.get().clinician_name == name


@pytest.mark.parametrize("sent", ["old page", "nothing"])
def test_is_not_about_answers_that_its_page_did_not_show(as_user, patient, stopped, clock, sent):
    visitor = as_user(patient)
    clock.shift(60)
    worse = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW)
    old = {"screening": stopped.pk} if sent == "old page" else {}
    response = visitor.post(CLEAR, statement(**old))

    assert response.status_code == 422
    page = response.content.decode()
    assert "Your answers changed since this page was opened" in page
    assert "Dr. Lee" in page
    assert not Clearance.objects.exists()
    assert f'name="screening" value="{worse.pk}"' in page
    assert state(visitor, examined_on="2026-03-10").status_code == 302


def test_shows_all_open_stops_and_clears_the_most_serious(as_user, patient, stopped, milder):
    visitor = as_user(patient)
    page = visitor.get(CLEAR).content.decode()
    for stop in (stopped, milder):
        assert stop.reasons[0]["words"] in page
    assert page.count("They need a form of their own") == 1

    assert state(visitor).url == "/seek-care/clinician-first/"
    assert Clearance.objects.get().screening == stopped
    assert state(visitor).url == "/screening/"
    assert standing_of(patient, NOW).reason == "check-again"


def test_is_only_for_someone_who_was_stopped(as_user, stranger, stopped, client):
    assert as_user(stranger).post(CLEAR, statement()).url == "/screening/"
    ScreeningFactory(patient=stranger)
    assert as_user(stranger).get(CLEAR).url == "/screening/result/"
    assert client.get(CLEAR).url.startswith("/accounts/login/")
    assert not Clearance.objects.exists()
