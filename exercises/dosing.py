"""How a dose reads and how long it takes: values in, words or minutes out."""

import math

from django.utils.translation import gettext, ngettext

# The least and the most of each; validators, constraints and the library file all obey these.
LIMITS = {
    "sets": (1, 10),
    "reps_min": (1, 100),
    "reps_max": (1, 100),
    "hold_seconds_min": (1, 300),
    "hold_seconds_max": (1, 300),
    "rest_seconds": (0, 600),
    "minutes_min": (1, 180),
    "minutes_max": (1, 180),
}
RANGES = (
    ("reps_min", "reps_max"),
    ("hold_seconds_min", "hold_seconds_max"),
    ("minutes_min", "minutes_max"),
)
DOSE_FIELDS = (*LIMITS, "per_side")

SECONDS_TO_MOVE = 3


def dose_words(
    *,
    sets: int = 1,
    reps_min: int | None = None,
    reps_max: int | None = None,
    hold_seconds_min: int | None = None,
    hold_seconds_max: int | None = None,
    rest_seconds: int | None = None,
    minutes_min: int | None = None,
    minutes_max: int | None = None,
    per_side: bool = False,
) -> str:
    """Return the dose as a patient reads it: "2 sets of 10, hold 5 seconds"."""
    if minutes_min:
        words = _minutes_words(sets, minutes_min, minutes_max or minutes_min, per_side)
    elif reps_min:
        words = _times_words(sets, reps_min, reps_max or reps_min, per_side)
    elif hold_seconds_min and (sets > 1 or per_side):
        words = _times_words(1, sets, sets, per_side)
    else:
        words = ""

    if hold_seconds_min:
        hold = _hold_words(hold_seconds_min, hold_seconds_max or hold_seconds_min)
        words = f"{words}, {hold}" if words else hold
    return words[:1].upper() + words[1:]


def minutes_estimate(
    *,
    sets: int = 1,
    reps_min: int | None = None,
    reps_max: int | None = None,
    hold_seconds_min: int | None = None,
    hold_seconds_max: int | None = None,
    rest_seconds: int | None = None,
    minutes_min: int | None = None,
    minutes_max: int | None = None,
    per_side: bool = False,
) -> int:
    """Return about how many whole minutes the dose takes; never less than one."""
    if minutes_min:
        one_set = 60 * _middle(minutes_min, minutes_max)
    else:
        hold = _middle(hold_seconds_min, hold_seconds_max)
        one_set = max(_middle(reps_min, reps_max), 1) * (hold + SECONDS_TO_MOVE)

    sides = 2 if per_side else 1
    seconds = sets * sides * one_set + (sets - 1) * (rest_seconds or 0)
    return max(math.ceil(seconds / 60), 1)


def _minutes_words(sets: int, low: int, high: int, per_side: bool) -> str:
    minutes = ngettext("%(n)s minute", "%(n)s minutes", high) % {"n": _span(low, high)}
    values = {"sets": sets, "minutes": minutes}
    if sets > 1 and per_side:
        return gettext("%(sets)s times, %(minutes)s each side") % values
    if sets > 1:
        return gettext("%(sets)s times, %(minutes)s each") % values
    return gettext("%(minutes)s each side") % values if per_side else minutes


def _times_words(sets: int, low: int, high: int, per_side: bool) -> str:
    values = {"sets": sets, "n": _span(low, high)}
    if sets > 1 and per_side:
        return gettext("%(sets)s sets of %(n)s each side") % values
    if sets > 1:
        return gettext("%(sets)s sets of %(n)s") % values
    if high == 1:
        return gettext("once each side") if per_side else gettext("once")
    return gettext("%(n)s each side") % values if per_side else gettext("%(n)s times") % values


def _hold_words(low: int, high: int) -> str:
    return ngettext("hold %(n)s second", "hold %(n)s seconds", high) % {"n": _span(low, high)}


def _span(low: int, high: int) -> str:
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high} if high > low else str(low)


def _middle(low: int | None, high: int | None) -> float:
    return ((low or 0) + (high or low or 0)) / 2
