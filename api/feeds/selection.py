"""Which articles stand in a feed, and which no longer do. All through the one door, `live(at=…)`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q

from api.feeds.feed import Deleted, entry_id
from articles.models.author import Author
from articles.models.category import Category
from articles.models.change import Change
from articles.models.public_status import Moved
from articles.models.public_terms import find_term
from articles.models.published_version import PublishedVersion, PublishedVersionQuerySet
from articles.models.slug_claim import SlugClaim
from articles.models.tag import Tag
from articles.models.term_family import find_families, find_winners

TOMBSTONES: Final = timedelta(days=30)
"""So long Atom tells of what is gone (RFC 6721)."""
MOST_TOMBSTONES: Final = 200
MODELS: Final[dict[str, type[Author] | type[Category] | type[Tag]]] = {
    "category": Category,
    "tag": Tag,
    "author": Author,
}
_NARROWED: Final[dict[str, Callable[[Any, set[int]], Any]]] = {
    "category": PublishedVersionQuerySet.in_categories,
    "tag": PublishedVersionQuerySet.with_tags,
    "author": PublishedVersionQuerySet.by_authors,
}


@dataclass(frozen=True)
class Scope:
    """The site in one locale, or a term in it."""

    locale: str
    kind: str = ""
    slug: str = ""
    id: UUID | None = None
    name: str = ""
    """Of a term that is public; of one that nothing public names any more nothing is told."""
    family: frozenset[int] = frozenset()
    """Primary keys of all that count as the term."""

    def narrow(self, versions: Any) -> Any:
        versions = versions.in_locale(self.locale)
        return _NARROWED[self.kind](versions, set(self.family)) if self.kind else versions


@dataclass(frozen=True)
class Picked:
    """A page of a feed."""

    rows: list[PublishedVersion]
    has_more: bool


def find_scope(kind: str, slug: str, locale: str, *, at: datetime) -> Scope | Moved | None:
    """A term that is public now, or was: readers go on asking for a feed that is empty for a while.

    Moved for a former slug. None for a term of hidden articles alone, as for one that never was. Five queries.
    """
    model = MODELS[kind]
    found = find_term(model, slug, locales=[locale], at=at)
    if isinstance(found, Moved):
        return Moved(slug=found.slug, locale=locale)
    if found is not None:
        return Scope(
            locale, kind, found.slug, found.id, found.name, frozenset(find_families(model, {found.pk})[found.pk])
        )
    owner = _owner_when_public(kind, "" if model is Author else locale, slug)
    winner: Any = next(iter(find_winners(model, {owner} if owner else ()).values()), None)  # type: ignore[type-var]  # one of three
    if winner is None:
        return None
    return Scope(locale, kind, slug, winner.uuid, "", frozenset(find_families(model, {winner.pk})[winner.pk]))


def _owner_when_public(kind: str, locale: str, slug: str) -> str | None:
    """Id of the term that bore this slug in public: what happened to it in the log came after the claim. A name that it
    was given since nothing public names it must not answer."""
    claims = SlugClaim.objects.of(kind, locale, slug)
    owner = claims.annotate(owner=F(f"{kind}__uuid")).values_list("owner", "claimed_at").first()
    if owner is None or not Change.objects.public().filter(record=owner[0], at__gte=owner[1]).exists():
        return None
    return str(owner[0])


def pick(scope: Scope, *, at: datetime, page: int, size: int) -> Picked:
    """The newest first, by first publication: an update moves nothing. One query."""
    live = scope.narrow(PublishedVersion.objects.live(at=at).with_identity()).newest_first()
    return _page(live, page, size)


def pick_corrections(scope: Scope, *, at: datetime, page: int, size: int) -> Picked:
    """Versions that corrected an article which is live, the newest first; suppressed ones left out. One query."""
    live = PublishedVersion.objects.live(at=at).filter(article=OuterRef("article"))
    told = scope.narrow(_corrections(at)).filter(Exists(live), suppressed_at=None)
    return _page(told.defer("snapshot").order_by("-live_from", "-id"), page, size)


def find_live(articles: Collection[int], *, at: datetime) -> list[PublishedVersion]:
    """What is live of these, by primary keys. One query."""
    return list(PublishedVersion.objects.live(at=at).with_identity().filter(article_id__in=articles))


def _page(versions: PublishedVersionQuerySet, page: int, size: int) -> Picked:
    rows = list(versions[(page - 1) * size : page * size + 1])
    return Picked(rows[:size], has_more=len(rows) > size)


def _corrections(at: datetime) -> PublishedVersionQuerySet:
    """Suppressed ones too, which readers were told of before."""
    return PublishedVersion.objects.begun(at=at).filter(kind__in=PublishedVersion.CORRECTING)


def find_deleted(scope: Scope, *, at: datetime, is_of_corrections: bool = False) -> list[Deleted]:
    """What was public in the scope and ended in the last 30 days, the newest first; not what is public by now. Of a
    feed of corrections all of those articles'. One query, or two."""
    since = at - TOMBSTONES
    ended = scope.narrow(PublishedVersion.objects.begun(at=at)).filter(
        Q(live_until__gt=since, live_until__lte=at) | Q(suppressed_at__gt=since, suppressed_at__lte=at)
    )
    present = PublishedVersion.objects.live(at=at).filter(article=OuterRef("article"))
    gone = ended.filter(~Exists(present)).order_by().values_list("article__uuid")
    rows = gone.annotate(until=Max("live_until"), suppressed=Max("suppressed_at"))
    ends = {
        id_: max(moment for moment in (until, suppressed) if moment is not None and moment <= at)
        for id_, until, suppressed in rows
    }
    found = [Deleted(entry_id(id_), end) for id_, end in ends.items()]
    if is_of_corrections:
        told = _corrections(at).filter(article__uuid__in=ends).values_list("article__uuid", "live_from")
        found = [Deleted(entry_id(id_, correction=moment), ends[id_]) for id_, moment in told]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)[:MOST_TOMBSTONES]


def last_modified(*, at: datetime) -> datetime | None:
    """When anything that feeds show changed last; the clock's starts and ends too, before the worker has noted them.

    None before the first publication. Three queries.
    """
    standing = PublishedVersion.objects.filter(dropped_at=None, suppressed_at=None)
    moments = [
        Change.objects.public().filter(at__lte=at).aggregate(at=Max("at"))["at"],
        standing.filter(live_from__lte=at).aggregate(at=Max("live_from"))["at"],
        standing.filter(live_until__lte=at).aggregate(at=Max("live_until"))["at"],
    ]
    return max((moment for moment in moments if moment is not None), default=None)
