"""Keeping the library in the admin: write, preview, publish, rename, archive."""

import pytest
from django.urls import reverse

from exercises.content import entry_of
from exercises.models import Condition, Equipment, Exercise, Kind, Revision
from tests.factories import AimFactory, ConditionFactory, ExerciseFactory

pytestmark = pytest.mark.django_db
ADD = reverse("admin:exercises_exercise_add")
LIST = reverse("admin:exercises_exercise_changelist")


@pytest.fixture
def desk(as_user, admin):
    """The browser of an admin."""
    return as_user(admin)


def change_url(exercise):
    return reverse("admin:exercises_exercise_change", args=[exercise.pk])


def typed(*, steps=("Lie down.",), saved_steps=(), **fields):
    """Return what the form sends: an exercise, new steps, and steps that are already there."""
    data = {
        "name": "Side bend",
        "slug": "side-bend",
        "status": "draft",
        "position": "standing",
        "aim": "flexion",
        "laterality": "alternating",
        "sets": "1",
        "reps_min": "5",
        "aliases": "side stretch\n\n  lean  ",
        "steps-TOTAL_FORMS": len(saved_steps) + len(steps),
        "steps-INITIAL_FORMS": len(saved_steps),
        "cautions-TOTAL_FORMS": 0,
        "cautions-INITIAL_FORMS": 0,
    }
    for number, step in enumerate(saved_steps):
        data |= {f"steps-{number}-id": step.pk, f"steps-{number}-order": step.order}
        data |= {f"steps-{number}-text": step.text}
    for number, text in enumerate(steps, start=len(saved_steps)):
        data |= {f"steps-{number}-order": number + 1, f"steps-{number}-text": text}
    return data | fields


@pytest.fixture(autouse=True)
def _aim():
    AimFactory()


def test_a_draft_is_written_previewed_and_published(desk, client):
    assert desk.post(ADD, typed()).status_code == 302
    exercise = Exercise.objects.get(slug="side-bend")
    assert exercise.aliases == ["side stretch", "lean"]
    assert exercise.get_absolute_url() in desk.get(change_url(exercise)).text
    assert "Draft. Only staff" in desk.get(exercise.get_absolute_url()).text

    desk.post(LIST, {"action": "publish", "_selected_action": [exercise.pk]})

    assert "Lie down." in client.get(exercise.get_absolute_url()).text
    assert "Side bend" in client.get(reverse("exercises:library")).text


def test_every_change_is_in_the_history_with_who_made_it(desk, admin):
    desk.post(ADD, typed())
    assert not Revision.objects.exists(), "a draft is read by nobody"
    exercise = Exercise.objects.get(slug="side-bend")
    desk.post(LIST, {"action": "publish", "_selected_action": [exercise.pk]})

    sent = typed(name="New name", status="published", steps=(), saved_steps=exercise.steps.all())
    assert desk.post(change_url(exercise), sent).status_code == 302

    newest, first = Revision.objects.of(Kind.EXERCISE, "side-bend")
    assert [first.content["name"], newest.content["name"]] == ["Side bend", "New name"]
    assert (newest.number, newest.made_by, newest.maker) == (2, admin.name, str(admin.pk))
    assert [first.is_standing, newest.is_standing] == [False, True]
    assert newest.content == entry_of(Exercise.objects.get(slug="side-bend"))


def test_what_it_takes_is_ticked(desk):
    Equipment.objects.create(key="chair", name="Firm chair")
    desk.post(ADD, typed(equipment=["chair"]))
    assert Exercise.objects.get(slug="side-bend").equipment == ["chair"]

    refused = desk.post(ADD, typed(slug="other", equipment=["spoon"]))
    assert refused.status_code == 422
    assert "spoon is not one of the available choices" in refused.text


def test_equipment_in_the_list_stays(desk):
    chair = Equipment.objects.create(key="chair", name="Firm chair")
    url = reverse("admin:exercises_equipment_delete", args=[chair.pk])

    assert desk.post(url, {"post": "yes"}).status_code == 403


def test_lists_are_edited_one_to_a_line(desk):
    exercise = ExerciseFactory(mistakes=["Rushing", "Bouncing"])

    page = desk.get(change_url(exercise)).text

    assert "Rushing\nBouncing</textarea>" in page
    assert "[&quot;" not in page


def test_a_new_name_is_in_the_library_at_once(desk, client):
    exercise = ExerciseFactory(name="Old name", aliases=["another"])
    step = exercise.steps.get()

    sent = typed(name="New name", status="published", steps=(), saved_steps=[step])
    response = desk.post(change_url(exercise), sent)

    assert response.status_code == 302
    page = client.get(reverse("exercises:library")).text
    assert "New name" in page
    assert "Old name" not in page


