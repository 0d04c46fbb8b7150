"""Search on PostgreSQL: a stored tsvector in the table of search documents (migration 0006)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import F

from articles.search.query import Form, Needle

MATCHING: Final = "SELECT version_id FROM articles_searchdocument WHERE vector @@ to_tsquery('simple', %s)"

# To rank all is slow (50,000 texts: half a second), so of many the newest are ranked. {newest} says how these are come
# by: in the order of the index, or, by adding nothing to the date, by sorting all that match.
_BEST: Final = """
    SELECT id FROM (
        SELECT version_id AS id, published_at, vector FROM articles_searchdocument
        WHERE vector @@ to_tsquery('simple', %s) AND {door}
        ORDER BY {newest} DESC, version_id DESC LIMIT %s
    ) AS newest
    ORDER BY ts_rank('{{0.1, 0.1, 0.4, 1.0}}', vector, to_tsquery('simple', %s)) DESC, published_at DESC, id DESC
"""
_BY_DATE: Final = """
    SELECT version_id FROM articles_searchdocument WHERE vector @@ to_tsquery('simple', %s) AND {door}
    ORDER BY {date} {way}, version_id {way} LIMIT %s
"""
# Plus 0: all are fetched and sorted, by the index of words. Without it the planner goes through all texts until it has
# met enough (0.2 s for a word in 5,000 of 100,000).
_FEW: Final = f"{MATCHING} ORDER BY version_id + 0 LIMIT %s"
# Words as rows: of one that it does not see the planner believes that it is rare, and takes the index of words. Broad
# ones are known from its statistics, and not counted (of 100,000 texts: 40 words in half a second).
_COUNTED: Final = """
    WITH known AS (
        SELECT word, often * (SELECT reltuples FROM pg_class WHERE oid = 'articles_searchdocument'::regclass) AS texts
        FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS one(word, often)
        WHERE schemaname = current_schema() AND tablename = 'articles_searchdocument' AND attname = 'vector'
    )
    SELECT CASE WHEN texts > %(most)s THEN %(most)s ELSE (SELECT COUNT(*) FROM (
        SELECT FROM articles_searchdocument WHERE vector @@ to_tsquery('simple', expression) LIMIT %(most)s
    ) AS found) END
    FROM unnest(%(words)s::text[], %(expressions)s::text[]) WITH ORDINALITY AS sought(word, expression, place)
    LEFT JOIN known USING (word) ORDER BY place
"""
# Of a thousand it is asked whether they are among the versions: the planner makes a join of EXISTS, and asks it of all.
_HEAVIEST: Final = """
    SELECT id FROM (
        SELECT version_id AS id, SUM(weight) AS weight FROM unnest(%s::text[], %s::float8[]) AS sought(word, weight)
        JOIN articles_searchdocument ON vector @@ to_tsquery('simple', word)
        GROUP BY version_id ORDER BY weight DESC, id DESC LIMIT 1000
    ) AS heaviest
    WHERE {door} ORDER BY weight DESC, id DESC LIMIT %s
"""
_IN_ORDER, _SORTED = "published_at", "published_at + interval '0'"
_BROAD: Final = 20_000
"""Texts from which it is quicker to go through them by date than to fetch all that match. The planner does not know
what it costs to unpack a tsvector, and goes by date too soon (0.6 s for a word in 5,000 of 100,000)."""
OUTER: Final = "articles_searchdocument.version_id"
BY_KEY: Final = OUTER
KEY: Final = F("pk")
"""A version's key; how to seek it among many the planner knows best."""


def best(expression: str, door: str, params: Sequence[object], limit: int) -> tuple[str, list[object]]:
    """The statement that finds so many for which `door` holds, a condition on OUTER, with its parameters.

    One query, to learn whether the word is broad."""
    return _BEST.format(door=door, newest=_date(expression)), [expression, *params, limit, expression]


def by_date(expression: str, door: str, params: Sequence[object], limit: int, *, way: str) -> tuple[str, list[object]]:
    """As `best`, in the order of their dates (`way`: ASC, DESC). One query as well."""
    return _BY_DATE.format(door=door, date=_date(expression), way=way), [expression, *params, limit]


def few(expression: str, most: int) -> list[int] | None:
    """The texts that match; None where they are more than `most`. Two queries, for a broad word one."""
    if _estimate(expression) > _BROAD:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_FEW, [expression, most + 1])
        found = [pk for (pk,) in cursor.fetchall()]
    return found if len(found) <= most else None


def counts(words: Sequence[str], most: int) -> list[int]:
    """In how many texts each of these words is, as far as `most`; of broad ones as many were at the last ANALYZE. One
    query."""
    with connection.cursor() as cursor:
        needles = [_needle(Needle((word,))) for word in words]
        cursor.execute(_COUNTED, {"most": most, "words": list(words), "expressions": needles})
        return [count for (count,) in cursor.fetchall()]


def heaviest(weights: Mapping[str, float], door: str, params: Sequence[object], limit: int) -> tuple[str, list[object]]:
    """As `best`: those whose words weigh most together, the heaviest first. As dear as the words are frequent."""
    words = [_needle(Needle((word,))) for word in weights]
    return _HEAVIEST.format(door=door), [words, list(weights.values()), *params, limit]


def _date(expression: str) -> str:
    return _IN_ORDER if _estimate(expression) > _BROAD else _SORTED


def _estimate(expression: str) -> int:
    """How many texts match, as the planner guesses from its statistics; nothing is sought."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {MATCHING}", [expression])
        ((plan,),) = cursor.fetchall()
    found: list[dict[str, Any]] = json.loads(plan) if isinstance(plan, str) else plan
    return int(found[0]["Plan"]["Plan Rows"])


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
