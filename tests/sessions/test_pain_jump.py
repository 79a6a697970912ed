"""Pain told with a session, or corrected in it, can ask for a new safety check."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import PainScoreFactory, ScreeningFactory
from tests.sessions.conftest import WEDNESDAY, answers_for
from tracker.models import ExerciseSession, RescreenRequest

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def screening(patient):
    """A check ten days ago, then pain of 2, and of 6 for the last two days."""
    for days, value in ((9, 2), (8, 2), (7, 2), (2, 6)):
        PainScoreFactory(patient=patient, value=value, recorded_at=WEDNESDAY - days * DAY)
    return ScreeningFactory(patient=patient, screened_at=WEDNESDAY - 10 * DAY)


def test_a_session_with_the_same_strong_pain_asks(do, routine, clock):
    clock.shift(60)
    do(routine, pain_before="6", pain_after="6")

    assert ExerciseSession.objects.count() == 1, "the session itself is kept"
    assert RescreenRequest.objects.get().because == "pain_jump"


@pytest.mark.parametrize(("before", "after"), [("4", "6"), ("6", "4")])
def test_a_session_with_one_milder_score_does_not(do, routine, before, after):
    do(routine, pain_before=before, pain_after=after)
    assert not RescreenRequest.objects.exists()


@pytest.mark.parametrize(
    ("before", "after", "is_asked"),
    [
        pytest.param("6", "6", True, id="both-are-strong"),
        pytest.param("6", "4", False, id="only-both-together-count"),
    ],
)
def test_a_corrected_session_is_looked_at_as_a_whole(
    as_user, patient, do, routine, before, after, is_asked
):
    do(routine, pain_before="4", pain_after="6")
    session = ExerciseSession.objects.get()

    url = reverse("sessions:correct", args=[session.pk])
    said = answers_for(routine, pain_before=before, pain_after=after)
    response = as_user(patient).post(url, said)

    assert response.status_code == 302
    assert RescreenRequest.objects.exists() == is_asked
