"""Looking for an exercise."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import Position
from .facets import ANSWERS, FAVORITES, NOTHING, RECENT, Asked


class KnownChoicesField(forms.MultipleChoiceField):
    """Ticks; a choice that does not exist asks for nothing."""

    def clean(self, value):
        known = [one for one in value or [] if self.valid_value(one)]
        return tuple(dict.fromkeys(known))


def ticks(label, choices=()):
    return KnownChoicesField(label=label, required=False, choices=choices)


class LibraryForm(forms.Form):
    """What somebody is looking for in the library; everything may be left open."""

    q = forms.CharField(label=_("Find an exercise"), required=False, max_length=80)
    position = ticks(_("Position"))
    aim = ticks(_("What for"))
    have = ticks(_("What I have"))
    safe = ticks(_("Safe with"))
    floor = ticks(_("Floor"), [("no", _("No getting down on the floor"))])
    mine = ticks(_("Mine"))
    show = ticks(_("Left out"), [("left-out", _("Show what was left out"))])

    def __init__(self, *args, stock, viewer, **kwargs):
        """Offer what the stock has, and to whom has an account what is theirs."""
        super().__init__(*args, **kwargs)
        names = stock.names
        used = {position: label for position, label in Position.choices if position in stock.used}
        self.offer("position", used)
        self.offer("aim", {key: name for key, name in names.aims.items() if key in stock.used})
        needed = {key: name for key, name in names.equipment.items() if key in stock.used}
        self.offer("have", {NOTHING: _("Nothing at all"), **needed})
        own = {ANSWERS: _("My own answers")} if viewer.has_answers else {}
        self.offer("safe", {**own, **names.conditions})
        mine = {FAVORITES: _("My favorites"), RECENT: _("Recently used")}
        self.offer("mine", mine if viewer.has_account else {})

    def offer(self, name, words):
        self.fields[name].choices = list(words.items())

    def asked(self):
        """Return what is asked for; what makes no sense asks for nothing."""
        self.is_valid()
        return Asked(**{"q": "", **self.cleaned_data})
