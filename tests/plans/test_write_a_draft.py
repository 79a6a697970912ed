"""Writing a draft: days, times and doses, and what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ExerciseFactory,
    PlanFactory,
    PrescriptionFactory,
    RoutineFactory,
    ScreeningFactory,
)
from tracker.models import Plan, Prescription, Routine

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(draft):
    return reverse("plans:edit", args=[draft.pk])


@pytest.fixture
def client(as_user, draft):
    return as_user(draft.patient)


def errors_of(response):
    """The messages of the page by the end of their field's name."""
    forms = response.context["editor"].kept
    return {name: list(words) for form in forms for name, words in form.errors.items()}


def test_keeps_days_times_and_doses_as_a_draft(client, draft, url, form_of):
    form = form_of(
        draft,
        "save",
        days=["1", "4"],
        time_1="18:00",
        time_2="07:15",
        sets="3",
        reps_min="12",
        hold_seconds_min="7",
        note="Slowly.",
    )
    assert client.post(url, form)["Location"] == url

    routine, prescription = Routine.objects.get(), Prescription.objects.get()
    assert (routine.weekdays, routine.times) == ("14", "07:15,18:00")
    assert prescription.dose == "3 sets of 12, hold 7 seconds"
    draft.refresh_from_db()
    assert (draft.status, draft.note) == (Plan.Status.DRAFT, "Slowly.")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        pytest.param("sets", "0", "from 1 to 10.", id="no-set"),
        pytest.param("sets", "11", "from 1 to 10.", id="too-many-sets"),
        pytest.param("sets", "", "from 1 to 10.", id="sets-missing"),
        pytest.param("sets", "two", "from 1 to 10.", id="sets-in-words"),
        pytest.param("sets", "1.5", "from 1 to 10.", id="half-a-set"),
        pytest.param("reps_min", "0", "from 1 to 100.", id="no-times"),
        pytest.param("reps_min", "101", "from 1 to 100.", id="too-many-times"),
        pytest.param("reps_min", "", "from 1 to 100.", id="times-missing"),
        pytest.param("reps_min", "-5", "from 1 to 100.", id="below-zero"),
        pytest.param("reps_min", "9" * 30, "from 1 to 100.", id="far-too-many-times"),
        pytest.param("reps_max", "101", "from 1 to 100.", id="too-many-times-at-most"),
        pytest.param("reps_max", "9", "must not be below the lowest", id="most-below-least"),
        pytest.param("hold_seconds_min", "0", "from 1 to 300.", id="no-hold"),
        pytest.param("hold_seconds_min", "301", "from 1 to 300.", id="too-long-a-hold"),
        pytest.param("hold_seconds_max", "301", "from 1 to 300.", id="too-long-at-most"),
        pytest.param("days", [], "Choose at least one day.", id="no-day"),
        pytest.param("days", ["7"], "Select a valid choice.", id="no-such-day"),
        pytest.param("time_1", "", "Choose a time of day.", id="no-time"),
        pytest.param("time_1", "25:00", "Enter a valid time.", id="no-such-time"),
        pytest.param("time_2", "08:00", "Two times are the same.", id="same-time-twice"),
        pytest.param("name", "", "Give the routine a name.", id="no-name"),
        pytest.param("starts_on", "", "Choose the first day.", id="no-first-day"),
        pytest.param("starts_on", "2026-02-30", "Enter a valid date.", id="no-such-day-of-month"),
        pytest.param("starts_on", "9999-12-31", "within a year", id="far-too-late"),
        pytest.param("ends_on", "2026-03-01", "before the plan starts", id="end-before-start"),
        pytest.param("ends_on", "9999-12-31", "within five years", id="end-far-too-late"),
        pytest.param("note", "x" * 1001, "at most", id="too-long-a-note"),
    ],
)
@pytest.mark.parametrize("action", ["save", "publish"])
def test_bad_input_is_refused_at_its_field(
    client, draft, url, form_of, field, value, message, action
):
    response = client.post(url, form_of(draft, action, **{field: value}))

    assert response.status_code == 422
    errors = errors_of(response)
    assert list(errors) == [field]
    assert len(errors[field]) == 1
    assert message in errors[field][0]
    draft.refresh_from_db()
    assert draft.status == Plan.Status.DRAFT
    assert Prescription.objects.get().dose == "10 times, hold 5 seconds"


