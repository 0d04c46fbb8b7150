"""Where an article is to be found once it is public."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Address:
    what: str
    url: str


def preview_address(token: str, locale: str) -> str:
    """Where the draft that this token opens is shown: by the frontend of its locale, the built-in reader, or else the
    content API alone."""
    template: str = settings.FRONTENDS.get(locale, {}).get("preview", "")
    if not template:
        prefix = "" if locale == settings.LOCALES[0] else f"/{locale}"
        path = f"{prefix}/preview/" if settings.READER else "/api/v1/preview/"
        template = f"{settings.PUBLIC_URL}{path}?token={{token}}"
    return template.replace("{token}", quote(token, safe="")).replace("{locale}", locale)


def addresses(slug: str, locale: str) -> list[Address]:
    """The page for readers, if this site knows one, and the document of the content API."""
    default = locale == settings.LOCALES[0]
    api = f"{settings.PUBLIC_URL}/api/v1/articles/{slug}/" + ("" if default else f"?locale={locale}")
    page = settings.FRONTENDS.get(locale, {}).get("article", "").replace("{slug}", slug).replace("{locale}", locale)
    if not page and settings.READER:
        page = f"{settings.PUBLIC_URL}/{'' if default else locale + '/'}articles/{slug}/"
    return [Address(_("Page"), page), Address("API", api)] if page else [Address("API", api)]
