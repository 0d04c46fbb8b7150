"""Find live texts: ranked for the search, or as a narrowing of a list. The door is the caller's queryset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

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


@dataclass(frozen=True)
class Found:
    versions: Sequence[int]
    """Primary keys, the best or first in front."""
    is_capped: bool
    """There are more."""


def find_best(query: Query, versions: PublishedVersionQuerySet, *, locales: Sequence[str]) -> Found:
    """The best of `versions` (those that are live), title over lead over text. One query, on PostgreSQL two."""
    backend = BACKENDS[connection.vendor]
    try:
        # Asked of each text by itself: is it one of these versions?
        same = versions.order_by().filter(pk=RawSQL(backend.OUTER, ())).values("pk")  # noqa: S611  a name of ours
        inner, params = same.query.sql_with_params()
    except EmptyResultSet:
        return Found((), is_capped=False)
    statement = backend.best(backend.expression(query.forms(locales)), inner, params, MOST + 1)
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        found = [pk for (pk,) in cursor.fetchall()]
    return Found(found[:MOST], is_capped=len(found) > MOST)


def first_of(versions: PublishedVersionQuerySet) -> Found:
    """The first of `versions`, in their own order. One query, which stops where the count does."""
    keys = list(versions.values_list("pk", flat=True)[: MOST + 1])
    return Found(keys[:MOST], is_capped=len(keys) > MOST)


def matching(query: Query, versions: PublishedVersionQuerySet, *, locales: Sequence[str]) -> PublishedVersionQuerySet:
    """Those of `versions` whose text matches, however many. One query, to learn whether they are few.

    Neither planner can know that, and each takes a hundred times as long where it guesses wrong: few are named one by
    one; of many, SQLite asks each version in the order of the list.
    """
    backend = BACKENDS[connection.vendor]
    expression = backend.expression(query.forms(locales))
    with connection.cursor() as cursor:
        cursor.execute(f"{backend.MATCHING} LIMIT %s", [expression, FEW + 1])
        some = [pk for (pk,) in cursor.fetchall()]
    if len(some) <= FEW:
        return versions.filter(pk__in=some)
    matches = RawSQL(backend.MATCHING, [expression])  # noqa: S611  its parameter is one
    return versions.alias(same=backend.KEY).filter(same__in=matches)
