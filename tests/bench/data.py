"""A database of its own: a short history, a long one, and a full caseload."""

import uuid
from datetime import datetime, time, timedelta

from django.core.management import call_command
from django.utils import timezone

from exercises.models import Exercise
from tests.factories import (
    CareRelationshipFactory,
    PlanFactory,
    RoutineFactory,
    ScreeningFactory,
    TherapistFactory,
    UserFactory,
)
from tracker.models import ExerciseLog, ExerciseSession, PainScore, Plan, Prescription, Screening

ROUTINE = ("pelvic-tilt", "cat-camel", "bridge", "bird-dog", "knee-to-chest")
DAYS_OF_A_VERSION = 90
DAYS_OF_A_SCREENING = 28


def make_database():
    """Return the people: one with 30 days, one with 3650, one who logs, and a therapist of 50."""
    call_command("migrate", verbosity=0)
    call_command("load_exercises", verbosity=0)
    therapist = TherapistFactory()
    people = {
        "short": make_patient(therapist, days=30),
        "long": make_patient(therapist, days=3650),
        "logging": make_patient(therapist, days=30),
        "therapist": therapist,
    }
    for _n in range(47):
        make_patient(therapist, days=30)
    return people


def make_patient(therapist, days):
    """Someone in care who did the routine every day until yesterday."""
    patient = UserFactory(time_zone="America/New_York")
    CareRelationshipFactory(patient=patient, therapist=therapist)
    today = patient.day_of(timezone.now())
    first = today - timedelta(days=days)
    screen(patient, first, today)
    routines = prescribe(patient, therapist, first, today)
    keep_history(patient, routines, first, today)
    return patient


def at(patient, day, hour):
    return datetime.combine(day, time(hour), patient.zone)


def screen(patient, first, today):
    moments = [
        at(patient, today - timedelta(days=ago), 6)
        for ago in range(1, (today - first).days + 1, DAYS_OF_A_SCREENING)
    ]
    Screening.objects.bulk_create(
        ScreeningFactory.build(patient=patient, screened_at=moment) for moment in moments
    )


def prescribe(patient, therapist, first, today):
    """Publish a version every three months; return the routine of each, oldest first."""
    exercises = Exercise.objects.in_bulk(field_name="slug")
    routines, plan, version = [], None, 0
    while first <= today:
        version += 1
        following = first + timedelta(days=DAYS_OF_A_VERSION)
        is_last = following > today
        plan = PlanFactory(
            patient=patient,
            author=therapist,
            version=version,
            replaces=plan,
            starts_on=first,
            status=Plan.Status.ACTIVE if is_last else Plan.Status.REVOKED,
            ended_on=None if is_last else following,
            created_at=at(patient, first, 6),
            published_at=at(patient, first, 6),
        )
        lineage = routines[-1].lineage if routines else uuid.uuid4()
        routines.append(RoutineFactory(plan=plan, lineage=lineage))
        Prescription.objects.bulk_create(
            Prescription(
                routine=routines[-1],
                exercise=exercises[slug],
                order=order,
                **exercises[slug].dose_values(),
            )
            for order, slug in enumerate(ROUTINE)
        )
        first = following
    return routines


def keep_history(patient, routines, first, today):
    """One session a day with its logs, pain before and after, and a score by itself."""
    screening = Screening.objects.filter(patient=patient).first()
    prescriptions = {r.pk: list(r.prescriptions.select_related("exercise")) for r in routines}
    sessions, logs, scores = [], [], []
    for n in range((today - first).days):
        day = first + timedelta(days=n)
        routine = routines[n // DAYS_OF_A_VERSION]
        session = ExerciseSession(
            patient=patient,
            routine=routine,
            screening=screening,
            key=uuid.uuid4(),
            started_at=at(patient, day, 8),
            finished_at=at(patient, day, 9),
            done_on=day,
            slot=1,
            exertion=3,
        )
        sessions.append(session)
        logs += [
            ExerciseLog(
                session=session,
                prescription=prescription,
                exercise_name=prescription.exercise.name,
                outcome=ExerciseLog.Outcome.DONE,
                **prescription.dose_values(),
            )
            for prescription in prescriptions[routine.pk]
        ]
        scores += [
            PainScore(
                patient=patient,
                session=session if moment != "now" else None,
                moment=moment,
                value=(n * 7 + hour) % 11,
                recorded_at=at(patient, day, hour),
                recorded_on=day,
            )
            for moment, hour in (("before", 8), ("after", 9), ("now", 20))
        ]
    ExerciseSession.objects.bulk_create(sessions)
    ExerciseLog.objects.bulk_create(logs)
    PainScore.objects.bulk_create(scores)
