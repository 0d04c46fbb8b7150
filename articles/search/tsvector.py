"""Search on PostgreSQL: a stored tsvector in the table of search documents (migration 0005)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.models.published_version import PublishedVersionQuerySet
from articles.search.query import Form, Needle

_MATCHING: Final = "SELECT version_id FROM articles_searchdocument WHERE vector @@ to_tsquery('simple', %s)"

# To rank all is slow (50,000 texts: half a second), so of a broad word the newest are ranked.
_BEST: Final = """
    SELECT id FROM (
        SELECT version_id AS id, published_at, vector FROM articles_searchdocument
        WHERE vector @@ to_tsquery('simple', %s) AND EXISTS ({versions})
        ORDER BY published_at DESC, version_id DESC LIMIT %s
    ) AS newest
    ORDER BY ts_rank('{{0.1, 0.1, 0.4, 1.0}}', vector, to_tsquery('simple', %s)) DESC, published_at DESC, id DESC
"""
OUTER: Final = "articles_searchdocument.version_id"


def best(expression: str, versions: str, params: Sequence[object], limit: int) -> tuple[str, list[object]]:
    """The statement that finds so many of `versions`, a query of the one whose key is OUTER, with its parameters."""
    return _BEST.format(versions=versions), [expression, *params, limit, expression]


def matching(expression: str, versions: PublishedVersionQuerySet) -> PublishedVersionQuerySet:
    """Those of `versions` whose text matches."""
    return versions.filter(pk__in=RawSQL(_MATCHING, [expression]))  # noqa: S611  its parameter is one


def expression(forms: Iterable[Form]) -> str:
    """The text of a tsquery. Each word is quoted, so that none of them can be an operator."""
    return " | ".join(f"({' & '.join(_group(group) for group in form)})" for form in forms)


def _group(needles: tuple[Needle, ...]) -> str:
    return f"({' | '.join(_needle(needle) for needle in needles)})"


def _needle(needle: Needle) -> str:
    return "(" + " <-> ".join(f"'{word}'" for word in needle.words) + (":*)" if needle.is_prefix else ")")


def forget() -> None:
    """Nothing: a deleted row has no words in any later snapshot."""


def heal() -> None:
    """Nothing: the vector is a column of the table."""


def tidy() -> None:
    """After a rebuild: what waits to be indexed is, and the planner knows how often which word is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('articles_search_vector')")
        cursor.execute("ANALYZE articles_searchdocument")
