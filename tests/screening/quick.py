"""The quick check, answered in one tap or question by question."""

import uuid
from datetime import UTC, datetime, timedelta

from django.urls import reverse

from tests.factories import QuickCheckFactory, quick_answers
from tracker.models import Screening
from tracker.screening import questionnaire
from tracker.screening.rules import LOCKING

NOW = datetime(2026, 3, 4, 14, tzinfo=UTC)
QUICK, DETAIL = reverse("screening:quick_check"), reverse("screening:quick_detail")
TODAY, START = reverse("sessions:today"), reverse("screening:start")
SESSION = reverse("sessions:perform", args=[7])
ADVICE = reverse("screening:quick_advice", query={"next": SESSION})
ASKED = questionnaire.current().quick
SIGNS = [question for question in ASKED.questions if question.is_about_safety]
GRADED = [(q.key, a.value, a.tier) for q in SIGNS for a in q.answers if a.tier]
STOPS = [one for one in GRADED if one[2].stored in LOCKING]


def sent(**changed):
    """What the one tap sends; what is None is not sent."""
    tapped = {"check": str(uuid.uuid4()), "version": ASKED.version, "next": SESSION}
    tapped |= {"qc_pain_now": "3"} | changed
    return {name: value for name, value in tapped.items() if value is not None}


def each(**changed):
    """Each question answered, none of the signs there."""
    return sent(**quick_answers(**changed))


def kept():
    return Screening.objects.filter(kind="quick")


def a_session_before(patient, *pains, days_ago=1):
    """Sessions were done, each after a quick check with this pain."""
    for n, pain in enumerate(pains):
        at = NOW - timedelta(days=days_ago + n)
        answers = quick_answers(qc_pain_now=pain)
        QuickCheckFactory(patient=patient, screened_at=at, used_at=at, answers=answers)
