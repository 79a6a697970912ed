"""A picture for an exercise: made anew before it is kept, or refused with what to do."""

import struct
import zlib
from io import BytesIO

import pytest
from django import forms
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from PIL import Image

from exercises.models import Picture
from exercises.picture_fields import PictureField, add_picture, with_picture
from exercises.picture_files import LONGEST_SIDE, MOST_BYTES, MOST_PIXELS, Refused, clean_copy
from tests.exercises.pictures import (
    BLUE,
    RED,
    is_near,
    looks,
    photo_with_place,
    picture_bytes,
    sent_file,
)
from tests.factories import TherapistFactory

NOT_READ = "This is not a picture we can read. Send a PNG, JPEG or WebP."
URL = "/desk/figures/pictures/"


class PictureForm(forms.Form):
    picture = PictureField(label="Picture")


def kept(content, **how):
    return clean_copy(sent_file(content, **how))


def refused(content, **how):
    with pytest.raises(Refused) as refusal:
        kept(content, **how)
    return str(refusal.value)


# What is kept.


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_kept_as_a_webp_of_its_size(kind):
    copy = kept(picture_bytes(kind))
    assert (copy.width, copy.height) == (60, 40)
    assert looks(copy.webp).format == "WEBP"
    assert is_near(looks(copy.webp).getpixel((5, 20)), RED)
    assert is_near(looks(copy.webp).getpixel((55, 20)), BLUE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_write_colors_is_understood(mode):
    assert looks(kept(picture_bytes(mode=mode)).webp).size == (60, 40)


def test_of_the_two_pictures_in_a_photo_of_a_phone_the_first_is_kept():
    depth = Image.new("RGB", (60, 40), BLUE)
    photo = picture_bytes("MPO", save_all=True, append_images=[depth])
    assert is_near(looks(kept(photo).webp).getpixel((5, 20)), RED)


def test_the_name_and_the_type_that_were_sent_do_not_matter():
    assert kept(picture_bytes("JPEG"), name="../../x.php", kind="text/html").width == 60
    assert refused(b"<svg/>", name="photo.png") == NOT_READ


def test_a_large_picture_is_made_smaller():
    copy = kept(picture_bytes("JPEG", size=(3200, 1200)))
    assert (copy.width, copy.height) == (LONGEST_SIDE, 600)


def test_nothing_tells_where_and_with_what_it_was_taken():
    photo = photo_with_place()
    assert b"SecretPhone" in photo
    assert Image.open(BytesIO(photo)).getexif().get_ifd(0x8825)

    copy = looks(kept(photo).webp)
    assert not dict(copy.getexif())
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(copy.info)
    assert b"SecretPhone" not in kept(photo).webp


def test_a_picture_stands_as_the_camera_was_held():
    copy = kept(photo_with_place(turned=6))
    assert (copy.width, copy.height) == (400, 600)
    assert is_near(looks(copy.webp).getpixel((200, 50)), RED)
    assert is_near(looks(copy.webp).getpixel((200, 550)), BLUE)


def test_what_is_clear_stays_clear():
    paper = BytesIO()
    image = Image.new("RGBA", (20, 20), (*RED, 255))
    image.paste((0, 0, 0, 0), (0, 0, 10, 20))
    image.save(paper, "PNG")
    copy = looks(kept(paper.getvalue()).webp)
    assert copy.getpixel((2, 10))[3] == 0
    assert copy.getpixel((17, 10))[3] == 255

    palette = picture_bytes(mode="P", transparency=0)
    assert looks(kept(palette).webp).getpixel((5, 5))[3] == 0


def test_of_two_things_in_one_file_only_the_picture_is_kept():
    both = picture_bytes("JPEG") + b"<script>alert(1)</script>"
    assert b"script" not in kept(both).webp
    hidden = picture_bytes("PNG") + b"PK\x03\x04 a program"
    assert b"a program" not in kept(hidden).webp


# What is refused.


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"Dear Sir or Madam", id="a-letter"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', id="svg"),
        pytest.param(b"%PDF-1.7\n1 0 obj", id="pdf"),
        pytest.param(b"<script>1</script>" + picture_bytes(), id="a-page-before-a-picture"),
        pytest.param(picture_bytes("GIF"), id="gif"),
        pytest.param(picture_bytes("BMP"), id="bmp"),
        pytest.param(picture_bytes("TIFF"), id="tiff"),
        pytest.param(picture_bytes("ICO"), id="icon"),
        pytest.param(picture_bytes("PNG")[:20], id="the-first-bytes-of-one"),
        pytest.param(picture_bytes("WEBP")[:-20], id="half-a-webp"),
    ],
)
def test_what_is_no_picture_is_refused(content):
    assert refused(content) == NOT_READ


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_half_a_picture_is_refused(kind):
    content = picture_bytes(kind, size=(300, 300))
    assert "Part of this picture is missing" in refused(content[: len(content) // 2])


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(kind):
    moves = picture_bytes(
        kind, save_all=True, append_images=[Image.new("RGB", (60, 40), RED)], duration=99
    )
    assert "This picture moves" in refused(moves)


def claiming(width, height):
    """Return a PNG of few bytes that says it is huge."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


@pytest.mark.parametrize(("width", "height"), [(5001, 5000), (12_000, 12_000), (60_000, 60_000)])
def test_too_many_pixels_are_refused_before_they_are_decoded(width, height, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", None)
    assert width * height > MOST_PIXELS
    assert "more than 25 megapixels" in refused(claiming(width, height))


def test_as_many_pixels_as_allowed_are_looked_at():
    assert "Part of this picture is missing" in refused(claiming(5000, 5000))


def test_too_many_bytes_are_refused_unread():
    assert "more than 5 MB" in refused(b"\0" * (MOST_BYTES + 1))
    assert refused(b"\0" * 5_000) == NOT_READ


# In a form: the file becomes a picture at once, and the form carries its key.


@pytest.mark.django_db
def test_a_sent_file_becomes_a_picture_with_a_name_of_its_own():
    files = {"picture_file": sent_file(photo_with_place(), name="maria-at-home.jpg")}
    typed = with_picture({"name": ["Bridge"], "picture": [""]}, files)

    picture = Picture.objects.get()
    assert typed["picture"] == [str(picture.pk)]
    assert picture.file.name == f"exercises/{picture.pk}.webp"
    assert (picture.width, picture.height) == (600, 400)
    assert looks(picture.file.read()).format == "WEBP"
    form = PictureForm(MultiValueDict(typed))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["picture"] == str(picture.pk)


@pytest.mark.django_db
def test_a_refused_file_is_said_at_its_field_and_the_picture_before_it_stays():
    picture = add_picture(sent_file(picture_bytes()))
    typed = with_picture(
        {"picture": [str(picture.pk)]}, {"picture_file": sent_file(b"not a picture")}
    )
    form = PictureForm(MultiValueDict(typed))
    assert form.errors["picture"] == [NOT_READ]
    assert f'value="{picture.pk}"' in str(form["picture"])
    assert Picture.objects.count() == 1


@pytest.mark.django_db
def test_without_a_file_what_was_typed_stays_as_it_is():
    typed = {"picture": ["x"], "name": ["Bridge"]}
    assert with_picture(typed, {}) == typed


@pytest.mark.django_db
def test_a_picture_is_removed_when_asked_but_not_the_one_that_replaces_it():
    picture = add_picture(sent_file(picture_bytes()))
    typed = {"picture": [str(picture.pk)], "picture_remove": ["1"]}
    form = PictureForm(MultiValueDict(typed))
    assert form.is_valid()
    assert form.cleaned_data["picture"] is None
    assert str(picture.pk) not in str(form["picture"])

    replaced = with_picture(typed, {"picture_file": sent_file(picture_bytes())})
    form = PictureForm(MultiValueDict(replaced))
    assert form.is_valid()
    assert form.cleaned_data["picture"] not in {None, str(picture.pk)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key", ["00000000-0000-4000-8000-000000000000", "nonsense", "\0", "../x", "9" * 500]
)
def test_a_picture_that_is_not_there_is_refused_and_not_shown(key):
    form = PictureForm({"picture": key})
    assert "no longer here" in form.errors["picture"][0]
    assert "<img" in str(form["picture"])
    assert 'src="' not in str(form["picture"])


@pytest.mark.django_db
def test_a_form_without_a_picture_is_fine():
    form = PictureForm({})
    assert form.is_valid()
    assert form.cleaned_data["picture"] is None


@pytest.mark.django_db
def test_the_picture_an_exercise_has_is_shown_with_its_key():
    picture = add_picture(sent_file(picture_bytes()))
    page = str(PictureForm(initial={"picture": str(picture.pk)})["picture"])
    assert f'src="{picture.get_absolute_url()}"' in page
    assert f'name="picture" value="{picture.pk}"' in page


# Chosen while the form is open: sent at once.


def test_a_chosen_picture_is_kept_at_once(as_user, admin):
    response = as_user(admin).post(URL, {"picture_file": sent_file(picture_bytes())})
    assert response.status_code == 201
    picture = Picture.objects.get()
    assert response.json() == {"key": str(picture.pk), "url": f"/pictures/{picture.pk}.webp"}
    assert as_user(admin).get(response.json()["url"]).status_code == 200


@pytest.mark.parametrize(
    ("files", "says"),
    [
        pytest.param({}, "Choose a file first", id="none"),
        pytest.param({"picture_file": "text"}, "Choose a file first", id="no-file"),
        pytest.param({"picture_file": (b"GIF89a",)}, NOT_READ, id="no-picture"),
        pytest.param({"picture_file": (b"\0" * (MOST_BYTES + 1),)}, "5 MB", id="too-heavy"),
    ],
)
def test_a_chosen_file_that_cannot_be_kept_is_refused(as_user, admin, caplog, files, says):
    caplog.set_level("INFO", "backcare.forms")
    sent = {
        name: sent_file(*value) if isinstance(value, tuple) else value
        for name, value in files.items()
    }
    response = as_user(admin).post(reverse("exercises:add_picture"), sent)
    assert response.status_code == 422
    assert says in response.json()["problem"]
    assert "refused exercises:add_picture" in caplog.text
    assert not Picture.objects.exists()


def test_only_staff_may_send_a_picture(as_user, patient, client):
    sent = {"picture_file": sent_file(picture_bytes())}
    assert client.post(URL, sent).status_code == 302
    for person in (patient, TherapistFactory()):
        assert as_user(person).post(URL, sent).status_code == 403
    assert not Picture.objects.exists()
