"""Explore more: what an article leads to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from api.described import described
from api.documents.addresses import article_url
from api.documents.card import teaser_of
from articles import snapshot
from articles.models.published_version import PublishedVersion, translation_keys
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


def find_related(
    versions: Sequence[PublishedVersion], contents: Mapping[int, Snapshot], *, at: datetime
) -> dict[int, list[Related]]:
    """Of each article, by its primary key (as `contents`), in order. An article of ours speaks with its live version in
    the locale of the one that names it, or else in its own; without one it vanishes, and so does what would lead back,
    or to one place twice.

    Two queries, however many; none where nobody names an article of ours.
    """
    named = {link.article for content in contents.values() for link in content.related if link.article}
    targets = Targets.of(named, locales={version.locale for version in versions}, at=at)
    return {one.article_id: _entries(one, contents[one.article_id], targets) for one in versions}


@dataclass(frozen=True)
class Targets:
    """Articles of ours that others name, by the ids that are frozen in these, and who may speak for them."""

    keys: Mapping[str, UUID]
    by_id: Mapping[str, PublishedVersion]
    by_set: Mapping[tuple[UUID, str], PublishedVersion]

    @classmethod
    def of(cls, ids: Collection[str], *, locales: Collection[str], at: datetime) -> Self:
        if not ids:
            return cls({}, {}, {})
        keys = translation_keys(ids)
        live = list(PublishedVersion.objects.live(at=at).speaking_for(keys, locales=locales).with_identity())
        return cls(
            keys,
            {str(version.public_id): version for version in live},
            {(version.translation_key, version.locale): version for version in live},
        )

    def speaker(self, id_: str, *, to: PublishedVersion) -> PublishedVersion | None:
        """Who speaks for it to readers of `to`; never that article itself."""
        if id_ not in self.keys:
            return None
        candidates = self.by_set.get((self.keys[id_], to.locale)), self.by_id.get(id_)
        return next((one for one in candidates if one and one.article_id != to.article_id), None)


def _entries(version: PublishedVersion, content: Snapshot, targets: Targets) -> list[Related]:
    entries = (_entry(link, version, targets) for link in content.related)
    return list(dict.fromkeys(entry for entry in entries if entry is not None))


def _entry(link: snapshot.Related, own: PublishedVersion, targets: Targets) -> Related | None:
    if link.article is None:
        return Related(link.title, link.teaser, link.url or None, None, None, None, _source(link))
    version = targets.speaker(link.article, to=own)
    if version is None:
        return None
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
