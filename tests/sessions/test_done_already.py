"""“I did it already”: a whole routine in two taps, a past day in three."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import (
    ExerciseSessionFactory,
    PlanFactory,
    PrescriptionFactory,
    RoutineFactory,
    ScreeningFactory,
)
from tests.screening.forms_of import read
from tests.sessions.conftest import WEDNESDAY
from tests.sessions.signs import EMERGENCY, STOPS, said
from tracker.models import ExerciseSession, PainScore
from tracker.plans.actions import publish, start_draft
from tracker.screening import questionnaire
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 4)


@pytest.fixture
def url(routine):
    return reverse("sessions:afterwards", args=[routine.pk])


def sent(**changed):
    """What one tap on a 3 sends."""
    answers = {"key": str(uuid.uuid4()), "version": str(questionnaire.current().version)}
    answers |= {"day": "2026-03-04", "new_symptoms": "none", "pain_after": "3"} | changed
    return {name: value for name, value in answers.items() if value is not None}


def tapped(page, pain):
    """What the page's own button for this pain sends."""
    form = next(form for form in read(page).forms if "version" in form.fields)
    return form.fields | next(one for one in form.buttons if one == {"pain_after": pain})


def test_from_today_it_takes_two_taps(visitor, patient, routine, url):
    today = visitor.get(reverse("sessions:today"))
    assert url in read(today).links  # the first tap

    page = visitor.post(url, tapped(visitor.get(url), "2"))  # the second

    session = patient.exercise_sessions.get()
    assert page.url == reverse("sessions:summary", args=[session.pk])
    assert (session.how, session.status, session.slot) == ("afterwards", "completed", 1)
    assert (session.done_on, session.finished_at) == (TODAY, WEDNESDAY)
    assert session.started_at < session.finished_at
    assert (session.received_at, session.quick_check) == (WEDNESDAY, None)
    assert (session.new_symptoms, session.is_after_stop) == ("none", False)
    score = session.pain_scores.get()
    assert (score.moment, score.value, score.recorded_on) == ("after", 2, TODAY)
    assert "Done" in visitor.get(reverse("sessions:today")).content.decode()


def test_all_of_it_counts_as_done_just_as_it_was_prescribed(visitor, patient, routine, url):
    walk = PrescriptionFactory(
        routine=routine, order=3, exercise__name="Walk", reps_min=None, hold_seconds_min=None,
        minutes_min=15,
    )  # fmt: skip
    visitor.post(url, sent())

    bridge, _bird_dog, last = patient.exercise_sessions.get().logs.all()
    assert (bridge.exercise_name, bridge.outcome, bridge.reason) == ("Bridge", "done", "")
    assert (bridge.reps_min, bridge.done_sets, bridge.done_reps) == (10, 1, 10)
    assert bridge.done_hold_seconds == 5
    assert (last.prescription, last.done_minutes, last.done_sets) == (walk, 15, None)


def test_a_past_day_takes_one_tap_more(visitor, patient, routine, url):
    links = read(visitor.get(url)).links
    assert "?day=2026-02-26" not in links, "seven days, with today"
    assert "?day=2026-03-03" in links

    page = visitor.get(url, {"day": "2026-03-03"})
    visitor.post(url, tapped(page, "4"))

    session = patient.exercise_sessions.get()
    assert (session.done_on, session.slot) == (date(2026, 3, 3), 1)
    assert session.finished_at == datetime(2026, 3, 3, 17, tzinfo=UTC), "noon in New York"
    assert session.received_at == WEDNESDAY
    assert session.pain_scores.get().recorded_on == date(2026, 3, 3)


def test_days_are_local(visitor, patient, routine, url, clock):
    clock.move_to(datetime(2026, 3, 5, 3, tzinfo=UTC))  # Wednesday, 10 in the evening
    visitor.post(url, sent())
    assert patient.exercise_sessions.get().done_on == TODAY
    assert visitor.post(url, sent(day="2026-03-05")).status_code == 422


