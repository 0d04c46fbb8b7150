"""Who a term is by now, and who counts as it: merges followed, and the tree below a category.

Recursive queries, since a merged term may have been merged again; `UNION` ends a loop that a broken import made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection

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


def _sql(template: str, model: type[Term], values: Collection[object]) -> str:
    """Nothing of a request enters the text, only how many values there are."""
    return template.format(
        table=connection.ops.quote_name(model._meta.db_table),
        places=", ".join(["%s"] * len(values)),
        or_below="OR (term.parent_id = family.id AND term.merged_into_id IS NULL)" if model is Category else "",
    )
