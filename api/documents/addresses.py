"""Where things live on the website: FRONTENDS by locale, or else the built-in reader. Never from the Host header."""

from __future__ import annotations

from typing import Final

from django.conf import settings

PATHS: Final = {
    "front": "/",
    "article": "/articles/{slug}/",
    "category": "/categories/{slug}/",
    "tag": "/tags/{slug}/",
    "author": "/authors/{slug}/",
}
"""In the built-in reader; locales other than the first have theirs in front."""


FEEDS: Final = ("rss.xml", "atom.xml", "feed.json", "ninjs.json")
"""Of the site and of each term; the names of their files."""
SITEMAP: Final = "/sitemap.xml"
NEWS_SITEMAP: Final = "/sitemaps/news.xml"


def front_url(locale: str) -> str:
    return _address("front", "", locale)


def article_url(slug: str, locale: str) -> str:
    return _address("article", slug, locale)


def category_url(slug: str, locale: str) -> str:
    return _address("category", slug, locale)


def tag_url(slug: str, locale: str) -> str:
    return _address("tag", slug, locale)


def author_url(slug: str, locale: str) -> str:
    return _address("author", slug, locale)


def term_url(kind: str, slug: str, locale: str) -> str:
    """Of a category, tag or author."""
    return _address(kind, slug, locale)


def media_url(name: str) -> str:
    """Of a rendition."""
    return f"{settings.PUBLIC_URL}/media/{name}"


def feed_url(name: str, locale: str, kind: str = "", slug: str = "") -> str:
    """Of the feed with this file name: of the site, or of a term (`kind` category, tag or author)."""
    place = [] if locale == settings.LOCALES[0] else [locale]
    return "/".join([settings.PUBLIC_URL, "feeds", *place, *([kind, slug] if kind else []), name])


def _address(kind: str, slug: str, locale: str) -> str:
    frontend = settings.FRONTENDS.get(locale, {})
    template: str = frontend[kind] if kind in frontend else _built_in(kind, locale)
    return template.replace("{slug}", slug).replace("{locale}", locale)


def _built_in(kind: str, locale: str) -> str:
    prefix = "" if locale == settings.LOCALES[0] else f"/{locale}"
    return f"{settings.PUBLIC_URL}{prefix}{PATHS[kind]}"
