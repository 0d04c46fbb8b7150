"""The same article in other languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from api.described import described
from api.documents.addresses import article_url
from articles.models.published_version import PublishedVersion


@dataclass(frozen=True)
class ArticleTranslation:
    """A translation that is live."""

    locale: str = field(metadata=described("Its language."))
    id: UUID = field(metadata=described("Its own: each translation is an article."))
    slug: str = field(metadata=described("In its locale."))
    title: str = field(metadata=described("Plain text."))
    url: str = field(metadata=described("Where people read it."))


def find_translations(versions: Sequence[PublishedVersion], *, at: datetime) -> dict[int, list[ArticleTranslation]]:
    """Of each article, by its primary key, those in other locales, in the order of these. One query."""
    keys = {version.translation_key for version in versions}
    live = PublishedVersion.objects.live(at=at).translations_of(keys).with_identity().defer("snapshot")
    sets: dict[UUID, list[PublishedVersion]] = defaultdict(list)
    for one in live.order_by("locale"):
        sets[one.translation_key].append(one)
    return {
        version.article_id: [_translation(one) for one in sets[version.translation_key] if one.locale != version.locale]
        for version in versions
    }


def _translation(one: PublishedVersion) -> ArticleTranslation:
    return ArticleTranslation(one.locale, one.public_id, one.slug, one.title, article_url(one.slug, one.locale))
