"""Write the help pages as files, for the web server to show when BackCare itself is down."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError

from tracker.screening.general_help import help_file
from tracker.screening.rules import LOCKING

STYLES = ("vendor/bootstrap.min.css", "backcare/css/tokens.css", "backcare/css/app.css",
          "backcare/css/pages.css")  # fmt: skip


class Command(BaseCommand):
    help = (
        "Write emergency.html, urgent.html, clinician-first.html and help.css into DIRECTORY: the "
        "general advice, with the emergency number of every country. No database is asked."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)

    def handle(self, *, directory, **options):
        files = {f"{tier}.html": help_file(tier) for tier in sorted(LOCKING)}
        files["help.css"] = "\n".join(Path(finders.find(name)).read_text() for name in STYLES)
        try:
            directory.mkdir(parents=True, exist_ok=True)
            for name, content in files.items():
                (directory / name).write_text(content)
        except OSError as error:
            raise CommandError(f"The help pages were not written: {error}") from error
        self.stdout.write(f"{len(files)} files in {directory}")
