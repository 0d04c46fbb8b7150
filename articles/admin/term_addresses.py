"""The addresses of terms: where they are public, and what becomes of former ones."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from articles.editing.taxonomy import AnyTerm, kind_of
from articles.editing.term_uses import was_public
from articles.models import Author, SlugClaim

ROOMS = {"author": "authors", "category": "categories", "tag": "tags"}


def term_address(term: AnyTerm, slug: str = "") -> str:
    """Its page for readers, else its document; of an author in the first locale. `slug`: another one of its own."""
    kind = str(kind_of(term))
    locale = settings.LOCALES[0] if isinstance(term, Author) else term.locale
    default = locale == settings.LOCALES[0]
    page = settings.FRONTENDS.get(locale, {}).get(kind, "")
    if page:
        return page.replace("{slug}", slug or term.slug).replace("{locale}", locale)
    if settings.READER:
        return f"{settings.PUBLIC_URL}/{'' if default else locale + '/'}{ROOMS[kind]}/{slug or term.slug}/"
    query = "" if default else f"?locale={locale}"
    return f"{settings.PUBLIC_URL}/api/v1/{ROOMS[kind]}/{slug or term.slug}/{query}"


def former_slugs(term: AnyTerm) -> list[str]:
    """Its other slugs, which lead to it: earlier ones, and those of what was merged into it."""
    claims = SlugClaim.objects.filter(**{str(kind_of(term)): term}).exclude(slug=term.slug)
    return list(claims.order_by("pk").values_list("slug", flat=True))


def slug_help(term: AnyTerm) -> str:
    """What becomes of the slug if it is changed."""
    if was_public(term):
        said = _("Readers know it. If you change it, the old address leads to the new one.")
    else:
        said = _("Never public so far. If you change it, the old address is free again.")
    former = former_slugs(term)
    leading = _("Addresses that lead here already: %(slugs)s.") % {"slugs": ", ".join(former)} if former else ""
    return " ".join(filter(None, [said, leading]))
