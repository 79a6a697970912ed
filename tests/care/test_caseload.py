"""The caseload: every patient in one's care, those who need a look first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    CareRelationshipFactory,
    ExerciseSessionFactory,
    InvitationFactory,
    PainScoreFactory,
    PlanFactory,
    PrescriptionFactory,
    RoutineFactory,
    ScreeningFactory,
    UserFactory,
    clear,
)

pytestmark = pytest.mark.django_db
URL = reverse("care:caseload")


@pytest.fixture
def now():
    return timezone.now()


def in_care(therapist, name):
    return CareRelationshipFactory(therapist=therapist, patient__name=name).patient


def rows(client):
    return client.get(URL).context["rows"]


def history(patient, now, days=3):
    """A daily routine since ten days ago, done on the last so many days before today."""
    plan = PlanFactory(patient=patient, starts_on=patient.day_of(now) - timedelta(days=10))
    routine = PrescriptionFactory(routine=RoutineFactory(plan=plan)).routine
    for ago in range(1, days + 1):
        ExerciseSessionFactory(routine=routine, finished_at=now - timedelta(days=ago))
    return routine


def test_shows_name_last_session_adherence_and_last_pain(as_user, therapist, now):
    maria = in_care(therapist, "Maria Santos")
    history(maria, now)
    PainScoreFactory(patient=maria, value=5, recorded_at=now - timedelta(days=2))
    PainScoreFactory(patient=maria, value=3, recorded_at=now - timedelta(hours=1))

    (row,) = rows(as_user(therapist))

    assert row.patient == maria
    assert row.last_session_on == maria.day_of(now - timedelta(days=1))
    assert (row.adherence.done, row.adherence.due) == (3, 10)
    assert (row.last_pain, row.last_pain_on) == (3, maria.day_of(now - timedelta(hours=1)))
    assert not row.needs_you
    page = as_user(therapist).get(URL).content.decode()
    for words in ("Maria Santos", "3 of 10", "Nobody needs you right now"):
        assert words in page


def test_adherence_looks_back_14_days(as_user, therapist, now):
    maria = in_care(therapist, "Maria Santos")
    routine = history(maria, now, days=0)
    routine.plan.starts_on -= timedelta(days=80)
    routine.plan.save()
    for ago in (1, 13, 14, 20):
        ExerciseSessionFactory(routine=routine, finished_at=now - timedelta(days=ago))

    (row,) = rows(as_user(therapist))

    assert (row.adherence.done, row.adherence.due) == (2, 13)


def test_a_patient_without_any_history_has_dashes_and_no_percent(as_user, therapist):
    in_care(therapist, "Newcomer")

    (row,) = rows(as_user(therapist))

    assert (row.last_session_on, row.last_pain) == (None, None)
    assert (row.adherence.done, row.adherence.due, row.adherence.percent) == (0, 0, None)


def test_those_who_need_a_look_come_first_then_by_name(as_user, therapist, now):
    in_care(therapist, "anna")
    in_care(therapist, "Zoe")
    hurting = in_care(therapist, "Mia")
    PainScoreFactory(patient=hurting, value=7, recorded_at=now)
    stopped = in_care(therapist, "Paul")
    ScreeningFactory(patient=stopped, stopped=True)

    client = as_user(therapist)

    assert [row.patient.name for row in rows(client)] == ["Paul", "Mia", "anna", "Zoe"]
    page = client.get(URL).content.decode()
    for words in ("2 people need you", "Stopped by screening", "Pain 7 of 10"):
        assert words in page
    assert "4 people in your care" in page


def test_only_the_last_pain_counts(as_user, therapist, now):
    maria = in_care(therapist, "Maria Santos")
    PainScoreFactory(patient=maria, value=9, recorded_at=now - timedelta(days=1))
    PainScoreFactory(patient=maria, value=0, recorded_at=now)

    (row,) = rows(as_user(therapist))

    assert (row.last_pain, row.needs_you) == (0, False)


def test_a_stop_that_a_clinician_cleared_flags_nobody(as_user, therapist, now):
    maria = in_care(therapist, "Maria Santos")
    stop = ScreeningFactory(patient=maria, stopped=True)
    client = as_user(therapist)
    assert rows(client)[0].is_stopped

    clear(stop, therapist, now + timedelta(seconds=1))

    assert not rows(client)[0].needs_you


def test_a_later_passing_screening_does_not_take_the_flag_away(as_user, therapist):
    maria = in_care(therapist, "Maria Santos")
    ScreeningFactory(patient=maria, stopped=True)
    ScreeningFactory(patient=maria)

    assert rows(as_user(therapist))[0].is_stopped


def test_takes_the_same_queries_for_2_and_for_12_patients(as_user, therapist, now):
    def queries(client):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(URL)
        return len(captured)

    client = as_user(therapist)
    for n in range(2):
        history(in_care(therapist, f"Patient {n}"), now)
    few = queries(client)
    for n in range(2, 12):
        patient = in_care(therapist, f"Patient {n}")
        history(patient, now)
        PainScoreFactory(patient=patient, recorded_at=now)
        InvitationFactory(therapist=therapist)

    assert len(rows(client)) == 12
    assert queries(client) == few <= 8


def test_shows_only_ones_own_patients_of_now(as_user, therapist):
    in_care(therapist, "Maria Santos")
    former = CareRelationshipFactory(therapist=therapist, patient__name="Former Patient")
    former.end(by=therapist, at=timezone.now())
    CareRelationshipFactory(patient__name="Somebody Else's")

    page = as_user(therapist).get(URL).content.decode()

    assert "Maria Santos" in page
    assert "Former Patient" not in page
    assert "Somebody Else" not in page


def test_one_who_has_two_therapists_is_there_once(as_user, therapist):
    maria = in_care(therapist, "Maria Santos")
    CareRelationshipFactory(patient=maria)

    assert [row.patient for row in rows(as_user(therapist))] == [maria]


def test_shows_the_invitations_that_wait(as_user, therapist, now):
    InvitationFactory(therapist=therapist, name="Waiting")
    InvitationFactory(therapist=therapist, name="Expired", expires_at=now)
    InvitationFactory(therapist=therapist, name="Withdrawn", withdrawn_at=now)
    InvitationFactory(therapist=therapist, name="Accepted", accepted_at=now)
    InvitationFactory(name="Of Another")

    page = as_user(therapist).get(URL).content.decode()

    assert "Waiting" in page
    for name in ("Expired", "Withdrawn", "Accepted", "Of Another"):
        assert name not in page


def test_an_empty_one_says_what_to_do(as_user, therapist):
    page = as_user(therapist).get(URL).content.decode()

    assert "Nobody is in your care yet. Send a patient a link" in page
    assert reverse("care:invite") in page


def test_is_refused_to_patients(as_user, patient, admin):
    assert as_user(patient).get(URL).status_code == 403
    assert as_user(admin).get(URL).status_code == 403
    assert URL not in as_user(patient).get(reverse("people:profile")).content.decode()


def test_reading_changes_nothing(as_user, therapist):
    assert as_user(therapist).post(URL).status_code == 405


def test_asks_a_visitor_to_sign_in(client):
    assert client.get(URL)["Location"].startswith(reverse("account_login"))


def test_the_day_is_that_of_each_patient(as_user, therapist, now):
    """Somewhere on earth it is always another day."""
    places = ("Pacific/Kiritimati", "Pacific/Pago_Pago")
    for place in places:
        person = UserFactory(time_zone=place, name=place)
        CareRelationshipFactory(therapist=therapist, patient=person)
        plan = PlanFactory(patient=person, starts_on=person.day_of(now))
        session = ExerciseSessionFactory(
            routine=PrescriptionFactory(routine__plan=plan).routine, finished_at=now
        )
        assert session.done_on == person.day_of(now)

    found = rows(as_user(therapist))

    assert [(row.adherence.done, row.adherence.due) for row in found] == [(1, 1), (1, 1)]
    assert found[0].last_session_on != found[1].last_session_on
