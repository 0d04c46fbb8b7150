"""Routes of what is pulled: feeds, sitemaps, robots.txt. Mounted at the root of the site."""

from __future__ import annotations

from django.urls import URLPattern, path

from api.feeds.sitemap_views import Robots, SitemapFile, SitemapIndex
from api.feeds.views import FeedView

KINDS = ("category", "tag", "author")


def _feeds(prefix: str) -> list[URLPattern]:
    feed = FeedView.as_view()
    terms = [path(f"{prefix}{kind}/<slug>/<name>", feed, {"kind": kind}, name=f"{kind}_feed") for kind in KINDS]
    return [path(f"{prefix}<name>", feed, name="feed"), *terms]


app_name = "feeds"
urlpatterns: list[URLPattern] = [
    *_feeds("feeds/"),
    *_feeds("feeds/<locale>/"),
    path("sitemap.xml", SitemapIndex.as_view(), name="sitemap_index"),
    path("sitemaps/<name>", SitemapFile.as_view(), name="sitemap"),
    path("robots.txt", Robots.as_view(), name="robots"),
]
