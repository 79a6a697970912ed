"""The next days as a phone carries them, for when it has no connection.

One person's own: it is kept in that person's name on the device, never in a cache, and goes when
they sign out. A closed gate gives nothing to do.
"""

from datetime import date, datetime, timedelta

from exercises.lists import Equipment
from tracker.people.models import User
from tracker.plans.models import Prescription, Routine
from tracker.plans.schedule import due_on
from tracker.screening.gate import Standing
from tracker.screening.pain import usual_of
from tracker.screening.queries import pains_before_sessions, quick_checks_used

from .guided import addresses, fetch_words, sign_values, strong_from
from .models import ExerciseSession
from .owners import owner_of
from .permits import permit_for
from .playing import played
from .queries import DueRoutine, is_in_force, routines_of, today_of

DAYS = 7
LATELY = timedelta(days=2)


def days_of(patient: User, standing: Standing, at: datetime) -> dict:
    """Return what is due on the next days, and all that leads through it."""
    carried = {
        "owner": owner_of(patient),
        "made_at": at.isoformat(),
        "time_zone": patient.time_zone,
        "is_open": standing.is_open,
        "leads_to": standing.url,
        "stop": standing.url if standing.tells_to_stop else None,
        "saved": saved_lately(patient, at),
    }
    permit = permit_for(patient, standing, at)
    if permit is None:
        return carried
    first = patient.day_of(at)
    days = [first + timedelta(days=n) for n in range(DAYS)]
    routines = [one for one in routines_of(patient, first) if is_wanted(one, days)]
    done = {one.pk: one.done for one in today_of(patient, first).routines}
    return carried | {
        "permit": permit.signed(),
        "until": permit.until.isoformat(),
        "is_first": not quick_checks_used(patient).exists(),
        "days": [day_of(routines, day, done if day == first else {}) for day in days],
        "sessions": sessions_of(patient, standing, routines, permit.signed(), at),
    }


def saved_lately(patient: User, at: datetime) -> list[str]:
    """Return the keys of what arrived lately: on a phone it may still seem to be under way."""
    sessions = ExerciseSession.with_removed.filter(patient=patient)
    lately = sessions.filter(finished_at__gte=at - LATELY)
    return [str(key) for key in lately.values_list("key", flat=True)]


def is_wanted(routine: DueRoutine, days: list[date]) -> bool:
    return any(is_in_force(routine.schedule, day) for day in days)


def day_of(routines: list[DueRoutine], day: date, done: dict[int, int]) -> dict:
    """Return one day: each routine in force, with how often it is due, and done so far."""
    return {
        "day": day.isoformat(),
        "routines": [
            {
                "routine": routine.pk,
                "due": due_on(routine.schedule, day),
                "done": done.get(routine.pk, 0),
            }
            for routine in routines
            if is_in_force(routine.schedule, day)
        ],
    }


def sessions_of(patient, standing, routines, permit, at) -> dict:
    """Return for each routine what js/player/course.js needs, but for its key and quick check."""
    prescribed = list(
        Prescription.objects.filter(routine__in=[routine.pk for routine in routines])
        .select_related("exercise__easier", "words")
        .order_by("routine_id", "order", "pk")
    )
    fetch_words(prescribed)
    equipment = Equipment.objects.names()
    shared = {
        "owner": owner_of(patient),
        "permit": permit,
        "strong_from": strong_from(usual_of(pains_before_sessions(patient, at))),
        "signs": sign_values(),
    }
    return {
        routine.pk: shared
        | {
            "routine": routine.pk,
            "name": routine.name,
            "minutes": routine.minutes,
            "urls": addresses(Routine(pk=routine.pk)),
            "exercises": [
                played(one, equipment, standing.conditions)
                for one in prescribed
                if one.routine_id == routine.pk
            ],
        }
        for routine in routines
    }
