"""What is elsewhere: a link, and above it a frame that asks before it loads. Until then nobody else hears of the visit.

The script (embeds.js) puts the player into the frame, which keeps its shape; without it the link does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from articles.text.embeds import provider_of

# As the API writes it (api/documents/figures.py).
_FIGURE = re.compile(
    r'<figure data-embed="(?P<address>https://[^"]+)"><a [^>]+>(?P<provider>[^<]*)</a>'
    r"(?P<figcaption><figcaption>.*?</figcaption>)?</figure>",
    re.DOTALL,
)
_START = '<div class="player"'


@dataclass(frozen=True)
class Player:
    url: str
    host: str
    """Whom the visitor's browser will ask."""
    kind: str
    """video or audio: its shape and its name."""


def player_of(address: str) -> Player | None:
    """The player of what is at `address`, where EMBED_HOSTS allows it; a page on one of these is its own player."""
    provider = provider_of(address)
    url = (provider and provider.find(address)) or address
    host = urlsplit(url).netloc
    return Player(url, host, provider.kind if provider else "video") if host in settings.EMBED_HOSTS else None


def with_players(html: str) -> str:
    """Figures of the API's HTML as the page shows them."""
    return _FIGURE.sub(_figure, html)


def has_players(html: str) -> bool:
    return _START in html


def policy() -> dict[str, Any]:
    """What the content security policy adds on a page with players."""
    return {"frame-src": [f"https://{host}" for host in settings.EMBED_HOSTS]}


def _figure(found: re.Match[str]) -> str:
    address, figcaption = unescape(found["address"]), found["figcaption"] or ""
    player = player_of(address)
    context = {
        "address": address,
        "provider": unescape(found["provider"]),
        "player": player,
        "title": _title(player, unescape(strip_tags(figcaption))),
    }
    shown = render_to_string("reader/embed.html", context).strip()
    return f'<figure data-embed="{found["address"]}">{shown}{figcaption}</figure>'


def _title(player: Player | None, caption: str) -> str:
    """What a screen reader calls the frame."""
    if player is None:
        return ""
    kind = _("Audio") if player.kind == "audio" else _("Video")
    return f"{kind}: {caption or player.host}"
