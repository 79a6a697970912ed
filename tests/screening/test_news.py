"""A new stop is mailed to those who care for the person: that there is news, and nothing more."""

import smtplib
import uuid

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tests.factories import CareRelationshipFactory, quick_answers
from tests.screening.answering import REVIEW, give
from tests.screening.sets import CAUTION, CLINICIAN_FIRST, EMERGENCY, URGENT
from tracker.models import Screening
from tracker.screening.actions import record, record_log, record_quick_check

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(patient, django_capture_on_commit_callbacks):
    """Keep answers of the patient as a request does, and what follows once they are safe."""

    def keep(answers, by=record, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return by(patient=patient, answers=answers, at=timezone.now(), **kwargs)

    return keep


def receivers():
    return sorted(address for letter in mail.outbox for address in letter.to)


def test_goes_to_each_who_cares_for_the_person_now_one_by_one(care, kept):
    second = CareRelationshipFactory(patient=care.patient)
    former = CareRelationshipFactory(patient=care.patient)
    former.end(by=care.patient, at=timezone.now())
    CareRelationshipFactory()

    kept(EMERGENCY)

    assert receivers() == sorted([care.therapist.email, second.therapist.email])
    assert all(len(letter.recipients()) == 1 for letter in mail.outbox)


def test_does_not_go_to_one_who_is_no_therapist_any_more(care, kept):
    care.therapist.is_therapist = False
    care.therapist.save()
    kept(EMERGENCY)
    assert mail.outbox == []


@pytest.mark.parametrize("answers", [EMERGENCY, URGENT, CLINICIAN_FIRST])
def test_says_only_that_there_is_news(care, kept, answers):
    stop = kept(answers)

    (letter,) = mail.outbox
    sent = letter.message().as_string().lower()
    assert letter.subject == "There is news in BackCare"
    assert "there is news in your caseload" in sent
    patient = care.patient
    names = [*patient.name.lower().split(), patient.email, str(stop.key)]
    about = ["emergency", "urgent", "clinician", "stop", "pain", "fever", "bladder", "screening"]
    for word in [*names, *about, *(reason["words"].lower() for reason in stop.reasons)]:
        assert word not in sent, word


def test_goes_out_for_a_stop_of_each_kind(care, kept):
    kept(quick_answers(qc_unwell="fever"), by=record_quick_check)
    kept({"log_new_symptoms": "sudden"}, by=record_log, session_key=uuid.uuid4())

    assert receivers() == [care.therapist.email] * 2


def test_does_not_go_out_for_what_stops_nobody(care, kept):
    kept(CAUTION)
    kept(quick_answers(qc_health_news="yes"), by=record_quick_check)
    kept({"log_new_symptoms": "spread"}, by=record_log, session_key=uuid.uuid4())

    assert mail.outbox == []


def test_the_same_answers_sent_twice_are_mailed_once(care, kept):
    check_id, session_key = uuid.uuid4(), uuid.uuid4()
    for _time in range(2):
        kept(EMERGENCY, check_id=check_id)
        kept({"log_new_symptoms": "severe"}, by=record_log, session_key=session_key)

    assert Screening.objects.count() == len(mail.outbox) == 2


def test_is_not_sent_before_the_answers_are_kept(care, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        record(patient=care.patient, answers=EMERGENCY, at=timezone.now())
        assert mail.outbox == []
    assert len(waiting) == 1


@pytest.mark.django_db(transaction=True)
def test_is_never_sent_when_the_answers_are_not_kept(care):
    def keep_and_fail():
        with transaction.atomic():
            record(patient=care.patient, answers=EMERGENCY, at=timezone.now())
            raise TimeoutError

    with pytest.raises(TimeoutError):
        keep_and_fail()

    assert not Screening.objects.exists()
    assert mail.outbox == []


class TestAMailServerThatFails:
    @pytest.fixture(params=[smtplib.SMTPServerDisconnected, ConnectionRefusedError, TimeoutError])
    def failing_for(self, request, monkeypatch):
        """The server fails for these addresses."""
        broken, sent = set(), []

        def send(subject, body, sender, to):
            if broken & set(to):
                raise request.param
            sent.extend(to)

        monkeypatch.setattr("tracker.screening.news.send_mail", send)
        return broken, sent

    @pytest.mark.django_db(transaction=True)
    def test_loses_no_answers_and_shows_no_error(self, as_user, care, failing_for):
        failing_for[0].add(care.therapist.email)
        visitor = as_user(care.patient)
        give(visitor, **URGENT)

        response = visitor.post(REVIEW)

        assert response.url == reverse("screening:seek_care", args=["urgent"])
        assert visitor.get(response.url).status_code == 200
        assert Screening.objects.get().tier == "urgent"

    def test_does_not_keep_the_others_from_being_told(self, care, kept, failing_for):
        broken, sent = failing_for
        broken.add(care.therapist.email)
        second = CareRelationshipFactory(patient=care.patient)

        kept(EMERGENCY)

        assert sent == [second.therapist.email]


@pytest.mark.django_db(transaction=True)
def test_any_other_error_shows_no_error_either(as_user, care, monkeypatch):
    def fail(*args):
        raise ValueError("a header that cannot be")

    monkeypatch.setattr("tracker.screening.news.send_mail", fail)
    visitor = as_user(care.patient)
    give(visitor, **URGENT)

    assert visitor.post(REVIEW).url == reverse("screening:seek_care", args=["urgent"])
    assert Screening.objects.exists()


def test_the_alert_in_the_caseload_does_not_wait_for_the_mail(as_user, care, kept, monkeypatch):
    monkeypatch.setattr("tracker.screening.actions.tell_therapists", lambda screening: None)
    kept(EMERGENCY)
    page = as_user(care.therapist).get(reverse("care:caseload")).content.decode()
    assert "Stopped by screening" in page
