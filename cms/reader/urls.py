"""Addresses of the reference frontend: the first of LOCALES at the root, each other one below its own prefix.

Nothing else is an address: a path that goes on after an article's slug, an unknown locale or the prefix of the default
one are 404, so that every page has one address.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, path, register_converter

from . import views


class OtherLocaleConverter:
    """A locale of the site that has a prefix. Asked at each request, not once: it is a setting."""

    regex = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*"

    def to_python(self, value: str) -> str:
        if value not in settings.LOCALES[1:]:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(OtherLocaleConverter, "other_locale")

app_name = "reader"
PAGES: list[tuple[str, Any, str]] = [
    ("", views.front, "front"),
    ("search/", views.search, "search"),
    ("articles/<slug:slug>/", views.article, "article"),
    ("categories/<slug:slug>/", views.category, "category"),
    ("tags/<slug:slug>/", views.tag, "tag"),
    ("authors/<slug:slug>/", views.author, "author"),
    ("preview/", views.preview, "preview"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("favicon.ico", views.icon, name="icon")]
urlpatterns += [
    path(prefix + route, view, name=name) for prefix in ("", "<other_locale:locale>/") for route, view, name in PAGES
]
