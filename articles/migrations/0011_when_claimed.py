"""When a slug was claimed: those of before count as claimed before anything was published."""

from datetime import UTC, datetime

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_what_is_gone")]

    operations = [
        migrations.AddField(
            "slugclaim", "claimed_at", models.DateTimeField(default=datetime(2000, 1, 1, tzinfo=UTC), editable=False)
        ),
        migrations.AlterField("slugclaim", "claimed_at", models.DateTimeField(default=timezone.now, editable=False)),
    ]
