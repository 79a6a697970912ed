"""Sending a spreadsheet in, and vouching for what it brought."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from exercises.desk.review_forms import AnswerForm, ReviewForm

from .files import MOST_BYTES, MOST_ROWS, BrokenSheet
from .reading import read_sheet


class SheetForm(forms.Form):
    """A file with an exercise in each row."""

    file = forms.FileField(
        label=_("XLSX or CSV file"),
        help_text=_("Up to 5 MB and 5,000 rows. Start from a file that you took out here."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Start from a file that you took out here."),
        },
    )

    def clean_file(self):
        """Read the rows now, so that a broken file is refused where it was chosen."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 5 MB. Send it in as several files."))
        try:
            self.rows = read_sheet(file.read())
        except BrokenSheet as error:
            raise ValidationError(str(error)) from error
        return file


class SeenField(forms.CharField):
    """The numbers of the changes that were on the page, so that no other is decided about."""

    def clean(self, value):
        numbers = super().clean(value).split(",")
        are_numbers = all(number.isdecimal() and len(number) < 19 for number in numbers)
        if not are_numbers or len(numbers) > MOST_ROWS:
            raise ValidationError(_("Something went wrong. Please look at the changes again."))
        return {int(number) for number in numbers}


class ReviewTogetherForm(ReviewForm):
    """Somebody vouches for many changes at once, until a day."""

    changes = SeenField()


class SendBackTogetherForm(AnswerForm):
    """Why many changes go back at once."""

    changes = SeenField()
