"""Which authors, categories and tags the world knows: those that a live article names, with how many do.

A term that hidden articles alone use is the same as one that never was, by whatever name it is asked for. API, reader
and feeds ask here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from articles.models.author import Author
from articles.models.category import Category
from articles.models.public_status import Moved
from articles.models.published_version import PublishedVersion
from articles.models.slug_claim import SlugClaim
from articles.models.tag import Tag
from articles.models.term_family import count_versions, find_winners

Kind = type[Author] | type[Category] | type[Tag]
Key = Any
"""What the translations of one term have in common: a translation key, or the primary key of an author."""


@dataclass(frozen=True)
class PublicTerm:
    """A term as it shows in one locale."""

    key: Key
    pk: int
    id: UUID
    name: str
    slug: str
    locale: str
    """Of a category or tag its own; of an author that of the articles that are counted."""
    article_count: int
    """Live articles in that locale; of a category with all that is below it."""
    translations: tuple[PublicTerm, ...] = ()
    """In the other locales in which it is public, in the order of their tags."""


Sets = Mapping[Key, Mapping[str, PublicTerm]]
"""By key, and then by locale."""


def list_terms(model: Kind, *, locales: Sequence[str], at: datetime) -> list[PublicTerm]:
    """All that are public in these locales, each in the best one, in no order. Two queries.

    Their translations come `with_translations`, since few of many tags and authors are shown at once.
    """
    live = _live(at)
    if model is not Category:  # these are counted in one walk through an index, whatever their locale
        live = live.in_locale(locales[0]) if len(locales) == 1 else live.filter(locale__in=locales)
    sets = _sets(model, _rows(model, model.objects.standing()), count_versions(model, live))
    best = (_in_best(members, locales) for members in sets.values())
    return [term for term in best if term is not None]


def with_translations(model: Kind, terms: Sequence[PublicTerm], *, at: datetime) -> list[PublicTerm]:
    """The same terms with theirs. Two queries; none for categories, which have them already."""
    if model is Category:
        return list(terms)
    sets = _sets_of(model, {term.key for term in terms}, at)
    return [_in_best(sets[term.key], [term.locale]) or term for term in terms]


def find_term(model: Kind, reference: str | UUID, *, locales: Sequence[str], at: datetime) -> PublicTerm | Moved | None:
    """A term by slug or id, in the best of these locales in which it or a translation is public.

    A slug is sought in each locale, in order, until a public term owns it; a former one is Moved. An id for which
    nothing is public in these locales (or none is given) stands for its own term. Three queries, whatever there is:
    hidden and never heard of cost the same.
    """
    named = _by_id(model, reference) if isinstance(reference, UUID) else _by_slug(model, reference, locales)
    sets = _sets_of(model, {key for _, key in named}, at)
    for locale, key in named:
        members = sets.get(key, {})
        if model is not Author and not isinstance(reference, UUID) and locale not in members:
            continue  # its owner there is hidden
        best = _in_best(members, locales) or _in_best(members, [locale])
        if best is None:
            continue
        if isinstance(reference, str) and best.locale == (locale or best.locale) and best.slug != reference:
            return Moved(slug=best.slug, locale=best.locale)
        return best
    return None


def find_translations(
    model: type[Category] | type[Tag], ids: Collection[int], *, locales: Sequence[str], at: datetime
) -> dict[int, set[int]]:
    """For each of these standing terms that is public in its own locale, the primary keys of all of its set that are,
    in these locales. Three queries."""
    keys = dict(model.objects.filter(pk__in=ids or [0]).values_list("pk", "translation_key"))
    sets = _sets_of(model, set(keys.values()), at)
    public = {pk: list(sets.get(key, {}).values()) for pk, key in keys.items()}
    return {
        pk: {one.pk for one in members if one.locale in locales}
        for pk, members in public.items()
        if any(one.pk == pk for one in members)
    }


def count_articles(model: Kind, ids: Collection[int], *, at: datetime) -> dict[int, dict[str, int]]:
    """Live articles by primary key and locale. One query."""
    return count_versions(model, _live(at), ids or [0])


def _live(at: datetime) -> Any:
    return PublishedVersion.objects.live(at=at)


def _by_slug(model: Kind, slug: str, locales: Sequence[str]) -> list[tuple[str, Key]]:
    """Owners by locale, the best locale first; an author's claim has none."""
    kind = model._meta.model_name or ""
    key = f"{kind}_id" if model is Author else f"{kind}__translation_key"
    claims = SlugClaim.objects.filter(kind=kind, slug=slug, locale__in=[""] if model is Author else locales)
    found = list(claims.values_list("locale", key))
    return sorted(found, key=lambda one: 0 if model is Author else list(locales).index(one[0]))


def _by_id(model: Kind, id_: UUID) -> list[tuple[str, Key]]:
    """Of merged terms the winner."""
    terms: Iterable[Any] = find_winners(model, {str(id_)}).values()  # type: ignore[type-var]  # one of three
    if model is Author:
        return [("", term.pk) for term in terms]
    return [(term.locale, term.translation_key) for term in terms]


def _sets_of(model: Kind, keys: Collection[Key], at: datetime) -> Sets:
    """Two queries, even if there is nothing to ask for."""
    column = "pk" if model is Author else "translation_key"
    nothing: Any = 0 if model is Author else UUID(int=0)
    rows = _rows(model, model.objects.standing().filter(**{f"{column}__in": keys or [nothing]}))
    return _sets(model, rows, count_articles(model, [row[1] for row in rows], at=at))


def _rows(model: Kind, terms: Any) -> list[tuple[Any, ...]]:
    """Key, primary key, id, name, slug and locale of each; in the order of locales."""
    if model is Author:
        return [(pk, pk, *told, "") for pk, *told in terms.values_list("pk", "uuid", "name", "slug")]
    columns = ("translation_key", "pk", "uuid", "name", "slug", "locale")
    return list(terms.order_by("locale", "pk").values_list(*columns))


def _sets(model: Kind, rows: Iterable[tuple[Any, ...]], counts: Mapping[int, Mapping[str, int]]) -> Sets:
    """The public ones among the rows. An author shows in each locale, any other term in its own."""
    sets: dict[Key, dict[str, PublicTerm]] = {}
    for key, pk, id_, name, slug, own in rows:
        for locale, count in sorted(counts.get(pk, {}).items()):
            if model is Author or locale == own:
                sets.setdefault(key, {})[locale] = PublicTerm(key, pk, id_, name, slug, locale, count)
    return sets


def _in_best(members: Mapping[str, PublicTerm], locales: Sequence[str]) -> PublicTerm | None:
    best = next((members[locale] for locale in locales if locale in members), None)
    if best is None:
        return None
    return replace(best, translations=tuple(one for one in members.values() if one is not best))