@pytest.mark.parametrize("day", ["0001-01-01", "2026-03-02"])
def test_a_first_day_that_has_passed_counts_as_today(client, draft, url, form_of, day):
    assert "A day that has passed counts as today." in client.get(url).content.decode()

    client.post(url, form_of(draft, "save", starts_on=day))

    draft.refresh_from_db()
    assert draft.starts_on == draft.patient.day_of(timezone.now())


@pytest.mark.parametrize(
    ("field", "days"), [("starts_on", 365), ("ends_on", 5 * 365)], ids=["a-year", "five-years"]
)
def test_a_year_ahead_and_five_years_long_are_fine(client, draft, url, form_of, field, days):
    day = draft.patient.day_of(timezone.now()) + timedelta(days=days)

    assert client.post(url, form_of(draft, "save", **{field: str(day)})).status_code == 302


def test_a_refused_form_keeps_all_that_was_typed(client, draft, url, form_of):
    form = form_of(draft, name="Evening", sets="11", reps_min="12", days=["5"], time_2="19:45")
    page = client.post(url, form).content.decode()

    assert "Some answers need another look. Nothing is lost." in page
    for typed in ('value="Evening"', 'value="11"', 'value="12"', 'value="19:45"'):
        assert typed in page
    assert page.count(" checked") == 1


def test_an_empty_form_is_refused(client, url):
    assert client.post(url).status_code == 422


@pytest.mark.parametrize("value", ["0", "181", ""])
def test_minutes_have_their_limits(client, draft, url, form_of, value):
    Prescription.objects.update(reps_min=None, hold_seconds_min=None, minutes_min=10)

    response = client.post(url, form_of(draft, minutes_min=value))

    assert response.status_code == 422
    assert errors_of(response) == {"minutes_min": ["Type a whole number from 1 to 180."]}


def test_a_hold_alone_stays_a_hold(client, draft, url, form_of):
    Prescription.objects.update(reps_min=None, hold_seconds_min=30)

    response = client.post(url, form_of(draft, hold_seconds_min=""))

    assert errors_of(response) == {"hold_seconds_min": ["Type a whole number from 1 to 300."]}


def test_an_exercise_that_left_the_library_has_to_be_left_out(client, draft, url, form_of):
    Prescription.objects.get().exercise.archive()

    response = client.post(url, form_of(draft))
    assert response.status_code == 422
    assert errors_of(response) == {
        "remove": ["This exercise is no longer in the library. Leave it out."]
    }

    PrescriptionFactory(routine=draft.routines.get())
    old = Prescription.objects.first()
    form = {**form_of(draft), f"prescription-{old.pk}-remove": "on"}
    assert client.post(url, form).status_code == 302
    assert not Prescription.objects.filter(pk=old.pk).exists()


def test_what_is_left_out_need_not_be_right(client, draft, url, form_of):
    stays = PrescriptionFactory(routine=draft.routines.get())
    goes = Prescription.objects.first()
    form = form_of(draft) | {
        f"prescription-{goes.pk}-remove": "on",
        f"prescription-{goes.pk}-sets": "99",
    }
    assert client.post(url, form).status_code == 302

    assert Prescription.objects.get() == stays


def test_a_routine_can_be_left_out_when_another_stays(client, draft, url, form_of):
    goes = PrescriptionFactory(routine=RoutineFactory(plan=draft, name="Evening")).routine

    form = {**form_of(draft), f"routine-{goes.pk}-remove": "on"}
    assert client.post(url, form).status_code == 302

    assert draft.routines.get().name == "Morning routine"


def test_the_button_of_a_routine_that_is_left_out_only_keeps_the_draft(client, draft, url, form_of):
    goes = draft.routines.get()

    for action in (f"choose-{goes.pk}", "choose-None"):
        RoutineFactory(plan=draft)
        form = form_of(draft, action) | {
            f"routine-{r.pk}-remove": "on" for r in draft.routines.all()
        }
        assert client.post(url, form)["Location"] == url
    assert not draft.routines.exists()


def test_a_draft_without_a_routine_can_get_one(client, draft, url, form_of):
    draft.routines.all().delete()
    assert 'value="add"' in client.get(url).content.decode()

    response = client.post(url, form_of(draft, "add", note="Slowly."))

    routine = draft.routines.get()
    assert response["Location"] == reverse("plans:choose", args=[routine.pk])
    draft.refresh_from_db()
    assert draft.note == "Slowly."


