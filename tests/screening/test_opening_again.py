"""Opening again after a stop: a clinician's word, and then a new check that finds nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import CareRelationshipFactory, clear, quick_answers
from tests.screening import sets
from tests.screening.test_locked_everywhere import STOPS
from tracker.models import Clearance, Screening
from tracker.screening import actions, questionnaire
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def check(patient, at, answers=None):
    return actions.record(patient=patient, answers=answers or sets.answers(), at=at)


def stop_of(patient):
    return Screening.objects.filter(patient=patient).locking().get()


@pytest.mark.parametrize("hours", [0.01, 1, 23, 24, 25, 24 * 7, 24 * 100])
def test_an_emergency_is_not_opened_by_a_new_check_within_24_hours_nor_later(patient, hours):
    """Without a clearance it does not matter how much time has passed."""
    check(patient, NOW, sets.EMERGENCY)
    later = NOW + hours * HOUR
    check(patient, later)

    found = standing_of(patient, later + HOUR)
    assert (found.is_open, found.reason, found.tier) == (False, "uncleared", "emergency")


def test_an_emergency_is_opened_within_24_hours_by_a_clearance_and_a_new_check(patient):
    check(patient, NOW, sets.EMERGENCY)
    clear(stop_of(patient), patient, NOW + HOUR)
    assert standing_of(patient, NOW + 2 * HOUR).reason == "check-again"

    check(patient, NOW + 2 * HOUR)
    assert standing_of(patient, NOW + 2 * HOUR).is_open


def test_another_word_about_an_earlier_stop_closes_nothing_again(patient):
    first = check(patient, NOW, sets.URGENT)
    clear(check(patient, NOW + HOUR, sets.EMERGENCY), patient, NOW + 2 * HOUR)
    check(patient, NOW + 3 * HOUR)
    clear(first, patient, NOW + 4 * HOUR)
    assert standing_of(patient, NOW + 5 * HOUR).is_open


@pytest.mark.parametrize("is_own", [True, False], ids=["own-statement", "their-therapist"])
@pytest.mark.parametrize(("tier", "stop"), STOPS)
class TestEachStop:
    def test_opens_with_a_clearance_and_then_a_new_full_check(self, patient, tier, stop, is_own):
        by = patient if is_own else CareRelationshipFactory(patient=patient).therapist
        check(patient, NOW - DAY)
        stop(patient, NOW)
        clear(stop_of(patient), by, NOW + HOUR)
        assert standing_of(patient, NOW + HOUR).reason == "check-again"
        check(patient, NOW + 2 * HOUR)
        assert standing_of(patient, NOW + 2 * HOUR).is_open

        given = Clearance.objects.get()
        assert given.kind == ("own-statement" if is_own else "therapist")
        assert (given.given_by, given.clinician_name) == (by, "Dr. Lee")
        assert given.examined_on == (NOW + HOUR).date()
        assert given.reason == "Examined, no sign of nerve trouble."

    def test_does_not_open_with_the_check_before_the_clearance(self, patient, tier, stop, is_own):
        by = patient if is_own else CareRelationshipFactory(patient=patient).therapist
        stop(patient, NOW)
        check(patient, NOW + HOUR)
        assert standing_of(patient, NOW + HOUR).tier == tier
        clear(stop_of(patient), by, NOW + 2 * HOUR)
        assert standing_of(patient, NOW + 3 * HOUR).reason == "check-again"


@pytest.mark.parametrize(("tier", "stop"), STOPS)
def test_a_quick_check_never_opens_what_a_stop_closed(patient, tier, stop):
    check(patient, NOW - DAY)
    stop(patient, NOW)
    for hours in (1, 30):
        at = NOW + hours * HOUR
        actions.record_quick_check(patient=patient, answers=quick_answers(), at=at)
        assert standing_of(patient, at).tier == tier
    clear(stop_of(patient), patient, NOW + 31 * HOUR)
    actions.record_quick_check(patient=patient, answers=quick_answers(), at=NOW + 32 * HOUR)
    assert standing_of(patient, NOW + 32 * HOUR).reason == "check-again"


@pytest.mark.parametrize("left_out", ["clinician_name", "examined_on", "reason"])
def test_the_statement_needs_a_name_a_date_and_a_reason(as_user, patient, left_out):
    check(patient, timezone.now(), sets.URGENT)
    visitor, url = as_user(patient), reverse("screening:clear")
    said = {
        "clinician_name": "Dr. Lee",
        "examined_on": patient.day_of(timezone.now()).isoformat(),
        "reason": "Examined, no sign of nerve trouble.",
        "screening": stop_of(patient).pk,
    }
    refused = visitor.post(url, {name: value for name, value in said.items() if name != left_out})
    assert refused.status_code == 422
    assert not Clearance.objects.exists()

    assert visitor.post(url, said).status_code == 302
    assert Clearance.objects.get().kind == "own-statement"
    assert not standing_of(patient, timezone.now()).is_open, "the new check comes next"


def say(patient, **words):
    """Send a person's own statement with these words; return the response."""
    said = {
        "clinician_name": "Dr. Lee",
        "examined_on": patient.day_of(timezone.now()).isoformat(),
        "reason": "Examined, all well.",
        "screening": stop_of(patient).pk,
    }
    client = Client()
    client.force_login(patient)
    return client.post(reverse("screening:clear"), said | words)


