"""`changes/?as_of=` asks whether a record had a newer entry by then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_search_document")]

    operations = [
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["audience", "record", "number", "at"], name="change_of_record"),
        ),
    ]
