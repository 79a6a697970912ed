"""A questionnaire that is not published yet, as a file from somebody's computer."""

import hashlib

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from . import parsing, questionnaire

MAX_BYTES = 1_000_000


class NewVersionForm(forms.Form):
    """The file is read as a whole new version, with the same checks as at the start of the site."""

    file = forms.FileField(
        label=_("Questionnaire file"),
        help_text=_("A JSON file of at most 1 MB. It is read, and not kept."),
        error_messages={
            "required": _("Choose the file of the new questionnaire."),
            "empty": _("This file is empty. Choose the file of the new questionnaire."),
        },
        validators=[
            FileExtensionValidator(
                ["json"], message=_("Choose a file with a name that ends in .json.")
            )
        ],
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> questionnaire.Published:
        """Return the version that the file holds; say what is wrong with it, and where."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(_now("This file is larger than 1 MB, so it was not read."))
        content = upload.read()
        try:
            with parsing.naming(upload.name):
                sha256 = hashlib.sha256(content).hexdigest()
                return _newer(questionnaire.parse(parsing.read(content), sha256=sha256))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        except (OverflowError, RecursionError) as error:
            raise forms.ValidationError(f"{upload.name}: {error}") from error


def _newer(published):
    latest = max(questionnaire.ledger())
    parsing.require(
        published.version > latest,
        _now("its version is %(new)s, and has to be above the published %(latest)s")
        % {"new": published.version, "latest": latest},
    )
    return published
