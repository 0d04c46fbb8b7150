"""`robots.txt` (RFC 9309): what crawlers are asked to leave alone, and where the sitemaps are.

The desk, and the reader's search, whose pages have no end. Nothing else that is public is kept from them, and nothing
is named that nobody should know of.
"""

from __future__ import annotations

from django.conf import settings

from api.documents.addresses import SITEMAP


def write() -> str:
    prefixes = ["", *(f"/{locale}" for locale in settings.LOCALES[1:])] if settings.READER else []
    closed = ["/admin/", *(f"{prefix}/search/" for prefix in prefixes)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return "\n".join([*lines, "", f"Sitemap: {settings.PUBLIC_URL}{SITEMAP}", ""])
