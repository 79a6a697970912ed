"""Whom to call, and what to say: what the seek-care pages need to know."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.people.countries import COUNTRIES
from tracker.people.forms import country_of

from . import questionnaire
from .answers import check_of
from .models import Screening
from .rules import Tier

NERVES = {
    "cauda_equina",
    "progressive_neurological_deficit",
    "spinal_cord_or_cauda_compression",
}
WORRIES = {
    "cauda_equina": _("pressure on the nerves at the base of my spine (cauda equina syndrome)"),
    "progressive_neurological_deficit": _("pressure on the nerves of my spine"),
    "spinal_cord_or_cauda_compression": _("pressure on my spinal cord"),
    "infection": _("an infection"),
    "fracture": _("a broken bone in my spine"),
    "bleeding": _("bleeding around my spine"),
    "abdominal_aortic_aneurysm_or_visceral": _("a blood vessel problem in my tummy"),
    "cardiac_or_vascular_emergency": _("a heart or blood vessel problem"),
    "vascular_leg": _("a blood vessel problem in my leg"),
}


@dataclass(frozen=True)
class Numbers:
    """The numbers of one country; the fallback where it is not known."""

    country: str
    emergency: str
    advice: str

    @property
    def country_name(self):
        return COUNTRIES.get(self.country, "")


def numbers_for(request) -> Numbers:
    """Return the numbers of the country that was chosen, is known, or can be guessed."""
    current = questionnaire.current()
    asked = request.GET.get("country")
    if asked is None:
        asked = getattr(request.user, "country", "") or country_of(request)
    country = asked if asked in current.emergency_numbers else ""
    return Numbers(
        country=country,
        emergency=current.emergency_numbers.get(country, current.emergency_fallback),
        advice=current.urgent_advice_numbers.get(country, ""),
    )


@dataclass(frozen=True)
class OwnWords:
    """What someone answered, ready to read aloud, and why it matters."""

    says: tuple[str, ...]
    worries: tuple[str, ...]
    messages: tuple[str, ...]
    is_about_nerves: bool


def own_words(tier: str, reasons) -> OwnWords | None:
    """Return what to say for the reasons that led to this tier; the other locking ones follow."""
    serious = [one for one in reasons if one["tier"] == tier]
    if not serious:
        return None
    others = [one for one in reasons if one["tier"] not in (tier, Tier.CAUTION.stored)]
    conditions = [one["condition"] for one in serious]
    return OwnWords(
        says=tuple(dict.fromkeys(say for one in serious + others for say in one["says"])),
        worries=tuple(dict.fromkeys(WORRIES[key] for key in conditions if key in WORRIES)),
        messages=tuple(one["words"] for one in serious if one["kind"] == "rule"),
        is_about_nerves=not NERVES.isdisjoint(conditions),
    )


def reasons_for(request, standing) -> list[dict]:
    """Return the reasons of the deciding screening, or of the check not kept on the server."""
    if standing is not None:
        return standing.screening.reasons if standing.screening else []
    outcome = check_of(request).outcome()
    return [reason.stored() for reason in outcome.reasons] if outcome else []


def tier_words(tier: str):
    """Return what the questionnaire says about this tier."""
    return questionnaire.current().tiers[Tier[Screening.Tier(tier).name]]
