"""The same article in other languages."""

from __future__ import annotations

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


def build_translations(version: PublishedVersion, *, at: datetime) -> list[ArticleTranslation]:
    """Those in other locales, in the order of these. One query."""
    live = PublishedVersion.objects.live(at=at).translations_of(version.translation_key).with_identity()
    others = live.exclude(locale=version.locale).defer("snapshot").order_by("locale")
    return [
        ArticleTranslation(
            other.locale, other.public_id, other.slug, other.title, article_url(other.slug, other.locale)
        )
        for other in others
    ]
