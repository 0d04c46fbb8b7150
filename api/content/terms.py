"""Terms as a query names them: by slug or id."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api.http.locales import EVERY
from articles.models.author import Author
from articles.models.slug_claim import SlugClaim
from articles.models.term import Term
from articles.models.term_family import find_families

Named = str | UUID


def find_terms(model: type[Term], named: Named | list[Named], locale: str) -> list[set[int]]:
    """For each that is named, in order, the primary keys of all that count as it; empty for what does not exist.

    Slugs are sought in `locale`, or in all; a former slug still means its owner.
    """
    asked = named if isinstance(named, list) else [named]
    owners = _by_slug(model, [one for one in asked if isinstance(one, str)], locale)
    owners |= _by_id(model, [one for one in asked if isinstance(one, UUID)])
    families = find_families(model, {owner for ids in owners.values() for owner in ids})
    return [set().union(*(families[owner] for owner in owners.get(one, ()))) for one in asked]


def _by_slug(model: type[Term], slugs: list[str], locale: str) -> dict[Named, list[int]]:
    """In all locales one slug may have several owners."""
    if not slugs:
        return {}
    kind = model._meta.model_name or ""
    claims = SlugClaim.objects.filter(kind=kind, slug__in=slugs)
    if model is not Author and locale != EVERY:
        claims = claims.filter(locale=locale)
    owners: dict[Named, list[int]] = {}
    for slug, owner in claims.values_list("slug", f"{kind}_id"):
        owners.setdefault(slug, []).append(owner)
    return owners


def _by_id(model: type[Term], ids: list[UUID]) -> dict[Named, list[int]]:
    if not ids:
        return {}
    rows: Any = model._base_manager.filter(uuid__in=ids).values_list("uuid", "pk")
    return {uuid: [pk] for uuid, pk in rows}
