import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("exercises", "0003_carry_the_library_over"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="exercise",
            name="category",
        ),
        migrations.AlterField(
            model_name="exercise",
            name="aim",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="exercises.aim", to_field="key", verbose_name="aim"),
        ),
    ]
