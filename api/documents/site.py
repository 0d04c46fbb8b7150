"""The site itself: what a frontend needs for its head and foot, before it knows any article."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings

from api.described import described
from api.documents.addresses import NEWS_SITEMAP, SITEMAP, feed_url, front_url
from api.documents.feeds import Feeds, build_feeds


@dataclass(frozen=True)
class Publisher:
    name: str = field(metadata=described("Plain text."))
    logo: str | None = field(metadata=described("Address of a picture."))


@dataclass(frozen=True)
class SiteLocale:
    """The site in one language."""

    locale: str = field(metadata=described("Its tag, as in `locale=`."))
    url: str = field(metadata=described("Of its front page."))
    feeds: Feeds = field(metadata=described("All its articles as feeds."))
    corrections: str = field(metadata=described("What was corrected, as an Atom feed."))


@dataclass(frozen=True)
class Site:
    name: str = field(metadata=described("Of the publication, plain text."))
    publisher: Publisher = field(metadata=described("Who publishes it."))
    locales: list[SiteLocale] = field(metadata=described("Its languages; the first is the default."))
    sitemap: str = field(metadata=described("The list of all sitemaps."))
    news_sitemap: str = field(metadata=described("What was first published within two days."))


def build_site() -> Site:
    """From the settings alone: no query."""
    return Site(
        name=settings.SITE_NAME,
        publisher=Publisher(settings.PUBLISHER_NAME, settings.PUBLISHER_LOGO or None),
        locales=[
            SiteLocale(one, front_url(one), build_feeds(one), feed_url("corrections.xml", one))
            for one in settings.LOCALES
        ],
        sitemap=settings.PUBLIC_URL + SITEMAP,
        news_sitemap=settings.PUBLIC_URL + NEWS_SITEMAP,
    )