def test_a_double_tap_is_one_session(visitor, patient, routine, url):
    answers = sent()
    first, second = visitor.post(url, answers), visitor.post(url, answers)

    assert first.url == second.url
    assert patient.exercise_sessions.count() == 1
    assert PainScore.objects.count() == 1
    page = visitor.post(url, answers | {"pain_after": "9"}, follow=True).content.decode()
    assert "This session was saved before. You can correct it here." in page
    assert patient.exercise_sessions.get().pain_scores.get().value == 3


def test_a_key_that_somebody_else_used_tells_nothing(visitor, patient, routine, url):
    other = ExerciseSessionFactory()
    visitor.post(url, sent(key=str(other.key)))
    assert patient.exercise_sessions.get().key == other.key
    assert ExerciseSession.objects.count() == 2


def test_a_day_that_was_saved_says_so_and_once_more_is_extra(visitor, patient, routine, url):
    visitor.post(url, sent())
    page = visitor.get(url).content.decode()
    assert "A session of that day is saved already." in page
    assert page.count("(saved before)") == 1

    visitor.post(url, sent())
    assert set(patient.exercise_sessions.values_list("slot", flat=True)) == {1, None}


def test_the_version_of_that_day_is_what_was_done(visitor, patient, routine, url, clock):
    draft = start_draft(patient=patient, by=patient, at=datetime.now(UTC))
    publish(plan=draft, by=patient, at=datetime.now(UTC))
    new = draft.routines.get()
    url = reverse("sessions:afterwards", args=[new.pk])

    visitor.post(url, sent(day="2026-03-03"))
    visitor.post(url, sent())

    yesterday, now = patient.exercise_sessions.order_by("done_on")
    assert (yesterday.routine, now.routine) == (routine, new)
    assert (yesterday.slot, now.slot) == (1, 1)


def test_only_days_on_which_it_was_in_the_plan_are_offered(visitor, routine, url):
    routine.plan.starts_on = date(2026, 3, 3)
    routine.plan.save()

    days = [link for link in read(visitor.get(url)).links if "day=" in link and "each" not in link]
    assert days == ["?day=2026-03-04", "?day=2026-03-03"]
    assert visitor.post(url, sent(day="2026-03-02")).status_code == 422


@pytest.mark.parametrize("answer", STOPS, ids=lambda answer: answer.value)
def test_a_warning_sign_is_heard_and_leads_to_help(visitor, patient, routine, url, answer):
    page = visitor.get(url, {"each": "1"}).content.decode()
    assert answer.label in page

    response = visitor.post(f"{url}?each=1", sent(new_symptoms=answer.value))

    assert response.url == reverse("screening:seek_care", args=[answer.tier.stored])
    assert standing_of(patient, datetime.now(UTC)).is_locked
    assert patient.exercise_sessions.get().new_symptoms == answer.value
    assert said().count() == 1


def test_every_sign_could_be_read_before_none_of_them_was_said(visitor, url):
    words = " ".join(visitor.get(url).content.decode().split())
    asked = questionnaire.current().log.question("log_new_symptoms")
    labels = [answer.label for answer in asked.answers]
    assert words.index("None of these") > max(words.index(one) for one in labels[1:])
    assert 'name="new_symptoms" value="none"' in words


def test_what_asks_for_care_is_answered_with_advice(visitor, patient, routine, url):
    page = visitor.post(f"{url}?each=1", sent(new_symptoms="spread"), follow=True)
    assert "Pain that moves down the leg" in page.content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"pain_after": None}, "Tap one number from 0 to 10.", id="no-pain"),
        pytest.param({"pain_after": "11"}, "Tap one number from 0 to 10.", id="pain"),
        pytest.param({"key": "x"}, "This page was not complete.", id="key"),
        pytest.param({"version": "1"}, "The questions have changed.", id="version"),
        pytest.param({"day": "2026-02-25"}, "Choose one of these days", id="long-ago"),
        pytest.param({"day": "2026-03-05"}, "Choose one of these days", id="tomorrow"),
        pytest.param({"day": "x"}, "This page was not complete.", id="day"),
    ],
)
def test_what_is_wrong_is_refused_and_said(visitor, routine, url, changed, words, caplog):
    answers = sent(**changed)
    with caplog.at_level("INFO", "backcare.sessions"):
        response = visitor.post(url, answers)
    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    assert "refused sessions:afterwards" in caplog.text
    if "key" not in changed:
        assert answers["key"] in html, "tapped again it is the same session"
    assert not ExerciseSession.objects.exists()


