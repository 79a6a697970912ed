"""A name is one line of signs that can be seen, wherever somebody types it."""

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories import TherapistFactory
from tracker.models import Invitation, User

pytestmark = pytest.mark.django_db
TYPED = " Dana\r\nBcc: \u200bx\u2028\tRuiz "
KEPT = "Dana Bcc: x Ruiz"
NOTHING_TO_SEE = "\u200b \u2060\ufeff"


@pytest.fixture
def places(as_user, client, admin, therapist, sign_up_form):
    """Where a name is typed: the browser, the page, the rest of its form, and who has it then."""
    place = {"time_zone": "UTC", "country": ""}
    account = {**place, "email": "new@example.com", "is_active": "on"}
    password = {"usable_password": "true", "password1": "a teal mat", "password2": "a teal mat"}
    add = reverse("admin:tracker_user_add")
    change = reverse("admin:tracker_user_change", args=[therapist.pk])
    signed_up = User.objects.filter(email=sign_up_form["email"])
    made = User.objects.filter(email=account["email"])
    dana = User.objects.filter(pk=therapist.pk)
    return {
        "sign-up": (client, reverse("account_signup"), sign_up_form, signed_up),
        "profile": (as_user(therapist), reverse("people:profile"), place, dana),
        "invitation": (as_user(therapist), reverse("care:invite"), {}, Invitation.objects.all()),
        "admin-add": (as_user(admin), add, {**account, **password}, made),
        "admin-change": (as_user(admin), change, account, dana),
    }


WHERE = pytest.mark.parametrize(
    "where", ["sign-up", "profile", "invitation", "admin-add", "admin-change"]
)


@WHERE
def test_is_kept_on_one_line(places, where):
    browser, url, form, rows = places[where]

    assert browser.post(url, {**form, "name": TYPED}).status_code == 302
    assert rows.get().name == KEPT


@WHERE
def test_of_nothing_to_see_is_no_name(places, where):
    browser, url, form, _rows = places[where]

    assert browser.post(url, {**form, "name": NOTHING_TO_SEE}).status_code == 422


def test_an_old_name_of_two_lines_loses_no_invitation(as_user, django_capture_on_commit_callbacks):
    therapist = TherapistFactory(name="Dana\r\nBcc: x")
    with django_capture_on_commit_callbacks(execute=True):
        form = {"name": "Maria", "email": "maria@example.com"}
        response = as_user(therapist).post(reverse("care:invite"), form)

    assert response.status_code == 302
    assert Invitation.objects.exists()
    assert mail.outbox == []
