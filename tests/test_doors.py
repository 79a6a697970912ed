"""The locks: every address names who may enter, and is walked as everyone."""

import uuid

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from tests.exercises.desk_cast import change_of
from tests.exercises.sheet_cast import handed_in, rows_of_library
from tests.factories import (
    CareRelationshipFactory,
    EducationCardFactory,
    ExerciseLogFactory,
    InvitationFactory,
    PainScoreFactory,
    PlanFactory,
    PrescriptionFactory,
    ScreeningFactory,
    SetAsideFactory,
    TherapistFactory,
    UserFactory,
)

# Doors that their own library guards: allauth's pages and Django's admin.
GUARDED_BY_OTHERS = ("accounts/", "admin/")
ROLES = {"public", "patient", "therapist", "staff"}


def patterns(resolver=None, prefix="", namespace=""):
    """Yield (path, name, view) of every address that is ours."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if path.startswith(GUARDED_BY_OTHERS):
            continue
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            name = f"{namespace}:{pattern.name}" if namespace else pattern.name
            yield path, name, pattern.callback


ADDRESSES = list(patterns())


@pytest.mark.parametrize(("path", "name", "view"), ADDRESSES, ids=[a[1] for a in ADDRESSES])
def test_every_view_names_its_roles_or_is_public_aloud(path, name, view):
    assert getattr(view, "door", None) in ROLES, f"{name} names no role"
    is_open = not getattr(view, "login_required", True)
    assert is_open == (view.door == "public")


def test_every_room_has_addresses():
    rooms = {name.split(":")[0] for _path, name, _view in ADDRESSES}
    expected = "people screening plans measures sessions progress care exercises"
    assert rooms >= set(expected.split())


@pytest.fixture
def house(care, patient, therapist):
    """One patient's rows behind every kind of address, in the care of a therapist."""
    screening = ScreeningFactory(patient=patient)
    plan = PlanFactory(patient=patient)
    prescription = PrescriptionFactory(routine__plan=plan)
    draft = PlanFactory(patient=patient, draft=True)
    draft_routine = PrescriptionFactory(routine__plan=draft).routine
    log = ExerciseLogFactory(
        session__routine=prescription.routine,
        session__screening=screening,
        session__finished_at=timezone.now(),
        prescription=prescription,
    )
    for moment in ("before", "after"):
        PainScoreFactory(patient=patient, session=log.session, moment=moment)
    score = PainScoreFactory(patient=patient)
    invitation = InvitationFactory(therapist=therapist)
    return {
        "people:stop_sharing": [care.pk],
        "people:invitation": [invitation.token],
        "screening:question": ["bladder_bowel_control"],
        "screening:seek_care": ["emergency"],
        "screening:offline_help": ["emergency"],
        "screening:past": [ScreeningFactory(patient=patient).pk],
        "screening:clear_for": [ScreeningFactory(patient=patient, stopped=True).pk],
        "plans:detail": [plan.pk],
        "plans:edit": [draft.pk],
        "plans:discard": [draft.pk],
        "plans:resume": [plan.pk],
        "plans:new_for": [patient.pk],
        "plans:choose": [draft_routine.pk],
        "plans:add": [prescription.exercise.slug],
        "plans:prescribe": [prescription.exercise.slug],
        "plans:favorite": [prescription.exercise.slug],
        "measures:correct": [score.pk],
        "sessions:perform": [prescription.routine.pk],
        "sessions:afterwards": [prescription.routine.pk],
        "sessions:summary": [log.session.pk],
        "sessions:correct": [log.session.pk],
        "sessions:remove": [log.session.pk],
        "sessions:put_back": [log.session.pk],
        "sessions:set_aside": [SetAsideFactory(patient=patient).pk],
        "sessions:next_morning": [log.session.pk],
        "care:patient": [patient.pk],
        "care:ask_again": [patient.pk],
        "care:invited": [invitation.pk],
        "care:withdraw": [invitation.pk],
        "care:end_care": [care.pk],
        "exercises:exercise": [prescription.exercise.slug],
        **desk_of(prescription.exercise),
        **sheets_of(prescription.exercise),
        "exercises:figure": [prescription.exercise.slug, "hold"],
        "exercises:card": [EducationCardFactory().key],
        "exercises:picture": [uuid.UUID(int=1)],
    }


