"""One form for each kind of piece."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from exercises.entry_fields import CHOOSE, LinesField, one_of, ticks, words
from exercises.entry_form import EntryForm
from exercises.kinds import KINDS
from exercises.known import RESERVED
from exercises.models import EducationCard, Kind, Revision
from exercises.typed_form import TypedForm


class KeyedForm(TypedForm):
    """A piece that gets its key from its name once, and keeps it: others point to it."""

    kind, named_by, between = "", "name", "-"

    def __init__(self, data=None, *, slug="", **kwargs):
        super().__init__(data, **kwargs)
        self.slug = slug

    def made_key(self):
        """Return the key that the name makes."""
        made = slugify(self.data.get(self.named_by, "")).replace("-", self.between)
        return made[:60].strip(self.between)

    def key(self):
        return self.slug or self.made_key()

    def check_name(self):
        """Refuse a new name whose key would be none, or another's."""
        name = self.cleaned_data[self.named_by]
        key = self.key()
        if not key or key in RESERVED:
            raise ValidationError(_("Choose another name, with letters from a to z."))
        handed_in = Revision.objects.of(self.kind, key).exists()
        if not self.slug and (handed_in or KINDS[self.kind].find(key)):
            raise ValidationError(
                _("This name is already used. Choose another, or change the one that has it.")
            )
        return name


class ConditionForm(KeyedForm):
    """A condition, as patients read it."""

    kind, between = Kind.CONDITION, "_"
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("In plain words, and the medical word in brackets."),
        error_messages={"required": _("Write the name.")},
    )

    def clean_name(self):
        return self.check_name()

    def entry(self):
        return {"key": self.key(), "name": self.cleaned_data["name"]}


class OrderedForm(ConditionForm):
    """An aim, or something that an exercise needs: with its place in the list."""

    between = "-"
    order = forms.IntegerField(
        label=_("Place in the list"),
        required=False,
        min_value=0,
        max_value=1000,
        help_text=_("The smallest comes first."),
        error_messages={"invalid": _("Write a whole number.")},
    )

    def entry(self):
        return super().entry() | {"order": self.cleaned_data["order"] or 0}


class AimForm(OrderedForm):
    kind = Kind.AIM


class EquipmentForm(OrderedForm):
    kind = Kind.EQUIPMENT


class CardForm(KeyedForm):
    """A Learn card: one thing worth knowing."""

    kind, named_by = Kind.CARD, "title"
    title = forms.CharField(
        label=_("Title"), max_length=80, error_messages={"required": _("Write the title.")}
    )
    summary = words(
        _("In one sentence"),
        max_length=200,
        error_messages={"required": _("Say it in a sentence.")},
    )
    topic = one_of(_("Topic"), _("Choose the topic."), [CHOOSE, *EducationCard.Topic.choices])
    paragraphs = LinesField(
        label=_("Text"),
        rows=8,
        required=True,
        help_text=_("60 to 120 words in all. Each line is a paragraph."),
        error_messages={"required": _("Write at least one paragraph.")},
    )
    sources = LinesField(
        label=_("Sources"),
        required=True,
        error_messages={"required": _("Name at least one source.")},
    )
    disclaimers = LinesField(label=_("To be said with it"))
    fits = ticks(_("When it fits"))
    order = OrderedForm.base_fields["order"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fits"].choices = self.ticked_first("fits", dict(EducationCard.Moment.choices))

    def clean_title(self):
        return self.check_name()

    def entry(self):
        said = self.cleaned_data
        kept = {name: said[name] for name in self.fields}
        return {"key": self.key()} | kept | {"order": said["order"] or 0}


FORMS = {
    Kind.EXERCISE: EntryForm,
    Kind.CARD: CardForm,
    Kind.CONDITION: ConditionForm,
    Kind.AIM: AimForm,
    Kind.EQUIPMENT: EquipmentForm,
}
