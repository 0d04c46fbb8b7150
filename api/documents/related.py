"""Explore more: what an article leads to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from api.described import described
from api.documents.addresses import article_url
from api.documents.card import teaser_of
from articles import snapshot
from articles.models.published_version import PublishedVersion
from articles.snapshot import Snapshot


@dataclass(frozen=True)
class Related:
    """An article of this site (with `id` and `slug`), an address elsewhere, or a title whose address is not known."""

    title: str = field(metadata=described("Plain text."))
    teaser: str = field(metadata=described("Plain text; may be empty."))
    url: str | None = field(metadata=described("Where people read it; null: show it without a link."))
    id: UUID | None = field(metadata=described("Of an article of this site."))
    slug: str | None = field(metadata=described("Of an article of this site."))
    source: Literal["editor", "automatic"] = field(metadata=described("Who chose it."))


def build_related(content: Snapshot, *, at: datetime) -> list[Related]:
    """In order. An article of ours speaks with its own live version; without one it vanishes. One query."""
    live = _live_targets({link.article for link in content.related if link.article}, at)
    entries = (_entry(link, live) for link in content.related)
    return [entry for entry in entries if entry is not None]


def _live_targets(uuids: Collection[str], at: datetime) -> dict[str, PublishedVersion]:
    if not uuids:
        return {}
    versions = PublishedVersion.objects.live(at=at).filter(article__uuid__in=uuids).with_identity()
    return {str(version.public_id): version for version in versions}


def _entry(link: snapshot.Related, live: dict[str, PublishedVersion]) -> Related | None:
    if link.article is None:
        return Related(link.title, link.teaser, link.url or None, None, None, _source(link))
    if link.article not in live:
        return None
    version = live[link.article]
    target = version.content
    return Related(
        title=target.title,
        teaser=teaser_of(target),
        url=article_url(target.slug, target.locale),
        id=version.public_id,
        slug=target.slug,
        source=_source(link),
    )


def _source(link: snapshot.Related) -> Literal["editor", "automatic"]:
    return "automatic" if link.source == "automatic" else "editor"
