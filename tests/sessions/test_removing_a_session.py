"""Removing a session, and taking that back: what counts, what is kept, and who may."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import CareRelationshipFactory
from tests.sessions.conftest import answers_for, ticket_for
from tests.sessions.sending import send, session_of
from tests.sessions.signs import EMERGENCY
from tracker.models import ExerciseSession, PainScore, SessionRemoval
from tracker.progress.queries import progress_of
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
TODAY = reverse("sessions:today")


@pytest.fixture
def session(patient, routine, do, clock):
    """Done an hour ago, pain 4 before and 2 after."""
    do(routine)
    clock.shift(timedelta(hours=1))
    return patient.exercise_sessions.get()


@pytest.fixture
def url(session):
    return reverse("sessions:remove", args=[session.pk])


@pytest.fixture
def undo_url(session):
    return reverse("sessions:put_back", args=[session.pk])


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def counted(patient):
    """What progress says: sessions done, and pain scores."""
    progress = progress_of(patient, "4w", patient.day_of(datetime.now(UTC)))
    return progress.adherence.done, progress.score_count


def test_it_counts_nowhere_and_nothing_is_lost(visitor, patient, session, url):
    assert counted(patient) == (1, 2)
    response = visitor.post(url, follow=True)

    assert response.redirect_chain == [(TODAY, 302)]
    assert "Removed: Morning routine of Wednesday, March 4." in words_of(response)
    assert "0 of 7 done this week." in words_of(response)
    assert counted(patient) == (0, 0)
    kept = ExerciseSession.with_removed.get()
    assert kept.removed_at == datetime.now(UTC)
    assert kept.logs.count() == 2
    assert set(kept.pain_scores.values_list("superseded_at", flat=True)) == {kept.removed_at}
    removal = SessionRemoval.objects.get()
    assert (removal.session, removal.by, removal.at) == (kept, patient, kept.removed_at)


def test_the_message_has_the_way_back(visitor, patient, session, url, undo_url, clock):
    page = visitor.post(url, follow=True).content.decode()
    assert f'action="{undo_url}"' in page
    clock.shift(timedelta(minutes=1))

    response = visitor.post(undo_url, follow=True)

    assert response.redirect_chain == [(reverse("sessions:summary", args=[session.pk]), 302)]
    assert "The session is back, and counts again." in words_of(response)
    session.refresh_from_db()
    assert (session.removed_at, session.slot) == (None, 1)
    assert session.pains() == {"before": 4, "after": 2}
    assert SessionRemoval.objects.get().undone_at == datetime.now(UTC)
    assert counted(patient) == (1, 2)


def test_its_page_says_so_and_has_the_way_back_too(visitor, session, url, undo_url):
    summary = reverse("sessions:summary", args=[session.pk])
    assert f'action="{url}"' in visitor.get(summary).content.decode()
    visitor.post(url)

    page = visitor.get(summary)
    assert "You removed this session on Wednesday, March 4. It counts nowhere." in words_of(page)
    assert "Pain before 4 of 10" in words_of(page), "what it said can still be read"
    assert f'action="{undo_url}"' in page.content.decode()
    assert f'action="{url}"' not in page.content.decode()
    assert "removed" in words_of(visitor.get(reverse("sessions:history")))


def test_twice_is_once_both_ways(visitor, session, url, undo_url):
    for _click in range(2):
        assert visitor.post(url).url == TODAY
    assert SessionRemoval.objects.count() == 1
    for _click in range(2):
        assert visitor.post(undo_url).status_code == 302
    assert session.pain_scores.standing().count() == 2
    visitor.post(url)
    assert SessionRemoval.objects.count() == 2


def test_a_score_that_was_corrected_before_stays_corrected(
    visitor, routine, session, url, undo_url, clock
):
    correct = reverse("sessions:correct", args=[session.pk])
    visitor.post(correct, answers_for(routine, pain_after="1"))
    clock.shift(timedelta(minutes=1))
    visitor.post(url)
    visitor.post(undo_url)
    assert session.pains() == {"before": 4, "after": 1}
    assert PainScore.objects.count() == 3


def test_the_therapist_sees_that_it_was_removed(as_user, care, visitor, session, url):
    visitor.post(url)
    browser = as_user(care.therapist)
    summary = reverse("sessions:summary", args=[session.pk])
    listed = words_of(browser.get(reverse("care:patient", args=[care.patient_id])))
    assert "Morning routine removed by the patient" in listed
    page = browser.get(summary)
    assert "Removed by the patient on Wednesday, March 4." in words_of(page)
    assert "put-back" not in page.content.decode()


def test_one_that_was_too_many_answers_the_due_time_in_its_place(
    visitor, patient, routine, do, session, url, undo_url
):
    do(routine)
    other = patient.exercise_sessions.get(slot=None)

    visitor.post(url)
    other.refresh_from_db()
    assert other.slot == 1

    visitor.post(undo_url)
    session.refresh_from_db()
    assert session.slot is None, "the due time is taken"
    assert counted(patient)[0] == 1


def test_its_key_stays_taken(visitor, patient, routine):
    content = session_of(routine)
    first = send(visitor, content)
    session = patient.exercise_sessions.get()
    visitor.post(reverse("sessions:remove", args=[session.pk]))

    again = send(visitor, content)

    assert (again.status_code, again.json()) == (200, first.json())
    assert ExerciseSession.with_removed.count() == 1
    assert not ExerciseSession.objects.exists()


def test_the_page_sent_again_does_not_bring_it_back(visitor, routine, url, quick_check):
    perform = reverse("sessions:perform", args=[routine.pk])
    answers = answers_for(routine, ticket_for(routine))
    visitor.post(perform, answers)
    latest = ExerciseSession.objects.latest("pk")
    visitor.post(reverse("sessions:remove", args=[latest.pk]))

    response = visitor.post(perform, answers)

    assert response.url == reverse("sessions:summary", args=[latest.pk])
    assert not ExerciseSession.objects.filter(pk=latest.pk).exists()


def test_a_stop_that_it_brought_stays(visitor, patient, routine, do):
    assert do(routine, new_symptoms="bladder_saddle").url == EMERGENCY
    session = patient.exercise_sessions.get()
    visitor.post(reverse("sessions:remove", args=[session.pk]))
    assert standing_of(patient, datetime.now(UTC)).is_locked


def test_a_removed_one_is_not_corrected(visitor, routine, session, url):
    visitor.post(url)
    correct = reverse("sessions:correct", args=[session.pk])
    assert visitor.get(correct).url == reverse("sessions:summary", args=[session.pk])
    assert visitor.post(correct, answers_for(routine, note="New")).status_code == 403
    assert ExerciseSession.with_removed.get().note == ""


def test_after_seven_days_it_stays(visitor, session, url, clock):
    clock.shift(timedelta(days=7))
    page = visitor.post(url)
    assert page.status_code == 403
    assert "can be changed for 7 days after it was saved" in words_of(page)
    assert ExerciseSession.objects.exists()
    summary = visitor.get(reverse("sessions:summary", args=[session.pk]))
    assert url not in summary.content.decode()


def test_the_way_back_is_open_for_seven_days(visitor, session, url, undo_url, clock):
    clock.shift(timedelta(days=6))
    visitor.post(url)
    clock.shift(timedelta(days=6))
    assert "removed" in words_of(visitor.get(reverse("sessions:history")))
    clock.shift(timedelta(days=2))

    page = visitor.post(undo_url)

    assert page.status_code == 403
    assert "A removal can be undone for 7 days." in words_of(page)
    assert not ExerciseSession.objects.exists()
    assert "removed" not in words_of(visitor.get(reverse("sessions:history")))


def test_one_that_arrived_late_counts_from_its_arrival(visitor, patient, routine):
    long_ago = datetime.now(UTC) - timedelta(days=20)
    times = {"started_at": long_ago.isoformat(), "finished_at": long_ago.isoformat()}
    send(visitor, session_of(routine, quick_check=None, **times))
    session = patient.exercise_sessions.get()
    assert visitor.post(reverse("sessions:remove", args=[session.pk])).url == TODAY
    assert not ExerciseSession.objects.exists()


def test_does_not_exist_for_a_stranger(as_user, stranger, url, undo_url):
    browser = as_user(stranger)
    assert browser.post(url).status_code == browser.post(undo_url).status_code == 404
    assert ExerciseSession.objects.exists()


def test_is_refused_to_the_therapist_who_may_only_read(as_user, patient, url, undo_url):
    browser = as_user(CareRelationshipFactory(patient=patient).therapist)
    assert browser.post(url).status_code == browser.post(undo_url).status_code == 403
    assert ExerciseSession.objects.exists()


def test_reading_an_address_changes_nothing(visitor, url, undo_url):
    assert visitor.get(url).status_code == visitor.get(undo_url).status_code == 405
    assert ExerciseSession.objects.exists()


def test_one_with_nothing_done_counts_as_little_when_it_is_back(visitor, patient, routine, do):
    nothing = {"done": None, "reason": "no-time"}
    do(routine, first=nothing, second=nothing)
    session = patient.exercise_sessions.get()
    visitor.post(reverse("sessions:remove", args=[session.pk]))
    visitor.post(reverse("sessions:put_back", args=[session.pk]))
    session.refresh_from_db()
    assert (session.removed_at, session.slot) == (None, None)
