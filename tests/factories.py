"""The makers: the least that is valid, states as traits, sequences and no random data."""

import uuid
from datetime import UTC, date, datetime, timedelta

import factory

from exercises.models import Aim, Condition, EducationCard, Exercise, ExerciseStep
from tracker.models import (
    CareRelationship,
    ExerciseLog,
    ExerciseSession,
    Invitation,
    PainScore,
    Plan,
    Prescription,
    Routine,
    Screening,
    SetAside,
    User,
)
from tracker.screening import questionnaire
from tracker.screening.actions import clear_screening
from tracker.screening.rules import outcome_of

AIMS = {
    "relaxation": "Settle and relax",
    "flexion": "Bend and loosen",
    "core-stability": "Steady your middle",
    "hip-strength": "Strong hips and legs",
    "walking": "Walking",
}
MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class ConditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Condition

    key = factory.Sequence(lambda n: f"condition_{n}")
    name = factory.Sequence(lambda n: f"Condition {n}")


class AimFactory(factory.django.DjangoModelFactory):
    """Something to exercise for; the same key twice is the same aim."""

    class Meta:
        model = Aim
        django_get_or_create = ["key"]

    key = "flexion"
    name = factory.LazyAttribute(lambda aim: AIMS.get(aim.key, aim.key))
    order = factory.LazyAttribute(lambda aim: [*AIMS, aim.key].index(aim.key))


class ExerciseFactory(factory.django.DjangoModelFactory):
    """A published exercise with one step: 10 times, hold 5 seconds."""

    class Meta:
        model = Exercise
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"exercise-{n}")
    name = factory.Sequence(lambda n: f"Exercise {n}")
    status = Exercise.Status.PUBLISHED
    position = "supine"
    aim = factory.SubFactory(AimFactory)
    laterality = "bilateral"
    reps_min = 10
    hold_seconds_min = 5

    @factory.post_generation
    def steps(self, create, extracted, **kwargs):
        texts = ["Lie on your back."] if extracted is None else extracted
        for order, text in enumerate(texts if create else []):
            ExerciseStep.objects.create(exercise=self, order=order, text=text)


class EducationCardFactory(factory.django.DjangoModelFactory):
    """A published card that fits at any time."""

    class Meta:
        model = EducationCard

    key = factory.Sequence(lambda n: f"card-{n}")
    title = factory.Sequence(lambda n: f"Card {n}")
    summary = "Backs like to move."
    status = "published"
    topic = "understand"
    paragraphs = factory.LazyFunction(lambda: ["A back is made of many parts."])
    sources = factory.LazyFunction(lambda: ["A large trial (2024)"])
    fits = factory.LazyFunction(lambda: ["any"])
    order = factory.Sequence(lambda n: n)


