"""What is public of authors, categories and tags by the log: the same for who writes it and for who reads it.

A face depends on rows alone and never on the clock: a schedule changes it when it is noted. None: nothing public names
the term, which is then the same as one that never was. `public` are the versions that may name it: those that are live
by the log, or, for who asks for the past, those that were live at a moment. What is said of it is always today's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from articles.models.author import Author, AuthorBio
from articles.models.category import Category
from articles.models.published_version import PublishedVersion, PublishedVersionQuerySet
from articles.models.tag import Tag
from articles.models.term_family import find_families


@dataclass(frozen=True)
class Merged:
    """Of a loser that frozen versions still name."""

    into: UUID


@dataclass(frozen=True)
class TagFace:
    name: str
    slug: str
    locale: str
    translations: tuple[tuple[str, UUID], ...]
    """Locale and id of those that are public, too."""


@dataclass(frozen=True)
class CategoryFace(TagFace):
    description: str
    parent: UUID | None
    position: int
    """Among the public ones beside it, from 0: hidden ones leave no gap."""


@dataclass(frozen=True)
class AuthorFace:
    name: str
    slug: str
    bios: tuple[tuple[str, str], ...]
    """Locale and text."""
    links: tuple[tuple[str, str], ...]
    """Label and address, in order."""
    portrait: UUID | None


Face = TagFace | AuthorFace | Merged | None
Row = dict[str, Any]
Versions = PublishedVersionQuerySet
COMMON = ("pk", "uuid", "name", "slug", "merged_into_id")
TRANSLATED = (*COMMON, "locale", "translation_key")


def tag_faces(pks: Collection[int], *, public: Versions | None = None) -> dict[UUID, Face]:
    """Of these tags, of whatever was merged with them, and of the translations of all. By their public ids.

    Seven queries; none without tags.
    """
    if not pks:
        return {}
    family = _family(Tag, pks)
    keys = Tag.objects.filter(pk__in=family).values("translation_key")
    family = _family(Tag, set(Tag.objects.filter(translation_key__in=keys).values_list("pk", flat=True)))
    rows = {row["pk"]: row for row in Tag.objects.filter(pk__in=family).values(*TRANSLATED)}
    named = named_by_versions(Tag, "tags", rows, public)
    shown = {winner_of(rows, pk) for pk in named}
    return {
        row["uuid"]: _merged(rows, row, named)
        if row["merged_into_id"]
        else TagFace(row["name"], row["slug"], row["locale"], _translations(row, rows, shown))
        if row["pk"] in shown
        else None
        for row in rows.values()
    }


def category_faces(*, public: Versions | None = None) -> dict[UUID, Face]:
    """Of all categories: one that appears moves those beside it. By their public ids. Two queries."""
    everything = Category.objects.without_tree_fields()
    columns = (*TRANSLATED, "description", "parent_id", "position")
    rows = {row["pk"]: row for row in everything.order_by("position", "name", "pk").values(*columns)}
    named = named_by_versions(Category, "category", rows, public)
    shown = set().union(*(_with_ancestors(rows, winner_of(rows, pk)) for pk in named))
    places = _places([row for pk, row in rows.items() if pk in shown])
    return {
        row["uuid"]: _merged(rows, row, named)
        if row["merged_into_id"]
        else CategoryFace(
            row["name"],
            row["slug"],
            row["locale"],
            _translations(row, rows, shown),
            row["description"],
            rows[row["parent_id"]]["uuid"] if row["parent_id"] in shown else None,
            places[row["pk"]],
        )
        if row["pk"] in shown
        else None
        for row in rows.values()
    }


def author_faces(pks: Collection[int], *, public: Versions | None = None) -> dict[UUID, Face]:
    """Of these authors and of whoever was merged with them. By their public ids. Four queries; none without authors."""
    if not pks:
        return {}
    family = _family(Author, pks)
    people = Author.objects.filter(pk__in=family).values(*COMMON, "links", "portrait__uuid")
    rows = {row["pk"]: row for row in people}
    named = named_by_versions(Author, "authors", rows, public)
    shown = {winner_of(rows, pk) for pk in named}
    bios: dict[int, list[tuple[str, str]]] = {}
    told = AuthorBio.objects.filter(author__in=shown or [0]).exclude(text="").order_by("locale")
    for pk, locale, text in told.values_list("author", "locale", "text"):
        bios.setdefault(pk, []).append((locale, text))
    return {
        row["uuid"]: _merged(rows, row, named)
        if row["merged_into_id"]
        else AuthorFace(
            row["name"],
            row["slug"],
            tuple(bios.get(row["pk"], ())),
            tuple((link["label"], link["url"]) for link in row["links"]),
            row["portrait__uuid"],
        )
        if row["pk"] in shown
        else None
        for row in rows.values()
    }


def named_by_versions(model: Any, column: str, pks: Iterable[int], public: Versions | None = None) -> set[int]:
    """Those that a public version names, by default one that is live by the log; merged ones for themselves. One
    query."""
    naming = (PublishedVersion.objects.told() if public is None else public).filter(**{column: OuterRef("pk")})
    rows = model._base_manager.filter(Exists(naming), pk__in=list(pks) or [0])
    return set(rows.order_by().values_list("pk", flat=True))


def winner_of(rows: Mapping[int, Row], pk: int) -> int:
    """Itself, or what it was merged into; a loop that a broken import made ends."""
    passed: set[int] = set()
    while rows[pk]["merged_into_id"] in rows and pk not in passed:
        passed.add(pk)
        pk = rows[pk]["merged_into_id"]
    return pk


def _family(model: Any, pks: Collection[int]) -> set[int]:
    return set(pks).union(*find_families(model, pks).values())


def _merged(rows: Mapping[int, Row], row: Row, named: set[int]) -> Merged | None:
    return Merged(rows[winner_of(rows, row["pk"])]["uuid"]) if row["pk"] in named else None


def _translations(row: Row, rows: Mapping[int, Row], shown: set[int]) -> tuple[tuple[str, UUID], ...]:
    others = (rows[pk] for pk in shown if rows[pk]["translation_key"] == row["translation_key"] and pk != row["pk"])
    return tuple(sorted((one["locale"], one["uuid"]) for one in others))


def _with_ancestors(rows: Mapping[int, Row], pk: int) -> set[int]:
    found: set[int] = set()
    above: int | None = pk
    while above is not None and above in rows and above not in found:
        found.add(above)
        above = rows[above]["parent_id"]
    return found


def _places(rows: Iterable[Row]) -> dict[int, int]:
    """`rows` in the order of siblings."""
    beside: dict[tuple[str, int | None], int] = {}
    places = {}
    for row in rows:
        where = (row["locale"], row["parent_id"])
        places[row["pk"]] = beside.get(where, 0)
        beside[where] = places[row["pk"]] + 1
    return places
