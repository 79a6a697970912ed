"""Asking a patient for a new safety check: what they read, and that it is asked once."""

import logging
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    CareRelationshipFactory,
    ScreeningFactory,
    TherapistFactory,
)
from tracker.models import AuditEvent, RescreenRequest
from tracker.screening import questionnaire
from tracker.screening.actions import ask_again
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
WHY = questionnaire.current().rescreen
FORM = "A note for your patient (optional)"


@pytest.fixture
def url(patient):
    return reverse("care:ask_again", args=[patient.pk])


@pytest.fixture
def page(patient):
    return reverse("care:patient", args=[patient.pk])


@pytest.fixture
def screened(care):
    """The patient in care was screened a day ago."""
    at = timezone.now() - timedelta(days=1)
    return ScreeningFactory(patient=care.patient, screened_at=at)


def read(browser, page):
    return " ".join(browser.get(page).content.decode().split())


def test_closes_the_gate_and_keeps_who_asked_and_what_they_wrote(as_user, care, screened, url):
    response = as_user(care.therapist).post(url, {"note": "How is the leg?"}, follow=True)

    assert response.redirect_chain == [(reverse("care:patient", args=[care.patient_id]), 302)]
    assert "Asked. Their exercises wait until they have answered." in response.content.decode()
    asked = RescreenRequest.objects.get()
    assert (asked.patient, asked.asked_by) == (care.patient, care.therapist)
    assert (asked.because, asked.note) == ("clinician_request", "How is the leg?")
    assert standing_of(care.patient, timezone.now()).reason == "asked-again"


def test_the_patient_reads_the_note_with_the_name(as_user, care, screened, url):
    as_user(care.therapist).post(url, {"note": "How is the leg?"})

    start = read(as_user(care.patient), reverse("screening:start"))
    assert WHY["clinician_request"] in start
    assert "Dana Ruiz" in start
    assert "How is the leg?" in start


def test_needs_no_note(as_user, care, screened, url):
    as_user(care.therapist).post(url, {"note": "  "})
    assert RescreenRequest.objects.get().note == ""


def test_the_page_says_who_asked_and_when_until_it_is_answered(as_user, care, screened, url, page):
    browser = as_user(care.therapist)
    assert FORM in read(browser, page)
    browser.post(url, {"note": "How is the leg?"})

    waiting = read(browser, page)
    today = timezone.localtime(timezone.now(), care.therapist.zone)
    assert f"Dana Ruiz asked on {today:%b} {today.day}." in waiting
    assert "How is the leg?" in waiting
    assert "Exercise waits for a new check." in waiting
    assert FORM not in waiting

    ScreeningFactory(patient=care.patient)
    answered = read(browser, page)
    assert "Dana Ruiz asked on" not in answered
    assert FORM in answered


def test_a_rule_that_asked_is_shown_and_takes_no_therapist_s_place(
    as_user, care, screened, url, page
):
    ask_again(patient=care.patient, because="injury", at=timezone.now())
    browser = as_user(care.therapist)

    assert WHY["injury"] in read(browser, page)
    assert FORM in read(browser, page)
    browser.post(url)
    assert RescreenRequest.objects.count() == 2


def test_asked_twice_is_asked_once(as_user, care, screened, url):
    browser = as_user(care.therapist)
    browser.post(url, {"note": "First"})
    response = browser.post(url, {"note": "Second"}, follow=True)

    assert "You have asked for this already. Nothing changed." in response.content.decode()
    assert RescreenRequest.objects.get().note == "First"


def test_two_therapists_ask_each_for_themselves(as_user, care, screened, url):
    second = CareRelationshipFactory(patient=care.patient).therapist
    for therapist in (care.therapist, second):
        as_user(therapist).post(url)
    assert RescreenRequest.objects.count() == 2


def test_a_note_that_is_too_long_is_refused_and_kept(as_user, care, screened, url, caplog):
    note = "x" * 500 + "y"
    with caplog.at_level(logging.INFO, "backcare.care"):
        response = as_user(care.therapist).post(url, {"note": note})

    assert response.status_code == 422
    html = response.content.decode()
    assert "Please keep the note to 500 letters." in html
    assert note in html
    assert "refused care:ask_again fields=['note']" in caplog.text
    assert "xxx" not in caplog.text
    assert not RescreenRequest.objects.exists()

    as_user(care.therapist).post(url, {"note": note[:500]})
    assert len(RescreenRequest.objects.get().note) == 500


def test_leaves_a_trail(as_user, care, screened, url):
    as_user(care.therapist).post(url)
    as_user(care.therapist).post(url)

    event = AuditEvent.objects.get()
    assert (event.actor, event.patient) == (care.therapist, care.patient)
    assert event.action == "asked for a new safety check"


def test_is_not_offered_before_the_first_check(as_user, care, page):
    answer = read(as_user(care.therapist), page)
    assert "They have not answered one yet." in answer
    assert FORM not in answer


def test_does_not_exist_for_another_therapist_nor_after_care_has_ended(
    as_user, care, screened, url
):
    assert as_user(TherapistFactory()).post(url).status_code == 404
    care.end(by=care.patient, at=timezone.now())
    assert as_user(care.therapist).post(url).status_code == 404
    assert not RescreenRequest.objects.exists()


def test_does_not_exist_for_oneself(as_user, therapist):
    url = reverse("care:ask_again", args=[therapist.pk])
    assert as_user(therapist).post(url).status_code == 404


def test_is_refused_to_patients(as_user, care, url):
    assert as_user(care.patient).post(url).status_code == 403
    assert not RescreenRequest.objects.exists()


def test_a_link_alone_asks_nothing(as_user, care, screened, url):
    assert as_user(care.therapist).get(url).status_code == 405


def test_asks_a_visitor_to_sign_in(client, url):
    assert client.post(url)["Location"].startswith(reverse("account_login"))
