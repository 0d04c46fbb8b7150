"""Foreign keys, checked before COMMIT."""

from __future__ import annotations

from django.db import IntegrityError, connection

from articles.errors import Vanished

FOREIGN_KEY_VIOLATION = "23503"
"""PostgreSQL's code (its manual, appendix A)."""


def check_foreign_keys() -> None:
    """Let PostgreSQL check now what it would check at COMMIT, where nobody can answer for it any more.

    Somebody else may have deleted a term since this transaction read it. SQLite has one writer at a time: there what
    was read still stands. Raises Vanished.
    """
    if connection.vendor != "postgresql":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as violated:
        if getattr(violated.__cause__, "sqlstate", "") != FOREIGN_KEY_VIOLATION:
            raise
        raise Vanished from violated