def test_the_address_of_an_exercise_stays(desk):
    exercise = ExerciseFactory(slug="settled")
    sent = typed(slug="other", steps=(), saved_steps=[exercise.steps.get()])

    desk.post(change_url(exercise), sent)

    exercise.refresh_from_db()
    assert (exercise.name, exercise.slug) == ("Side bend", "settled")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param(
            {"status": "published", "steps": ()},
            "Write at least one step before you publish.",
            id="no-steps",
        ),
        pytest.param(
            {"status": "published", "reps_min": ""}, "Say how much", id="published-without-a-dose"
        ),
        pytest.param({"sets": "11"}, "Choose 10 or less.", id="too-many-sets"),
        pytest.param({"reps_max": "4"}, "This must not be below", id="upside-down"),
        pytest.param({"name": ""}, "This field is required.", id="no-name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(desk, fields, words):
    response = desk.post(ADD, typed(**fields))

    assert response.status_code == 422
    assert words in response.text
    assert not Exercise.objects.exists()


def test_an_address_that_is_taken_is_refused(desk):
    ExerciseFactory(slug="side-bend")

    response = desk.post(ADD, typed())

    assert response.status_code == 422
    assert "already exists" in response.text


def test_the_last_step_of_a_published_exercise_stays(desk):
    exercise = ExerciseFactory()
    step = exercise.steps.get()
    sent = typed(status="published", steps=(), saved_steps=[step])

    response = desk.post(change_url(exercise), sent | {"steps-0-DELETE": "on"})

    assert response.status_code == 422
    assert exercise.steps.count() == 1


def test_a_ladder_may_not_lead_back(desk):
    easy = ExerciseFactory(name="Easy")
    hard = ExerciseFactory(name="Hard", harder=easy)
    sent = typed(steps=(), saved_steps=[easy.steps.get()], harder=hard.pk)

    response = desk.post(change_url(easy), sent)

    assert response.status_code == 422
    assert "This leads back to the same exercise." in response.text


def test_publishing_without_steps_is_refused_by_name(desk):
    empty = ExerciseFactory(name="Empty", status="draft", steps=[])
    ready = ExerciseFactory(name="Ready", status="draft")

    sent = {"action": "publish", "_selected_action": [empty.pk, ready.pk]}
    page = desk.post(LIST, sent, follow=True).text

    assert "Empty: Write at least one step before you publish." in page
    assert "1 exercise published." in page
    assert list(Exercise.objects.published()) == [ready]


def test_archiving_takes_it_out_of_the_library(desk, client):
    exercise = ExerciseFactory()

    desk.post(LIST, {"action": "archive", "_selected_action": [exercise.pk]})

    assert exercise.name not in client.get(reverse("exercises:library")).text
    assert Exercise.objects.get().status == Exercise.Status.ARCHIVED


@pytest.mark.parametrize(("status", "answer"), [("published", 403), ("archived", 403)])
def test_only_a_draft_may_be_deleted(desk, status, answer):
    exercise = ExerciseFactory(status=status)
    url = reverse("admin:exercises_exercise_delete", args=[exercise.pk])

    assert desk.post(url, {"post": "yes"}).status_code == answer
    Exercise.objects.update(status="draft")
    assert desk.post(url, {"post": "yes"}).status_code == 302
    assert not Exercise.objects.exists()


def test_many_cannot_be_deleted_at_once(desk):
    exercise = ExerciseFactory()

    assert "delete_selected" not in desk.get(LIST).text
    desk.post(LIST, {"action": "delete_selected", "_selected_action": [exercise.pk]})
    assert Exercise.objects.exists()


def test_a_caution_names_a_condition_once(desk):
    condition = ConditionFactory()
    exercise = ExerciseFactory()
    exercise.cautions.create(condition=condition, note="Go gently.")
    sent = typed(steps=(), saved_steps=[exercise.steps.get()]) | {
        "cautions-TOTAL_FORMS": 2,
        "cautions-INITIAL_FORMS": 0,
        "cautions-0-condition": condition.pk,
        "cautions-0-note": "Once",
        "cautions-1-condition": condition.pk,
        "cautions-1-note": "Twice",
    }

    assert desk.post(change_url(exercise), sent).status_code == 422
    assert exercise.cautions.count() == 1


def test_the_list_is_searched_and_filtered(desk):
    ExerciseFactory(name="Bridge", aliases=["glute lift"])
    ExerciseFactory(name="Plank", status="draft")

    assert "Plank" not in desk.get(LIST, {"q": "glute"}).text
    assert ">Bridge<" not in desk.get(LIST, {"status__exact": "draft"}).text


def test_a_condition_is_renamed_and_keeps_its_key(desk):
    condition = ConditionFactory(key="knee_problem", name="Knee")
    url = reverse("admin:exercises_condition_change", args=[condition.pk])

    desk.post(url, {"name": "A sore knee", "key": "other"})

    assert Condition.objects.values_list("key", "name").get() == ("knee_problem", "A sore knee")


def test_others_have_no_admin(as_user, patient, therapist):
    for person in (patient, therapist):
        assert as_user(person).get(ADD).status_code in {302, 403}
