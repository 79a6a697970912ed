"""Writing an exercise at the desk and handing it in."""

import pytest
from django.urls import reverse

from exercises.models import Draft, Exercise, Kind, Revision
from tests.exercises.desk_cast import RAISE, change_of, hidden_of, published
from tests.factories import ConditionFactory, ExerciseFactory

pytestmark = pytest.mark.django_db
NEW = reverse("exercises:desk_new", args=["exercise"])


def edit_url(exercise):
    return reverse("exercises:desk_edit", args=["exercise", exercise.slug])


def send(browser, url, **changed):
    """Open the form, type, and press the button."""
    typed = hidden_of(browser.get(url)) | {"do": "hand-in"} | RAISE
    return browser.post(url, typed | changed)


def test_a_new_exercise_is_handed_in(desk, admin):
    condition = ConditionFactory()
    rows = {"caution_condition": [condition.key, ""], "caution_note": ["Hold on.", ""]}

    response = send(desk, NEW, note="A new one", **rows)

    change = Revision.objects.get()
    assert response.headers["Location"] == reverse("exercises:desk_revision", args=[change.pk])
    assert (change.key, change.number, change.status) == ("standing-calf-raise", 1, "waiting")
    assert (change.made_by, change.note) == ("Ada Admin", "A new one")
    assert change.content["steps"] == ["Hold a chair.", "Rise onto your toes."]
    assert change.content["avoid_with"] == [{"condition": condition.key, "note": "Hold on."}]
    assert not Exercise.objects.exists()
    assert not Draft.objects.exists()


def test_a_new_form_has_the_usual_stop(desk):
    page = desk.get(NEW)

    assert "pain shoots further down your leg" in page.context["form"]["stop_if"].value()
    assert not page.context["form"].errors


def test_a_form_begins_with_what_stands(desk):
    exercise = ExerciseFactory(name="Heel raise", steps=["Stand.", "Rise."])

    page = desk.get(edit_url(exercise))

    assert page.context["form"]["name"].value() == "Heel raise"
    assert "Stand.\nRise.</textarea>" in page.text


def test_a_change_keeps_the_address_and_what_stood_before(desk):
    exercise = ExerciseFactory(slug="heel-raise", name="Heel raise")

    send(desk, edit_url(exercise))

    stood, change = Revision.objects.of(Kind.EXERCISE, "heel-raise").reverse()
    assert (stood.content["name"], stood.is_standing) == ("Heel raise", True)
    assert (change.content["name"], change.number) == ("Standing calf raise", 2)
    exercise.refresh_from_db()
    assert exercise.name == "Heel raise"


