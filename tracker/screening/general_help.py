"""The help that is the same for everyone: made without database, session, cache or person."""

from django.template.loader import render_to_string

from tracker.people.countries import country_choices

from .help_lines import all_numbers, numbers_of, tier_words
from .rules import LOCKING, Tier


def general_page(tier: str, *, country: str = "", is_kept: bool = False) -> str:
    """Return the page of a tier for someone of whom nothing is known.

    One that is kept, on a device or in a folder, has every number in it: no server will be there
    to ask for another country's. An unknown tier gets the most serious one.
    """
    context = _general(tier if tier in LOCKING else Tier.EMERGENCY.stored, country)
    context |= {"all_numbers": all_numbers()} if is_kept else {"countries": country_choices()}
    return render_to_string("tracker/screening/seek_care.html", context)


def help_file(tier: str) -> str:
    """Return the page as a file that stands alone, with help.css beside it."""
    context = _general(tier, "") | {"all_numbers": all_numbers()}
    return render_to_string("tracker/screening/help_file.html", context)


def _general(tier, country):
    return {"tier": tier, "words": tier_words(tier), "numbers": numbers_of(country)}
