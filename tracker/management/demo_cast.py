"""The people of the demo: two keepers of the library, a therapist, and twelve patients of hers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from exercises.models import Exercise
from tracker.people.demo import make_demo_accounts
from tracker.people.models import CareRelationship, Invitation, User
from tracker.plans.actions import STARTER

from . import demo_stories as stories
from .demo_history import Diary

# Name, place, how many days ago they joined and came into care, and what happened.
PATIENTS = (
    ("Maria Santos", "America/New_York", "US", 183, 156, stories.half_a_year),
    ("Noah Kim", "America/Los_Angeles", "US", 1, 1, stories.just_joined),
    ("Aisha Bello", "America/Chicago", "US", 2, 2, stories.screened_without_a_plan),
    ("Walter Boyd", "America/New_York", "US", 24, 24, stories.stopped_two_hours_ago),
    ("Ruth Cohen", "America/Chicago", "US", 21, 21, stories.stopped_since_yesterday),
    ("Tom Becker", "America/Denver", "US", 13, 13, stories.examined_and_back),
    ("Grace Liu", "America/Los_Angeles", "US", 17, 17, stories.bad_pain_yesterday),
    ("Liam Murphy", "Europe/London", "GB", 21, 21, stories.quiet_for_six_days),
    ("Priya Nair", "America/New_York", "US", 62, 61, stories.doing_well_with_care),
    ("Sofia Rossi", "America/Phoenix", "US", 26, 10, stories.own_routine_only),
    ("Henry Adams", "America/Chicago", "US", 49, 48, stories.plan_has_ended),
    ("Elena Petrov", "America/Toronto", "CA", 35, 34, stories.check_has_expired),
)


@dataclass(frozen=True)
class Stage:
    """What the stories play on: the moment, the therapist and the library."""

    now: datetime
    therapist: User
    library: dict[str, Exercise]

    def pick(self, slugs):
        return [self.library[slug] for slug in slugs]

    def prescribe(self, diary, days_ago, *routines, **words):
        """Let the therapist publish these routines for the patient, so many days ago."""
        picked = [(name, days, times, self.pick(slugs)) for name, days, times, slugs in routines]
        at = diary.at(days_ago, "12:40")
        diary.follow(picked, by=self.therapist, at=at, **words)


def missing_exercises():
    """Return the exercises that the stories need and the library does not publish."""
    published = Exercise.objects.published().values_list("slug", flat=True)
    return sorted({*STARTER, *stories.EXERCISES} - set(published))


def make_cast(now):
    """Make everyone, and let each patient live until now."""
    home = {"time_zone": "America/New_York", "country": "US"}
    home["date_joined"] = now - timedelta(days=400)
    admin = User(name="Ada Admin", email="admin@demo.example", **home)
    admin.is_staff = admin.is_superuser = True
    rosa = User(name="Rosa Moreno", email="rosa@demo.example", is_staff=True, **home)
    dana = User(name="Dana Ruiz", email="dana@demo.example", is_therapist=True, **home)
    patients = [
        User(
            name=name,
            email=f"{name.split()[0].lower()}@demo.example",
            time_zone=time_zone,
            country=country,
            date_joined=now - timedelta(days=joined),
        )
        for name, time_zone, country, joined, _since, _story in PATIENTS
    ]
    make_demo_accounts([admin, rosa, dana, *patients])

    stage = Stage(now, dana, Exercise.objects.published().in_bulk(field_name="slug"))
    for patient, (*_person, days, story) in zip(patients, PATIENTS, strict=True):
        since = now - timedelta(days=days)
        CareRelationship.objects.create(therapist=dana, patient=patient, started_at=since)
        story(Diary(patient, now), stage)
    Invitation.objects.create(therapist=dana, name="James Park")
