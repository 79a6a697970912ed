"""Reading what one answered before: every answer, as it was, in the words of then."""

import pytest
from django.urls import reverse

from tests.factories import QuickCheckFactory, ScreeningFactory, quick_answers
from tests.screening.sets import answers
from tracker.models import Clearance
from tracker.screening.given import questions_of

pytestmark = pytest.mark.django_db


def page_of(browser, screening):
    response = browser.get(reverse("screening:past", args=[screening.pk]))
    assert response.status_code == 200
    return response


def test_shows_what_was_answered_other_than_no_first_and_the_rest_folded(as_user, patient):
    given = answers(night_pain="yes", age_band="50_69", minor_trauma="not_sure")
    response = page_of(as_user(patient), ScreeningFactory(patient=patient, answers=given))

    said = {question.key: answer.value for question, answer in response.context["notable"]}
    assert said == {"night_pain": "yes", "age_band": "50_69", "minor_trauma": "not_sure"}
    assert len(response.context["plain"]) == 34
    assert "The 34 questions you answered with No" in " ".join(response.content.decode().split())


def test_shows_a_quick_check_and_what_was_said_after_a_session(as_user, patient):
    quick = QuickCheckFactory(patient=patient, answers=quick_answers(qc_legs="one_worse"))
    said = ScreeningFactory(
        patient=patient, kind="session-log", answers={"log_new_symptoms": "spread"}
    )
    browser = as_user(patient)

    assert "Clearly worse numbness or pain in one leg" in page_of(browser, quick).content.decode()
    assert "Pain that spread further down one leg" in page_of(browser, said).content.decode()


def test_uses_the_words_of_the_version_that_was_answered(as_user, patient):
    old = ScreeningFactory(patient=patient, version=1, answers=answers(pregnant="postnatal"))
    first = {question.key: question for question in questions_of(1, "full")}
    now = {question.key: question for question in questions_of(2, "full")}
    changed = next(key for key in first if first[key].text != now[key].text)

    page = page_of(as_user(patient), old)
    shown = [question.text for question, _ in (*page.context["notable"], *page.context["plain"])]
    assert first[changed].text in shown
    assert now[changed].text not in shown


@pytest.mark.parametrize("damage", [{"version": 99}, {"answers": {"night_pain": "perhaps"}}])
def test_says_so_when_the_answers_cannot_be_put_into_words(as_user, patient, damage):
    page = page_of(as_user(patient), ScreeningFactory(patient=patient, **damage))
    assert "We cannot show these answers in words now" in page.content.decode()


def test_the_history_leads_to_each(as_user, patient):
    screening = ScreeningFactory(patient=patient)
    page = as_user(patient).get(reverse("screening:history")).content.decode()
    assert f'href="{reverse("screening:past", args=[screening.pk])}"' in page


def test_is_open_to_somebody_who_is_stopped(as_user, patient):
    page_of(as_user(patient), ScreeningFactory(patient=patient, stopped=True))


def test_does_not_exist_for_anyone_else(as_user, care, stranger, admin):
    screening = ScreeningFactory(patient=care.patient)
    for person in (stranger, care.therapist, admin):
        response = as_user(person).get(reverse("screening:past", args=[screening.pk]))
        assert response.status_code == 404


def test_takes_no_more_queries_with_more_clearances(as_user, patient, django_assert_num_queries):
    browser = as_user(patient)
    for count in (1, 4):
        stop = ScreeningFactory(patient=patient, stopped=True)
        for n in range(count):
            Clearance.objects.create(
                screening=stop,
                given_by=patient,
                kind="own-statement",
                clinician_name=f"Dr. Lee {n}",
                examined_on=stop.screened_on,
                reason="All well",
                given_at=stop.screened_at,
            )
        with django_assert_num_queries(5):
            assert page_of(browser, stop).content.decode().count("Dr. Lee") == count
