"""What the library holds gets aims, equipment by key, and the first of its revisions."""

from django.db import migrations

from ._carry_over import carry_over


class Migration(migrations.Migration):

    dependencies = [
        ("exercises", "0002_pieces_and_revisions"),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
