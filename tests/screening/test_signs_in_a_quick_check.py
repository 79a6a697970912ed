"""A warning sign in a quick check is heard, whatever else is wrong with it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clock import clock_at
from tests.factories import ScreeningFactory, quick_answers
from tests.screening.quick import ASKED, DETAIL, NOW, STOPS, each, kept
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
clock = clock_at(NOW)


WRONG = {
    "no-pain": {"qc_pain_now": None},
    "unknown-pain": {"qc_pain_now": "11"},
    "other-questions": {"version": ASKED.version - 1},
    "no-version": {"version": None},
    "a-bad-id": {"check": "7"},
    "no-id": {"check": None},
}


def each_stop_with_each_fault():
    """Yield all pairs; of every save only those in which each stop and each fault comes once."""
    for n, stop in enumerate(STOPS):
        for m, (name, wrong) in enumerate(WRONG.items()):
            marks = [] if n % len(WRONG) == m else [pytest.mark.thorough]
            yield pytest.param(*stop, wrong, id=f"{stop[0]}-{stop[1]}-{name}", marks=marks)


@pytest.mark.parametrize(("key", "value", "tier", "wrong"), list(each_stop_with_each_fault()))
def test_each_stop_is_kept_and_leads_to_the_help_it_needs(
    visitor, patient, caplog, key, value, tier, wrong
):
    caplog.set_level("INFO")
    response = visitor.post(DETAIL, each(**{key: value} | wrong))

    check = kept().get()
    assert (check.patient, check.tier, check.answers) == (patient, tier.stored, {key: value})
    assert response.url == reverse("screening:seek_care", args=[tier.stored])
    assert standing_of(patient, NOW).reason == "stopped"
    assert ASKED.question(key).answer(value).say in visitor.get(response.url).content.decode()
    assert "refused screening:quick_detail fields=" in caplog.text


@pytest.mark.parametrize("two", [["no", "yes"], ["yes", "no"], ["yes", "yes"]])
def test_among_two_answers(visitor, patient, two):
    response = visitor.post(DETAIL, each(qc_bladder_saddle=two))

    assert response.url == reverse("screening:seek_care", args=["emergency"])
    assert kept().get().answers == {"qc_bladder_saddle": "yes"}


def test_of_several_to_one_question_the_most_serious_counts(visitor):
    visitor.post(DETAIL, each(qc_unwell=["fever", "severe", "no"], qc_injury=None))
    assert kept().get().answers == {"qc_unwell": "severe"}


def test_all_of_them_are_kept_together(visitor):
    visitor.post(DETAIL, each(qc_bladder_saddle="yes", qc_unwell="fever", qc_pain_now=None))
    assert kept().get().answers == {"qc_bladder_saddle": "yes", "qc_unwell": "fever"}


def test_sent_twice_it_is_one(visitor):
    once = each(qc_unwell="fever", qc_pain_now=None)
    assert len({visitor.post(DETAIL, once).url for _click in range(2)}) == 1
    assert kept().count() == 1


def test_behind_a_closed_gate_too(as_user, patient):
    ScreeningFactory(patient=patient, screened_at=NOW - timedelta(days=28))

    response = as_user(patient).post(DETAIL, each(qc_legs=None, qc_unwell="severe"))

    assert response.url == reverse("screening:seek_care", args=["emergency"])
    assert kept().get().tier == "emergency"


def test_a_whole_form_is_kept_whole(visitor):
    visitor.post(DETAIL, each(qc_unwell="fever"))
    answers = quick_answers(qc_unwell="fever", qc_settled="first_session")
    assert kept().get().answers == answers
