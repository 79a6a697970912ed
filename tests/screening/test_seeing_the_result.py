"""Handing in the answers, and the result: where it leads, and the advice that is read first."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ScreeningFactory
from tests.screening.answering import RESULT, REVIEW, give, which
from tests.screening.sets import ALL_NO, CAUTION, CLINICIAN_FIRST, URGENT, answers
from tracker.models import Screening
from tracker.screening.answers import COOKIE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("given", "url"),
    [
        pytest.param(CLINICIAN_FIRST, "/seek-care/clinician-first/", id="clinician-first"),
        pytest.param(URGENT, "/seek-care/urgent/", id="urgent"),
    ],
)
def test_answers_that_stop_lead_to_their_page(as_user, patient, client, given, url):
    mine = as_user(patient)
    give(mine, **given)
    assert mine.post(REVIEW).url == url
    assert mine.get(RESULT).url == url
    assert mine.post(reverse("screening:acknowledge")).url == url

    give(client, **given)
    assert client.get(client.post(REVIEW).url).url == url


def test_a_caution_opens_after_its_advice_was_read(as_user, patient):
    visitor = as_user(patient)
    give(visitor, **CAUTION)
    visitor.post(REVIEW)
    page = visitor.get(RESULT).content.decode()
    assert "pain moves further down your leg" in page
    assert reverse("plans:starter") not in page

    response = visitor.post(reverse("screening:acknowledge"), which(page))
    assert (response.status_code, response.url) == (307, reverse("plans:starter"))
    read_at = Screening.objects.get().acknowledged_at
    visitor.post(reverse("screening:acknowledge"), which(page))
    assert Screening.objects.get().acknowledged_at == read_at is not None
    assert reverse("plans:starter") in visitor.get(RESULT).content.decode()


@pytest.mark.parametrize("sent", ["old page", "nothing"])
def test_advice_that_was_not_shown_is_not_acknowledged(as_user, patient, sent):
    visitor = as_user(patient)
    ScreeningFactory(patient=patient, caution=True)
    old_page = visitor.get(RESULT).content.decode()
    newer = ScreeningFactory(patient=patient, caution=True, screened_at=timezone.now())
    data = which(old_page) if sent == "old page" else {}
    response = visitor.post(reverse("screening:acknowledge"), data, follow=True)

    assert response.redirect_chain == [(RESULT, 302)]
    page = response.content.decode()
    assert "Your answers changed since" in page
    assert which(page) == {"screening": str(newer.pk)}
    assert not Screening.objects.filter(acknowledged_at__isnull=False).exists()


def test_acknowledging_is_for_people_who_are_signed_in_and_by_post(client, as_user):
    assert client.post(reverse("screening:acknowledge")).url.startswith("/accounts/login/")
    assert client.get(reverse("screening:acknowledge")).status_code in (302, 405)


def test_the_same_answers_sent_twice_are_one_screening(as_user, patient):
    visitor = as_user(patient)
    give(visitor, **ALL_NO)
    kept = visitor.cookies[COOKIE].value
    visitor.post(REVIEW)
    visitor.cookies[COOKIE] = kept
    visitor.post(REVIEW)

    assert Screening.objects.count() == 1


def test_of_two_tabs_the_one_with_the_warning_sign_is_not_lost(as_user, patient):
    visitor = as_user(patient)
    give(visitor, **answers(fever="yes"))
    with_fever = visitor.cookies[COOKIE].value
    give(visitor, fever="no")
    visitor.post(REVIEW)
    visitor.cookies[COOKIE] = with_fever
    assert visitor.post(REVIEW).url == "/seek-care/urgent/"

    assert sorted(Screening.objects.values_list("tier", flat=True)) == ["clear", "urgent"]


def test_without_answers_there_is_no_result(client, as_user, patient):
    assert client.get(RESULT).url == REVIEW
    assert as_user(patient).get(RESULT).url == "/screening/"
