"""Which article of this site an address leads to: for readers, of the API, or on the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from articles.editing.addresses import addresses
from articles.models import Article, SlugClaim

SLUG = "0slug0"
"""Stands for the slug while an address is turned into a pattern; as a slug it would do, so nothing escapes it."""
LONGEST = 1000


def is_address(text: str) -> bool:
    return bool(re.match(r"https?://\S+$", text, re.IGNORECASE))


def is_own(address: str) -> bool:
    """It leads somewhere on this site, whether or not there is an article."""
    return bool(_references(address)) or _bare(address).startswith(_bare(settings.PUBLIC_URL) + "/")


def articles_behind(given: list[str]) -> dict[str, Article]:
    """By the address, the article that it leads to now, by an older slug of its own too. Two queries at the most."""
    references = {address: _references(address) for address in given}
    claims, pks = Q(), set()
    for reference in (one for many in references.values() for one in many):
        if isinstance(reference, int):
            pks.add(reference)
        else:
            claims |= Q(locale=reference[0], slug=reference[1])
    found: dict[tuple[str, str] | int, Article] = {one.pk: one for one in Article.objects.filter(pk__in=pks)}
    if claims:
        claimed = SlugClaim.objects.filter(claims, kind=SlugClaim.Kind.ARTICLE).select_related("article")
        found |= {(claim.locale, claim.slug): claim.article for claim in claimed if claim.article}
    behind = {address: next((found[one] for one in many if one in found), None) for address, many in references.items()}
    return {address: article for address, article in behind.items() if article is not None}


def _references(address: str) -> list[tuple[str, str] | int]:
    """Locale and slug, or the primary key, of what it may lead to; two locales may share one form of address."""
    if len(address) > LONGEST:
        return []
    bare = _bare(address)
    by_slug = [(locale, match[1]) for locale, pattern in _patterns() if (match := pattern.fullmatch(bare))]
    page = _bare(settings.PUBLIC_URL + reverse("admin:articles_article_change", args=[0])).replace("/0/change", "")
    on_desk = re.match(re.escape(page) + r"/(\d{1,18})(?:/|$)", bare, re.ASCII)
    return [*by_slug, *([int(on_desk[1])] if on_desk else [])]


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for locale in settings.LOCALES:
        for known in addresses(SLUG, locale):
            yield locale, re.compile(re.escape(_bare(known.url)).replace(SLUG, "([a-z0-9-]+)"))


def _bare(address: str) -> str:
    """Without scheme, fragment, and query (but for the API's `locale`), and without the slash at the end."""
    rest = re.sub(r"^https?://", "", address.strip(), flags=re.IGNORECASE).partition("#")[0]
    path, _, query = rest.partition("?")
    host, slash, path = path.partition("/")
    locale = re.search(r"(?:^|&)(locale=[\w-]+)", query) if path.startswith("api/") else None
    return f"{host.lower()}{slash}{path}".rstrip("/") + (f"?{locale[1]}" if locale else "")