@pytest.mark.parametrize(
    ("changed", "box", "words"),
    [
        pytest.param({"steps": ""}, "id_steps", "Write at least one step.", id="no-steps"),
        pytest.param({"reps_min": ""}, "id_reps_min", "Say how much", id="no-dose"),
        pytest.param(
            {"caution_condition": ["gout"], "caution_note": ["Rest."]},
            "id_cautions",
            "not in the list of conditions",
            id="no-such-condition",
        ),
        pytest.param({"note": "x" * 301}, "id_note", "at most 300", id="a-long-note"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(desk, changed, box, words, caplog):
    caplog.set_level("INFO", "backcare.forms")
    response = send(desk, NEW, **{"name": "Calf “raise”", "feel": "Your calves."} | changed)

    assert response.status_code == 422
    assert words in response.text
    assert f'href="#{box}"' in response.text
    assert f'id="{box}"' in response.text
    assert "Calf “raise”" in response.text
    assert "Your calves." in response.text
    assert not Revision.objects.exists()
    assert "refused exercises:desk_edit" in caplog.text
    assert "calves" not in caplog.text


def test_what_was_refused_is_a_draft(desk):
    response = send(desk, NEW, steps="")

    key = response.context["sitting"].draft
    assert Draft.objects.get().key == key
    again = desk.get(NEW, {"draft": key})
    assert again.context["form"]["name"].value() == "Standing calf raise"


def test_pressing_twice_hands_in_once(desk):
    typed = hidden_of(desk.get(NEW)) | {"do": "hand-in"} | RAISE

    first, second = desk.post(NEW, typed), desk.post(NEW, typed)

    assert first.headers["Location"] == second.headers["Location"]
    assert Revision.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_name_in_use_is_refused(desk):
    ExerciseFactory(slug="standing-calf-raise")

    response = send(desk, NEW)

    assert response.status_code == 422
    assert "This name is already used. Choose another" in response.text


def test_a_name_that_somebody_else_handed_in_is_refused(desk, rosas_desk):
    send(rosas_desk, NEW)

    assert send(desk, NEW, feel="Calves.").status_code == 422
    assert Revision.objects.get().made_by == "Rosa Reviewer"


def test_a_change_without_a_difference_is_refused(desk):
    exercise = ExerciseFactory(stop_if="it hurts.")
    page = desk.get(edit_url(exercise))
    typed = {name: page.context["form"][name].value() or "" for name in RAISE}

    response = desk.post(edit_url(exercise), hidden_of(page) | typed | {"do": "hand-in",
        "hold_seconds_min": "5"})  # fmt: skip

    assert response.status_code == 422
    assert "Nothing is different" in response.text


def test_whoever_is_behind_is_told_and_may_go_on(desk, admin, rosa):
    exercise = ExerciseFactory(slug="heel-raise")
    published(change_of(exercise, admin, name="First"), rosa)
    page = desk.get(edit_url(exercise))
    second = published(change_of(exercise, admin, name="Second"), rosa)
    typed = hidden_of(page) | {"do": "hand-in"} | RAISE

    refused = desk.post(edit_url(exercise), typed)

    assert refused.status_code == 422
    assert "Somebody else has published a change" in refused.text
    assert reverse("exercises:desk_revision", args=[second.pk]) in refused.text
    assert desk.post(edit_url(exercise), typed | hidden_of(refused)).status_code == 302


def test_a_change_that_waits_is_named(desk, rosa):
    exercise = ExerciseFactory()
    waiting = change_of(exercise, rosa, name="Hers")

    page = desk.get(edit_url(exercise))

    assert "Rosa Reviewer has handed in a change" in page.text
    assert reverse("exercises:desk_revision", args=[waiting.pk]) in page.text
    assert page.context["form"]["name"].value() == exercise.name
    begun = desk.get(edit_url(exercise), {"from": waiting.number})
    assert begun.context["form"]["name"].value() == "Hers"


@pytest.mark.parametrize("number", ["7", "-1", "x", "9" * 30])
def test_a_change_that_is_not_there_begins_nothing(desk, number):
    exercise = ExerciseFactory()

    assert desk.get(edit_url(exercise), {"from": number}).status_code == 200


def test_one_goes_on_with_what_one_handed_in(desk, admin):
    exercise = ExerciseFactory()
    change_of(exercise, admin, name="Mine")

    assert desk.get(edit_url(exercise)).context["form"]["name"].value() == "Mine"


def test_a_new_one_that_waits_can_be_changed(desk):
    send(desk, NEW)
    url = reverse("exercises:desk_edit", args=["exercise", "standing-calf-raise"])

    assert desk.get(url).context["form"]["name"].value() == "Standing calf raise"
    assert send(desk, url, feel="Your calves.").status_code == 302
    assert [one.status for one in Revision.objects.order_by("number")] == ["sent-back", "waiting"]


def test_what_is_not_there_is_not_found(desk):
    url = reverse("exercises:desk_edit", args=["exercise", "nothing-like-it"])

    assert desk.get(url).status_code == 404
    assert desk.post(url, RAISE).status_code == 404
    assert not Draft.objects.exists()


def test_others_may_not_enter(as_user, client, patient, therapist):
    exercise = ExerciseFactory()
    for person in (patient, therapist):
        for url in (NEW, edit_url(exercise)):
            assert as_user(person).get(url).status_code == 403
            assert as_user(person).post(url, RAISE).status_code == 403
    assert client.get(NEW).headers["Location"].startswith("/accounts/login/")
    assert not Draft.objects.exists()
