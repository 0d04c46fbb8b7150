"""The log speaks of terms and pictures, too. What they show by now the worker tells when it starts next."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import uuid4

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

GONE = ("expired", "withdrawn", "suppressed")
FOLLOWING = {"kind__in": ["changed", "gone"]}
TOLD = Q(start_noted=True, end_noted=False, suppressed_at=None, dropped_at=None)


def name_records(apps: Any, schema_editor: Any) -> None:
    """Each row is of its article; what was public then is not known any more, only whether anything was."""
    Change = apps.get_model("articles", "Change")
    rows = Change.objects.select_related("article").order_by("audience", "article", "number")
    for _, changes in groupby(rows.iterator(), key=lambda row: (row.audience, row.article_id)):
        *older, newest = list(changes)
        newest.is_newest = True
        for row in (*older, newest):
            row.record = row.article.uuid
            row.digest = "" if row.kind in GONE else "unknown"
        Change.objects.bulk_update([*older, newest], ["record", "digest", "is_newest"], batch_size=200)


def name_links(apps: Any, schema_editor: Any) -> None:
    """Related articles stood in the frozen text alone."""
    PublishedVersion = apps.get_model("articles", "PublishedVersion")
    VersionLink = apps.get_model("articles", "VersionLink")
    for pk, snapshot in PublishedVersion.objects.order_by("pk").values_list("pk", "snapshot").iterator(200):
        VersionLink.objects.bulk_create(
            VersionLink(version_id=pk, position=position, target=link["article"])
            for position, link in enumerate(snapshot["related"])
            if link["article"]
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_names_in_every_language")]

    operations = [
        migrations.AddField(
            model_name="change",
            name="type",
            field=models.CharField(
                choices=[
                    ("article", "Article"),
                    ("author", "Author"),
                    ("category", "Category"),
                    ("tag", "Tag"),
                    ("image", "Image"),
                ],
                default="article",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="change", name="record", field=models.UUIDField(default=uuid4), preserve_default=False
        ),
        migrations.AddField(
            model_name="change", name="digest", field=models.CharField(blank=True, default="", max_length=32)
        ),
        migrations.AlterField(model_name="change", name="digest", field=models.CharField(blank=True, max_length=32)),
        migrations.AddField(model_name="change", name="is_newest", field=models.BooleanField(default=False)),
        migrations.AlterField(
            model_name="change",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="articles.article",
            ),
        ),
        migrations.AlterField(
            model_name="change",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="articles.publishedversion",
            ),
        ),
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.CharField(
                choices=[
                    ("published", "Published"),
                    ("updated", "Updated"),
                    ("corrected", "Corrected"),
                    ("expired", "Expired"),
                    ("withdrawn", "Withdrawn"),
                    ("suppressed", "Suppressed"),
                    ("advanced", "Advanced"),
                    ("moved", "Moved"),
                    ("changed", "Changed"),
                    ("gone", "Gone"),
                ],
                max_length=16,
            ),
        ),
        migrations.RunPython(name_records, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(condition=Q(is_newest=True), fields=["audience", "number"], name="change_newest"),
        ),
        migrations.AddIndex(model_name="change", index=models.Index(fields=["audience", "at"], name="change_at")),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.UniqueConstraint(
                condition=Q(is_newest=True), fields=("audience", "record"), name="change_newest_once_a_record"
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=Q(**FOLLOWING, article=None, version=None)
                | (~Q(**FOLLOWING) & Q(type="article", article__isnull=False, version__isnull=False)),
                name="change_event_is_of_an_article",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedversion",
            index=models.Index(condition=TOLD, fields=["category"], name="version_told_category"),
        ),
        migrations.CreateModel(
            name="VersionLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("target", models.UUIDField(db_index=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="version_links",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "position"],
                "constraints": [models.UniqueConstraint(fields=("version", "position"), name="version_link_once")],
            },
        ),
        migrations.RunPython(name_links, migrations.RunPython.noop),
    ]
