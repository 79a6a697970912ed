"""What a phone sent and is no session: both are kept for review, and somebody can look at them."""

import pytest
from django.urls import reverse

from tests.factories import CareRelationshipFactory, TherapistFactory, UserFactory
from tests.sessions.sending import send, session_of
from tracker.models import AuditEvent, ExerciseSession, SetAside

pytestmark = pytest.mark.django_db
HISTORY = reverse("sessions:history")


@pytest.fixture
def twice(visitor, routine):
    """The same session twice, the second time with other content."""
    sent = session_of(routine)
    send(visitor, sent)
    other = sent | {"pain_after": 9, "note": "<b>Worse</b>", "new_symptoms": "dizzy"}
    other["logs"] = [
        one | {"outcome": "skipped", "reason": "pain", "done_reps": None} for one in sent["logs"]
    ]
    assert send(visitor, other).status_code == 409
    return SetAside.objects.get()


def url_of(aside):
    return reverse("sessions:set_aside", args=[aside.pk])


def test_past_sessions_lead_to_it_until_it_was_looked_at(visitor, twice):
    assert url_of(twice) in visitor.get(HISTORY).text

    response = visitor.post(url_of(twice))
    assert response.url == HISTORY
    assert url_of(twice) not in visitor.get(HISTORY).text
    twice.refresh_from_db()
    assert twice.content["pain_after"] == 9
    assert visitor.get(url_of(twice)).status_code == 200


def test_looked_at_twice_is_looked_at_once(visitor, twice, clock):
    visitor.post(url_of(twice))
    first = SetAside.objects.get().reviewed_at
    visitor.post(url_of(twice))
    assert SetAside.objects.get().reviewed_at == first


def test_says_in_words_what_came_beside_what_is_kept(visitor, twice):
    page = visitor.get(url_of(twice)).text

    for words in ("9 of 10", "&lt;b&gt;Worse&lt;/b&gt;", "Bridge", "Bird-dog", "Skipped: It hurt"):
        assert words in page
    kept = ExerciseSession.objects.get()
    assert reverse("sessions:summary", args=[kept.pk]) in page
    assert kept.pains()["after"] == 2


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"logs": []}, id="nothing"),
        pytest.param({"logs": [1, "x", None, {"prescription": "x"}]}, id="odd-rows"),
        pytest.param({"logs": {"a": 1}}, id="no-list"),
        pytest.param({"started_at": 7, "note": {"a": []}, "pain_after": 99}, id="odd-values"),
    ],
)
def test_what_cannot_be_read_is_shown_as_far_as_it_can(visitor, routine, changed):
    assert send(visitor, session_of(routine, **changed)).status_code == 422

    response = visitor.get(url_of(SetAside.objects.get()))
    assert response.status_code == 200
    assert "could not be read as a session" in response.text
    assert "letter for letter" in response.text


def test_the_therapist_reads_it_and_leaves_a_trail(visitor, as_user, patient, twice):
    therapist = TherapistFactory()
    assert as_user(therapist).get(url_of(twice)).status_code == 404
    CareRelationshipFactory(patient=patient, therapist=therapist)
    browser = as_user(therapist)

    assert url_of(twice) in browser.get(reverse("care:patient", args=[patient.pk])).text
    page = browser.get(url_of(twice))
    assert "9 of 10" in page.text
    assert "I have looked at it" not in page.text
    assert browser.post(url_of(twice)).status_code == 403
    assert SetAside.objects.get().reviewed_at is None
    assert AuditEvent.objects.filter(actor=therapist, patient=patient).exists()


def test_nobody_else_sees_it(as_user, client, twice):
    assert as_user(UserFactory()).get(url_of(twice)).status_code == 404
    assert as_user(UserFactory()).post(url_of(twice)).status_code == 404
    assert client.get(url_of(twice)).url.startswith(reverse("account_login"))


def test_what_is_of_no_plan_of_this_person_is_not_named(visitor, as_user, routine, patient, twice):
    """A phone may name any number; the words behind it are somebody else's."""
    stranger = UserFactory()
    aside = SetAside.objects.create(
        patient=stranger, key=twice.key, digest="x", why="unreadable",
        content=twice.content, received_at=twice.received_at,
    )  # fmt: skip

    page = as_user(stranger).get(url_of(aside)).text
    assert "Bridge" not in page
    assert "No exercise can be read in it." in page
