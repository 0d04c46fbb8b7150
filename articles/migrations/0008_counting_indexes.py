"""Lists are counted within an index, in one locale and in several."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_change_of_record"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="publishedversion",
            name="version_present_list",
        ),
        migrations.RemoveIndex(
            model_name="publishedversion",
            name="version_present_category",
        ),
        migrations.RemoveIndex(
            model_name="publishedversion",
            name="version_present_slug",
        ),
        migrations.AddIndex(
            model_name="publishedversion",
            index=models.Index(
                models.F("locale"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                models.F("live_from"),
                models.F("live_until"),
                models.F("suppressed_at"),
                models.F("dropped_at"),
                models.F("category"),
                models.F("genre"),
                models.F("priority"),
                models.F("has_highlights"),
                models.F("is_over"),
                condition=models.Q(("is_over", False)),
                name="version_present_list",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedversion",
            index=models.Index(
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                models.F("live_from"),
                models.F("live_until"),
                models.F("suppressed_at"),
                models.F("dropped_at"),
                models.F("locale"),
                models.F("translation_key"),
                models.F("is_over"),
                condition=models.Q(("is_over", False)),
                name="version_present_everywhere",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedversion",
            index=models.Index(
                models.F("locale"),
                models.F("category"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                models.F("live_from"),
                models.F("live_until"),
                models.F("suppressed_at"),
                models.F("dropped_at"),
                models.F("is_over"),
                condition=models.Q(("is_over", False)),
                name="version_present_category",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedversion",
            index=models.Index(
                condition=models.Q(("is_over", False)),
                fields=["slug", "locale", "published_at"],
                name="version_present_slug",
            ),
        ),
    ]
