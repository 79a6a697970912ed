"""Whose phone this is: a name for a person that says nothing of them."""

from django.utils.crypto import salted_hmac

from tracker.people.models import User


def owner_of(user: User) -> str:
    """Return the mark under which a phone keeps what this person did, and nobody else's."""
    return salted_hmac("tracker.sessions.owners", str(user.pk)).hexdigest()[:24]
