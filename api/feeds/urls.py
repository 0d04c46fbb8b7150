"""Routes of what is pulled: feeds. Mounted at the root of the site."""

from __future__ import annotations

from django.urls import URLPattern, path

from api.feeds.views import FeedView

KINDS = ("category", "tag", "author")


def _feeds(prefix: str) -> list[URLPattern]:
    feed = FeedView.as_view()
    terms = [path(f"{prefix}{kind}/<slug>/<name>", feed, {"kind": kind}, name=f"{kind}_feed") for kind in KINDS]
    return [path(f"{prefix}<name>", feed, name="feed"), *terms]


app_name = "feeds"
urlpatterns: list[URLPattern] = [*_feeds("feeds/"), *_feeds("feeds/<locale>/")]
