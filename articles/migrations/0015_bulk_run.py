"""Acts on many articles of the list, and what became of each."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_name_of_an_autosave"),
    ]

    operations = [
        migrations.AlterField(
            model_name="revision",
            name="reason",
            field=models.CharField(
                choices=[
                    ("saved", "Saved"),
                    ("restored", "Restored"),
                    ("imported", "Imported"),
                    ("tagged", "Tagged in the list"),
                ],
                default="saved",
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="BulkRun",
            fields=[
                ("uuid", models.UUIDField(primary_key=True, serialize=False)),
                ("act", models.CharField(max_length=16)),
                ("asked", models.JSONField()),
                ("rows", models.JSONField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bulk_runs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
