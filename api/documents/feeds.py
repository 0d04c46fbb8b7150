"""Where feeds are, by format: for `<link rel="alternate">`, and for people who subscribe."""

from __future__ import annotations

from dataclasses import dataclass, field

from api.described import described
from api.documents.addresses import FEEDS, feed_url


@dataclass(frozen=True)
class Feeds:
    """The same articles in four formats, the newest first."""

    rss: str = field(metadata=described("RSS 2.0."))
    atom: str = field(metadata=described("Atom 1.0."))
    json_feed: str = field(metadata=described("JSON Feed 1.1."))
    ninjs: str = field(metadata=described("Items of ninjs 3.1, for newsrooms."))


def build_feeds(locale: str, kind: str = "", slug: str = "") -> Feeds:
    """Of the site in that locale, or of a term in it (`kind` category, tag or author)."""
    return Feeds(*(feed_url(name, locale, kind, slug) for name in FEEDS))
