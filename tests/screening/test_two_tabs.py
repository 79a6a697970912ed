"""Two tabs of one browser share a cookie, and each may overwrite what the other has put there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ScreeningFactory
from tests.screening import sets
from tests.screening.answering import confirm_in
from tests.screening.at_once import STOP, is_locked
from tracker.models import Screening
from tracker.screening.gate import standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def test_an_emergency_that_is_confirmed_is_heard_whatever_the_other_tab_answered(as_user, patient):
    tabs = as_user(patient)
    first = reverse("screening:question", args=["bladder_bowel_control"])
    tabs.post(first, {"answer": "yes"})
    asked = tabs.get(reverse("screening:stop"))
    _action, confirm = confirm_in(asked)
    for key, value in sets.answers().items():
        tabs.post(reverse("screening:question", args=[key]), {"answer": value})
    tabs.post(reverse("screening:review"))
    assert standing_of(patient, timezone.now()).is_open, "the other tab is done"

    response = tabs.post(reverse("screening:stop"), confirm)

    assert response.url == STOP
    assert is_locked(patient)
    assert set(Screening.objects.values_list("tier", flat=True)) == {"clear", "emergency"}


def test_the_same_before_signing_in(as_user, patient, client):
    client.post(reverse("screening:question", args=["bladder_bowel_control"]), {"answer": "yes"})
    asked = client.get(reverse("screening:stop"))
    _action, confirm = confirm_in(asked)
    client.post(reverse("screening:question", args=["bladder_bowel_control"]), {"answer": "no"})
    client.post(reverse("screening:stop"), confirm)

    ScreeningFactory(patient=patient)
    client.force_login(patient)
    assert client.get(reverse("sessions:today")).url == reverse("screening:stop")


def test_the_page_of_another_person_confirms_nothing_for_this_one(as_user, patient, stranger):
    tab = as_user(stranger)
    first = reverse("screening:question", args=["bladder_bowel_control"])
    tab.post(first, {"answer": "yes"})
    _action, fields = confirm_in(tab.get(reverse("screening:stop")))

    as_user(patient).post(reverse("screening:stop"), fields)
    assert not Screening.objects.exists()
