"""Where the feeds of the site and of a term are, to be copied. That the API says the same, a test sees to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from articles.admin.languages import name_of
from articles.editing.taxonomy import AnyTerm, kind_of
from articles.editing.term_uses import was_public
from articles.models import Author

FORMATS: Final = {"RSS": "rss.xml", "Atom": "atom.xml", "JSON Feed": "feed.json", "ninjs": "ninjs.json"}


@dataclass(frozen=True)
class FeedAddress:
    format: str
    language: str
    """Empty where there is only one."""
    id: str
    """Of its field in the page."""
    url: str


def site_feeds() -> list[FeedAddress]:
    """Of each language, with its corrections alone."""
    files = FORMATS | {_("Corrections (Atom)"): "corrections.xml"}
    return _feeds(files, settings.LOCALES)


def term_feeds(term: AnyTerm) -> list[FeedAddress]:
    """Of an author in every language. None for a term of which nobody outside knows."""
    if not was_public(term):
        return []
    locales = settings.LOCALES if isinstance(term, Author) else [term.locale]
    return _feeds(FORMATS, locales, f"{kind_of(term)}/{term.slug}/")


def _feeds(files: dict[str, str], locales: list[str], place: str = "") -> list[FeedAddress]:
    return [
        FeedAddress(
            format,
            name_of(locale) if locales[1:] else "",
            f"feed-{locale}-{file.partition('.')[0]}",
            f"{settings.PUBLIC_URL}/feeds/{'' if locale == settings.LOCALES[0] else locale + '/'}{place}{file}",
        )
        for locale in locales
        for format, file in files.items()
    ]
