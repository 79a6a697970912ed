"""What was prescribed before says what the library says today."""

from django.db import migrations


def pin_words(apps, schema_editor):
    """Let every published prescription keep the words that stand now."""
    revisions = apps.get_model("exercises", "Revision").objects
    prescriptions = apps.get_model("tracker", "Prescription").objects
    standing = revisions.filter(kind="exercise", is_standing=True)
    for pk, slug in standing.values_list("pk", "key"):
        prescriptions.filter(
            exercise__slug=slug, routine__plan__published_at__isnull=False
        ).update(words=pk)


class Migration(migrations.Migration):

    dependencies = [
        ("tracker", "0003_words_of_the_day_and_favorites"),
    ]

    operations = [migrations.RunPython(pin_words, migrations.RunPython.noop)]
