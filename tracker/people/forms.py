"""What people say about themselves."""

import re
import unicodedata
import zoneinfo
from functools import cache

from allauth.core import context
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .countries import country_choices
from .models import Agreement, Invitation, User

# The country that was chosen in this browser, for the emergency number.
COUNTRY_COOKIE = "country"
REGION = re.compile(r"\b[a-z]{2,3}-([A-Z]{2})\b")


@cache
def time_zone_choices():
    """Return the places of the tz database, without its aliases and technical zones."""
    names = {n for n in zoneinfo.available_timezones() if "/" in n}
    names = {n for n in names if not n.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))}
    return [("UTC", "UTC"), *((n, n.replace("_", " ")) for n in sorted(names))]


def country_of(request):
    """Return the country chosen in this browser, or guess it from its languages; "" if neither."""
    known = dict(country_choices())
    chosen = request.COOKIES.get(COUNTRY_COOKIE)
    if chosen in known:
        return chosen
    found = REGION.search(request.headers.get("Accept-Language", ""))
    return found[1] if found and found[1] in known else ""


class NameField(forms.CharField):
    """A name on one line, without signs that nobody sees: it goes into mail headers too."""

    def to_python(self, value):
        seen = (sign for sign in super().to_python(value) if unicodedata.category(sign) != "Cf")
        return " ".join("".join(seen).split())


class PlaceFields(forms.Form):
    """Where someone is: decides what "today" means and which emergency number is shown."""

    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        choices=time_zone_choices,
        initial=settings.TIME_ZONE,
        error_messages={"required": _("Choose the time zone you live in.")},
        widget=forms.Select(attrs={"data-guess": "time-zone"}),
    )
    country = forms.ChoiceField(
        label=_("Your country"),
        choices=lambda: [("", _("Another country, or not sure")), *country_choices()],
        required=False,
        help_text=_("So that we show the right emergency number."),
        widget=forms.Select(attrs={"data-guess": "country"}),
    )


class SignupForm(PlaceFields):
    """The rest of the sign-up page; allauth adds e-mail and password."""

    name = NameField(
        label=_("What should we call you?"),
        max_length=80,
        error_messages={"required": _("Type the name you go by.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agree = forms.BooleanField(
        label=_(
            "I understand that BackCare gives general exercise guidance. It does not diagnose "
            "and does not replace medical advice. I will talk to a health professional before "
            "I start or change exercise."
        ),
        error_messages={"required": _("Tick the box to go on.")},
    )
    field_order = ["name", "email", "password1", "time_zone", "country", "agree"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].initial = country_of(context.request)

    def signup(self, request, user):
        Agreement.objects.create(user=user, agreed_at=timezone.now())


class ProfileForm(PlaceFields, forms.ModelForm):
    field_order = ["name", "time_zone", "country"]

    class Meta:
        model = User
        fields = ["name", "time_zone", "country"]
        field_classes = {"name": NameField}
        labels = {"name": _("What should we call you?")}
        error_messages = {"name": {"required": _("Type the name you go by.")}}


class InvitationForm(forms.ModelForm):
    """Whom a therapist invites, and where the link goes."""

    class Meta:
        model = Invitation
        fields = ["name", "email"]
        field_classes = {"name": NameField}
        labels = {
            "name": pgettext_lazy("of the patient", "Name"),
            "email": _("Email (optional)"),
        }
        help_texts = {
            "email": _("We send the link there. Without it, give them the link yourself.")
        }
        error_messages = {"name": {"required": _("Type the patient's name.")}}
