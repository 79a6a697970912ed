"""Remove the pictures that nothing names any more: sent, and then not handed in."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from exercises.models import Draft, Exercise, Kind, Picture, Revision

# Somebody may still have the form open that will name the picture.
KEPT_FOR = timedelta(days=1)


class Command(BaseCommand):
    help = "Remove pictures older than a day that no exercise, draft or revision names."

    def handle(self, **options):
        named, before, count = named_keys(), timezone.now() - KEPT_FOR, 0
        for picture in Picture.objects.all():
            if str(picture.pk) not in named and sent_at(picture) < before:
                picture.delete()
                picture.file.delete(save=False)
                count += 1
        self.stdout.write(f"Pictures removed: {count}.")


def named_keys() -> set[str]:
    """Return the keys that an exercise, its history, or something half typed still shows."""
    shown = Exercise.objects.exclude(picture=None).values_list("picture", flat=True)
    said = Revision.objects.filter(kind=Kind.EXERCISE).exclude(content__picture=None)
    typed = Draft.objects.filter(kind=Kind.EXERCISE).values_list("typed", flat=True)
    return {
        *map(str, shown),
        *said.order_by().values_list("content__picture", flat=True),
        *(key for form in typed for key in form.get("picture", [])),
    }


def sent_at(picture):
    """Return when the file was written; one that is gone may go at once."""
    try:
        return picture.file.storage.get_modified_time(picture.file.name)
    except FileNotFoundError:
        return timezone.now() - 2 * KEPT_FOR
