"""The six signs that the program's source names: each locks by itself, with no other sign there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import QuickCheckFactory, RoutineFactory, ScreeningFactory
from tests.screening.sets import answers
from tracker.models import ExerciseSession, Plan, Screening
from tracker.screening.actions import record
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def routine(patient):
    """The program of a patient who could have started a session a moment ago."""
    ScreeningFactory(patient=patient)
    QuickCheckFactory(patient=patient)
    return RoutineFactory(plan__patient=patient)


@pytest.fixture
def locks(as_user, patient, routine):
    """Say no to everything but this, through the pages; every way to exercise is then shut."""

    def check(*, tier, because, **sign):
        visitor, help_page = as_user(patient), f"/seek-care/{tier}/"
        onward = hand_in(visitor, sign)
        assert onward == help_page

        kept = Screening.objects.latest("screened_at")
        assert (kept.patient, kept.kind, kept.tier) == (patient, "full", tier)
        assert kept.answers == answers(**sign)
        assert [reason["key"] for reason in kept.reasons] == list(sign)
        assert because in visitor.get(help_page).content.decode()
        assert_shut(visitor, routine, help_page)

        say_no_to_everything(visitor)
        assert_shut(visitor, routine, help_page)

    return check


def hand_in(visitor, sign):
    """Answer every question, the sign last; return where the result leads."""
    last = give(visitor, answers(**sign), *sign)
    assert last in ("/screening/stop/", "/screening/review/")
    return visitor.post(last).url


def say_no_to_everything(visitor):
    give(visitor, answers(), "first_episode")
    visitor.post("/screening/review/")


def give(visitor, given, last):
    for key in [*(key for key in given if key != last), last]:
        url = reverse("screening:question", args=[key])
        response = visitor.post(url, {"answer": given[key]})
        onward = getattr(response, "url", "/screening/stop/")  # an emergency is shown at once
    return onward


def assert_shut(visitor, routine, help_page):
    perform = reverse("sessions:perform", args=[routine.pk])
    plans = Plan.objects.count()

    assert visitor.get(perform).url == help_page
    visitor.post(perform, {"pain_before": "2", "pain_after": "2"})
    assert not ExerciseSession.objects.exists()
    for name in ("plans:starter", "plans:new"):
        assert visitor.post(reverse(name)).url == help_page
    assert visitor.post(reverse("plans:resume", args=[routine.plan_id])).url == help_page
    assert Plan.objects.count() == plans
    assert perform not in visitor.get(reverse("sessions:today"), follow=True).content.decode()


def test_loss_of_bladder_or_bowel_control_locks_by_itself(locks):
    locks(
        bladder_bowel_control="yes",
        tier="emergency",
        because="I have lost control of my bladder or bowels",
    )


def test_severe_abdominal_pain_locks_by_itself(locks):
    locks(severe_abdominal_pain="yes", tier="emergency", because="I have severe tummy pain")


def test_fever_with_back_pain_locks_by_itself(locks):
    locks(fever="yes", tier="urgent", because="I have a fever, chills or shivering")


def test_significant_leg_weakness_locks_by_itself(locks):
    locks(leg_weakness="severe", tier="emergency", because="fast-growing weakness in a leg")


def test_sudden_severe_pain_without_cause_locks_by_itself(locks):
    locks(sudden_severe_pain="yes", tier="emergency", because="pain started suddenly")


def test_unexplained_weight_loss_locks_by_itself(locks):
    locks(weight_loss="yes", tier="urgent", because="I have lost weight without trying")


TIERS = {
    "bladder_bowel_control": {"yes": "emergency", "not_sure": "emergency"},
    "severe_abdominal_pain": {"yes": "emergency", "not_sure": "emergency"},
    "fever": {"yes": "urgent", "not_sure": "urgent"},
    "leg_weakness": {"severe": "emergency", "new_one_leg": "urgent", "not_sure": "urgent"},
    "sudden_severe_pain": {"yes": "emergency", "not_sure": "urgent"},
    "weight_loss": {"yes": "urgent", "not_sure": "clinician-first"},
}


@pytest.mark.parametrize(
    ("key", "value", "tier"),
    [(key, value, tier) for key, tiers in TIERS.items() for value, tier in tiers.items()],
)
def test_each_sign_locks_by_itself_wherever_the_answers_come_from(patient, key, value, tier):
    now = timezone.now()
    ScreeningFactory(patient=patient, screened_at=now)
    kept = record(patient=patient, answers=answers(**{key: value}), at=now)

    assert (kept.tier, [reason["key"] for reason in kept.reasons]) == (tier, [key])
    found = standing_of(patient, now)
    assert (found.is_open, found.reason, found.screening) == (False, "stopped", kept)
    assert found.url == f"/seek-care/{tier}/"
