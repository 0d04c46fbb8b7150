"""Feeds of a page, for its head: readers of feeds run no script, so the server names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings

from api.documents.addresses import feed_url
from api.documents.feeds import build_feeds
from api.feeds.building import corrections_title

FORMATS: Final = (
    ("rss", "application/rss+xml", "RSS"),
    ("atom", "application/atom+xml", "Atom"),
    ("json_feed", "application/feed+json", "JSON Feed"),
)
"""Those for people, by their names in API documents."""


@dataclass(frozen=True)
class FeedLink:
    type: str
    title: str
    url: str


def site_feeds(locale: str) -> list[FeedLink]:
    return list(_links(vars(build_feeds(locale)), settings.SITE_NAME))


def term_feeds(kind: str, term: dict[str, Any], locale: str) -> list[FeedLink]:
    """Of a category, tag or author that a document names."""
    feeds = vars(build_feeds(locale, kind, term["slug"]))
    return list(_links(feeds, f"{term['name']} – {settings.SITE_NAME}"))


def corrections_feed(locale: str) -> FeedLink:
    return FeedLink("application/atom+xml", f"{corrections_title()} (Atom)", feed_url("corrections.xml", locale))


def _links(feeds: dict[str, str], title: str) -> Iterator[FeedLink]:
    for name, type, format in FORMATS:
        yield FeedLink(type, f"{title} ({format})", feeds[name])
