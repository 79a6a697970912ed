"""Logging pain by itself: two taps, each score once, and a kind word when it cannot be read."""

import re
import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from tests.factories import ExerciseSessionFactory, PainScoreFactory
from tracker.models import PainScore

pytestmark = pytest.mark.django_db

URL = reverse("measures:pain")
SENTENCE = "Choose a number from 0 to 10."


def answer(pain, key=None):
    return {"pain": pain, "key": key or str(uuid.uuid4())}


def key_in(page):
    return re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]


@time_machine.travel(datetime(2026, 3, 5, 2, 30, tzinfo=UTC), tick=False)
def test_takes_two_taps_from_today(as_user, patient):
    browser = as_user(patient)
    assert f'href="{URL}"' in browser.get(reverse("sessions:today")).content.decode()
    page = browser.get(URL)
    assert page.content.decode().count('name="pain"') == 11

    response = browser.post(URL, answer("4", key_in(page)), follow=True)

    assert response.redirect_chain == [(reverse("sessions:today"), 302)]
    assert "Saved: pain 4 of 10." in response.content.decode()
    score = patient.pain_scores.get()
    assert (score.value, score.moment, score.session) == (4, "now", None)
    assert score.recorded_at == datetime(2026, 3, 5, 2, 30, tzinfo=UTC)
    assert score.recorded_on == date(2026, 3, 4), "the day in New York"


@pytest.mark.parametrize("pain", ["0", "10"])
def test_takes_both_ends_of_the_scale(as_user, patient, pain):
    assert as_user(patient).post(URL, answer(pain)).status_code == 302
    assert str(patient.pain_scores.get().value) == pain


def test_may_be_done_while_the_gate_is_closed(as_user, patient):
    assert as_user(patient).get(URL).status_code == 200


def test_the_page_lists_the_last_ones_but_not_those_of_sessions(as_user, patient, stranger):
    for value in (1, 2):
        PainScoreFactory(patient=patient, value=value)
    PainScoreFactory(patient=stranger, value=9)
    session = ExerciseSessionFactory(routine__plan__patient=patient)
    PainScoreFactory(patient=patient, value=8, session=session, moment="after")

    page = as_user(patient).get(URL).content.decode()

    assert "1 of 10" in page
    assert "2 of 10" in page
    assert "8 of 10" not in page
    assert "9 of 10" not in page


def test_asks_the_database_no_more_often_with_more_history(
    as_user, patient, django_assert_num_queries
):
    browser = as_user(patient)
    for _round in range(2):
        for _n in range(20):
            PainScoreFactory(patient=patient)
        with django_assert_num_queries(3):
            browser.get(URL)


@pytest.mark.parametrize("pain", ["11", "-1", "", "x", "4.5", "１٢", "4; drop table"])
def test_a_number_off_the_scale_is_refused_with_a_sentence(as_user, patient, pain):
    response = as_user(patient).post(URL, answer(pain))

    assert response.status_code == 422
    assert SENTENCE in response.content.decode()
    assert not PainScore.objects.exists()


def test_an_empty_form_is_refused_with_a_sentence(as_user, patient):
    response = as_user(patient).post(URL)

    assert response.status_code == 422
    assert SENTENCE in response.content.decode()


def test_a_refused_form_keeps_its_key(as_user, patient):
    key = str(uuid.uuid4())
    assert key_in(as_user(patient).post(URL, answer("11", key))) == key


@pytest.mark.parametrize("key", [None, "", "forged", "0" * 400])
def test_a_missing_or_forged_key_gets_a_kind_word_and_a_new_key(as_user, patient, key):
    browser = as_user(patient)

    response = browser.post(URL, {"pain": "4"} if key is None else {"pain": "4", "key": key})

    assert response.status_code == 422
    assert "Please tap the number once more." in response.content.decode()
    assert browser.post(URL, answer("4", key_in(response))).status_code == 302
    assert patient.pain_scores.get().value == 4


def test_the_same_form_sent_twice_is_one_score(as_user, patient):
    browser, form = as_user(patient), answer("4")

    for _click in range(2):
        response = browser.post(URL, form, follow=True)
        assert "Saved: pain 4 of 10." in response.content.decode()

    assert patient.pain_scores.get().value == 4


def test_another_number_under_a_key_that_was_kept_leads_to_the_correction(as_user, patient):
    browser, key = as_user(patient), str(uuid.uuid4())
    browser.post(URL, answer("4", key))

    response = browser.post(URL, answer("6", key), follow=True)

    assert "This was saved before as 4 of 10. You can correct it below." in (
        response.content.decode()
    )
    assert patient.pain_scores.get().value == 4


def test_two_people_may_hold_the_same_key(as_user, patient, stranger):
    form = answer("4")
    for person in (patient, stranger):
        as_user(person).post(URL, form)
    assert PainScore.objects.count() == 2


def test_other_methods_are_refused(as_user, patient):
    assert as_user(patient).put(URL).status_code == 405
    assert as_user(patient).delete(URL).status_code == 405


def test_asks_a_visitor_to_sign_in(client):
    assert client.post(URL, answer("4")).url.startswith(reverse("account_login"))
    assert not PainScore.objects.exists()


@pytest.mark.parametrize(("pain", "is_warned"), [("6", False), ("7", True), ("10", True)])
def test_a_lot_of_pain_is_answered_with_when_to_get_help(as_user, patient, pain, is_warned):
    page = as_user(patient).post(URL, answer(pain), follow=True).content.decode()

    assert ("That is a lot of pain." in page) == is_warned
