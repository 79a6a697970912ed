"""The admin manages people and who cares for whom, and sees no diary."""

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib import admin as django_admin
from django.urls import reverse
from django.utils import timezone

from tests.factories import TherapistFactory, UserFactory
from tracker.models import AuditEvent, CareRelationship, User

pytestmark = pytest.mark.django_db
USERS = "admin:tracker_user"
CARE = "admin:tracker_carerelationship"
NEW_USER = {
    "email": "Dana@Example.com",
    "name": "Dana Ruiz",
    "time_zone": "UTC",
    "country": "US",
    "is_therapist": "on",
    "usable_password": "true",
    "password1": "warm paper and a teal mat",
    "password2": "warm paper and a teal mat",
}


def test_of_the_tracker_only_people_and_their_care_are_there():
    tracker = set(apps.get_app_config("tracker").get_models())

    assert set(django_admin.site._registry) & tracker == {User, CareRelationship}


def test_makes_a_therapist(as_user, admin):
    response = as_user(admin).post(reverse(f"{USERS}_add"), NEW_USER)

    assert response.status_code == 302
    dana = User.objects.get(name="Dana Ruiz")
    assert dana.is_therapist
    assert not dana.is_staff
    assert dana.check_password("warm paper and a teal mat")


def test_keeps_an_address_in_small_letters_so_that_signing_in_finds_it(as_user, admin, client):
    as_user(admin).post(reverse(f"{USERS}_add"), NEW_USER)

    assert User.objects.get(name="Dana Ruiz").email == "dana@example.com"
    form = {"login": "Dana@Example.com", "password": NEW_USER["password1"]}
    response = client.post(reverse("account_login"), form)
    assert response["Location"] == reverse("account_email_verification_sent")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("email", "nobody", id="no-address"),
        pytest.param("name", "", id="no-name"),
        pytest.param("time_zone", "Mars/Base", id="unknown-zone"),
        pytest.param("time_zone", "US/Eastern", id="zone-that-the-account-page-does-not-list"),
        pytest.param("country", "usa", id="unknown-country"),
        pytest.param("password2", "another one", id="two-passwords"),
    ],
)
def test_bad_input_is_refused_at_its_field(as_user, admin, field, value):
    response = as_user(admin).post(reverse(f"{USERS}_add"), {**NEW_USER, field: value})

    assert response.status_code == 422
    assert field in response.context["adminform"].form.errors
    assert not User.objects.filter(name="Dana Ruiz").exists()


def test_an_address_that_has_an_account_is_refused_in_any_letters(as_user, admin):
    UserFactory(email="dana@example.com")

    assert as_user(admin).post(reverse(f"{USERS}_add"), NEW_USER).status_code == 422


def test_takes_the_flag_away(as_user, admin, therapist):
    form = {
        "email": therapist.email,
        "name": therapist.name,
        "time_zone": "UTC",
        "country": "",
        "is_active": "on",
    }
    as_user(admin).post(reverse(f"{USERS}_change", args=[therapist.pk]), form)

    therapist.refresh_from_db()
    assert not therapist.is_therapist


def test_searches_and_filters_people(as_user, admin, therapist, patient):
    client = as_user(admin)
    found = client.get(reverse(f"{USERS}_changelist"), {"q": "dana", "is_therapist__exact": "1"})

    assert [user.pk for user in found.context["cl"].queryset] == [therapist.pk]


def test_ends_care_at_once_and_leaves_a_trail(as_user, admin, care):
    form = {"action": "end_care", "_selected_action": [care.pk]}
    as_user(admin).post(reverse(f"{CARE}_changelist"), form)

    care.refresh_from_db()
    assert care.ended_by == admin
    assert AuditEvent.objects.get().action == "ended care"
    assert as_user(care.therapist).get(reverse("care:caseload")).context["rows"] == []


def test_nobody_is_put_into_care_without_having_agreed(as_user, admin, therapist, patient, care):
    """Only the patient lets a therapist in: an administrator can neither add nor reopen."""
    client = as_user(admin)
    form = {"therapist": therapist.pk, "patient": patient.pk, "ended_at_0": "", "ended_at_1": ""}
    care.end(by=patient, at=timezone.now())

    assert client.post(reverse(f"{CARE}_add"), form).status_code == 403
    assert client.post(reverse(f"{CARE}_change", args=[care.pk]), form).status_code == 403
    assert not CareRelationship.objects.current().exists()


def test_no_address_is_proved_by_an_administrators_tick():
    assert EmailAddress not in django_admin.site._registry


def test_deletes_nobody_and_no_care(as_user, admin, care):
    client = as_user(admin)

    for name, row in ((USERS, care.patient), (CARE, care)):
        assert client.post(reverse(f"{name}_delete", args=[row.pk])).status_code == 403
        form = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        client.post(reverse(f"{name}_changelist"), form)
    assert User.objects.filter(pk=care.patient_id).exists()
    assert CareRelationship.objects.filter(pk=care.pk).exists()


def test_an_admin_sees_no_diary_in_the_pages_either(as_user, admin, care):
    client = as_user(admin)

    assert client.get(reverse("care:patient", args=[care.patient_id])).status_code == 403


@pytest.mark.parametrize("make", [UserFactory, TherapistFactory])
def test_is_closed_to_everybody_else(as_user, make):
    client = as_user(make())

    assert client.get(reverse("admin:index")).status_code == 302
    assert client.get(reverse(f"{USERS}_changelist")).status_code == 302


def test_its_door_is_the_sign_in_page_with_its_limits(client):
    response = client.get(reverse("admin:login"))

    assert response["Location"].startswith(reverse("account_login"))