class UserFactory(factory.django.DjangoModelFactory):
    """Someone in New York with the patient's pages."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    name = factory.Sequence(lambda n: f"Person {n}")
    time_zone = "America/New_York"
    country = "US"


class TherapistFactory(UserFactory):
    is_therapist = True


class CareRelationshipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CareRelationship

    patient = factory.SubFactory(UserFactory)
    therapist = factory.SubFactory(TherapistFactory)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    therapist = factory.SubFactory(TherapistFactory)
    name = "Maria"


class ScreeningFactory(factory.django.DjangoModelFactory):
    """A clear screening of today; ScreeningFactory(stopped=True) is an emergency."""

    class Meta:
        model = Screening

    class Params:
        stopped = factory.Trait(
            tier="emergency",
            answers={"bladder_bowel_control": "yes"},
            reasons=factory.LazyAttribute(lambda row: reasons_for(row.answers)),
        )
        caution = factory.Trait(tier="caution")

    patient = factory.SubFactory(UserFactory)
    version = factory.LazyFunction(lambda: questionnaire.current().version)
    sha256 = factory.LazyFunction(lambda: questionnaire.current().sha256)
    answers = factory.LazyFunction(lambda: answers_no())
    tier = "clear"
    reasons = factory.LazyFunction(list)
    screened_at = factory.LazyFunction(lambda: datetime.now(UTC))
    screened_on = factory.LazyAttribute(lambda row: row.patient.day_of(row.screened_at))


class QuickCheckFactory(ScreeningFactory):
    """A quick check of now, with none of the signs, that no session has used yet."""

    kind = "quick"
    answers = factory.LazyFunction(lambda: quick_answers())


def quick_answers(**changed):
    """None of the signs of the quick check, pain 3 of 10, with these answers changed."""
    keys = [question.key for question in questionnaire.current().quick.questions]
    return dict.fromkeys(keys, "no") | {"qc_pain_now": "3", "qc_settled": "yes"} | changed


def reasons_for(answers):
    """What the rules say of an unfinished set that is an emergency already."""
    current = questionnaire.current()
    outcome = outcome_of(current, answers, version=current.version, partial=True)
    return [reason.stored() for reason in outcome.reasons]


def clear(stop, by=None, at=None, **said):
    """Keep a clinician's word about this stop: as the person's own statement unless by another."""
    at = at or datetime.now(UTC)
    said = {
        "clinician_name": "Dr. Lee",
        "examined_on": at.date(),
        "reason": "Examined, no sign of nerve trouble.",
    } | said
    return clear_screening(screening=stop, by=by or stop.patient, at=at, **said)


def answers_no():
    """Every question of the current questionnaire with its least serious answer."""
    return {
        question.key: next((a.value for a in question.answers if a.tier is None), None)
        for question in questionnaire.current().questions
    }


class PlanFactory(factory.django.DjangoModelFactory):
    """An active plan of the patient's own from Monday on; PlanFactory(draft=True) is a draft."""

    class Meta:
        model = Plan

    class Params:
        draft = factory.Trait(status=Plan.Status.DRAFT, published_at=None)

    patient = factory.SubFactory(UserFactory)
    author = factory.SelfAttribute("patient")
    is_own = factory.LazyAttribute(lambda plan: plan.author == plan.patient)
    status = Plan.Status.ACTIVE
    starts_on = MONDAY
    created_at = NOON
    published_at = NOON


class RoutineFactory(factory.django.DjangoModelFactory):
    """A routine that is due every day at eight."""

    class Meta:
        model = Routine

    plan = factory.SubFactory(PlanFactory)
    name = "Morning routine"


class PrescriptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Prescription

    routine = factory.SubFactory(RoutineFactory)
    exercise = factory.SubFactory(ExerciseFactory)
    reps_min = 10
    hold_seconds_min = 5


class ExerciseSessionFactory(factory.django.DjangoModelFactory):
    """A session that was due and done; its patient is that of the routine's plan."""

    class Meta:
        model = ExerciseSession

    routine = factory.SubFactory(RoutineFactory)
    patient = factory.SelfAttribute("routine.plan.patient")
    screening = factory.SubFactory(ScreeningFactory, patient=factory.SelfAttribute("..patient"))
    key = factory.LazyFunction(uuid.uuid4)
    started_at = factory.LazyAttribute(lambda row: row.finished_at - timedelta(minutes=10))
    finished_at = NOON
    done_on = factory.LazyAttribute(lambda row: row.patient.day_of(row.finished_at))
    slot = 1


class SetAsideFactory(factory.django.DjangoModelFactory):
    """What a phone sent and could not be read."""

    class Meta:
        model = SetAside

    patient = factory.SubFactory(UserFactory)
    key = factory.LazyFunction(uuid.uuid4)
    digest = factory.Sequence("{:064d}".format)
    why = SetAside.Why.UNREADABLE
    content = factory.LazyFunction(lambda: {"logs": []})
    received_at = NOON


class ExerciseLogFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExerciseLog

    session = factory.SubFactory(ExerciseSessionFactory)
    prescription = factory.SubFactory(
        PrescriptionFactory, routine=factory.SelfAttribute("..session.routine")
    )
    exercise_name = factory.SelfAttribute("prescription.exercise.name")
    outcome = ExerciseLog.Outcome.DONE
    reps_min = 10
    hold_seconds_min = 5
    done_reps = 10


class PainScoreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PainScore

    patient = factory.SubFactory(UserFactory)
    value = 4
    recorded_at = NOON
    recorded_on = factory.LazyAttribute(lambda row: row.patient.day_of(row.recorded_at))
