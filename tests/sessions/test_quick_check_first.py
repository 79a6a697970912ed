"""Before each session the quick check: nobody is guided without it, and nothing is lost for it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import QuickCheckFactory, quick_answers
from tests.sessions.conftest import answers_for, ticket_in
from tracker.models import ExerciseSession
from tracker.screening import questionnaire
from tracker.screening.gate import standing_of
from tracker.sessions import actions

pytestmark = pytest.mark.django_db

QUICK = reverse("screening:quick_check")
HOURS = questionnaire.current().limits.quick_validity


@pytest.fixture
def session_url(routine):
    """Where the routine is done; the quick check was not answered yet."""
    return reverse("sessions:perform", args=[routine.pk])


def led_to_the_quick_check(response, session_url):
    return response.url == reverse("screening:quick_check", query={"next": session_url})


def test_one_tap_from_today_one_in_the_quick_check_and_the_first_exercise_is_there(
    visitor, routine, session_url
):
    assert f'href="{session_url}"' in visitor.get(reverse("sessions:today")).content.decode()

    asked = visitor.get(session_url, follow=True)
    assert len(asked.redirect_chain) == 1
    html = asked.content.decode()
    assert "Bridge" not in html
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', html))
    page = visitor.post(QUICK, hidden | {"qc_pain_now": "4"}, follow=True)

    assert page.redirect_chain == [(session_url, 302)]
    html = page.content.decode()
    assert "Lie on your back." in html
    assert re.search(r'name="pain_before" value="4"[^>]* checked', html), "said a moment ago"


@pytest.mark.parametrize(
    "earlier",
    [
        pytest.param({}, id="none"),
        pytest.param({"used_at": True}, id="one-that-let-in-a-session"),
        pytest.param({"screened_at": HOURS}, id="one-of-hours-ago"),
        pytest.param({"sha256": "0" * 64}, id="one-of-other-questions"),
    ],
)
def test_without_one_for_this_session_nobody_is_guided(
    visitor, patient, routine, session_url, earlier
):
    now = timezone.now()
    if "used_at" in earlier:
        earlier = {"used_at": now}
    if "screened_at" in earlier:
        earlier = {"screened_at": now - HOURS}
    if earlier:
        QuickCheckFactory(patient=patient, **earlier)

    assert led_to_the_quick_check(visitor.get(session_url), session_url)


def test_the_page_may_be_opened_again_until_the_session_is_saved(
    visitor, patient, routine, session_url
):
    check = QuickCheckFactory(patient=patient)
    pages = [visitor.get(session_url) for _time in range(2)]
    assert [page.status_code for page in pages] == [200, 200]

    visitor.post(session_url, answers_for(routine, ticket_in(pages[1])))

    session = patient.exercise_sessions.get()
    assert session.quick_check == check
    check.refresh_from_db()
    assert check.used_at == session.finished_at
    assert led_to_the_quick_check(visitor.get(session_url), session_url)


def test_of_two_pages_of_one_check_both_are_kept_and_only_the_first_was_let_in_by_it(
    visitor, patient, routine, session_url, clock
):
    check = QuickCheckFactory(patient=patient)
    tickets = [ticket_in(visitor.get(session_url)) for _tab in range(2)]
    first_at = timezone.now()
    for ticket in tickets:
        assert visitor.post(session_url, answers_for(routine, ticket)).status_code == 302
        clock.shift(timedelta(minutes=5))

    sessions = ExerciseSession.objects.order_by("finished_at")
    assert [session.quick_check for session in sessions] == [check, None]
    check.refresh_from_db()
    assert check.used_at == first_at


def test_a_session_that_fails_to_be_kept_does_not_use_up_the_check(
    visitor, patient, routine, session_url, monkeypatch
):
    check = QuickCheckFactory(patient=patient)
    answers = answers_for(routine, ticket_in(visitor.get(session_url)))

    def fail(*args):
        raise OSError("the disk is full")

    monkeypatch.setattr(actions.PainScore.objects, "bulk_create", fail)
    with pytest.raises(OSError, match="disk"):
        visitor.post(session_url, answers)

    check.refresh_from_db()
    assert check.used_at is None


def test_a_check_that_ran_out_during_the_session_loses_nothing(
    visitor, patient, routine, session_url, clock
):
    QuickCheckFactory(patient=patient)
    ticket = ticket_in(visitor.get(session_url))
    clock.shift(HOURS)

    response = visitor.post(session_url, answers_for(routine, ticket))

    session = patient.exercise_sessions.get()
    assert response.url == reverse("sessions:summary", args=[session.pk])
    assert not session.is_after_stop


class TestARefusedFormGuidesOnlyWhoIsStillLetIn:
    @pytest.fixture
    def check(self, patient):
        return QuickCheckFactory(patient=patient)

    @pytest.fixture
    def ticket(self, visitor, session_url, check):
        return ticket_in(visitor.get(session_url))

    @pytest.fixture
    def refused(self, visitor, routine, session_url):
        def post(ticket):
            answers = answers_for(routine, ticket, pain_after=None, note="It went well.")
            page = visitor.post(session_url, answers)
            assert page.status_code == 422
            assert "It went well." in page.content.decode()
            assert "on hold" not in page.content.decode()
            return page

        return post

    @pytest.fixture
    def assert_guides_nobody(self, session_url):
        def check(page):
            html = page.content.decode()
            assert "Please do not go on yet." in html
            assert f'href="{reverse("screening:quick_check", query={"next": session_url})}"' in html
            assert "Lie on your back." not in html, "no steps"
            assert "figure--large" not in html

        return check

    def test_with_the_quick_check_of_this_page(self, refused, ticket):
        html = refused(ticket).content.decode()
        assert "Lie on your back." in html
        assert "Please do not go on yet." not in html

    def test_not_when_it_ran_out(self, refused, ticket, clock, assert_guides_nobody):
        clock.shift(HOURS)
        assert_guides_nobody(refused(ticket))

    def test_not_when_a_session_was_kept_with_it(
        self, refused, ticket, visitor, routine, session_url, assert_guides_nobody
    ):
        other_tab = ticket_in(visitor.get(session_url))
        visitor.post(session_url, answers_for(routine, other_tab))
        assert_guides_nobody(refused(ticket))

    def test_not_when_the_page_is_of_another_check(
        self, refused, ticket, patient, clock, assert_guides_nobody
    ):
        clock.shift(timedelta(minutes=5))
        QuickCheckFactory(patient=patient)
        assert_guides_nobody(refused(ticket))

    def test_not_when_the_page_led_nobody(self, refused, assert_guides_nobody):
        page = refused("forged")
        assert_guides_nobody(page)
        assert_guides_nobody(refused(ticket_in(page)))

    def test_not_when_the_routine_left_the_plan(
        self, refused, ticket, routine, assert_guides_nobody
    ):
        routine.plan.end("completed", on=timezone.localdate())
        assert_guides_nobody(refused(ticket))

    def test_what_was_done_can_still_be_saved(
        self, refused, ticket, visitor, routine, session_url, clock
    ):
        clock.shift(HOURS)
        ticket = ticket_in(refused(ticket))
        assert visitor.post(session_url, answers_for(routine, ticket)).status_code == 302
        assert ExerciseSession.objects.count() == 1


def test_the_gap_is_counted_from_the_last_session(as_user, patient, routine, do, clock):
    clock.shift(timedelta(days=13))
    do(routine)
    clock.shift(timedelta(days=13))
    assert standing_of(patient, timezone.now()).is_open
    clock.shift(timedelta(days=1))
    assert standing_of(patient, timezone.now()).reason == "gap"
    page = as_user(patient).get(reverse("sessions:today")).content.decode()
    assert "It is 14 days or more since your last session." in page


@pytest.mark.parametrize("ticket", ["", "forged", "old"])
def test_what_was_typed_on_a_page_without_a_good_ticket_comes_back_and_guides_nobody(
    visitor, patient, routine, session_url, clock, ticket
):
    if ticket == "old":
        QuickCheckFactory(patient=patient)
        ticket = ticket_in(visitor.get(session_url))
        clock.shift(timedelta(days=1, seconds=1))

    page = visitor.post(session_url, answers_for(routine, ticket, note="My back felt warm."))

    html = page.content.decode()
    assert page.status_code == 422
    assert "My back felt warm." in html
    assert "Please do not go on yet." in html
    assert f'href="{reverse("screening:quick_check", query={"next": session_url})}"' in html
    assert "on hold" not in html
    assert "Lie on your back." not in html, "no steps"
    assert "figure--large" not in html
    assert visitor.post(session_url, answers_for(routine, ticket_in(page))).status_code == 302
    session = patient.exercise_sessions.get()
    assert session.quick_check is None
    assert not session.is_after_stop
    assert led_to_the_quick_check(visitor.get(session_url), session_url)


def test_a_routine_that_is_not_to_do_asks_nothing(visitor, routine, session_url):
    routine.plan.end("completed", on=timezone.localdate())
    assert visitor.get(session_url).url == reverse("sessions:today")


def test_a_stop_comes_before_the_quick_check(visitor, patient, session_url):
    QuickCheckFactory(
        patient=patient, tier="urgent", answers=quick_answers(qc_unwell="fever"), reasons=[]
    )
    stop = reverse("screening:seek_care", args=["urgent"])
    assert visitor.get(session_url).url == stop
