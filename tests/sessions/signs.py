"""The question about what was new while exercising, and what was kept of its answers."""

import pytest
from django.urls import reverse

from tracker.models import Screening
from tracker.screening import questionnaire
from tracker.screening.rules import LOCKING

ASKED = questionnaire.current().log.question("log_new_symptoms")
NEW = [answer for answer in ASKED.answers if answer.tier]
STOPS = [answer for answer in NEW if answer.tier.stored in LOCKING]
CAUTIONS = [answer for answer in NEW if answer not in STOPS]
EMERGENCY = reverse("screening:seek_care", args=["emergency"])
by_value = pytest.mark.parametrize("answer", NEW, ids=lambda answer: answer.value)


def said():
    return Screening.objects.filter(kind="session-log")


def seek_care(answer):
    return reverse("screening:seek_care", args=[answer.tier.stored])
