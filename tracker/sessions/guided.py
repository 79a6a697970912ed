"""All that a phone needs to lead through one session, as plain values for JSON.

The shape is the one that js/player/course.js reads. It says nothing that the page of the routine
does not say, so whoever may open that page may have it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format

from exercises.lists import Equipment
from tracker.people.models import User
from tracker.plans.models import Prescription, Routine
from tracker.screening import questionnaire
from tracker.screening.gate import Standing
from tracker.screening.pain import is_strong, usual_of
from tracker.screening.queries import PAIN, pains_before_sessions
from tracker.screening.rules import LOCKING

from . import signs
from .owners import owner_of
from .permits import permit_for
from .playing import played
from .queries import Today, today_of
from .tickets import Ticket


def guided(
    *, patient: User, standing: Standing, routine: Routine, prescribed: list[Prescription],
    ticket: Ticket, at: datetime,
) -> dict:  # fmt: skip
    """Return one session; its quick check was answered already, as its ticket says."""
    permit, check = permit_for(patient, standing, at), standing.quick_check
    fetch_words(prescribed)
    equipment = Equipment.objects.names()
    return {
        "key": str(ticket.key),
        "ticket": ticket.signed(),
        "permit": permit.signed() if permit else "",
        "owner": owner_of(patient),
        "routine": routine.pk,
        "name": routine.name,
        "pain_before": int(check.answers[PAIN]) if check else None,
        "quick_check": None,
        "check": check.pk if check else None,
        # In seconds: the phone's clock may be another one.
        "check_age": (at - check.screened_at).total_seconds() if check else None,
        "strong_from": strong_from(usual_of(pains_before_sessions(patient, at))),
        "signs": sign_values(),
        "exercises": [played(one, equipment, standing.conditions) for one in prescribed],
        "coming": coming_after(routine, today_of(patient, patient.day_of(at))),
        "urls": addresses(routine),
    }


def fetch_words(prescribed: list[Prescription]) -> None:
    """Fetch what the exercises and the easier ones say, all at once."""
    exercises = [one.exercise for one in prescribed]
    prefetch_related_objects(exercises, "cautions__condition", "easier__cautions__condition")
    prefetch_related_objects(exercises, "easier__steps")
    prefetch_related_objects([one.exercise for one in prescribed if not one.words], "steps")


def addresses(routine: Routine) -> dict:
    here = reverse("sessions:perform", args=[routine.pk])
    return {
        "here": here,
        "today": reverse("sessions:today"),
        "quick_check": reverse("screening:quick_check"),
        "after_pain": reverse("screening:quick_check", query={"next": here, "after": "pain"}),
        "screening": reverse("screening:start"),
        "silence": static("backcare/silence.mp3"),
    }


def sign_values() -> dict:
    """Return where each answer that something is new leads, and what it advises.

    A stop leads to the help at once, also while nothing can be sent; others ask for the full check.
    """
    told = [answer for answer in signs.asked().answers if answer.tier is not None]
    return {
        answer.value: {
            "url": help_for(answer.tier.stored),
            "advice": answer.advice,
            "asks_again": bool(answer.rescreen),
        }
        for answer in told
    }


def help_for(tier: str) -> str:
    return reverse("screening:seek_care", args=[tier]) if tier in LOCKING else ""


def strong_from(usual: float | None) -> int:
    """Return from which pain on, of 10, the quick check is asked anew."""
    limits = questionnaire.current().limits
    strong: Iterable[int] = (pain for pain in range(11) if is_strong(pain, usual, limits))
    return next(iter(strong), 10)


def coming_after(routine: Routine, today: Today) -> dict | None:
    """Return what comes after this session: another one today, or the next day's.

    `say` is the key of the sentence in guided_words.py, the rest is what is put in.
    """
    for row in today.routines:
        is_this = row.lineage == routine.lineage
        if row.left > is_this:
            return {"say": "next_today", "name": row.name}
    if today.next_on:
        return {"say": "next_on", "day": date_format(today.next_on, "l")}
    return None
