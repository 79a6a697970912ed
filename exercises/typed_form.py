"""A form that is filled from what somebody typed before, without judging it yet."""

from django import forms
from django.utils.datastructures import MultiValueDict


class TypedForm(forms.Form):
    """`data` is a QueryDict, or a dict with the list of values of each field."""

    def __init__(self, data=None, files=None, **kwargs):
        if data is not None and not isinstance(data, MultiValueDict):
            data = MultiValueDict(data)
        super().__init__(data, files, **kwargs)

    @classmethod
    def filled(cls, typed, **kwargs):
        """Return the form with these values in its boxes; nothing is refused before it is sent."""
        sent = cls(typed, **kwargs)
        return cls(initial={name: sent[name].data for name in sent.fields}, **kwargs)

    def ticked_first(self, name, names):
        """Return the choices of a tick list with the ticked ones first, in the order they had.

        A browser sends ticks in the order of the page, so a list keeps its order through it.
        """
        sent = self.data.getlist(name) if self.is_bound else self.initial.get(name) or []
        keys = dict.fromkeys([*(key for key in sent if key in names), *names])
        return [(key, names[key]) for key in keys]
