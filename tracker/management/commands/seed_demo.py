"""Make the people whom anyone may try BackCare as."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from tracker.management.demo_cast import make_cast, missing_exercises
from tracker.models import (
    AuditEvent,
    CareRelationship,
    Clearance,
    ExerciseSession,
    PainScore,
    Plan,
    Screening,
    SessionCorrection,
    User,
)

# What points at others goes first: those rows are protected.
IN_ORDER = (
    SessionCorrection,
    PainScore,
    ExerciseSession,
    Plan,
    Clearance,
    Screening,
    CareRelationship,
    AuditEvent,
    User,
)


class Command(BaseCommand):
    help = "Make the demo: a therapist with twelve patients, and an administrator."

    def add_arguments(self, parser):
        parser.add_argument(
            "--reset", action="store_true", help="Delete the demo first, and make it anew."
        )

    @transaction.atomic
    def handle(self, *, reset, **options):
        refuse_outside_a_demo()
        if User.objects.exists() and not reset:
            self.stdout.write("There are accounts already, so everything was left alone.")
            return
        if reset:
            delete_the_demo()
        refuse_without_a_library()
        make_cast(timezone.now())
        self.stdout.write(f"Made {User.objects.count()} demo accounts.")


def refuse_outside_a_demo():
    if not (settings.DEBUG or settings.DEMO):
        raise CommandError(
            "Everyone knows the password of the demo accounts, so they are made only with "
            "DEMO=1 or DEBUG=1. Nothing was changed."
        )


def refuse_without_a_library():
    if missing := missing_exercises():
        raise CommandError(
            f"The exercise library is empty, or lacks {', '.join(missing)}. "
            "Type this first: manage.py load_exercises"
        )


def delete_the_demo():
    """Empty the tables, unless a single account in them was made by a person."""
    own = User.objects.filter(is_demo=False).count()
    if own:
        raise CommandError(
            f"People made {own} of the accounts here themselves. Nothing was changed."
        )
    Plan.objects.update(replaces=None)
    for model in IN_ORDER:
        model.objects.all().delete()
