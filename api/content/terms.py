"""Terms as a query names them: by slug or id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from api.http.locales import EVERY
from articles.models.author import Author
from articles.models.category import Category
from articles.models.public_terms import find_translations
from articles.models.slug_claim import SlugClaim
from articles.models.tag import Tag
from articles.models.term import Term
from articles.models.term_family import find_families

Named = str | UUID
Owners = dict[Named, list[int]]


def find_terms(model: type[Term], named: Named | list[Named], locales: Sequence[str], at: datetime) -> list[set[int]]:
    """For each that is named, in order, the primary keys of all that count as it; empty for what does not exist.

    Slugs are sought in the first of `locales`, or in all; a former slug still means its owner. Of several locales each
    is asked in order, and the translations of what is found count as it.
    """
    asked = named if isinstance(named, list) else [named]
    owners = _by_slug(model, [one for one in asked if isinstance(one, str)], locales)
    owners |= _by_id(model, [one for one in asked if isinstance(one, UUID)])
    if len(locales) > 1 and model in (Category, Tag):
        owners = _with_translations(model, owners, locales, at)
    families = find_families(model, {owner for ids in owners.values() for owner in ids})
    return [set().union(*(families[owner] for owner in owners.get(one, ()))) for one in asked]


def _by_slug(model: type[Term], slugs: list[str], locales: Sequence[str]) -> Owners:
    """The owners of each, those in the best locale first: in several locales one slug may have several."""
    if not slugs:
        return {}
    kind = model._meta.model_name or ""
    claims = SlugClaim.objects.filter(kind=kind, slug__in=slugs)
    is_sought_in_some = model is not Author and EVERY not in locales
    if is_sought_in_some:
        claims = claims.filter(locale__in=locales)
    found = list(claims.values_list("locale", "slug", f"{kind}_id"))
    if is_sought_in_some:
        found.sort(key=lambda claim: list(locales).index(claim[0]))
    owners: Owners = {}
    for _, slug, owner in found:
        owners.setdefault(slug, []).append(owner)
    return owners


def _by_id(model: type[Term], ids: list[UUID]) -> Owners:
    if not ids:
        return {}
    rows: Any = model._base_manager.filter(uuid__in=ids).values_list("uuid", "pk")
    return {uuid: [pk] for uuid, pk in rows}


def _with_translations(model: Any, owners: Owners, locales: Sequence[str], at: datetime) -> Owners:
    """The first owner of each that is public, with its translations. A hidden one has none, or it would show in what
    is found of these."""
    found = find_translations(model, {owner for ids in owners.values() for owner in ids}, locales=locales, at=at)
    return {one: list(next((found[owner] for owner in ids if owner in found), ())) for one, ids in owners.items()}
