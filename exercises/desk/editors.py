"""How each kind of piece is edited: its form, what it is typed as, and how it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from exercises.entry_form import STOP_IF, typed_of
from exercises.models import Kind
from exercises.presenting import shown
from exercises.typed_form import TypedForm

from .forms import FORMS

LINES = ("paragraphs", "sources", "disclaimers")


@dataclass(frozen=True)
class Editor:
    """One kind of piece on the desk."""

    kind: str
    # What one is called, and many; and what is said on top of a new one's form.
    one: str
    many: str
    new: str
    typed: Callable[[dict], dict]
    # What a new one has in its boxes.
    blank: dict[str, list[str]]
    # What its preview is made of, besides the content.
    show: Callable[[dict], object] = dict

    @property
    def form(self) -> type[TypedForm]:
        return FORMS[self.kind]

    @property
    def fields_template(self):
        return f"exercises/desk/_fields_{self.template}.html"

    @property
    def preview_template(self):
        return f"exercises/desk/_preview_{self.template}.html"

    @property
    def template(self):
        own = {Kind.EXERCISE, Kind.CARD}
        return self.kind if self.kind in own else "listed"


def typed_plainly(content: dict) -> dict[str, list[str]]:
    """Return the values of each field of a kind without fields of its own."""
    typed = {}
    for name, value in content.items():
        if name in LINES:
            typed[name] = ["\n".join(value)]
        elif isinstance(value, list):
            typed[name] = list(value)
        elif name != "key":
            typed[name] = [str(value)]
    return typed


def listed(kind, one, many, new):
    return Editor(kind, one, many, new, typed_plainly, {})


EDITORS = {
    editor.kind: editor
    for editor in (
        Editor(
            Kind.EXERCISE,
            _("Exercise"),
            _("Exercises"),
            _("New exercise"),
            typed_of,
            {"stop_if": [STOP_IF], "sets": ["1"]},
            shown,
        ),
        Editor(
            Kind.CARD, _("Learn card"), _("Learn cards"), _("New Learn card"), typed_plainly, {}
        ),
        listed(Kind.CONDITION, _("Condition"), _("Conditions"), _("New condition")),
        listed(Kind.AIM, _("Aim"), _("Aims"), _("New aim")),
        listed(Kind.EQUIPMENT, _("Equipment"), _("Equipment"), _("New equipment")),
    )
}
