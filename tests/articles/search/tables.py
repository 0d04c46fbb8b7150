"""Every byte of the tables that the search is made of."""

from __future__ import annotations

from django.db import connection


def search_tables() -> list[str]:
    """The table of documents, and what the database keeps beside it."""
    names = connection.introspection.table_names()
    return [name for name in names if name.startswith(("articles_searchdocument", "articles_search_"))]


def bytes_of_the_index() -> bytes:
    found: list[bytes] = []
    with connection.cursor() as cursor:
        for table in search_tables():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a name of ours
            found += [value if isinstance(value, bytes) else str(value).encode() for row in cursor for value in row]
        if connection.vendor == "postgresql":
            cursor.execute("SELECT word FROM ts_stat('SELECT vector FROM articles_searchdocument')")
            found += [word.encode() for (word,) in cursor]
    return b"\n".join(found)
