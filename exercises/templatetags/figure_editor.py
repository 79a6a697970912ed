"""The figure editor, of a form's field."""

from django import template

from exercises.desk.figure_editor import FigureEditor

register = template.Library()
register.simple_tag(FigureEditor, name="figure_editor")
