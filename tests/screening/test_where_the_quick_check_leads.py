"""Where the quick check leads: to a session and nowhere else, and never past a closed gate."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clock import clock_at
from tests.factories import QuickCheckFactory, ScreeningFactory
from tests.screening.quick import (
    ADVICE,
    DETAIL,
    NOW,
    QUICK,
    SESSION,
    START,
    TODAY,
    each,
    kept,
    sent,
)
from tracker.models import Screening

pytestmark = pytest.mark.django_db
clock = clock_at(NOW)


class TestWhereItLeads:
    @pytest.mark.parametrize(
        "asked",
        [
            "", "https://evil.example/sessions/routines/7/", "//evil.example/sessions/routines/7/",
            "/account/", "/sessions/routines/", "/sessions/routines/../../account/",
            "/sessions/routines/7/?next=//evil.example", "javascript:alert(1)", "\\\\evil.example",
        ],
    )  # fmt: skip
    def test_only_to_a_session_or_else_to_today(self, visitor, asked):
        assert visitor.post(QUICK, sent(next=asked)).url == TODAY
        page = visitor.get(QUICK, {"next": asked}).content.decode()
        assert f'name="next" value="{TODAY}"' in page
        visitor.post(DETAIL, each(qc_legs="one_mild"))
        page = visitor.get(reverse("screening:quick_advice"), {"next": asked}).content.decode()
        assert f'class="btn btn-primary" href="{TODAY}"' in page

    def test_the_advice_is_only_for_who_has_just_answered(self, visitor, patient):
        again = reverse("screening:quick_check", query={"next": SESSION})
        assert visitor.get(ADVICE).url == again
        QuickCheckFactory(patient=patient, screened_at=NOW - timedelta(hours=4))
        assert visitor.get(ADVICE).url == again


class TestBehindAClosedGate:
    @pytest.mark.parametrize("url", [QUICK, DETAIL, ADVICE])
    def test_leads_to_what_opens_it(self, as_user, patient, url):
        visitor = as_user(patient)
        assert visitor.get(url).url == START
        ScreeningFactory(patient=patient, stopped=True)
        assert visitor.get(url).url == reverse("screening:seek_care", args=["emergency"])

    def test_a_check_that_passes_is_not_kept(self, as_user, patient):
        ScreeningFactory(patient=patient, screened_at=NOW - timedelta(days=28))
        visitor = as_user(patient)
        for url, answers in (
            (QUICK, sent()),
            (DETAIL, each()),
            (DETAIL, each(qc_legs="one_mild")),
            (DETAIL, each(qc_legs=None, qc_unwell="mild_cold")),
        ):
            assert visitor.post(url, answers).url == START
        assert not kept().exists()

    @pytest.mark.parametrize("days", [1, 28])
    def test_a_warning_sign_is_kept_all_the_same(self, as_user, patient, days):
        """The page was open while the safety check ran out, or while another stop came."""
        stopped = {"stopped": True} if days == 1 else {}
        ScreeningFactory(patient=patient, screened_at=NOW - timedelta(days=days), **stopped)

        response = as_user(patient).post(DETAIL, each(qc_unwell="severe"))

        assert response.url == reverse("screening:seek_care", args=["emergency"])
        assert kept().get().tier == "emergency"

    def test_an_emergency_that_was_tapped_but_not_confirmed_comes_first(self, visitor):
        question = reverse("screening:question", args=["bladder_bowel_control"])
        visitor.post(question, {"answer": "yes"})
        assert visitor.get(QUICK).url == reverse("screening:stop")
        assert visitor.post(QUICK, sent()).url == reverse("screening:stop")
        assert not kept().exists()


@pytest.mark.parametrize("url", [QUICK, DETAIL, ADVICE])
def test_a_visitor_is_asked_to_sign_in(client, url):
    assert client.get(url).url.startswith(reverse("account_login"))
    assert client.post(url, each(qc_legs="both_or_severe")).status_code in {302, 405}
    assert not Screening.objects.exists()


def test_other_methods_are_refused(visitor):
    assert visitor.put(QUICK).status_code == visitor.delete(DETAIL).status_code == 405
    assert visitor.post(ADVICE).status_code == 405
