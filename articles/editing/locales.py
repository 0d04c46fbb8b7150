"""In which languages this site speaks."""

from __future__ import annotations

from django.conf import settings

from articles.errors import UnknownLocale


def check_locale(locale: str) -> None:
    """Raises UnknownLocale."""
    if locale not in settings.LOCALES:
        raise UnknownLocale(locale, settings.LOCALES)
