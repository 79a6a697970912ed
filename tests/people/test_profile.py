"""Changing one's name and place."""

import pytest
from django.urls import reverse

from tests.factories import CareRelationshipFactory

pytestmark = pytest.mark.django_db
URL = reverse("people:profile")
FORM = {"name": "Maria S.", "time_zone": "Europe/Lisbon", "country": "PT"}


def test_keeps_the_new_name_and_place(as_user, patient):
    assert as_user(patient).post(URL, FORM)["Location"] == URL

    patient.refresh_from_db()
    assert (patient.name, patient.time_zone, patient.country) == ("Maria S.", "Europe/Lisbon", "PT")


def test_the_country_may_stay_open(as_user, patient):
    assert as_user(patient).post(URL, {**FORM, "country": ""}).status_code == 302


def test_what_is_not_in_the_form_cannot_be_changed(as_user, patient):
    as_user(patient).post(URL, {**FORM, "is_therapist": "on", "is_staff": "on", "email": "x@y.de"})

    patient.refresh_from_db()
    assert not patient.is_therapist
    assert not patient.is_staff
    assert patient.email == "maria@example.com"


def test_twice_is_the_same_as_once(as_user, patient):
    client = as_user(patient)

    assert client.post(URL, FORM).status_code == client.post(URL, FORM).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        pytest.param("name", " ", "Type the name you go by.", id="no-name"),
        pytest.param("name", "M" * 81, "at most 80 characters", id="long-name"),
        pytest.param("time_zone", "", "Choose the time zone you live in.", id="no-zone"),
        pytest.param("time_zone", "Mars/Base", "Select a valid choice.", id="unknown-zone"),
        pytest.param("country", "QQ", "Select a valid choice.", id="unknown-country"),
    ],
)
def test_bad_input_is_refused_at_its_field(as_user, patient, field, value, message):
    response = as_user(patient).post(URL, {**FORM, field: value})

    assert response.status_code == 422
    assert message in " ".join(response.context["form"].errors[field])
    patient.refresh_from_db()
    assert patient.name == "Maria Santos"
    assert patient.time_zone == "America/New_York"


def test_a_refused_form_keeps_what_was_typed(as_user, patient):
    page = as_user(patient).post(URL, {**FORM, "time_zone": "Mars/Base"}).content.decode()

    assert 'value="Maria S."' in page
    assert '<option value="PT" selected>' in page


def test_a_refused_form_still_greets_by_the_name_that_is_kept(as_user, patient):
    page = as_user(patient).post(URL, {**FORM, "name": ""}).content.decode()

    assert "Maria Santos" in page


def test_names_who_can_see_the_program(as_user, patient, care):
    CareRelationshipFactory(therapist__name="Someone Else")
    page = as_user(patient).get(URL).content.decode()

    assert "Dana Ruiz, your physical therapist" in page
    assert "Someone Else" not in page


def test_asks_a_visitor_to_sign_in(client):
    assert client.get(URL)["Location"].startswith(reverse("account_login"))


def test_is_kept_by_no_cache(as_user, patient):
    assert "no-store" in as_user(patient).get(URL)["Cache-Control"]
