"""Unfinished answers are kept in the browser alone: signed, short-lived and one person's own."""

import pytest
import time_machine
from django.core import signing

from tests.screening.answering import QUESTIONS, RESULT, REVIEW, give, url_of
from tests.screening.sets import ALL_NO
from tracker.screening.answers import COOKIE, SALT

pytestmark = pytest.mark.django_db


def test_is_signed_http_only_and_short_lived(client):
    cookie = give(client, bladder_bowel_control="no").cookies[COOKIE]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == 2 * 60 * 60
    assert len(cookie.value) < 4000


def test_holds_all_answers_within_its_size(client):
    longest = {q.key: max((a.value for a in q.answers if a.tier is None), key=len)
               for q in QUESTIONS}  # fmt: skip
    assert len(give(client, **longest).cookies[COOKIE].value) < 4000


@pytest.mark.parametrize("forged", ["", "x", "e30:1abc:def"])
def test_a_forged_one_starts_again(client, forged):
    client.cookies[COOKIE] = forged
    page = client.get("/screening/")
    assert page.status_code == 200
    assert "have begun" not in page.content.decode()


def test_a_changed_one_starts_again(client):
    give(client, **ALL_NO)
    value = client.cookies[COOKIE].value
    client.cookies[COOKIE] = value[:-1] + ("A" if value[-1] != "A" else "B")
    assert client.post(REVIEW).status_code == 422


def test_an_old_one_starts_again(client):
    with time_machine.travel("2026-03-02T12:00Z", tick=False) as clock:
        give(client, **ALL_NO)
        clock.shift(2 * 60 * 60 - 1)
        assert client.get(RESULT).status_code == 200
        clock.shift(2)
        assert client.get(RESULT).url == REVIEW


def test_answers_to_another_version_start_again(client):
    give(client, **ALL_NO)
    content = signing.loads(client.cookies[COOKIE].value, salt=SALT)
    content["sha256"] = "other"
    client.cookies[COOKIE] = signing.dumps(content, salt=SALT, compress=True)
    assert client.post(REVIEW).status_code == 422


def test_two_people_in_one_browser_do_not_get_each_other_s_answers(client, patient, stranger):
    client.force_login(patient)
    give(client, leg_pain_one="steady")
    kept = client.cookies[COOKIE].value
    client.force_login(stranger)
    client.cookies[COOKIE] = kept

    assert "is-chosen" not in client.get(url_of("leg_pain_one")).content.decode()
    give(client, fever="no")
    assert signing.loads(client.cookies[COOKIE].value, salt=SALT)["answers"] == {"fever": "no"}
