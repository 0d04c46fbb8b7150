"""Who a term is by now, and who counts as it: merges followed, and the tree below a category.

Recursive queries, since a merged term may have been merged again; `UNION` ends a loop that a broken import made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from articles.models.author import Author
from articles.models.category import Category
from articles.models.tag import Tag
from articles.models.term import Term

AnyTerm = TypeVar("AnyTerm", Author, Category, Tag)

WINNERS = """
    WITH RECURSIVE chain (asked, id, merged_into_id) AS (
        SELECT uuid, id, merged_into_id FROM {table} WHERE uuid IN ({places})
        UNION
        SELECT chain.asked, term.id, term.merged_into_id
        FROM chain JOIN {table} AS term ON term.id = chain.merged_into_id
    )
    SELECT term.*, chain.asked FROM chain JOIN {table} AS term ON term.id = chain.id
    WHERE chain.merged_into_id IS NULL
"""

MERGED = """
    WITH RECURSIVE merged (id) AS (
        SELECT id FROM {table} WHERE id IN ({places})
        UNION
        SELECT term.id FROM merged JOIN {table} AS term ON term.merged_into_id = merged.id
    )
    SELECT id FROM merged
"""

FAMILIES = """
    WITH RECURSIVE chain (asked, id, merged_into_id) AS (
        SELECT id, id, merged_into_id FROM {table} WHERE id IN ({places})
        UNION
        SELECT chain.asked, term.id, term.merged_into_id
        FROM chain JOIN {table} AS term ON term.id = chain.merged_into_id
    ),
    family (asked, id) AS (
        SELECT asked, id FROM chain WHERE merged_into_id IS NULL
        UNION
        SELECT family.asked, term.id
        FROM family JOIN {table} AS term ON term.merged_into_id = family.id {or_below}
    )
    SELECT asked, id FROM family
"""

OR_BELOW = "OR (term.parent_id = {} AND term.merged_into_id IS NULL)"

COUNTS = """
    WITH RECURSIVE belongs (term, member) AS (
        SELECT id, id FROM {table} WHERE merged_into_id IS NULL {asked}
        UNION
        SELECT belongs.term, term.id
        FROM belongs JOIN {table} AS term ON term.merged_into_id = belongs.member {or_below}
    ),
    version (id, locale, category_id) AS ({versions})
    {counted}
"""
BY_CATEGORY = """
    , used (member, locale, number) AS (SELECT category_id, locale, COUNT(*) FROM version GROUP BY category_id, locale)
    SELECT belongs.term, used.locale, CAST(SUM(used.number) AS integer)
    FROM belongs JOIN used ON used.member = belongs.member
    GROUP BY belongs.term, used.locale
"""
# CROSS JOIN, since SQLite keeps the order of one: from what is fewer, all versions or the terms asked for.
BY_NAMING = """
    SELECT belongs.term, version.locale, COUNT(DISTINCT version.id)
    FROM {order}
    WHERE version.id = naming.version_id AND naming.{column} = belongs.member
    GROUP BY belongs.term, version.locale
"""
FROM_VERSIONS = "version CROSS JOIN {naming} AS naming CROSS JOIN belongs"
FROM_TERMS = "belongs CROSS JOIN {naming} AS naming CROSS JOIN version"
NAMING: Mapping[type[Term], tuple[str, str]] = {
    Author: ("articles_versionauthor", "author_id"),
    Tag: ("articles_versiontag", "tag_id"),
}
"""Where versions name them, and in which column."""


def find_winners(model: type[AnyTerm], uuids: Collection[str]) -> dict[str, AnyTerm]:
    """The standing term for each id that was frozen into an article: itself, or what it was merged into. One query."""
    if not uuids:
        return {}
    field = model._meta.get_field("uuid")
    values = [field.get_db_prep_value(UUID(one), connection) for one in uuids]
    terms: Any = model._base_manager.raw(_sql(WINNERS, model, values), values)
    return {str(UUID(str(term.asked))): term for term in terms}


def find_families(model: type[Term], ids: Collection[int]) -> dict[int, set[int]]:
    """Primary keys of all that count as the term: its winner, what was merged into that, and of a category all that is
    below it. One query."""
    families: dict[int, set[int]] = defaultdict(set)
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(_sql(FAMILIES, model, ids), list(ids))
            for asked, member in cursor.fetchall():
                families[asked].add(member)
    return families


def find_merged(model: type[Term], id_: int) -> set[int]:
    """Primary keys of the term and of all that was merged into it, at whatever remove. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_sql(MERGED, model, [id_]), [id_])
        return {member for (member,) in cursor.fetchall()}


def count_versions(
    model: type[Term], versions: QuerySet[Any, Any], ids: Collection[int] | None = None
) -> dict[int, dict[str, int]]:
    """How many of the versions count as each standing term (of those with these primary keys), by the versions' locale.

    A category counts what is below it. Who counts nothing is not in it. One query, with `versions` as its inner one.
    """
    rows = versions.order_by().values_list("pk", "locale", "category_id")
    inner, values = rows.query.get_compiler(connection=connection).as_sql()
    counted = BY_CATEGORY
    if model in NAMING:
        naming, column = NAMING[model]
        order = FROM_VERSIONS if ids is None else FROM_TERMS
        counted = BY_NAMING.format(order=order.format(naming=naming), column=column)
    sql = COUNTS.format(
        table=connection.ops.quote_name(model._meta.db_table),
        asked="" if ids is None else f"AND id IN ({', '.join(['%s'] * len(ids))})",
        or_below=OR_BELOW.format("belongs.member") if model is Category else "",
        versions=inner,
        counted=counted,
    )
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(ids or ()), *values])
        for term, locale, count in cursor.fetchall():
            counts[term][locale] = count
    return counts


def _sql(template: str, model: type[Term], values: Collection[object]) -> str:
    """Nothing of a request enters the text, only how many values there are."""
    return template.format(
        table=connection.ops.quote_name(model._meta.db_table),
        places=", ".join(["%s"] * len(values)),
        or_below=OR_BELOW.format("family.id") if model is Category else "",
    )
