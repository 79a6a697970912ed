"""An answer that needs help now: the stop page, the way to help, and taking back a wrong tap."""

import pytest
from django.urls import reverse

from tests.factories import RoutineFactory, ScreeningFactory
from tests.screening.answering import (
    HELP,
    QUESTIONS,
    RESULT,
    REVIEW,
    STOP,
    confirm_in,
    give,
    is_stop_page,
    url_of,
)
from tests.screening.forms_of import read
from tracker.models import Screening
from tracker.screening.answers import COOKIE

pytestmark = pytest.mark.django_db


def test_leads_to_the_stop_and_then_to_seek_care_and_locks(as_user, patient):
    ScreeningFactory(patient=patient)
    routine = RoutineFactory(plan__patient=patient)
    visitor = as_user(patient)
    assert is_stop_page(give(visitor, bladder_bowel_control="yes"))

    page = visitor.get(STOP).content.decode()
    assert "I have lost control of my bladder or bowels" in page
    assert 'href="tel:911"' in page
    assert url_of("bladder_bowel_control") in page
    assert visitor.post(STOP).url == HELP
    assert visitor.get(reverse("sessions:perform", args=[routine.pk])).url == HELP
    assert visitor.post(reverse("plans:starter")).url == HELP

    screening = Screening.objects.latest("screened_at")
    assert (screening.tier, screening.answers) == (
        "emergency",
        {"bladder_bowel_control": "yes"},
    )
    assert "Say this, or show it" in visitor.get(HELP).content.decode()
    for url in ("/screening/", RESULT, REVIEW):
        assert reverse("plans:starter") not in visitor.get(url, follow=True).content.decode()


def test_closes_the_gate_before_it_is_confirmed(as_user, patient):
    ScreeningFactory(patient=patient)
    visitor = as_user(patient)
    give(visitor, chest_pain="yes")

    assert visitor.post(reverse("plans:starter")).url == STOP


def test_a_wrong_tap_can_be_taken_back(as_user, patient):
    visitor = as_user(patient)
    give(visitor, bladder_bowel_control="yes")
    response = give(visitor, bladder_bowel_control="no")

    assert response.url == url_of("bladder_change")
    assert visitor.get(STOP).url == "/screening/"
    assert not Screening.objects.exists()


def test_two_answers_that_are_an_emergency_together_stop_at_the_second(client):
    give(client, both_legs="not_sure")
    assert is_stop_page(give(client, leg_weakness="new_one_leg"))
    assert url_of("leg_weakness") in client.get(STOP).content.decode()


@pytest.mark.parametrize("is_known", [True, False], ids=["signed-in", "visitor"])
def test_is_shown_and_can_be_confirmed_whatever_another_tab_put_in_the_cookie(
    as_user, patient, client, is_known
):
    tabs = as_user(patient) if is_known else client
    give(tabs, first_episode="yes")
    before = tabs.cookies[COOKIE].value
    shown = give(tabs, bladder_bowel_control="yes")
    tabs.cookies[COOKIE] = before  # the other tab was sent at the same moment
    give(tabs, fever="no")

    page = shown.content.decode()
    assert "I have lost control of my bladder or bowels" in page
    assert 'href="tel:112"' in page
    assert "Find the number of your country" in page
    action, fields = confirm_in(shown)
    assert action == STOP
    assert tabs.post(action, fields).url == HELP
    assert "I have lost control" in tabs.get(HELP).content.decode()
    assert Screening.objects.filter(tier="emergency").exists() == is_known


def test_is_kept_in_the_cookie_too(client):
    give(client, chest_pain="yes")
    assert client.get(STOP).status_code == 200


@pytest.mark.parametrize("is_known", [True, False], ids=["signed-in", "visitor"])
def test_comes_before_the_start_and_is_not_wiped_by_starting_again(
    as_user, patient, client, is_known
):
    mine = as_user(patient) if is_known else client
    give(mine, chest_pain="yes")

    assert mine.get("/screening/").url == STOP
    for said in ({}, {"anew": ""}, {"anew": "yes"}):
        assert mine.post("/screening/", said).url == STOP
    assert mine.get(STOP).status_code == 200


def test_is_put_aside_by_saying_that_it_was_a_wrong_tap(as_user, patient):
    ScreeningFactory(patient=patient)
    mine = as_user(patient)
    shown = read(give(mine, chest_pain="yes"))
    form = next(form for form in shown.forms if form.action == "/screening/")
    (said,) = form.sent()

    assert mine.post(form.action, said).url == url_of(QUESTIONS[0].key)
    assert mine.get("/screening/").status_code == 200
    assert mine.post(reverse("plans:starter")).url != STOP
    assert not Screening.objects.filter(tier="emergency").exists()


def test_leads_to_help_even_when_the_answers_are_gone(as_user, patient):
    assert as_user(patient).post(STOP).url == HELP


def test_each_answer_behind_a_stop_can_be_changed_where_it_is_shown(client):
    """Two answers may be an emergency only together, and the first of them be the mistake."""
    give(client, sudden_severe_pain="not_sure", age_band="70_plus")
    page = client.get(reverse("screening:stop")).content.decode()

    assert url_of("sudden_severe_pain") in page
    assert url_of("age_band") in page
