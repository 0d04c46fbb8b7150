"""Find live texts: ranked for the search, or as a narrowing of a list. The door is the caller's queryset."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.expressions import RawSQL

from articles.models.published_version import PublishedVersionQuerySet
from articles.search import fts5, tsvector
from articles.search.query import Query

MOST: Final = 2_000
"""So many are counted and ranked at most: on SQLite the best, on PostgreSQL of the newest the best first."""
FEW: Final = 1_000
"""So many can be named in a query one by one."""
BACKENDS: Final = {"sqlite": fts5, "postgresql": tsvector}
_DOCUMENT: Final = "articles_searchdocument.version_id"

Statement = Callable[[str, Sequence[Any]], tuple[str, list[Any]]]
"""Makes a statement with its parameters, of a condition with its own."""


@dataclass(frozen=True)
class Found:
    versions: Sequence[int]
    """Primary keys, the best or first in front."""
    is_capped: bool
    """There are more."""


def find_best(
    query: Query, versions: PublishedVersionQuerySet, *, locales: Sequence[str], is_narrowed: bool = False
) -> Found:
    """The best of `versions` (those that are live), title over lead over text. One query, on PostgreSQL two.

    `is_narrowed`: they may be a few, so of a broad word that is learnt first (two queries more, on PostgreSQL three),
    and they are named one by one: else each text with the word would be asked whether it is one of them.
    """
    backend = BACKENDS[connection.vendor]
    expression = backend.expression(query.forms(locales))

    def statement(door: str, params: Sequence[Any]) -> tuple[str, list[Any]]:
        return backend.best(expression, door, params, MOST + 1)

    if is_narrowed and backend.few(expression, FEW) is None:
        keys = list(versions.order_by().values_list("pk", flat=True)[: FEW + 1])
        if not keys:
            return Found((), is_capped=False)
        if len(keys) <= FEW:
            return _run(*statement(f"{backend.BY_KEY} IN ({', '.join(['%s'] * len(keys))})", keys))
    return _first(versions, backend.OUTER, statement)


def find_by_date(
    query: Query, versions: PublishedVersionQuerySet, *, locales: Sequence[str], is_newest_first: bool
) -> Found:
    """The newest, or oldest, of `versions` whose text matches. Two queries, on PostgreSQL up to four.

    Of many it goes through the documents by date, and asks of each whether it is one of the versions: quick as long as
    most are (5 times as quick as `matching`, where they are of several locales), slow where `versions` are a few.
    """
    backend = BACKENDS[connection.vendor]
    expression = backend.expression(query.forms(locales))
    few, way = backend.few(expression, FEW), "DESC" if is_newest_first else "ASC"
    if few is not None:
        order = ("-published_at", "-id") if is_newest_first else ("published_at", "id")
        return first_of(versions.filter(pk__in=few).order_by(*order))
    return _first(
        versions, _DOCUMENT, lambda door, params: backend.by_date(expression, door, params, MOST + 1, way=way)
    )


def find_heaviest(weights: Mapping[str, float], versions: PublishedVersionQuerySet, *, most: int) -> Sequence[int]:
    """Those of `versions` whose words weigh most together, by the index alone. `weights`: of stems. One query."""
    backend = BACKENDS[connection.vendor]
    return _first(versions, "heaviest.id", lambda door, params: backend.heaviest(weights, door, params, most)).versions


def first_of(versions: PublishedVersionQuerySet) -> Found:
    """The first of `versions`, in their own order. One query, which stops where the count does."""
    return _capped(list(versions.values_list("pk", flat=True)[: MOST + 1]))


def matching(query: Query, versions: PublishedVersionQuerySet, *, locales: Sequence[str]) -> PublishedVersionQuerySet:
    """Those of `versions` whose text matches, however many. A query to learn whether they are few, on PostgreSQL two.

    Neither planner can know that, and each takes a hundred times as long where it guesses wrong: few are named one by
    one; of many, SQLite asks each version in the order of the list.
    """
    backend = BACKENDS[connection.vendor]
    expression = backend.expression(query.forms(locales))
    few = backend.few(expression, FEW)
    if few is not None:
        return versions.filter(pk__in=few)
    matches = RawSQL(backend.MATCHING, [expression])  # noqa: S611  its parameter is one
    return versions.alias(same=backend.KEY).filter(same__in=matches)


def _first(versions: PublishedVersionQuerySet, outer: str, statement: Statement) -> Found:
    """What the statement finds whose door is that the key `outer` is of one of `versions`."""
    try:
        # Asked of each text by itself: is it one of these versions?
        same = versions.order_by().filter(pk=RawSQL(outer, ())).values("pk")  # noqa: S611  a name of ours
        inner = same.query.sql_with_params()
    except EmptyResultSet:
        return Found((), is_capped=False)
    sql, params = inner
    return _run(*statement(f"EXISTS ({sql})", params))


def _run(sql: str, params: Sequence[Any]) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return _capped([pk for (pk,) in cursor.fetchall()])


def _capped(keys: Sequence[int]) -> Found:
    return Found(keys[:MOST], is_capped=len(keys) > MOST)
