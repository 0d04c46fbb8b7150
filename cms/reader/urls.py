"""Addresses of the reference frontend: the first of LOCALES at the root, each other one below its own prefix.

Nothing else is an address: a path that goes on after an article's slug, an unknown locale or the prefix of the default
one are 404, so that every page has one address.
"""

from __future__ import annotations

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
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.front, name="front"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("<other_locale:locale>/", views.front, name="front"),
    path("<other_locale:locale>/articles/<slug:slug>/", views.article, name="article"),
]
