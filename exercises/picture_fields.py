"""The picture of an exercise in a form: the file becomes a Picture at once, the form has its key.

So a form that is refused for another reason keeps its picture, and a draft names it.
"""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from .models import Picture
from .picture_files import MOST_BYTES, WORDS, Refused, clean_copy

FILE, REMOVE, REFUSED = "_file", "_remove", "_refused"  # added to the name of the field

Typed = dict[str, list[str]]


def add_picture(file) -> Picture:
    """Keep a clean copy of a file that was sent, or raise Refused."""
    copy = clean_copy(file)
    picture = Picture(width=copy.width, height=copy.height)
    picture.file.save("picture.webp", ContentFile(copy.webp), save=False)
    picture.save()
    return picture


def with_picture(typed: Typed, files, name: str = "picture") -> Typed:
    """Return what was typed with the key of the picture that came along, or why it was refused."""
    if not (file := files.get(name + FILE)):
        return typed
    try:
        picture = add_picture(file)
    except Refused as refused:
        return typed | {name + REFUSED: [refused.reason]}
    return typed | {name: [str(picture.pk)], name + REMOVE: []}


def picture_of(key: str) -> Picture | None:
    try:
        return Picture.objects.filter(pk=UUID(key)).first() if key else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Sent:
    """What a form says of its picture: its key, and why another one was refused."""

    key: str = ""
    refused: str = ""


class PictureInput(forms.Widget):
    """The picture there is, and a box for the file of another."""

    template_name = "exercises/desk/_picture_box.html"
    needs_multipart_form = True

    def value_from_datadict(self, data, files, name):
        is_removed = bool(data.get(name + REMOVE))
        key = "" if is_removed else data.get(name) or ""
        return Sent(key, data.get(name + REFUSED) or "")

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def id_for_label(self, id_):
        return f"{id_}{FILE}"

    def render(self, name, value, attrs=None, renderer=None):
        context = {
            "name": name,
            "picture": picture_of(value or ""),
            "id": (attrs or {}).get("id") or f"id_{name}",
            "most": MOST_BYTES,
            "too_heavy": WORDS["too-heavy"],
        }
        return render_to_string(self.template_name, context)


class PictureField(forms.Field):
    """The key of a Picture, or None."""

    widget = PictureInput

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def prepare_value(self, value):
        """Return the key, whether it was just sent or is what the exercise has."""
        return value.key if isinstance(value, Sent) else str(value or "")

    def clean(self, value):
        sent = value if isinstance(value, Sent) else Sent(str(value or ""))
        if sent.refused:
            raise ValidationError(WORDS.get(sent.refused, WORDS["unreadable"]))
        picture = picture_of(sent.key)
        if sent.key and picture is None:
            raise ValidationError(_("This picture is no longer here. Please choose it again."))
        if self.required and picture is None:
            raise ValidationError(self.error_messages["required"])
        return str(picture.pk) if picture else None

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != self.prepare_value(data)
