"""Unsaved text is called by the name that its page gave it; what is kept by now gets one, too."""

from django.db import migrations, models

import articles.models.autosave


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_dismissedsuggestion")]

    operations = [
        migrations.AddField(
            model_name="autosave",
            name="name",
            field=models.CharField(default=articles.models.autosave.new_name, max_length=32),
        ),
    ]