@pytest.mark.parametrize("left_out", ["routine", "prescription"])
def test_a_plan_of_nothing_is_not_published_and_loses_nothing(
    client, draft, url, form_of, left_out
):
    row = {"routine": Routine, "prescription": Prescription}[left_out].objects.get()

    response = client.post(url, {**form_of(draft), f"{left_out}-{row.pk}-remove": "on"})

    assert response.status_code == 422
    assert "Each routine needs at least one exercise. Add one." in response.content.decode()
    assert Prescription.objects.exists()


def test_the_button_for_more_exercises_keeps_the_form_first(client, draft, url, form_of):
    routine = draft.routines.get()

    response = client.post(url, form_of(draft, f"choose-{routine.pk}", sets="4"))

    assert response["Location"] == reverse("plans:choose", args=[routine.pk])
    assert Prescription.objects.get().sets == 4


@pytest.mark.parametrize("action", ["choose-abc", "choose-", "choose-999", "delete", ""])
def test_a_button_that_is_not_there_only_keeps_the_draft(client, draft, url, form_of, action):
    foreign = RoutineFactory()

    assert client.post(url, form_of(draft, action))["Location"] == url
    assert client.post(url, form_of(draft, f"choose-{foreign.pk}"))["Location"] == url


def test_a_closed_gate_leads_to_the_gate(client, draft, url, form_of):
    ScreeningFactory(patient=draft.patient, stopped=True)

    for response in (client.get(url), client.post(url, form_of(draft))):
        assert response["Location"] == reverse("screening:seek_care", args=["emergency"])
    draft.refresh_from_db()
    assert draft.status == Plan.Status.DRAFT


def test_does_not_exist_for_anybody_else(as_user, draft, url, stranger, care):
    ScreeningFactory(patient=stranger)

    assert as_user(stranger).get(url).status_code == 404
    assert as_user(stranger).post(url).status_code == 404
    assert as_user(care.therapist).get(url).status_code == 404


def test_a_therapists_draft_does_not_exist_for_the_patient(as_user, for_patient, patient):
    ScreeningFactory(patient=patient)
    client = as_user(patient)

    assert client.get(reverse("plans:edit", args=[for_patient.pk])).status_code == 404
    assert client.get(reverse("plans:overview")).context["draft"] is None


def test_a_published_version_is_not_written_again_and_says_so(as_user, screened):
    plan = PrescriptionFactory(routine__plan__patient=screened).routine.plan
    url = reverse("plans:edit", args=[plan.pk])

    for response in (
        as_user(screened).get(url, follow=True),
        as_user(screened).post(url, {"action": "publish", "plan-note": "Changed."}, follow=True),
    ):
        assert response.redirect_chain == [(reverse("plans:detail", args=[plan.pk]), 302)]
        assert "This version is published and stays as it is." in response.content.decode()
    plan.refresh_from_db()
    assert plan.note == ""


def test_discarding_deletes_the_draft_and_nothing_else(as_user, screened):
    stands = PrescriptionFactory(routine__plan__patient=screened).routine.plan
    client = as_user(screened)
    client.post(reverse("plans:new"))
    draft = Plan.objects.get(status=Plan.Status.DRAFT)
    url = reverse("plans:discard", args=[draft.pk])

    assert client.get(url).status_code == 405
    assert client.post(url)["Location"] == reverse("plans:overview")
    assert Plan.objects.get() == stands
    assert client.post(url).status_code == 404


def test_nobody_discards_a_published_plan_or_somebody_elses(as_user, screened, draft, stranger):
    plan = PlanFactory(patient=screened)

    for person, target in ((screened, plan), (stranger, draft)):
        url = reverse("plans:discard", args=[target.pk])
        assert as_user(person).post(url).status_code == 404
    assert Plan.objects.count() == 2


def test_two_exercises_of_a_draft_have_a_dose_each(client, draft, url, form_of):
    other = PrescriptionFactory(routine=draft.routines.get(), exercise=ExerciseFactory())

    client.post(url, {**form_of(draft, "save"), f"prescription-{other.pk}-reps_min": "7"})

    assert sorted(p.reps_min for p in Prescription.objects.all()) == [7, 10]
