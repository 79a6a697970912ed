"""One exercise as somebody types it: on the desk's page, or in a row of a spreadsheet."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .choices import Laterality, Position
from .content import LADDER_FIELDS, LIST_FIELDS, WORD_FIELDS
from .entry_dose import DoseForm
from .entry_fields import CHOOSE, CautionsField, LinesField, StepsField, one_of, ticks, words
from .figure_fields import PosesField
from .known import RESERVED, Known
from .picture_fields import PictureField
from .typed import TICKS, typed_of

__all__ = ["STOP_IF", "EntryForm", "typed_of"]

STOP_IF = "pain shoots further down your leg, or you feel numb, weak, dizzy, or get chest pain."
LOOP = _("This goes round in a loop: %s, and back to this one. Choose another.")


def slug_of(name):
    return slugify(name)[:80].strip("-")


class EntryForm(DoseForm):
    """Everything an exercise says. `data` is a QueryDict, or a dict of lists like `typed_of`.

    `slug` is empty for a new one, which gets its address from its name. Whoever checks many at
    once passes `known`, so that the lists are read once.
    """

    name = forms.CharField(
        label=_("Name"), max_length=80, error_messages={"required": _("Write the name.")}
    )
    aim = one_of(_("What it is for"), _("Choose what it is for."))
    position = one_of(_("Position"), _("Choose the position."), [CHOOSE, *Position.choices])
    laterality = one_of(_("Sides"), _("Choose which sides work."), [CHOOSE, *Laterality.choices])
    steps = StepsField(
        label=_("Steps"),
        rows=6,
        required=True,
        help_text=_("One step to a line, in the order they are done."),
        error_messages={"required": _("Write at least one step.")},
    )
    stop_if = words(
        _("Stop if"),
        help_text=_("Goes on after the words “Stop if”."),
        error_messages={"required": _("Say when to stop.")},
    )
    aliases = LinesField(label=_("Also called"))
    regions = LinesField(label=_("Parts of the body"))
    equipment = ticks(_("What you need"))
    equipment_optional = ticks(_("If you like"))
    breathing = words(_("Breathing"), required=False)
    feel = words(_("What you should feel"), required=False)
    mistakes = LinesField(label=_("Common mistakes"))
    easier = one_of(_("An easier one"), _("Choose a published exercise."), required=False)
    harder = one_of(_("A harder one"), _("Choose a published exercise."), required=False)
    poses = PosesField(label=_("Figure"))
    picture = PictureField(label=_("Picture"))
    picture_alt = forms.CharField(label=_("The picture in words"), required=False, max_length=300)
    video_url = forms.CharField(
        label=_("Link to a video"),
        required=False,
        max_length=200,
        validators=[
            URLValidator(["https"], message=_("Give the whole address; it begins with https://"))
        ],
    )
    sources = LinesField(label=_("Sources"))

    def __init__(self, data=None, *, slug="", known=None, **kwargs):
        super().__init__(data, **kwargs)
        self.slug, self.known = slug, known or Known.read()
        fields = self.fields
        fields["cautions"] = CautionsField(
            label=_("Who should take care"), known=self.known.conditions
        )
        fields["aim"].choices = [CHOOSE, *self.known.aims.items()]
        for way in LADDER_FIELDS:
            fields[way].choices = [("", _("None")), *self.known.neighbors(slug)]
        for name in TICKS:
            fields[name].choices = self.ticked_first(name, self.known.equipment)

    def made_key(self):
        """Return the address that the name makes."""
        return slug_of(self.data.get("name", ""))

    def clean_name(self):
        name, slug = self.cleaned_data["name"], self.made_key()
        if self.slug:
            return name
        if not slug:
            raise ValidationError(_("Use letters from a to z: the address is made of the name."))
        if slug in RESERVED:
            raise ValidationError(_("This word is kept for the site. Choose another name."))
        if self.known.is_taken(slug):
            raise ValidationError(
                _("This name is already used. Choose another, or change the exercise that has it.")
            )
        return name

    def clean_stop_if(self):
        """The page says “Stop if” itself."""
        said = self.cleaned_data["stop_if"]
        return said[8:] if said.lower().startswith("stop if ") else said

    def clean(self):
        super().clean()
        self._clean_ladder()
        said = self.cleaned_data
        if said.get("picture") and said.get("picture_alt") == "":
            words = _("Say what the picture shows, for those who cannot see it.")
            self.add_error("picture_alt", words)

    def _clean_ladder(self):
        chosen = {way: self.cleaned_data.get(way) for way in LADDER_FIELDS}
        if chosen["easier"] and chosen["easier"] == chosen["harder"]:
            self.add_error("harder", _("The same exercise cannot be easier and harder too."))
        for way, step in chosen.items():
            loop = self.known.loop(way, self.slug, step) if self.slug else []
            if loop:
                self.add_error(way, LOOP % ", ".join(loop[:-1]))

    def caution_rows(self) -> list:
        """Return the rows as they were typed, with what is wrong at each once they are sent."""
        rows = self["cautions"].value() or []
        return self.fields["cautions"].check(rows) if self.is_bound else rows

    def entry(self) -> dict:
        """Return what the exercise says, as `content.entry_of` does."""
        said = self.cleaned_data
        return {
            "slug": self.slug or self.made_key(),
            "aim": said["aim"],
            "picture": said["picture"],
            **{name: said[name] for name in (*WORD_FIELDS, *LIST_FIELDS, "steps")},
            "poses": said["poses"] or [],
            "dose": self.dose(),
            "avoid_with": said["cautions"],
            **{way: said[way] or None for way in LADDER_FIELDS},
        }
