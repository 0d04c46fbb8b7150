"""What search engines may list, as a column of its own, and the index that sitemaps are read from."""

from django.db import migrations, models


def ask_the_snapshots(apps, schema_editor):
    versions = apps.get_model("articles", "PublishedVersion").objects.using(schema_editor.connection.alias)
    rows = versions.values_list("pk", "snapshot__seo").iterator(chunk_size=1_000)
    hidden = [pk for pk, seo in rows if seo and (seo["noindex"] or seo["canonical_url"])]
    for start in range(0, len(hidden), 500):
        versions.filter(pk__in=hidden[start : start + 500]).update(is_indexed=False)


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_counting_indexes")]

    operations = [
        migrations.AddField("publishedversion", "is_indexed", models.BooleanField(default=True)),
        migrations.RunPython(ask_the_snapshots, migrations.RunPython.noop),
        migrations.AddIndex(
            "publishedversion",
            models.Index(
                fields=[
                    "locale",
                    "published_at",
                    "id",
                    "updated_at",
                    "live_from",
                    "live_until",
                    "suppressed_at",
                    "dropped_at",
                    "slug",
                    "translation_key",
                    "is_over",
                    "is_indexed",
                ],
                condition=models.Q(is_indexed=True, is_over=False),
                name="version_present_sitemap",
            ),
        ),
    ]