BLANK = ["\u2800", "\u3164", "\u115f", "\u1160", "\uffa0", "\u034f", "\ufe0f", "\u17b4",
         "\u200b", "\x01", ".", "-", "7"]  # fmt: skip


@pytest.mark.parametrize("blank", BLANK, ids=ascii)
def test_words_that_nobody_can_read_clear_nothing(patient, blank):
    check(patient, timezone.now(), sets.URGENT)

    for words in (blank, blank * 5, f"a{blank}"):
        refused = say(patient, clinician_name=words, reason=words)
        assert refused.status_code == 422
        for message in ("Write who did the examination", "Write what the clinician said"):
            assert message in refused.content.decode()
    assert not Clearance.objects.exists()


@pytest.mark.parametrize(
    "name", ["Dr. Lee", "李医生", "Ö. Çelik", "O\u0308. C\u0327elik", "이수진"]
)
def test_names_in_any_script_are_fine(patient, name):
    check(patient, timezone.now(), sets.URGENT)

    assert say(patient, clinician_name=name, reason=name).status_code == 302
    assert Clearance.objects.get().clinician_name == name


class TestTheGateFailsClosed:
    """No session without a current, passing screening: each way in which it may be neither."""

    def test_no_screening_at_all(self, patient):
        assert standing_of(patient, NOW).reason == "first-use"

    def test_a_missing_answer(self, patient):
        said = sets.answers()
        said.pop("fever")
        with pytest.raises(ValueError, match="fever"):
            check(patient, NOW, said)
        assert standing_of(patient, NOW).reason == "first-use"

    def test_an_unknown_answer(self, patient):
        with pytest.raises(ValueError, match="no such answer"):
            check(patient, NOW, sets.answers(fever="perhaps"))
        assert standing_of(patient, NOW).reason == "first-use"

    def test_an_old_version(self, patient):
        check(patient, NOW)
        Screening.objects.update(version=questionnaire.current().version - 1)
        assert standing_of(patient, NOW).reason == "old-version"

    def test_an_expired_screening(self, patient):
        check(patient, NOW)
        actions.record_quick_check(
            patient=patient, answers=quick_answers(), at=NOW + 27 * DAY
        ).note_session(at=NOW + 27 * DAY)
        assert standing_of(patient, NOW + 28 * DAY - HOUR).is_open
        assert standing_of(patient, NOW + 28 * DAY).reason == "expired"

    def test_an_uncleared_screening(self, patient):
        check(patient, NOW, sets.URGENT)
        check(patient, NOW + HOUR)
        assert standing_of(patient, NOW + HOUR).reason == "uncleared"

    @pytest.mark.parametrize(("tier", "stop"), STOPS)
    def test_a_stop_leads_to_the_help_of_its_tier(self, as_user, patient, tier, stop):
        stop(patient, timezone.now())
        url = standing_of(patient, timezone.now()).url
        assert url == f"/seek-care/{tier}/"
        page = as_user(patient).get(url)
        assert page.status_code == 200
        assert 'href="tel:' in page.content.decode()
