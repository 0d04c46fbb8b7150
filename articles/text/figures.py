"""Pictures of the library in clean HTML: `<figure data-image="UUID">`, without any address.

For clean HTML (`cleaning`): there such a figure is written in one way only, so that it can be found as a string. What
is to be seen is put in when a document is made, since renditions come and go.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Final

_START: Final = re.compile(r'<figure data-image="([0-9a-f-]{36})"')
_FIGURE: Final = re.compile(
    r'<figure data-image="(?P<image>[0-9a-f-]{36})"(?: data-alt="(?P<alt>[^"]*)")?>'
    r"(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>",
    re.DOTALL,
)


@dataclass(frozen=True)
class Figure:
    image: str
    """UUID of a picture, as `str(uuid)` writes it."""
    alt: str
    """For this use; empty: the picture's own."""
    caption: str
    """Inline HTML; empty: the picture's own."""


def find_images(html: str) -> list[str]:
    """UUIDs of the pictures of a body, each once, in order."""
    return list(dict.fromkeys(_START.findall(html)))


def find_figures(html: str) -> list[Figure]:
    return [_read(found) for found in _FIGURE.finditer(html)]


def fill_figures(html: str, write: Callable[[Figure], str]) -> str:
    """The body with what `write` gives in place of each figure."""
    return _FIGURE.sub(lambda found: write(_read(found)), html) if "data-image" in html else html


def _read(found: re.Match[str]) -> Figure:
    return Figure(found["image"], unescape(found["alt"] or ""), found["caption"] or "")
