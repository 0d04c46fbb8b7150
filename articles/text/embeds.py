"""What is elsewhere and may be shown in a text: who keeps it, and the address of its player.

For clean HTML (`cleaning`), where such a figure is written in one way only: `<figure data-embed="https://…">`. What
stands there is the address that people share; which page asks for the player, and when, is the frontend's to decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal
from urllib.parse import urlsplit

_FIGURE: Final = re.compile(
    r'<figure data-embed="(?P<address>[^"]*)">(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>', re.DOTALL
)
_END: Final = r"/?(?=[?#&]|$)"


@dataclass(frozen=True)
class Embed:
    address: str
    """Of the page that people share; https."""
    caption: str
    """Inline HTML; may be empty."""


@dataclass(frozen=True)
class Provider:
    """A site whose pages have a player for others."""

    name: str
    kind: Literal["video", "audio"]
    pages: tuple[str, ...]
    """Patterns of the addresses that people share, without the scheme; `id` is what the player is asked for."""
    player: str
    """Its address, with `{id}`. Begins at once where the provider can: the visitor has asked for it."""
    details: tuple[tuple[str, str], ...] = ()
    """Patterns sought in the shared address, and what each adds to that of the player."""

    def find(self, address: str) -> str | None:
        """The player of the page at `address`, or None where it is no page of this provider's."""
        scheme, _, bare = address.partition("://")
        found = next(filter(None, (re.match(page, bare, re.ASCII) for page in self.pages)), None)
        if found is None or scheme != "https":
            return None
        added = ((re.search(pattern, bare, re.ASCII), more) for pattern, more in self.details)
        return self.player.format(id=found["id"]) + "".join(more.format(hit[1]) for hit, more in added if hit)


PROVIDERS: Final = (
    Provider(
        "YouTube",
        "video",
        (
            r"(?:(?:www|m|music)\.)?youtube\.com/watch\?(?:[^#]*&)?v=(?P<id>[\w-]{11})(?=[&#]|$)",
            r"(?:(?:www|m)\.)?youtube(?:-nocookie)?\.com/(?:embed|live|shorts)/(?P<id>[\w-]{11})" + _END,
            r"youtu\.be/(?P<id>[\w-]{11})" + _END,
        ),
        "https://www.youtube-nocookie.com/embed/{id}?autoplay=1",
        ((r"[?&](?:t|start)=([0-9]{1,6})s?(?=[&#]|$)", "&start={}"),),
    ),
    Provider(
        "Vimeo",
        "video",
        (
            r"(?:www\.)?vimeo\.com/(?:channels/[\w-]+/)?(?P<id>[0-9]+)(?:/[0-9a-f]+)?" + _END,
            r"player\.vimeo\.com/video/(?P<id>[0-9]+)" + _END,
        ),
        "https://player.vimeo.com/video/{id}?dnt=1&autoplay=1",
        ((r"(?:vimeo\.com/[0-9]+/|[?&]h=)([0-9a-f]+)(?=[/?&#]|$)", "&h={}"),),  # of a film that is not listed
    ),
    Provider(
        "Dailymotion",
        "video",
        (r"(?:www\.)?dailymotion\.com/video/(?P<id>[a-zA-Z0-9]+)" + _END, r"dai\.ly/(?P<id>[a-zA-Z0-9]+)" + _END),
        "https://geo.dailymotion.com/player.html?video={id}",
    ),
    Provider(
        "TED",
        "video",
        (r"(?:www|embed)\.ted\.com/talks/(?P<id>\w+)" + _END, r"ted\.com/talks/(?P<id>\w+)" + _END),
        "https://embed.ted.com/talks/{id}",
    ),
    Provider(
        "Internet Archive",
        "video",
        (r"(?:www\.)?archive\.org/(?:details|embed)/(?P<id>\.*[\w-][\w.-]*)" + _END,),
        "https://archive.org/embed/{id}",
    ),
    Provider(
        "SoundCloud",
        "audio",
        (r"(?:(?:www|m)\.)?soundcloud\.com/(?P<id>[\w-]+/[\w-]+)" + _END,),
        "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/{id}&auto_play=true",
    ),
    Provider(
        "Spotify",
        "audio",
        (
            r"open\.spotify\.com/(?:intl-[a-z]+/)?(?:embed/)?"
            r"(?P<id>(?:album|episode|playlist|show|track)/[a-zA-Z0-9]{22})" + _END,
        ),
        "https://open.spotify.com/embed/{id}",
    ),
)


def provider_of(address: str) -> Provider | None:
    """Whose page this is, among those that we know."""
    return next((provider for provider in PROVIDERS if provider.find(address)), None)


def provider_name(address: str) -> str:
    """Of one that we do not know: its host."""
    provider = provider_of(address)
    return provider.name if provider else urlsplit(address).hostname or address


def fill_embeds(html: str, write: Callable[[Embed], str]) -> str:
    """The body with what `write` gives in place of each figure."""
    return _FIGURE.sub(lambda found: write(_read(found)), html) if "data-embed" in html else html


def _read(found: re.Match[str]) -> Embed:
    return Embed(unescape(found["address"]), found["caption"] or "")
