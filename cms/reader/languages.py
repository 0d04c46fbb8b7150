"""The same page in other languages: for the switch at the top, and for search engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO

from .addresses import front_path, search_path


@dataclass(frozen=True)
class Language:
    locale: str
    name: str
    """In itself."""
    path: str
    url: str


def other_fronts(locale: str) -> list[Language]:
    return [_language(other, front_path(other)) for other in settings.LOCALES if other != locale]


def search_languages(locale: str) -> list[Language]:
    return [_language(other, search_path(other)) for other in settings.LOCALES if other != locale]


def translations(document: dict[str, Any], path: Callable[[str, str], str]) -> list[Language]:
    """Of an article or term; `path` gives the page of a slug in a locale."""
    return [_language(one["locale"], path(one["slug"], one["locale"])) for one in document["translations"]]


def alternates(locale: str, path: str, others: list[Language]) -> list[Language]:
    """All of them, the page itself included, as search engines want it; none where it stands alone."""
    return [_language(locale, path), *others] if others else []


def _language(locale: str, path: str) -> Language:
    known = LANG_INFO.get(locale.lower()) or LANG_INFO.get(locale.split("-")[0].lower()) or {}
    return Language(locale, known.get("name_local", locale).capitalize(), path, settings.PUBLIC_URL + path)
