"""Keeping what is typed: in between, on another day, and throwing it away."""

import uuid

import pytest
from django.urls import reverse

from exercises.models import Draft, Revision
from tests.exercises.desk_cast import RAISE, change_of, hidden_of, published
from tests.factories import ExerciseFactory

pytestmark = pytest.mark.django_db
NEW = reverse("exercises:desk_new", args=["exercise"])
SAVE = reverse("exercises:desk_save", args=["exercise"])


def edit_url(exercise):
    return reverse("exercises:desk_edit", args=["exercise", exercise.slug])


def test_what_is_typed_is_kept_right_or_wrong(desk, admin):
    key = str(uuid.uuid4())
    half = {"name": "Calf", "reps_min": "many", "caution_note": ["", "Hold on."], "feel": "A\0b"}

    response = desk.post(SAVE, {"draft": key, "piece": "", "based_on": "0"} | half)

    draft = Draft.objects.get()
    assert str(draft.key) == key
    assert draft.typed == {
        "name": ["Calf"], "reps_min": ["many"], "caution_note": ["", "Hold on."], "feel": ["Ab"],
    }  # fmt: skip
    assert draft.maker == str(admin.pk)
    said = response.json()
    assert said["address"] == f"{NEW}?draft={key}"
    assert len(said["time"]) == 5
    assert not Revision.objects.exists()


def test_coming_back_finds_it(desk, as_user, admin):
    hidden = hidden_of(desk.get(NEW))
    address = desk.post(SAVE, hidden | {"name": "Calf", "reps_min": "many"}).json()["address"]

    page = as_user(admin).get(address)

    assert page.context["form"]["name"].value() == "Calf"
    assert page.context["form"]["reps_min"].value() == "many"
    assert "You are going on with your draft" in page.text
    assert address.replace("&", "&amp;") in desk.get(reverse("exercises:desk")).text


def test_saving_again_keeps_one_draft(desk):
    exercise = ExerciseFactory()
    hidden = hidden_of(desk.get(edit_url(exercise)))

    for name in ("One", "Two"):
        assert desk.post(SAVE, hidden | {"name": name}).status_code == 200

    assert Draft.objects.get().typed["name"] == ["Two"]
    assert desk.get(edit_url(exercise)).context["form"]["name"].value() == "Two"


def test_a_second_tab_goes_on_with_the_same_draft(desk):
    exercise = ExerciseFactory()
    one, two = (hidden_of(desk.get(edit_url(exercise))) for _tab in "12")

    desk.post(SAVE, one | {"name": "One"})
    desk.post(SAVE, two | {"name": "Two"})

    assert Draft.objects.get().typed["name"] == ["Two"]


def test_two_admins_have_drafts_of_their_own(desk, rosas_desk):
    exercise = ExerciseFactory()
    for browser, name in ((desk, "Ada's"), (rosas_desk, "Rosa's")):
        browser.post(SAVE, hidden_of(browser.get(edit_url(exercise))) | {"name": name})

    assert desk.get(edit_url(exercise)).context["form"]["name"].value() == "Ada's"
    assert rosas_desk.get(edit_url(exercise)).context["form"]["name"].value() == "Rosa's"


def test_the_button_saves_and_shows_it(desk):
    hidden = hidden_of(desk.get(NEW))

    response = desk.post(NEW, hidden | RAISE | {"do": "save", "reps_min": ""}, follow=True)

    assert response.redirect_chain[0][0] == f"{NEW}?draft={hidden['draft']}#preview"
    assert "Saved. Only you see it" in response.text
    assert "Rise onto your toes.</span>" in response.text
    assert not Revision.objects.exists()


def test_a_draft_remembers_what_it_was_begun_from(desk, admin, rosa):
    exercise = ExerciseFactory()
    published(change_of(exercise, admin, name="First"), rosa)
    desk.post(SAVE, hidden_of(desk.get(edit_url(exercise))) | {"name": "Mine"})
    published(change_of(exercise, admin, name="Second"), rosa)

    page = desk.get(edit_url(exercise))

    assert "Somebody else has published a change" in page.text
    assert page.context["form"]["name"].value() == "Mine"


@pytest.mark.parametrize("based_on", ["", "x", "-1", "9" * 30])
def test_a_number_that_is_none_is_kept_as_none(desk, based_on):
    desk.post(SAVE, {"draft": str(uuid.uuid4()), "based_on": based_on, "name": "Calf"})

    assert Draft.objects.get().based_on == 0


def test_a_draft_without_a_key_gets_one(desk):
    assert desk.post(SAVE, {"draft": "no key", "name": "Calf"}).status_code == 200
    assert Draft.objects.get().typed == {"name": ["Calf"]}


def test_nobody_writes_into_the_draft_of_another(desk, rosas_desk):
    hidden = hidden_of(desk.get(NEW))
    desk.post(SAVE, hidden | {"name": "Ada's"})

    assert rosas_desk.post(SAVE, hidden | {"name": "Rosa's"}).status_code == 404
    assert rosas_desk.post(NEW, hidden | RAISE | {"do": "save"}).status_code == 404
    page = rosas_desk.get(NEW, {"draft": hidden["draft"]})
    assert page.context["form"]["name"].value() is None
    assert Draft.objects.get().typed["name"] == ["Ada's"]


def test_nothing_is_kept_of_what_is_not_there(desk):
    assert desk.post(SAVE, {"piece": "nothing-like-it", "name": "Calf"}).status_code == 404
    assert desk.get(SAVE).status_code == 405
    assert not Draft.objects.exists()


@pytest.fixture
def draft(desk):
    desk.post(SAVE, {"draft": str(uuid.uuid4()), "name": "Calf"})
    return Draft.objects.get()


def discard_url(draft):
    return reverse("exercises:desk_discard", args=[draft.key])


def test_a_draft_is_thrown_away_after_a_question(desk, draft):
    assert "Discard this draft?" in desk.get(discard_url(draft)).text
    assert Draft.objects.exists()

    response = desk.post(discard_url(draft))

    assert response.headers["Location"] == reverse("exercises:desk")
    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away_once(desk, draft):
    desk.post(discard_url(draft))

    assert desk.post(discard_url(draft)).status_code == 404


def test_nobody_throws_away_the_draft_of_another(draft, rosas_desk, as_user, patient, client):
    assert rosas_desk.get(discard_url(draft)).status_code == 404
    assert rosas_desk.post(discard_url(draft)).status_code == 404
    assert as_user(patient).post(discard_url(draft)).status_code == 403
    assert client.post(discard_url(draft)).status_code == 302
    assert Draft.objects.exists()


def test_others_save_nothing(as_user, client, patient, therapist):
    for person in (patient, therapist):
        assert as_user(person).post(SAVE, {"name": "Calf"}).status_code == 403
    assert client.post(SAVE, {"name": "Calf"}).status_code == 302
    assert not Draft.objects.exists()
