"""A revision knows the writing page that saved it, so that what this page left elsewhere is known to be saved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_bulk_run")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="page",
            field=models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
    ]