def test_an_answer_about_the_signs_is_needed(visitor, routine, url):
    response = visitor.post(f"{url}?each=1", sent(new_symptoms=None))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Choose one of these answers." in html
    assert re.search(r'name="pain_after" value="3"[^>]* checked', html)
    two = visitor.post(url, sent() | {"new_symptoms": ["none", "spread"]})
    assert two.status_code == 422, "of two answers neither is believed"


def test_a_sign_in_a_refused_form_is_heard(visitor, patient, routine, url):
    answers = sent(new_symptoms="bladder_saddle", pain_after=None)
    for _time in range(2):
        page = visitor.post(f"{url}?each=1", answers)
        assert page.status_code == 422
    assert EMERGENCY in page.content.decode()
    assert said().count() == 1
    visitor.post(f"{url}?each=1", answers | {"key": "x"})
    assert standing_of(patient, datetime.now(UTC)).is_locked


def test_behind_a_stop_it_is_kept_marked_and_guides_nobody(visitor, patient, routine, url):
    ScreeningFactory(patient=patient, stopped=True)
    page = visitor.get(url)
    assert "Your program is on hold" in page.content.decode()
    perform = reverse("sessions:perform", args=[routine.pk])
    assert perform not in page.content.decode()

    assert visitor.post(url, tapped(page, "3")).url == EMERGENCY
    assert patient.exercise_sessions.get().is_after_stop
    assert standing_of(patient, datetime.now(UTC)).is_locked


def test_a_gate_that_closed_by_itself_is_no_stop(visitor, patient, screening, routine, url):
    screening.screened_at -= timedelta(days=40)
    screening.save()
    assert not standing_of(patient, datetime.now(UTC)).is_open
    response = visitor.post(url, sent())
    session = patient.exercise_sessions.get()
    assert response.url == reverse("sessions:summary", args=[session.pk])
    assert not session.is_after_stop


def test_who_never_answered_a_safety_check_is_led_to_it(visitor, patient, url, screening):
    screening.delete()
    assert visitor.get(url).url == reverse("screening:start")
    assert visitor.post(url, sent()).url == reverse("screening:start")
    assert not ExerciseSession.objects.exists()


def test_a_routine_that_is_in_the_plan_no_more_leads_to_today(visitor, routine, url):
    routine.plan.end("completed", on=date(2026, 2, 25))
    assert visitor.get(url).url == reverse("sessions:today")
    assert visitor.post(url, sent()).url == reverse("sessions:today")
    assert not ExerciseSession.objects.exists()


def test_a_draft_does_not_exist(visitor, patient, screening):
    draft = RoutineFactory(plan=PlanFactory(patient=patient, draft=True))
    url = reverse("sessions:afterwards", args=[draft.pk])
    assert visitor.get(url).status_code == visitor.post(url, sent()).status_code == 404


def test_a_day_in_the_address_that_is_none_is_today(visitor, url):
    for day in ("x", "2020-01-01", ""):
        page = visitor.get(url, {"day": day})
        assert 'name="day" value="2026-03-04"' in page.content.decode()


def test_does_not_exist_for_a_stranger(as_user, stranger, url):
    browser = as_user(stranger)
    assert browser.get(url).status_code == browser.post(url, sent()).status_code == 404


def test_is_refused_to_the_therapist_who_may_only_read(as_user, care, url):
    browser = as_user(care.therapist)
    assert browser.get(url).status_code == browser.post(url, sent()).status_code == 403
    assert not ExerciseSession.objects.exists()


def test_other_methods_are_refused(visitor, url):
    assert visitor.delete(url).status_code == 405


def test_asks_the_database_no_more_often_with_more_exercises(
    visitor, routine, url, django_assert_max_num_queries
):
    for _n in range(6):
        PrescriptionFactory(routine=routine)
    with django_assert_max_num_queries(9):
        visitor.get(url)
