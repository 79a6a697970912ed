"""Reading a session: what was done, and a trail when somebody else reads it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import CareRelationshipFactory
from tracker.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary(patient, routine, do):
    """A session with an exercise done a little less, and one left out."""
    do(
        routine,
        first={"done_sets": "2", "done_reps": "8", "done_hold_seconds": "3"},
        second={"done": None, "reason": "no-time"},
        note="Warm <script>alert(1)</script>\nand loose.",
    )
    return reverse("sessions:summary", args=[patient.exercise_sessions.get().pk])


def test_shows_what_was_done_and_how_it_felt(as_user, patient, summary):
    html = " ".join(as_user(patient).get(summary).content.decode().split())

    assert "Wednesday, March 4, 2026" in html
    assert "<dt>Pain before</dt><dd>4 of 10</dd>" in html
    assert "<dt>Pain after</dt><dd>2 of 10</dd>" in html
    assert "<dt>Effort</dt><dd>3 of 10</dd>" in html
    assert "Asked for: 10 times, hold 5 seconds<" in html
    assert "Done: 2 sets, 8 times, held 3 seconds" in html
    assert "Skipped: No time" in html
    assert reverse("sessions:correct", args=[patient.exercise_sessions.get().pk]) in html
    assert not AuditEvent.objects.filter(action="read a session").exists(), "one's own"


def test_a_note_is_text(as_user, patient, summary):
    html = as_user(patient).get(summary).content.decode()
    assert "<script>alert(1)" not in html
    assert "Warm &lt;script&gt;alert(1)&lt;/script&gt;<br>and loose." in html


def test_names_are_text(as_user, patient, care, routine, summary):
    evil = "<script>alert(2)</script>"
    patient.name = routine.name = evil
    patient.save()
    routine.save()
    log = patient.exercise_sessions.get().logs.first()
    log.exercise_name = evil
    log.save()

    html = as_user(care.therapist).get(summary).content.decode()

    assert evil not in html
    assert html.count("&lt;script&gt;alert(2)") >= 3


def test_the_exercise_keeps_the_name_of_that_day(as_user, patient, routine, summary):
    exercise = routine.prescriptions.first().exercise
    exercise.name = "Hip lift"
    exercise.save()
    assert "Bridge" in as_user(patient).get(summary).content.decode()


def test_what_is_not_known_is_not_made_up(as_user, patient, routine, do):
    do(routine, first={"done_sets": "", "done_reps": "", "done_hold_seconds": ""})
    session = patient.exercise_sessions.get()
    url = reverse("sessions:summary", args=[session.pk])
    html = " ".join(as_user(patient).get(url).content.decode().split())
    assert html.count("Done: 1 set") + html.count("Done: 10 times") == 1, "the second alone"


def test_the_therapist_reads_it_and_leaves_a_trail(as_user, care, patient, summary):
    page = as_user(care.therapist).get(summary)

    assert page.status_code == 200
    assert "Maria Santos" in page.content.decode()
    assert "Correct this session" not in page.content.decode()
    trail = AuditEvent.objects.get(action="read a session")
    assert (trail.actor, trail.patient, trail.at) == (care.therapist, patient, timezone.now())


def test_does_not_exist_for_a_stranger(as_user, stranger, summary):
    assert as_user(stranger).get(summary).status_code == 404


def test_does_not_exist_for_another_patients_therapist(as_user, summary):
    assert as_user(CareRelationshipFactory().therapist).get(summary).status_code == 404


def test_does_not_exist_for_a_therapist_whose_care_has_ended(as_user, care, patient, summary):
    care.end(by=patient, at=timezone.now())
    assert as_user(care.therapist).get(summary).status_code == 404


def test_does_not_exist_for_an_admin(as_user, admin, summary):
    assert as_user(admin).get(summary).status_code == 404


def test_other_methods_are_refused(as_user, patient, summary):
    assert as_user(patient).post(summary).status_code == 405
