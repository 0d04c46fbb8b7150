"""What the writing page's scripts are told of embeds: the addresses that readers get a player for."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from articles.text.embeds import PROVIDERS


def embeds_for_scripts() -> dict[str, Any]:
    """Providers with the patterns of their pages, as JavaScript writes them, without the scheme; and other hosts.

    Of what the patterns use the two languages differ only in how a group is named.
    """
    return {
        "providers": [
            {"name": provider.name, "pages": [page.replace("(?P<", "(?<") for page in provider.pages]}
            for provider in PROVIDERS
        ],
        "hosts": settings.EMBED_HOSTS,
    }
