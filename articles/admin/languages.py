"""What the languages of the site's locales are called."""

from __future__ import annotations

from django.utils.translation import get_language_info


def language_of(locale: str) -> str:
    """In the language of whoever reads the page: "German" for de; the tag itself where Django knows no name."""
    try:
        return str(get_language_info(locale.lower())["name_translated"])
    except KeyError:
        return locale
