"""A quick check that was answered on a phone, and no session came after it."""

import uuid
from datetime import timedelta

import pytest

from tests.sessions.conftest import WEDNESDAY
from tests.sessions.sending import check_of, send
from tracker.models import Screening, SetAside
from tracker.screening import questionnaire
from tracker.screening.gate import standing_of
from tracker.sessions.owners import owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(patient, screening):
    """Return a function that makes what a phone sends of a check."""

    def make(check=None, **changed):
        content = {"key": str(uuid.uuid4()), "owner": owner_of(patient), "how": "check"}
        return content | {"quick_check": check or check_of(**changed)}

    return make


def test_a_warning_sign_locks_and_is_acknowledged(visitor, sent, patient):
    content = sent(qc_unwell="fever")
    answer = send(visitor, content)

    assert answer.status_code == 200
    assert answer.json() == {
        "key": content["key"], "saved": True, "url": None, "stop": "/seek-care/urgent/"
    }  # fmt: skip
    assert standing_of(patient, WEDNESDAY).is_locked


def test_the_same_again_is_the_same_check(visitor, sent):
    content = sent(qc_unwell="fever")
    first = send(visitor, content).json()
    again = send(visitor, content | {"sent_at": WEDNESDAY.isoformat()}).json()

    assert first == again
    assert Screening.objects.filter(kind="quick").count() == 1


def test_what_asks_for_the_full_check_closes_the_gate(visitor, sent, patient):
    answer = send(visitor, sent(qc_injury="minor")).json()

    assert answer["stop"] is None
    later = WEDNESDAY + timedelta(minutes=1)
    assert standing_of(patient, later).reason == "asked-again"


def test_one_that_says_nothing_lets_nobody_in_later(visitor, sent, patient):
    assert send(visitor, sent()).json()["saved"]

    assert standing_of(patient, WEDNESDAY).quick_check is None
    assert not Screening.objects.filter(kind="quick").exists()


def test_a_sign_in_a_check_of_an_old_version_or_with_holes_locks(visitor, sent, patient):
    current = questionnaire.current().version
    check = {"version": current - 1, "answers": {"qc_unwell": "fever", "qc_gone": "x"}}
    send(visitor, sent(check_of() | check))

    assert standing_of(patient, WEDNESDAY).is_locked


@pytest.mark.parametrize(
    "check", [None, "no", {}, {"answers": {}}, check_of() | {"answers": {"qc_gone": "x"}}]
)
def test_what_cannot_be_understood_is_set_aside(visitor, sent, check):
    content = sent() | {"quick_check": check}
    answer = send(visitor, content)

    assert answer.status_code == 422
    assert (answer.json()["key"], answer.json()["set_aside"]) == (content["key"], True)
    assert SetAside.objects.count() == 1


def test_nobody_elses(visitor, sent):
    assert send(visitor, sent() | {"owner": "x" * 24}).status_code == 403
