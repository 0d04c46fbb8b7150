"""Indexes for what feeds tell to be gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_for_sitemaps")]

    operations = [
        migrations.AddIndex("publishedversion", models.Index(fields=["locale", "live_until"], name="version_ended")),
        migrations.AddIndex(
            "publishedversion",
            models.Index(
                fields=["locale", "suppressed_at"],
                condition=models.Q(suppressed_at__isnull=False),
                name="version_suppressed",
            ),
        ),
    ]
