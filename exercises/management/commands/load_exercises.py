"""Load the exercise library from its file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exercises.library_file import BrokenLibrary, read_library
from exercises.loading import load

LIBRARY = Path(__file__).resolve().parents[2] / "data" / "library.json"


class Command(BaseCommand):
    help = "Load the exercise library. What admins have edited is left alone, and named."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=LIBRARY)

    def handle(self, *, file, **options):
        try:
            library = read_library(file)
        except BrokenLibrary as broken:
            raise CommandError("\n".join(["Nothing was loaded.", *broken.problems])) from broken

        loaded = load(library)
        counts = {
            "created": loaded.created,
            "updated": loaded.updated,
            "unchanged": loaded.unchanged,
            "left alone": loaded.left_alone,
        }
        words = [f"{len(slugs)} {what}" for what, slugs in counts.items() if slugs]
        self.stdout.write(", ".join(words) or "The file has no exercises")
        if loaded.left_alone:
            self.stdout.write(f"Edited here, so left alone: {', '.join(loaded.left_alone)}")
