"""Load the exercise library and the Learn cards from their files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from exercises.learn_file import read_cards
from exercises.learn_loading import load_cards
from exercises.library_file import BrokenLibrary, read_library
from exercises.loading import load

DATA = Path(__file__).resolve().parents[2] / "data"
LIBRARY, CARDS = DATA / "library.json", DATA / "learn.json"


class Command(BaseCommand):
    help = (
        "Load the exercises and the Learn cards that come with BackCare, or files of your own. "
        "What admins have edited is left alone, and named."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="A file of exercises.")
        parser.add_argument("--cards", type=Path, help="A file of Learn cards.")

    def handle(self, *, file, cards, **options):
        if not (file or cards):
            file, cards = LIBRARY, CARDS
        library, entries = read_both(file, cards)
        with transaction.atomic():
            exercises = library and load(library)
            learned = entries is not None and load_cards(entries)
        if exercises:
            self.tell(exercises, "", "The file has no exercises")
        if learned:
            self.tell(learned, "Learn cards: ", "none in the file")

    def tell(self, loaded, what, nothing):
        counts = {
            "created": loaded.created,
            "updated": loaded.updated,
            "unchanged": loaded.unchanged,
            "left alone": loaded.left_alone,
        }
        words = [f"{len(keys)} {outcome}" for outcome, keys in counts.items() if keys]
        self.stdout.write(what + (", ".join(words) or nothing))
        if loaded.left_alone:
            self.stdout.write(f"{what}Edited here, so left alone: {', '.join(loaded.left_alone)}")


def read_both(file, cards):
    """Return what the files say, None for one that is not asked for; believe both or neither."""
    problems, said = [], []
    for read, path in ((read_library, file), (read_cards, cards)):
        try:
            said.append(path and read(path))
        except BrokenLibrary as broken:
            problems += broken.problems
    if problems:
        raise CommandError("\n".join(["Nothing was loaded.", *problems]))
    return said
