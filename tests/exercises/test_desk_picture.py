"""A picture in the desk's form: it is not lost when the form is refused, and needs words."""

import pytest
from django.urls import reverse

from exercises.models import Draft, Picture, Revision
from exercises.picture_fields import add_picture
from exercises.picture_files import MOST_BYTES
from tests.exercises.desk_cast import RAISE, hidden_of
from tests.exercises.pictures import picture_bytes, sent_file

pytestmark = pytest.mark.django_db
NEW = reverse("exercises:desk_new", args=["exercise"])
WORDS = {"picture_alt": "A person on tiptoe beside a chair."}


def send(desk, do="hand-in", **changed):
    return desk.post(NEW, hidden_of(desk.get(NEW)) | {"do": do} | RAISE | changed)


def a_file():
    return sent_file(picture_bytes())


def test_a_picture_is_handed_in_with_its_words(desk):
    assert send(desk, picture_file=a_file(), **WORDS).status_code == 302
    content = Revision.objects.get().content
    assert content["picture"] == str(Picture.objects.get().pk)
    assert content["picture_alt"] == WORDS["picture_alt"]


def test_a_form_refused_for_something_else_keeps_its_picture(desk):
    page = send(desk, picture_file=a_file(), name="", **WORDS)
    assert page.status_code == 422
    key = str(Picture.objects.get().pk)
    assert f'name="picture" value="{key}"' in page.text
    assert send(desk, picture=key, **WORDS).status_code == 302
    assert Revision.objects.get().content["picture"] == key
    assert Picture.objects.count() == 1


def test_a_picture_without_words_is_refused_and_kept(desk):
    page = send(desk, picture_file=a_file())
    assert page.status_code == 422
    assert "Say what the picture shows" in page.text
    assert str(Picture.objects.get().pk) in page.text
    assert not Revision.objects.exists()


@pytest.mark.parametrize("do", ["hand-in", "save"])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"GIF89a", "Send a PNG, JPEG or WebP.", id="no-picture"),
        pytest.param(b"\0" * (MOST_BYTES + 1), "more than 5 MB", id="too-heavy"),
    ],
)
def test_a_file_that_cannot_be_kept_is_said_at_its_field_and_nothing_typed_is_lost(
    desk, do, content, says
):
    page = send(desk, do, picture_file=sent_file(content), **WORDS)
    assert page.status_code == 422
    assert says in page.context["form"].errors["picture"][0]
    assert says in page.text
    assert "Rise onto your toes." in page.text
    assert not Picture.objects.exists()

    assert Draft.objects.get().typed["picture_alt"] == [WORDS["picture_alt"]]
    again = desk.post(NEW, hidden_of(page) | {"do": "hand-in"} | RAISE)
    assert again.status_code == 302, "the next try does not remember the refusal"


def test_what_autosave_keeps_names_the_picture_without_its_file(desk):
    picture = add_picture(a_file())
    sent = hidden_of(desk.get(NEW)) | RAISE | {"picture": str(picture.pk)}
    assert desk.post(reverse("exercises:desk_save", args=["exercise"]), sent).status_code == 200
    draft = Draft.objects.get()
    assert draft.typed["picture"] == [str(picture.pk)]
    page = desk.get(f"{NEW}?draft={draft.key}")
    assert f'src="{picture.get_absolute_url()}"' in page.text


def test_a_removed_picture_is_gone_from_what_is_handed_in(desk):
    picture = add_picture(a_file())
    response = send(desk, picture=str(picture.pk), picture_remove="1")
    assert response.status_code == 302
    assert Revision.objects.get().content["picture"] is None
