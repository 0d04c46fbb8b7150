"""Where the reader's own pages are: paths, so that they work behind any host name."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def front_path(locale: str) -> str:
    return reverse("reader:front", kwargs=_prefix(locale))


def article_path(slug: str, locale: str) -> str:
    return reverse("reader:article", kwargs={"slug": slug, **_prefix(locale)})


def search_path(locale: str) -> str:
    return reverse("reader:search", kwargs=_prefix(locale))


def term_path(kind: str, slug: str, locale: str) -> str:
    """`kind` is category, tag or author."""
    return reverse(f"reader:{kind}", kwargs={"slug": slug, **_prefix(locale)})


def locale_of(request: HttpRequest) -> str:
    """The locale that the path speaks of, whether or not it leads anywhere."""
    first = request.path_info.removeprefix("/").partition("/")[0]  # of `OPTIONS *` there is no slash
    return first if first in settings.LOCALES[1:] else settings.LOCALES[0]


def _prefix(locale: str) -> dict[str, str]:
    return {} if locale == settings.LOCALES[0] else {"locale": locale}
