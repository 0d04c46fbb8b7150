"""Routes of what is pulled: feeds, sitemaps, robots.txt. Mounted at the root of the site."""

from __future__ import annotations

from django.urls import URLPattern, path

from api.feeds.sitemap_views import Robots, SitemapFile, SitemapIndex
from api.feeds.views import FeedView, GuessedFeed

KINDS = ("category", "tag", "author")
GUESSES = {
    "feed": "rss.xml",
    "feed/": "rss.xml",
    "rss": "rss.xml",
    "rss/": "rss.xml",
    "rss.xml": "rss.xml",
    "atom.xml": "atom.xml",
    "feed.xml": "atom.xml",
    "feed.json": "feed.json",
}
"""Where other systems have their feed (WordPress, Ghost, Jekyll, Hugo), and which of ours that is."""


def _feeds(prefix: str) -> list[URLPattern]:
    feed = FeedView.as_view()
    terms = [path(f"{prefix}{kind}/<slug>/<name>", feed, {"kind": kind}, name=f"{kind}_feed") for kind in KINDS]
    return [path(f"{prefix}<name>", feed, name="feed"), *terms]


app_name = "feeds"
urlpatterns: list[URLPattern] = [
    *_feeds("feeds/"),
    *_feeds("feeds/<locale>/"),
    *(path(guess, GuessedFeed.as_view(), {"name": name}, name="guessed_feed") for guess, name in GUESSES.items()),
    path("sitemap.xml", SitemapIndex.as_view(), name="sitemap_index"),
    path("sitemaps/<name>", SitemapFile.as_view(), name="sitemap"),
    path("robots.txt", Robots.as_view(), name="robots"),
]
