"""Columns without case and diacritics: by the database itself, the same on both."""

from __future__ import annotations

from typing import Any

from django.db.models import Func, TextField

from articles.text.folding import fold


class Folded(Func):
    """`fold` of a column, never null."""

    function = "FOLD"
    arity = 1
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite's own LOWER knows ASCII only: it is lent ours, on this connection."""
        connection.ensure_connection()
        connection.connection.create_function("FOLD", 1, lambda text: fold(text or ""), deterministic=True)
        return super().as_sql(compiler, connection, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Without the extension `unaccent`, which not every host lets one create."""
        template = (
            r"REPLACE(REPLACE(LOWER(REGEXP_REPLACE(NORMALIZE(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g')),"
            r" 'ß', 'ss'), 'ς', 'σ')"
        )
        return super().as_sql(compiler, connection, template=template, **extra)
