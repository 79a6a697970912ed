"""What must never be otherwise, of the things that are done and felt (docs/rooms.md)."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from tests.factories import ExerciseSessionFactory, PainScoreFactory
from tests.sessions.conftest import answers_for, ticket_in
from tracker.models import ExerciseLog, ExerciseSession, PainScore, SessionCorrection
from tracker.sessions import actions

pytestmark = pytest.mark.django_db


def everything_said(patient):
    """Every number and word that was acknowledged to the patient, from the rows themselves."""
    logs = ExerciseLog.objects.filter(session__patient=patient)
    return {
        "notes": set(patient.exercise_sessions.values_list("note", flat=True)),
        "pains": sorted(patient.pain_scores.values_list("moment", "value")),
        "logs": sorted(logs.values_list("exercise_name", "outcome", "done_reps")),
    }


def test_2_an_acknowledged_log_is_never_lost(as_user, patient, routine, url):
    """What the page said is saved is in the database, whatever is sent afterwards."""
    browser = as_user(patient)
    answers = answers_for(routine, ticket_in(browser.get(url)), note="Kept.")
    assert browser.post(url, answers).status_code == 302
    said = everything_said(patient)

    later = [
        answers | {"note": "Another.", "pain_after": "9"},
        answers | {"pain_after": ""},
        answers | {"ticket": "forged"},
    ]
    for again in later:
        browser.post(url, again)

    assert everything_said(patient) == said
    assert said["notes"] == {"Kept."}


def test_2_an_acknowledged_log_is_never_doubled(as_user, patient, routine, url):
    browser = as_user(patient)
    answers = answers_for(routine, ticket_in(browser.get(url)))
    for _time in range(5):
        assert browser.post(url, answers).status_code == 302

    counts = [m.objects.count() for m in (ExerciseSession, ExerciseLog, PainScore)]
    assert counts == [1, 2, 2]


def test_2_the_database_keeps_one_session_and_one_score_for_a_key(patient, routine):
    session = ExerciseSessionFactory(routine=routine)
    score = PainScoreFactory(patient=patient)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExerciseSessionFactory(routine=routine, key=session.key)
    with pytest.raises(IntegrityError), transaction.atomic():
        PainScoreFactory(patient=patient, key=score.key)


def test_2_a_session_is_kept_whole_or_not_at_all(as_user, patient, routine, url, monkeypatch):
    """A failure half-way is not acknowledged and leaves nothing; the same page then works."""
    browser = as_user(patient)
    answers = answers_for(routine, ticket_in(browser.get(url)))
    with monkeypatch.context() as broken:
        broken.setattr(actions.PainScore.objects, "bulk_create", fail)
        with pytest.raises(OSError, match="disk"):
            browser.post(url, answers)
    assert not ExerciseSession.objects.exists()
    assert not ExerciseLog.objects.exists()

    assert browser.post(url, answers).status_code == 302
    assert ExerciseSession.objects.count() == 1


def fail(*args, **kwargs):
    raise OSError("the disk is full")


def test_2_a_session_done_before_a_stop_arrived_is_kept_and_marked(
    as_user, patient, routine, url, screening
):
    browser = as_user(patient)
    answers = answers_for(routine, ticket_in(browser.get(url)))
    screening.tier = "urgent"
    screening.save()
    browser.post(url, answers)
    assert patient.exercise_sessions.get().is_after_stop


def test_4_nothing_clinical_is_overwritten(as_user, patient, routine, do):
    """After any correction every number and word that was ever said can still be read."""
    do(routine, note="First.", first={"done_reps": "8"})
    session = patient.exercise_sessions.get()
    correct = reverse("sessions:correct", args=[session.pk])
    browser = as_user(patient)
    browser.post(
        correct,
        answers_for(routine, pain_before="9", note="Second.", first={"done_reps": "6"}),
    )
    browser.post(
        correct,
        answers_for(
            routine, pain_before="1", note="Third.", first={"done": None, "reason": "pain"}
        ),
    )

    said = [correction.before for correction in session.corrections.all()]
    assert [before["note"] for before in said] == ["First.", "Second."]
    assert [before["logs"][0]["done_reps"] for before in said] == [8, 6]
    assert [before["pain"]["before"] for before in said] == [4, 9]
    values = session.pain_scores.filter(moment="before").order_by("pk").values_list("value")
    assert [value for (value,) in values] == [4, 9, 1]
    assert session.pain_scores.standing().get(moment="before").value == 1


def test_4_what_was_prescribed_that_day_stands_beside_what_was_done(patient, routine, do):
    do(routine)
    prescription = routine.prescriptions.first()
    prescription.exercise.reps_min = 99
    prescription.exercise.save()
    log = ExerciseLog.objects.get(prescription=prescription)
    assert log.dose == "10 times, hold 5 seconds"


@pytest.mark.parametrize("model", [ExerciseSession, PainScore, SessionCorrection])
def test_4_no_history_goes_with_the_deletion_of_a_person_or_a_plan(model):
    """A foreign key of the history either protects what it names, or is part of its own row."""
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.on_delete is models.PROTECT, field


def test_4_an_exercise_in_a_log_cannot_be_deleted(patient, routine, do):
    do(routine)
    prescription = routine.prescriptions.first()
    for row in (prescription.exercise, prescription, routine, routine.plan, patient):
        with pytest.raises(ProtectedError):
            row.delete()


def test_4_no_admin_page_edits_what_was_done_or_felt():
    from django.contrib import admin

    for name in ("PainScore", "ExerciseSession", "ExerciseLog", "SessionCorrection"):
        assert not admin.site.is_registered(apps.get_model("tracker", name))
