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
    locale: str | None = field(metadata=described("Of an article of this site."))
    source: Literal["editor", "automatic"] = field(metadata=described("Who chose it."))


def build_related(content: Snapshot, *, own: PublishedVersion, at: datetime) -> list[Related]:
    """In order. An article of ours speaks with its live version in the locale of this one, or else in its own; without
    one it vanishes, and so does what would lead here, or to one place twice. One query."""
    live = _live_targets({link.article for link in content.related if link.article}, own, at)
    entries = (_entry(link, live) for link in content.related)
    return list(dict.fromkeys(entry for entry in entries if entry is not None))


def _live_targets(uuids: Collection[str], own: PublishedVersion, at: datetime) -> dict[str, PublishedVersion]:
    """By the id of the article that was asked for, who speaks for it."""
    if not uuids:
        return {}
    versions = PublishedVersion.objects.live(at=at).speaking_for(uuids, locale=own.locale).with_identity()
    live = list(versions.exclude(article=own.article_id))
    by_id = {str(version.public_id): version for version in live}
    in_locale = {version.translation_key: version for version in live if version.locale == own.locale}
    asked = {str(version.asked): version.translation_key for version in live}
    asked |= {id_: version.translation_key for id_, version in by_id.items()}
    speakers = {id_: in_locale.get(asked[id_], by_id.get(id_)) for id_ in uuids if id_ in asked}
    return {id_: version for id_, version in speakers.items() if version is not None}


def _entry(link: snapshot.Related, live: dict[str, PublishedVersion]) -> Related | None:
    if link.article is None:
        return Related(link.title, link.teaser, link.url or None, None, None, None, _source(link))
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
        locale=target.locale,
        source=_source(link),
    )


def _source(link: snapshot.Related) -> Literal["editor", "automatic"]:
    return "automatic" if link.source == "automatic" else "editor"
