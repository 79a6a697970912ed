"""The figure editor, of a form's field."""

from django import template

from exercises.desk.figure_editor import FigureEditor

register = template.Library()


@register.simple_tag
def figure_editor(field):
    """Return the editor of this field."""
    return FigureEditor(field)
