"""Correcting a session: it says the new, and keeps what was said before."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import ScreeningFactory
from tests.sessions.conftest import answers_for
from tests.sessions.signs import EMERGENCY, said
from tracker.models import SessionCorrection

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(patient, routine, do, clock):
    """Done an hour ago: the first exercise as asked, the second left out."""
    do(routine, second={"done": None, "reason": "no-time"}, note="First words.")
    clock.shift(timedelta(hours=1))
    return patient.exercise_sessions.get()


@pytest.fixture
def correction_url(session):
    return reverse("sessions:correct", args=[session.pk])


NEW = {
    "first": {"done": None, "reason": "pain"},
    "second": {"done_reps": "6"},
    "pain_before": "5",
    "pain_after": "3",
    "exertion": "8",
    "note": "Second words.",
}


def test_changes_what_it_says_and_keeps_what_it_said(
    as_user, patient, session, routine, correction_url, clock
):
    response = as_user(patient).post(correction_url, answers_for(routine, **NEW))

    assert response.url == reverse("sessions:summary", args=[session.pk])
    kept = (session.finished_at, session.done_on, session.slot, session.key)
    session.refresh_from_db()
    assert (session.exertion, session.note) == (8, "Second words.")
    assert (session.finished_at, session.done_on, session.slot, session.key) == kept
    bridge, bird_dog = session.logs.all()
    assert (bridge.outcome, bridge.reason, bridge.done_reps) == ("skipped", "pain", None)
    assert (bird_dog.outcome, bird_dog.reason, bird_dog.done_reps) == ("done", "", 6)
    correction = session.corrections.get()
    assert correction.by == patient
    assert correction.before == {
        "exertion": 3,
        "note": "First words.",
        "new_symptoms": "none",
        "pain": {"before": 4, "after": 2},
        "logs": [
            {
                "exercise_name": "Bridge", "outcome": "done", "reason": "",
                "done_sets": 1, "done_reps": 10, "done_hold_seconds": 5, "done_minutes": None,
            },
            {
                "exercise_name": "Bird-dog", "outcome": "skipped", "reason": "no-time",
                "done_sets": None, "done_reps": None, "done_hold_seconds": None,
                "done_minutes": None,
            },
        ],
    }  # fmt: skip


def test_pain_scores_are_superseded_and_not_overwritten(
    as_user, patient, session, routine, correction_url
):
    as_user(patient).post(correction_url, answers_for(routine, **NEW | {"pain_after": "2"}))

    scores = session.pain_scores
    assert set(scores.standing().values_list("moment", "value")) == {("before", 5), ("after", 2)}
    old = scores.get(superseded_at__isnull=False)
    assert (old.moment, old.value) == ("before", 4)
    new = scores.standing().get(moment="before")
    assert (new.recorded_at, new.recorded_on) == (old.recorded_at, old.recorded_on)


def test_the_summary_shows_what_it_said_before(as_user, patient, session, routine, correction_url):
    browser = as_user(patient)
    page = browser.post(correction_url, answers_for(routine, **NEW), follow=True)

    html = " ".join(page.content.decode().split())
    assert "Corrected. What it said before is kept in the history." in html
    assert "before that it said: Pain before 4 of 10. Pain after 2 of 10." in html
    assert "Effort 3 of 10." in html
    assert "Bridge. Done: 10 times, held 5 seconds" in html
    assert "Bird-dog. Skipped: No time" in html
    assert "Note: First words." in html
    assert "<dt>Pain before</dt><dd>5 of 10</dd>" in html


def test_the_page_is_filled_with_what_it_says_now(as_user, patient, routine, correction_url):
    html = as_user(patient).get(correction_url).content.decode()

    bridge, bird_dog = routine.prescriptions.all()
    assert re.search(r'name="pain_before" value="4"[^>]* checked', html)
    assert re.search(r'name="pain_after" value="2"[^>]* checked', html)
    assert re.search(r'name="exertion" value="3"[^>]* checked', html)
    assert re.search(rf'name="exercise-{bridge.pk}-done"[^>]* checked', html)
    assert not re.search(rf'name="exercise-{bird_dog.pk}-done"[^>]* checked', html)
    assert re.search(r'<option value="no-time" selected', html)
    assert "First words." in html
    filled = re.search(rf'name="exercise-{bird_dog.pk}-done_reps" value="(\d+)"', html)
    assert filled[1] == "10", "what was asked for, should the tick have been forgotten"


def test_works_behind_a_closed_gate_and_after_the_plan_has_ended(
    as_user, patient, session, routine, correction_url, clock
):
    clock.shift(timedelta(days=6))
    routine.plan.end("completed", on=session.done_on)
    ScreeningFactory(patient=patient, stopped=True)
    page = as_user(patient).post(correction_url, answers_for(routine, **NEW))
    assert page.url == reverse("sessions:summary", args=[session.pk])


def test_after_seven_days_it_stays_as_it_is(
    as_user, patient, session, routine, correction_url, clock
):
    clock.shift(timedelta(days=7))
    browser, summary = as_user(patient), reverse("sessions:summary", args=[session.pk])

    page = browser.get(summary).content.decode()
    assert "can be changed for 7 days" in page
    assert correction_url not in page
    assert browser.get(correction_url).url == summary
    refused = browser.post(correction_url, answers_for(routine, **NEW))
    assert refused.status_code == 403
    assert "Nothing was changed." in refused.content.decode()
    session.refresh_from_db()
    assert session.note == "First words."
    assert not SessionCorrection.objects.exists()


def test_a_warning_sign_is_heard_even_then(
    as_user, patient, session, routine, correction_url, clock
):
    clock.shift(timedelta(days=8))
    answers = answers_for(routine, new_symptoms="bladder_saddle")
    for _time in range(2):
        page = as_user(patient).post(correction_url, answers)
        assert page.status_code == 403
    assert EMERGENCY in page.content.decode()
    assert said().count() == 1


def test_a_pain_that_was_never_told_may_stay_untold(
    as_user, patient, session, routine, correction_url
):
    session.pain_scores.filter(moment="before").delete()
    answers = answers_for(routine, **NEW | {"pain_before": None})
    assert as_user(patient).post(correction_url, answers).status_code == 302
    assert session.pains() == {"after": 3}
    assert (
        "Pain before"
        not in as_user(patient).get(reverse("sessions:summary", args=[session.pk])).content.decode()
    )


def test_a_pain_that_was_told_is_not_taken_back(as_user, patient, routine, correction_url):
    answers = answers_for(routine, **NEW | {"pain_before": None})
    assert as_user(patient).post(correction_url, answers).status_code == 422


def test_the_therapist_sees_that_it_was_edited(as_user, care, session, routine, correction_url):
    pages = [
        reverse("sessions:summary", args=[session.pk]),
        reverse("care:patient", args=[care.patient_id]),
    ]
    browser = as_user(care.therapist)
    assert not any("edited" in browser.get(page).content.decode() for page in pages)
    as_user(care.patient).post(correction_url, answers_for(routine, **NEW))
    assert all("edited" in browser.get(page).content.decode() for page in pages)


def test_sent_twice_it_is_one_correction(as_user, patient, session, routine, correction_url):
    browser = as_user(patient)
    for _click in range(2):
        response = browser.post(correction_url, answers_for(routine, **NEW))
        assert response.status_code == 302

    assert session.corrections.count() == 1
    assert session.pain_scores.count() == 4


def test_saving_it_as_it_was_leaves_no_trace(as_user, patient, session, routine, correction_url):
    same = {"second": {"done": None, "reason": "no-time"}, "note": "First words."}
    as_user(patient).post(correction_url, answers_for(routine, **same))

    assert not SessionCorrection.objects.exists()
    assert session.pain_scores.count() == 2


def test_corrected_twice_it_keeps_both(as_user, patient, session, routine, correction_url):
    browser = as_user(patient)
    for effort in ("5", "6"):
        browser.post(correction_url, answers_for(routine, exertion=effort))
    said = [correction.before["exertion"] for correction in session.corrections.all()]
    assert said == [3, 5]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"pain_after": "11"}, "Choose a number from 0 to 10.", id="pain"),
        pytest.param({"exertion": "x"}, "Choose a number from 0 to 10.", id="effort"),
        pytest.param({"first": {"done": None}}, "choose why not.", id="reason"),
        pytest.param({"first": {"done_reps": "101"}}, "from 1 to 100.", id="dose"),
        pytest.param({"note": "a" * 1001}, "keep the note to 1000 letters.", id="note"),
    ],
)
def test_wrong_answers_are_refused_and_nothing_changes(
    as_user, patient, session, routine, correction_url, changed, words
):
    answers = answers_for(routine, **{"note": "Typed words."} | changed)
    for _time in range(2):
        response = as_user(patient).post(correction_url, answers)
        html = response.content.decode()
        assert response.status_code == 422
        assert words in html
        assert "note" in changed or "Typed words." in html

    session.refresh_from_db()
    assert session.note == "First words."
    assert session.logs.get(exercise_name="Bridge").done_reps == 10
    assert not SessionCorrection.objects.exists()


def test_an_empty_form_is_refused(as_user, patient, correction_url):
    assert as_user(patient).post(correction_url).status_code == 422


def test_does_not_exist_for_a_stranger(as_user, stranger, routine, correction_url):
    browser = as_user(stranger)
    assert browser.get(correction_url).status_code == 404
    assert browser.post(correction_url, answers_for(routine, **NEW)).status_code == 404


def test_is_refused_to_the_therapist_who_may_only_read(
    as_user, care, session, routine, correction_url
):
    browser = as_user(care.therapist)
    assert browser.get(correction_url).status_code == 403
    assert browser.post(correction_url, answers_for(routine, **NEW)).status_code == 403
    session.refresh_from_db()
    assert session.note == "First words."


def test_other_methods_are_refused(as_user, patient, correction_url):
    assert as_user(patient).delete(correction_url).status_code == 405


NOTHING = {"done": None, "reason": "no-time"}


def test_corrected_to_nothing_done_it_hands_its_due_time_to_one_beside_it(
    as_user, patient, session, routine, correction_url, do
):
    do(routine, first=NOTHING, second=NOTHING)
    do(routine)
    none_done, beside = patient.exercise_sessions.exclude(pk=session.pk).order_by("pk")

    as_user(patient).post(correction_url, answers_for(routine, first=NOTHING, second=NOTHING))

    for one in (session, none_done, beside):
        one.refresh_from_db()
    assert (session.slot, none_done.slot, beside.slot) == (None, None, 1)


def test_corrected_to_something_done_it_counts(as_user, patient, routine, do):
    do(routine, first=NOTHING, second=NOTHING)
    session = patient.exercise_sessions.get()
    as_user(patient).post(
        reverse("sessions:correct", args=[session.pk]), answers_for(routine, second=NOTHING)
    )
    session.refresh_from_db()
    assert session.slot == 1
