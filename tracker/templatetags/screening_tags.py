"""How the reasons of a screening are read."""

from django import template

register = template.Library()


@register.filter
def beside(reason, reasons):
    """Return what was answered to a rule's questions and is not a reason of its own."""
    said = {one["words"] for one in reasons if one["kind"] == "answer"}
    return [say for say in reason["says"] if say not in said] if reason["kind"] == "rule" else []
