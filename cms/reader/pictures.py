"""Pictures of API documents as `<picture>` elements: a crop, its formats, and the words that must stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]

NARROW = "(min-width: 28rem) 91vw, calc(100vw - 2.5rem)"
"""The whole width within the edges of the page."""
CARD_CROP = "16:9"
CARD_SIZES = {
    "top": f"(min-width: 88rem) 53rem, (min-width: 64rem) 60vw, {NARROW}",
    "second": f"(min-width: 88rem) 38.5rem, (min-width: 44rem) 45vw, {NARROW}",
    "third": f"(min-width: 88rem) 25rem, (min-width: 64rem) 29vw, (min-width: 44rem) 45vw, {NARROW}",
}
"""How wide a card's picture is, by its place in the grid (reader.css)."""
OPENING_SIZES = f"(min-width: 88rem) 61rem, (min-width: 64rem) 68vw, {NARROW}"
FIGURE_SIZES = f"(min-width: 46rem) 42rem, {NARROW}"
AUTHOR_CROP = "1:1"
AUTHOR_SIZES = "(min-width: 44rem) 12rem, 8rem"
BYLINE_SIZES = "3.25rem"
BEST_FIRST = ("avif", "webp")


@dataclass(frozen=True)
class Source:
    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """What the template writes. `width` and `height` keep its place until it is there, `blur` fills it."""

    src: str
    srcset: str
    sources: tuple[Source, ...]
    width: int
    height: int
    alt: str
    blur: str
    caption: str
    credit: str


BLANK = Picture("", "", tuple(Source(f"image/{each}", "") for each in BEST_FIRST), 16, 9, "", "", "", "")
"""What more.js fills in."""


def picture(image: Document, crop: str) -> Picture:
    """`image` as the API documents it; `crop` is one of its `crops`."""
    shown = image["crops"][crop]
    return Picture(
        src=shown["url"],
        srcset=shown["srcset"]["jpeg"],
        sources=sources(shown["srcset"]),
        width=shown["width"],
        height=shown["height"],
        alt=image["alt"],
        blur=image["blur"],
        caption=image["caption"],
        credit=image["credit_line"],
    )


def opening_crop(image: Document) -> str:
    """Above an article: whole, as far as it leaves the text on the first screen."""
    return "as_is" if image["width"] * 3 >= image["height"] * 4 else "4:3"


def sources(srcset: Document) -> tuple[Source, ...]:
    """Better formats than JPEG. One whose files are still being made is left out: its largest might be tiny."""
    whole = _candidates(srcset["jpeg"])
    return tuple(Source(f"image/{each}", srcset[each]) for each in BEST_FIRST if _candidates(srcset[each]) >= whole)


def _candidates(srcset: str) -> int:
    return len(srcset.split(", ")) if srcset else 0
