"""How a routine's rhythm reads."""

from datetime import time

from django import template
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import time_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def weekdays(digits):
    """Return "every day", "Mondays" or "Mon, Wed, Fri" for "0123456", "0", "024"."""
    if len(digits) == 7:
        return _("every day")
    if len(digits) == 1:
        return _("on %(day)s") % {"day": WEEKDAYS[int(digits)]}
    return ", ".join(str(WEEKDAYS_ABBR[int(digit)]) for digit in digits)


@register.filter
def day_times(times):
    """Return "8 a.m. and 6 p.m." for "08:00,18:00"."""
    moments = [time_format(time.fromisoformat(word), "P") for word in times.split(",")]
    if len(moments) == 1:
        return moments[0]
    together = {"many": ", ".join(moments[:-1]), "last": moments[-1]}
    return _("%(many)s and %(last)s") % together
