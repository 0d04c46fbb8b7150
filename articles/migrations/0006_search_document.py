"""The table of search documents, and beside it what each database searches with: FTS5 or a tsvector."""

import django.db.models.deletion
from django.db import migrations, models

TABLE, FTS = "articles_searchdocument", "articles_search_fts"
NEW, OLD = (f"{row}.version_id, {row}.title, {row}.lead, {row}.text" for row in ("new", "old"))
ADD = f"INSERT INTO {FTS}(rowid, title, lead, text) VALUES ({NEW});"  # noqa: S608  names of ours, here and below
REMOVE = f"INSERT INTO {FTS}({FTS}, rowid, title, lead, text) VALUES ('delete', {OLD});"  # noqa: S608

# Words come folded and with blanks between them (articles/search/words.py): the tokenizer has nothing left to do.
# Weights: title over lead over text. No index of beginnings: with 100,000 texts it makes the whole 2.7 times as large,
# and each merge 2 to 6 times as long, and beginnings of two letters are found no sooner.
SQLITE = [
    f"""CREATE VIRTUAL TABLE {FTS} USING fts5(
        title, lead, text, content = '{TABLE}', content_rowid = 'version_id',
        tokenize = 'unicode61 remove_diacritics 0'
    )""",
    f"INSERT INTO {FTS}({FTS}, rank) VALUES ('rank', 'bm25(8.0, 3.0, 1.0)')",  # noqa: S608
    f"CREATE TRIGGER articles_search_insert AFTER INSERT ON {TABLE} BEGIN {ADD} END",
    f"CREATE TRIGGER articles_search_delete AFTER DELETE ON {TABLE} BEGIN {REMOVE} END",
    f"CREATE TRIGGER articles_search_update AFTER UPDATE ON {TABLE} BEGIN {REMOVE} {ADD} END",
]
# Since 3.42: words of a deleted row are taken out of the index at once (articles/search/fts5.py, forget).
SECURE_DELETE = f"INSERT INTO {FTS}({FTS}, rank) VALUES ('secure-delete', 1)"  # noqa: S608
SQLITE_BACK = [
    *(f"DROP TRIGGER articles_search_{event}" for event in ("insert", "delete", "update")),
    f"DROP TABLE {FTS}",
]
POSTGRESQL = [
    f"""ALTER TABLE {TABLE} ADD COLUMN vector tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, title), 'A')
        || setweight(to_tsvector('simple'::regconfig, lead), 'B')
        || setweight(to_tsvector('simple'::regconfig, text), 'D')
    ) STORED""",
    f"CREATE INDEX articles_search_vector ON {TABLE} USING gin (vector)",
]


def make_index(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        has_secure_delete = connection.Database.sqlite_version_info >= (3, 42)
        statements = [*SQLITE, *([SECURE_DELETE] if has_secure_delete else [])]
    else:
        statements = POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":  # on PostgreSQL both go with the table
        for statement in SQLITE_BACK:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_change_records")]

    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_document",
                        serialize=False,
                        to="articles.publishedversion",
                    ),
                ),
                ("locale", models.CharField(max_length=16)),
                ("published_at", models.DateTimeField()),
                ("title", models.TextField()),
                ("lead", models.TextField()),
                ("text", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("published_at"), descending=True),
                        models.OrderBy(models.F("version"), descending=True),
                        name="search_newest",
                    )
                ],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
