"""What the database refuses about people, whoever writes."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from tests.factories import CareRelationshipFactory, InvitationFactory, UserFactory
from tracker.models import User

pytestmark = pytest.mark.django_db


def test_one_account_per_email_address_in_any_letters():
    UserFactory(email="maria@example.com")

    with pytest.raises(IntegrityError):
        UserFactory(email="Maria@Example.com")


def test_one_current_relationship_per_pair():
    care = CareRelationshipFactory()

    with pytest.raises(IntegrityError):
        CareRelationshipFactory(patient=care.patient, therapist=care.therapist)


def test_care_may_begin_again_after_it_ended():
    care = CareRelationshipFactory()
    care.end(by=care.patient, at=timezone.now())

    CareRelationshipFactory(patient=care.patient, therapist=care.therapist)


def test_nobody_is_their_own_therapist():
    person = UserFactory(is_therapist=True)

    with pytest.raises(IntegrityError):
        CareRelationshipFactory(patient=person, therapist=person)


def test_each_link_is_its_own():
    invitation = InvitationFactory()

    with pytest.raises(IntegrityError):
        InvitationFactory(token=invitation.token)


def test_an_account_needs_a_real_time_zone():
    with pytest.raises(ValidationError):
        User.objects.create_user("a@example.com", "a long enough word", time_zone="Mars/Base")


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", 8), ("America/New_York", 7), ("Pacific/Auckland", 8), ("Pacific/Honolulu", 7)],
)
def test_the_day_of_a_moment_is_that_of_the_persons_own_place(zone, day):
    """In New York the clock went forward that night."""
    moment = datetime(2026, 3, 8, 4, 59, tzinfo=UTC)

    assert UserFactory.build(time_zone=zone).day_of(moment).day == day
