"""Search on SQLite: FTS5 beside the table of search documents, kept true by triggers (migration 0006)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db import connection
from django.db.models import F

from articles.search.query import Form, Needle

MATCHING: Final = "SELECT rowid FROM articles_search_fts WHERE articles_search_fts MATCH %s"

# Ranked by the table's own bm25: FTS5 sorts, and whether a text is live is asked of one after the other, best first,
# until there are enough. As a join SQLite takes the wrong one for its outer loop (1.5 s for a word in every text).
# Equal ones: the newest first.
_BEST: Final = """
    SELECT id FROM (
        SELECT rowid AS id, rank AS place FROM articles_search_fts
        WHERE articles_search_fts MATCH %s AND {door}
        ORDER BY rank LIMIT %s
    ) ORDER BY place, id DESC
"""
# Plus 0: else SQLite fetches each that matches, and sorts them.
_BY_DATE: Final = """
    SELECT version_id FROM articles_searchdocument
    WHERE version_id + 0 IN ({matching}) AND {door}
    ORDER BY published_at {way}, version_id {way} LIMIT %s
"""
_COUNTED: Final = """
    SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM articles_search_fts WHERE articles_search_fts MATCH %s LIMIT %s))
"""
_WEIGHED: Final = "SELECT rowid AS id, %s AS weight FROM articles_search_fts WHERE articles_search_fts MATCH %s"
# Sorted first, so that EXISTS is asked of a few. Without its LIMIT SQLite may forget the order of an inner SELECT.
_HEAVIEST: Final = """
    SELECT id FROM (SELECT id FROM ({weighed}) GROUP BY id ORDER BY SUM(weight) DESC, id DESC LIMIT -1) AS heaviest
    WHERE {door} LIMIT %s
"""
OUTER: Final = "articles_search_fts.rowid"
BY_KEY: Final = f"+{OUTER}"
"""The same among keys that are named: plus, else FTS5 seeks the words anew for each of them (3 ms)."""
KEY: Final = F("pk") + 0
"""A version's key, to be sought among many by no index."""


def best(expression: str, door: str, params: Sequence[object], limit: int) -> tuple[str, list[object]]:
    """The statement that finds so many for which `door` holds, a condition on OUTER, with its parameters."""
    return _BEST.format(door=door), [expression, *params, limit]


def by_date(expression: str, door: str, params: Sequence[object], limit: int, *, way: str) -> tuple[str, list[object]]:
    """As `best`, in the order of their dates (`way`: ASC, DESC); the key is that of the search document."""
    return _BY_DATE.format(matching=MATCHING, door=door, way=way), [expression, *params, limit]


def few(expression: str, most: int) -> list[int] | None:
    """The texts that match; None where they are more than `most`. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"{MATCHING} LIMIT %s", [expression, most + 1])
        found = [pk for (pk,) in cursor.fetchall()]
    return found if len(found) <= most else None


def counts(words: Sequence[str], most: int) -> list[int]:
    """In how many texts each of these words is, as far as `most`. One query."""
    params = [param for word in words for param in (_needle(Needle((word,))), most)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_COUNTED] * len(words)), params)
        return [count for (count,) in cursor.fetchall()]


def heaviest(weights: Mapping[str, float], door: str, params: Sequence[object], limit: int) -> tuple[str, list[object]]:
    """As `best`: those whose words weigh most together, the heaviest first. As dear as the words are frequent."""
    weighed = " UNION ALL ".join([_WEIGHED] * len(weights))
    sought = [param for word, weight in weights.items() for param in (weight, _needle(Needle((word,))))]
    return _HEAVIEST.format(weighed=weighed, door=door), [*sought, *params, limit]


def expression(forms: Iterable[Form]) -> str:
    """The MATCH expression. Each word is a string of FTS5, so that none of them can be an operator."""
    return " OR ".join(f"({' AND '.join(_group(group) for group in form)})" for form in forms)


def _group(needles: tuple[Needle, ...]) -> str:
    return f"({' OR '.join(_needle(needle) for needle in needles)})"


def _needle(needle: Needle) -> str:
    return f'"{" ".join(needle.words)}"{" *" if needle.is_prefix else ""}'


def forget() -> None:
    """Let no byte of a deleted text stay in the index.

    SQLite before 3.42 marks words as deleted and keeps them until their part of the index is merged with others: so
    all of it is merged now (3 s with 100,000 texts). Since 3.42 a delete removes them at once (`secure-delete`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM articles_search_fts_config WHERE k = 'secure-delete' AND v = 1")
        if cursor.fetchone() is None:
            cursor.execute("INSERT INTO articles_search_fts(articles_search_fts) VALUES ('optimize')")


def heal() -> None:
    """Before a rebuild: make the index of the table as it is, since deleting what it lacks would spoil it."""
    with connection.cursor() as cursor:
        if connection.Database.sqlite_version_info >= (3, 42):  # type: ignore[attr-defined]  # SQLite's wrapper only
            cursor.execute("INSERT INTO articles_search_fts(articles_search_fts, rank) VALUES ('secure-delete', 1)")
        cursor.execute("INSERT INTO articles_search_fts(articles_search_fts) VALUES ('rebuild')")


def tidy() -> None:
    """After a rebuild: one part of the index instead of many."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO articles_search_fts(articles_search_fts) VALUES ('optimize')")
