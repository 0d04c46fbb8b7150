"""Sitemaps as XML: sitemaps.org 0.9 with Google's words for pictures and news, and XHTML's for other languages.

Spec: https://www.sitemaps.org/protocol.html, https://developers.google.com/search/docs/crawling-indexing/sitemaps.
No `changefreq` or `priority`: nobody reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from django.conf import settings
from lxml import etree

from api.feeds.printable import printed
from api.feeds.sitemaps import CHUNK, File, Listed
from api.feeds.xml import DECLARATION, Names, fragment, rfc3339

MEDIA_TYPE: Final = "application/xml; charset=utf-8"
MOST_IMAGES: Final = 1_000
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
INDEX: Final = Names(**{"": SITEMAP})
ARTICLES: Final = Names(
    **{"": SITEMAP},
    image="http://www.google.com/schemas/sitemap-image/1.1",
    xhtml="http://www.w3.org/1999/xhtml",
)
NEWS: Final = Names(**{"": SITEMAP}, news="http://www.google.com/schemas/sitemap-news/0.9")
CHINESE: Final = {"hans": "zh-cn", "sg": "zh-cn", "hant": "zh-tw", "tw": "zh-tw", "hk": "zh-tw", "mo": "zh-tw"}
"""By script or region: the one language of which news sitemaps want to know more."""


@printed
def write_index(files: Sequence[tuple[File, datetime | None]]) -> bytes:
    """The list of sitemaps, each with the newest date in it."""
    root = INDEX.root("sitemapindex")
    for file, newest in files:
        element = INDEX.add(root, "sitemap")
        INDEX.add(element, "loc", file.url)
        if newest:
            INDEX.add(element, "lastmod", rfc3339(newest))
    return DECLARATION + etree.tostring(root, encoding="utf-8")


def write_file(file: File, entries: Iterator[Listed]) -> Iterator[bytes]:
    """One sitemap, a thousand addresses at a time."""
    names, add = (ARTICLES, _add_article) if file.month else (NEWS, _add_news)
    root = names.root("urlset")
    root.text = ""
    opening, closing = etree.tostring(root, encoding="utf-8").split(b"></")

    @printed
    def write(chunk: Sequence[Listed]) -> bytes:
        root = names.root("urlset")
        for one in chunk:
            add(root, one)
        return fragment(root)

    yield DECLARATION + opening + b">"
    while chunk := list(islice(entries, CHUNK)):
        yield write(chunk)
    yield b"</" + closing


def language_of(locale: str) -> str:
    """ISO 639 without a region, but `zh-cn` and `zh-tw`, as news sitemaps have it."""
    language, *more = locale.lower().split("-")
    if language != "zh":
        return language
    return next((CHINESE[one] for one in more if one in CHINESE), "zh-cn")


def _add_article(root: etree._Element, listed: Listed) -> None:
    url = ARTICLES.add(root, "url")
    ARTICLES.add(url, "loc", listed.url)
    ARTICLES.add(url, "lastmod", rfc3339(listed.updated_at))
    for locale, address in listed.alternates.items():
        ARTICLES.add(url, "xhtml:link", attributes={"rel": "alternate", "hreflang": locale, "href": address})
    for address in listed.images[:MOST_IMAGES]:
        ARTICLES.add(ARTICLES.add(url, "image:image"), "image:loc", address)


def _add_news(root: etree._Element, listed: Listed) -> None:
    url = NEWS.add(root, "url")
    NEWS.add(url, "loc", listed.url)
    NEWS.add(url, "lastmod", rfc3339(listed.updated_at))
    news = NEWS.add(url, "news:news")
    publication = NEWS.add(news, "news:publication")
    NEWS.add(publication, "news:name", settings.SITE_NAME)
    NEWS.add(publication, "news:language", language_of(listed.locale))
    if listed.published_at:
        NEWS.add(news, "news:publication_date", rfc3339(listed.published_at))
    NEWS.add(news, "news:title", listed.title)
