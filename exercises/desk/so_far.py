"""What a half-typed form says so far, for its preview: what is wrong is left out."""

from django import forms
from django.core.validators import URLValidator

from exercises.entry_fields import CautionsField, LinesField


def content_so_far(form) -> dict:
    """Return the content as if it were complete."""
    form.is_valid()
    said = form.cleaned_data
    for name, field in form.fields.items():
        if name not in said:
            said[name] = so_far(field, form[name].data)
    return form.entry()


def so_far(field, typed):
    """Return what can be shown of a field that is empty or refused."""
    if isinstance(field, LinesField):
        return [line.strip() for line in str(typed or "").splitlines() if line.strip()]
    if isinstance(field, CautionsField):
        rows = [row for row in typed if not row.is_empty and not row.errors]
        return [{"condition": row.condition, "note": row.note} for row in rows]
    if isinstance(field, forms.MultipleChoiceField):
        return []
    if isinstance(field, forms.ChoiceField):
        return ""
    is_link = any(isinstance(check, URLValidator) for check in field.validators)
    is_words = isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField)
    return str(typed or "") if is_words and not is_link else None
