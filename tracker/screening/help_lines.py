"""Whom to call, and what to say: what the seek-care pages need to know."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from tracker.people.countries import COUNTRIES, country_choices
from tracker.people.forms import COUNTRY_COOKIE, country_of

from . import questionnaire
from .answers import check_of
from .models import Screening
from .rules import LOCKING, Tier, severity_of

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
# What an answer is about where its question asks about several things at once.
ABOUT = {
    ("qc_unwell", "fever"): "infection",
    ("qc_unwell", "severe"): "cardiac_or_vascular_emergency",
    ("log_new_symptoms", "bladder_saddle"): "cauda_equina",
    ("log_new_symptoms", "both_or_severe"): "progressive_neurological_deficit",
    ("log_new_symptoms", "one_worse"): "progressive_neurological_deficit",
    ("log_new_symptoms", "severe"): "cardiac_or_vascular_emergency",
    ("log_new_symptoms", "sudden"): "fracture",
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


def numbers_of(country: str) -> Numbers:
    """Return the numbers of this country; the fallback where the file does not know it."""
    current = questionnaire.current()
    country = country if country in current.emergency_numbers else ""
    return Numbers(
        country=country,
        emergency=current.emergency_numbers.get(country, current.emergency_fallback),
        advice=current.urgent_advice_numbers.get(country, ""),
    )


def numbers_for(request) -> Numbers:
    """Return the numbers of the country that was chosen, is known, or can be guessed."""
    asked = request.GET.get("country")
    if asked is None:
        is_chosen = COUNTRY_COOKIE in request.COOKIES
        home = "" if is_chosen else getattr(request.user, "country", "")
        asked = home or country_of(request)
    return numbers_of(asked)


def remember_country(request, response):
    """Keep the country that was chosen for this browser: the next page has its numbers too."""
    asked = request.GET.get("country")
    if asked in questionnaire.current().emergency_numbers:
        response.set_cookie(
            COUNTRY_COOKIE,
            asked,
            max_age=timedelta(days=30),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    elif asked is not None:
        response.delete_cookie(COUNTRY_COOKIE, samesite="Lax")
    return response


def all_numbers() -> list[Numbers]:
    """Return the numbers of every country of the file, by the country's name."""
    return [numbers_of(code) for code, _name in country_choices()]


@dataclass(frozen=True)
class OwnWords:
    """What someone answered, ready to read aloud, and why it matters."""

    says: tuple[str, ...]
    also: tuple[str, ...]
    worries: tuple[str, ...]
    messages: tuple[str, ...]
    is_about_nerves: bool

    @property
    def worry(self):
        return get_text_list([str(worry) for worry in self.worries], _("or"))


def own_words(tier: str, reasons) -> OwnWords | None:
    """Return what to say for the reasons that led to this tier; the other locking ones follow.

    On a page more serious than all of them, as when it got worse since, they are said too.
    """
    locking = [one for one in reasons if one["tier"] in LOCKING]
    serious = [one for one in locking if one["tier"] == tier]
    if not serious and all(severity_of(one["tier"]) < severity_of(tier) for one in locking):
        serious = locking
    if not serious:
        return None
    says = dict.fromkeys(say for one in serious + locking for say in one["says"])
    cautions = [one for one in reasons if one["tier"] not in LOCKING and one["kind"] == "answer"]
    about = {condition_of(one) for one in serious}
    return OwnWords(
        says=tuple(says),
        also=tuple(say for one in cautions for say in one["says"] if say not in says),
        worries=tuple(words for key, words in WORRIES.items() if key in about - _implied(about)),
        messages=tuple(one["words"] for one in serious if one["kind"] == "rule"),
        is_about_nerves=not NERVES.isdisjoint(about),
    )


def condition_of(reason) -> str:
    """Return what a reason is about; an item that asks about several things goes by its answer."""
    answers = [tuple(pair) for pair in reason["answers"]]
    return next((ABOUT[pair] for pair in answers if pair in ABOUT), reason["condition"])


def _implied(about):
    """The more exact worry about the nerves is enough."""
    return {"progressive_neurological_deficit"} if "cauda_equina" in about else set()


def reasons_for(request, standing) -> list[dict]:
    """Return the reasons of the deciding screening, or of the check not kept on the server."""
    if standing is not None:
        return standing.screening.reasons if standing.screening else []
    outcome = check_of(request).outcome()
    return [reason.stored() for reason in outcome.reasons] if outcome else []


def tier_words(tier: str):
    """Return what the questionnaire says about this tier."""
    return questionnaire.current().tiers[Tier[Screening.Tier(tier).name]]
