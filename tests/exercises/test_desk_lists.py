"""Learn cards, conditions, aims and equipment: edited like an exercise."""

import pytest
from django.urls import reverse

from exercises.models import Aim, Condition, EducationCard, Equipment, Revision
from tests.exercises.desk_cast import hidden_of, published
from tests.factories import AimFactory, ConditionFactory, ExerciseFactory

pytestmark = pytest.mark.django_db

CARD = {
    "title": "Walking helps",
    "summary": "A walk a day eases most backs.",
    "topic": "move",
    "paragraphs": "Walk a little.\n\nWalk again.",
    "sources": "NHS, Walking",
    "fits": ["walking", "any"],
    "order": "3",
}


def new_url(kind):
    return reverse("exercises:desk_new", args=[kind])


def edit_url(kind, key):
    return reverse("exercises:desk_edit", args=[kind, key])


def send(browser, url, **typed):
    return browser.post(url, hidden_of(browser.get(url)) | {"do": "hand-in"} | typed)


@pytest.mark.parametrize(
    ("kind", "model", "typed", "expected"),
    [
        ("condition", Condition, {"name": "Sore knees"}, {"key": "sore_knees"}),
        ("aim", Aim, {"name": "Better balance", "order": "9"}, {"key": "better-balance"}),
        ("equipment", Equipment, {"name": "Foot stool"}, {"key": "foot-stool", "order": 0}),
        ("card", EducationCard, CARD, {
            "key": "walking-helps", "paragraphs": ["Walk a little.", "Walk again."],
            "fits": ["walking", "any"], "order": 3, "disclaimers": [], "status": "published",
            "reviewed_by": "Rosa Reviewer",
        }),
    ],
)  # fmt: skip
def test_a_new_one_is_written_reviewed_and_read(desk, rosa, kind, model, typed, expected):
    assert send(desk, new_url(kind), **typed).status_code == 302
    assert not model.objects.filter(key=expected["key"]).exists()

    published(Revision.objects.get(), rosa)

    made = model.objects.get(key=expected["key"])
    assert {name: getattr(made, name) for name in expected} == expected


def test_a_condition_is_renamed_and_keeps_its_key(desk, rosa):
    condition = ConditionFactory(key="knee_problem", name="Knee")

    send(desk, edit_url("condition", "knee_problem"), name="A sore knee")
    published(Revision.objects.open().get(), rosa)

    condition.refresh_from_db()
    assert (condition.key, condition.name) == ("knee_problem", "A sore knee")
    numbers = Revision.objects.of("condition", "knee_problem").values_list("number", flat=True)
    assert list(numbers) == [2, 1]


def test_an_aim_in_use_is_renamed_everywhere(desk, rosa, client):
    exercise = ExerciseFactory(aim=AimFactory(key="flexion"))

    send(desk, edit_url("aim", "flexion"), name="Bend gently", order="1")
    published(Revision.objects.open().get(), rosa)

    assert "Bend gently" in client.get(exercise.get_absolute_url()).text


def test_a_card_comes_through_its_form_unchanged(desk, rosa):
    send(desk, new_url("card"), **CARD)
    published(Revision.objects.get(), rosa)
    page = desk.get(edit_url("card", "walking-helps"))

    assert page.context["form"]["paragraphs"].value() == "Walk a little.\nWalk again."
    response = send(desk, edit_url("card", "walking-helps"), **CARD)
    assert response.status_code == 422
    assert "Nothing is different" in response.text


@pytest.mark.parametrize(
    ("kind", "typed", "field", "words"),
    [
        ("condition", {"name": ""}, "name", "Write the name."),
        ("condition", {"name": "!!"}, "name", "with letters from a to z"),
        ("condition", {"name": "Knee problem"}, "name", "already used"),
        ("condition", {"name": "new"}, "name", "Choose another name"),
        ("condition", {"name": "x" * 121}, "name", "at most 120"),
        ("aim", {"name": "Balance", "order": "-1"}, "order", "greater than or equal to 0"),
        ("equipment", {"name": "Stool", "order": "x"}, "order", "Write a whole number."),
        ("card", CARD | {"title": ""}, "title", "Write the title."),
        ("card", CARD | {"summary": "x" * 201}, "summary", "at most 200"),
        ("card", CARD | {"topic": "fun"}, "topic", "Choose the topic."),
        ("card", CARD | {"paragraphs": " "}, "paragraphs", "at least one paragraph"),
        ("card", CARD | {"sources": ""}, "sources", "Name at least one source."),
        ("card", CARD | {"fits": "never"}, "fits", "never"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk, kind, typed, field, words):
    ConditionFactory(key="knee_problem")

    response = send(desk, new_url(kind), **typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert words in response.text
    assert not Revision.objects.exists()


def test_pressing_twice_hands_in_once(desk):
    typed = hidden_of(desk.get(new_url("condition"))) | {"do": "hand-in", "name": "Sore knees"}

    first, second = (desk.post(new_url("condition"), typed) for _press in "12")

    assert first.headers["Location"] == second.headers["Location"]
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("kind", ["card", "condition", "aim", "equipment"])
def test_others_may_not(as_user, client, patient, therapist, kind):
    for person in (patient, therapist):
        assert as_user(person).get(new_url(kind)).status_code == 403
        assert as_user(person).post(new_url(kind), {"name": "Sore"}).status_code == 403
    assert client.get(new_url(kind)).status_code == 302


def test_a_kind_that_is_none_is_not_found(desk):
    assert desk.get("/desk/new/patient/").status_code == 404