def desk_of(exercise):
    """The pages of the desk about one exercise, and a change of it."""
    change = change_of(exercise, UserFactory(name="Rosa", is_staff=True), name="Another name")
    piece = [f"desk_{step}" for step in ("piece", "edit", "archive", "restore", "ask")]
    kind = [f"desk_{step}" for step in ("new", "save", "preview")]
    way = [f"desk_{step}" for step in ("revision", "review", "publish", "send_back", "put_back")]
    return {
        **{f"exercises:{name}": ["exercise", exercise.slug] for name in piece},
        **{f"exercises:{name}": ["exercise"] for name in kind},
        **{f"exercises:{name}": [change.pk] for name in way},
        "exercises:desk_discard": [uuid.UUID(int=1)],
    }


def sheets_of(exercise):
    """The pages of a spreadsheet that one of the staff handed in."""
    row = rows_of_library()[exercise.slug] | {"slug": "new-one", "stop_if": "it hurts."}
    sheet = handed_in([row], UserFactory(name="Rosa", is_staff=True))
    steps = ("import", "check", "check_again", "hand_in", "review", "send_back")
    return {
        "exercises:sheet_export": ["csv"],
        **{f"exercises:sheet_{step}": [sheet.pk] for step in steps},
    }


# What is one person's own: nobody else may learn that it exists.
PERSONAL = {
    "people:stop_sharing", "screening:past", "screening:clear_for", "plans:detail", "plans:edit",
    "plans:discard", "plans:resume", "plans:new_for", "plans:choose", "measures:correct",
    "sessions:perform", "sessions:afterwards", "sessions:summary", "sessions:correct",
    "sessions:remove", "sessions:put_back", "sessions:set_aside", "sessions:next_morning",
    "care:patient", "care:invited", "care:withdraw", "care:end_care", "care:ask_again",
}  # fmt: skip
POST_ONLY = {405}


def url_of(name, house):
    from django.urls import reverse

    return reverse(name, args=house.get(name, []))


def methods(client, url):
    return [client.get(url), client.post(url, {"key": uuid.uuid4()})]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "name", "view"), ADDRESSES, ids=[a[1] for a in ADDRESSES])
def test_every_route_is_walked_as_everyone(path, name, view, house, patient, as_user, client):
    url = url_of(name, house)
    people = {
        "patient": patient,
        "stranger": UserFactory(),
        "strange therapist": TherapistFactory(),
        "admin": UserFactory(is_staff=True, is_superuser=True),
    }
    for person in people.values():
        ScreeningFactory(patient=person)
    for response in methods(client, url):
        if view.door == "public":
            assert response.status_code in {200, 302, 404, 405, 410, 422}
        else:
            assert response.status_code in {302, 405}
            if response.status_code == 302:
                assert response["Location"].startswith("/accounts/login/")
    for who, person in people.items():
        for response in methods(as_user(person), url):
            assert response.status_code < 500, f"{name} as {who}"
            if view.door == "staff" and response.status_code != 405:
                assert (response.status_code == 403) != person.is_staff, f"{name} as {who}"
            if who == "patient" or response.status_code == 405:
                continue
            if view.door == "therapist" and not person.is_therapist:
                assert response.status_code == 403, f"{name} as {who}"
            elif name in PERSONAL:
                assert response.status_code == 404, f"{name} as {who}"


def test_nobody_sees_another_persons_data_once_care_has_ended(house, care, as_user, patient):
    client = as_user(care.therapist)
    assert client.get(url_of("care:patient", house)).status_code == 200
    assert client.get(url_of("sessions:summary", house)).status_code == 200

    care.end(by=patient, at=timezone.now())

    assert client.get(url_of("care:patient", house)).status_code == 404
    assert client.get(url_of("sessions:summary", house)).status_code == 404


def test_a_therapist_sees_only_the_patients_in_their_care(house, as_user, patient):
    other = CareRelationshipFactory()
    client = as_user(other.therapist)

    assert client.get(url_of("care:patient", house)).status_code == 404
    page = client.get(url_of("care:caseload", house)).content.decode()
    assert other.patient.name in page
    assert patient.name not in page
